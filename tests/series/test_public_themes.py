"""The three manners of a series: the same words in each, no style in the page, one weight of work."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from series.models.published import PublishedSeries
from series.reading import Progress, Slot
from series.themes import themes
from series.tide import draw_tide
from tests.published import (
    at,
    picture,
    put_notice,
    put_part,
    put_running_series,
    put_series,
    put_site,
    put_story,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]

THEMES = tuple(themes())
STYLES = Path(settings.BASE_DIR) / "series/static/series/themes"
CHAPTERS = [{"position": n, "name": f"第{n}章", "label": "", "blurb": ""} for n in (1, 2)]
FIGURE = {"prefix": "超", "value": "5000", "unit": "亿元", "label": "总投资", "source": "项目库"}
LONG = "从一通清晨六点的电话到一纸盖了四枚章的挂牌公告一宗工业用地怎样走完全部流程"


def get(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def put_every_state(theme: str) -> UUID:
    """A series with a part in every state, in a roomy chapter and in a compact one."""
    front = {"kicker": "特别策划", "subheading": "副题", "body_html": "<p>海边人讲潮信。</p>"}
    series = put_series("chaoxi", theme=theme, chapters=CHAPTERS, front=front | {"key_figures": [FIGURE]})
    put_part(series, 1, put_story(days_ago=9, headline=LONG, standfirst="导语。", lead_image=picture()))
    put_part(series, 2, put_story(days_ago=8, slug="er", headline="没有导语的"))
    put_part(series, 3, put_notice(slug="chegao"))
    put_part(series, 4, is_announced=True, announced_title="有日期的", announced_on=date(2026, 1, 21))
    put_part(series, 5, is_announced=True, announced_title="没有日期的")
    put_part(series, 7, put_story(days_ago=1, headline="最新的", lead_image=picture()), label="第七期")
    for number in range(8, 18):
        put_part(series, number, put_story(days_ago=7, headline=f"紧排{number}"), chapter=2)
    return series


def part(page: str, number: int) -> str:
    """The list entry of one slot."""
    found = re.search(rf'<li class="part[^"]*" id="p{number}">.*?</li>', page, re.DOTALL)
    return found[0] if found else ""


def words(page: str) -> list[str]:
    """What a reader of the main part hears, without the figure of the tide."""
    main = re.sub(r'<figure class="wrap tidebox">.*?</figure>', "", page.split("<main")[1], flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", main).split()


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_shows_every_state_of_a_part(client: Client, theme: str) -> None:
    put_every_state(theme)
    page = get(client, "/series/chaoxi/")
    assert f'data-theme="{theme}"' in page
    assert "is-long" in part(page, 1) and "part--lead" in part(page, 1)
    assert "没有导语的" in part(page, 2) and "part__stand" not in part(page, 2)
    assert "part--withdrawn" in part(page, 3) and "/articles/chegao/" in part(page, 3)
    assert "part--announced" in part(page, 4) and "1月21日" in part(page, 4) and "<a " not in part(page, 4)
    assert "part--announced" in part(page, 5) and "没有日期的" in part(page, 5)
    assert not part(page, 6)
    assert "part--latest" in part(page, 7) and "part__no--text" in part(page, 7)
    assert page.count("parts--compact") == 1 and "紧排17" in part(page, 17)


@pytest.mark.parametrize("script", ["", "/zh-hant"])
def test_themes_say_the_same_words_in_the_same_order(client: Client, script: str) -> None:
    put_every_state("ink")
    told = {}
    for theme in THEMES:
        PublishedSeries.objects.update(theme=theme)
        told[theme] = words(get(client, f"{script}/series/chaoxi/"))
    assert "海边人讲潮信。" in told["ink"]
    assert told["harbour"] == told["ink"] and told["annals"] == told["ink"]


@pytest.mark.parametrize("theme", THEMES)
def test_theme_is_complete_and_no_heavier_than_twelve_kilobytes(theme: str) -> None:
    for piece in ("cover", "hero", "tile", "ribbon"):
        art = get_template(f"series/themes/{theme}/_{piece}.html").render({})
        files = re.findall(r"series/themes/[\w-]+/[\w-]+\.svg", art)
        assert files and all(finders.find(file) for file in files)
        assert all(f"/{theme}/" in file for file in files)
    assert (STYLES / f"{theme}.css").stat().st_size <= 12 * 1024
    assert (STYLES / f"{theme}.tokens.css").stat().st_size <= 4 * 1024


@pytest.mark.parametrize("theme", THEMES)
def test_theme_leaves_corrections_credits_and_focus_alone(theme: str) -> None:
    styles = (STYLES / f"{theme}.css").read_text() + (STYLES / f"{theme}.tokens.css").read_text()
    assert not re.search(r"\.corr\b|\.credits\b|:focus|outline", styles)


@pytest.mark.parametrize("theme", THEMES)
def test_art_holds_neither_script_nor_words_nor_addresses(theme: str) -> None:
    for file in (STYLES / theme).glob("*.svg"):
        art = file.read_text()
        assert not re.search(r"<script|<text|<image|\bon\w+=|\bstyle=", art), file.name
        assert re.findall(r'https?://[^" ]+', art) == ["http://www.w3.org/2000/svg"], file.name
        assert "prefers-color-scheme:dark" in art, file.name


@pytest.mark.parametrize("theme", THEMES)
def test_pages_of_a_theme_carry_no_style_of_their_own(client: Client, theme: str) -> None:
    put_site()
    put_every_state(theme)
    for path in ("/series/chaoxi/", "/articles/er/", "/series/", "/"):
        page = get(client, path)
        assert f'data-theme="{theme}"' in page, path
        assert "<style" not in page and not re.search(r"<[^>]*\sstyle=", page), path
        assert not re.search(r"<script(?![^>]*(src=|ld\+json))", page), path


@pytest.mark.parametrize("theme", THEMES)
def test_story_takes_tokens_and_ribbon_of_its_series_and_no_more(client: Client, theme: str) -> None:
    put_every_state(theme)
    page = get(client, "/articles/er/")
    assert f"series/themes/{theme}.tokens.css" in page and f"series/themes/{theme}/ribbon.svg" in page
    assert f"series/themes/{theme}.css" not in page


@pytest.mark.parametrize("path", ["/", "/series/"])
def test_covers_bring_the_tokens_of_their_themes_and_no_others(client: Client, path: str) -> None:
    put_site()
    put_running_series(2, slug="chaoxi", theme="annals")
    put_series("lingyi", "满舱", theme="harbour")
    page = get(client, path)
    assert [page.count(f"themes/{theme}.tokens.css") for theme in THEMES] == [0, 1, 1]
    assert "themes/annals/cover-" in page and "themes/harbour/cover-tall.svg" in page
    assert "themes/ink/" not in page


def test_page_without_series_loads_no_theme(client: Client) -> None:
    put_site()
    assert "themes/" not in get(client, "/") and "themes/" not in get(client, "/series/")


@pytest.mark.parametrize("path", ["/series/chaoxi/", "/articles/er/", "/", "/series/"])
def test_unknown_theme_falls_back_to_ink(client: Client, path: str) -> None:
    put_site()
    put_every_state("../../evil")
    page = get(client, path)
    assert 'data-theme="ink"' in page and "themes/ink.tokens.css" in page and "evil" not in page


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("parts", [3, 30])
def test_landing_of_every_theme_takes_four_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, theme: str, parts: int
) -> None:
    put_site()
    put_running_series(parts, slug="chaoxi", theme=theme)
    with django_assert_num_queries(4):
        page = get(client, "/series/chaoxi/")
    assert page.count('<li class="part') == parts


@pytest.mark.parametrize(
    ("theme", "pictured"), [("ink", [1]), ("harbour", [1]), ("annals", [7])], ids=lambda value: str(value)
)
def test_picture_stands_with_the_lead_or_in_annals_with_the_latest(
    client: Client, theme: str, pictured: list[int]
) -> None:
    put_every_state(theme)
    page = get(client, "/series/chaoxi/")
    assert [number for number in range(1, 18) if "part__pic" in part(page, number)] == pictured


def test_annals_print_no_frame_where_the_latest_has_no_picture(client: Client) -> None:
    series = put_series("chaoxi", theme="annals")
    put_part(series, 1, put_story(days_ago=2, lead_image=picture()))
    put_part(series, 2, put_story(days_ago=1))
    assert "part__pic" not in get(client, "/series/chaoxi/")


def test_tide_marks_every_slot_by_its_state(client: Client) -> None:
    put_every_state("annals")
    tide = get(client, "/series/chaoxi/").split('class="tide tide--wide"')[1].split("</svg>")[0]
    states = re.findall(r'class="tide__(public|latest|gone|announced)"', tide)
    assert states == ["public"] * 2 + ["gone"] + ["announced"] * 2 + ["latest"] + ["public"] * 10


def test_tide_is_hidden_from_screen_readers_and_drawn_in_annals_only(client: Client) -> None:
    put_every_state("annals")
    page = get(client, "/series/chaoxi/")
    box = page.split('<figure class="wrap tidebox">')[1].split("</figure>")[0]
    hidden, told = box.split("</div>")
    assert hidden.startswith('<div aria-hidden="true">') and hidden.count("<svg") == 2
    assert "<svg" not in told and "<figcaption>" in told
    for theme in ("ink", "harbour"):
        PublishedSeries.objects.update(theme=theme)
        assert "tidebox" not in get(client, "/series/chaoxi/")


def test_series_of_nothing_that_readers_may_know_draws_no_tide(client: Client) -> None:
    put_series("chaoxi", theme="annals")
    assert draw_tide(Progress(slots=[], finished=False)) is None
    assert "tidebox" not in get(client, "/series/chaoxi/")


def slots(states: str) -> list[Slot]:
    """One slot a letter: p public, w withdrawn, a announced."""
    made = []
    for number, state in enumerate(states, start=1):
        place = {"number": number, "label": f"之{number}", "chapter": 1}
        if state == "p":
            made.append(Slot(**place, state="public", published_at=at(100 - number)))
        elif state == "w":
            made.append(Slot(**place, state="withdrawn", withdrawn_at=at(1)))
        else:
            made.append(Slot(**place, state="announced", announced_on=date(2026, 1, min(number, 31))))
    return made


@pytest.mark.parametrize(
    ("states", "past", "ahead"),
    [("pppa", True, True), ("aaa", False, True), ("ppw", True, False), ("p", True, False)],
)
def test_tide_is_drawn_solid_as_far_as_the_series_has_come(states: str, past: bool, ahead: bool) -> None:
    tide = draw_tide(Progress(slots=slots(states), finished=False))
    assert tide is not None
    for curve in (tide.wide, tide.tall):
        assert (bool(curve.past), bool(curve.fill), bool(curve.ahead)) == (past, past, ahead)


def test_tide_turns_from_solid_to_dashed_at_the_last_part_that_came() -> None:
    tide = draw_tide(Progress(slots=slots("ppaa"), finished=False))
    assert tide is not None
    turn = tide.wide.marks[1]
    assert tide.wide.past.endswith(f" {turn.x} {turn.y}")
    assert tide.wide.ahead.startswith(f"M{turn.x} {turn.y}")


@pytest.mark.parametrize("count", [1, 3, 12, 30, 200])
def test_marks_of_the_tide_keep_inside_their_figure(count: int) -> None:
    tide = draw_tide(Progress(slots=slots("p" * (count - 1) + "a"), finished=False))
    assert tide is not None
    for curve in (tide.wide, tide.tall):
        assert len(curve.marks) == count
        assert all(0 < mark.x < curve.width and 8 < mark.y < curve.height - 8 for mark in curve.marks)


def test_finished_tide_marks_no_latest() -> None:
    tide = draw_tide(Progress(slots=slots("ppp"), finished=True))
    assert tide is not None and {mark.state for mark in tide.wide.marks} == {"public"}


def test_tide_dates_each_slot_of_a_short_series_and_every_fifth_of_a_long_one() -> None:
    short, long = (draw_tide(Progress(slots=slots("a" * count), finished=False)) for count in (12, 30))
    assert short is not None and long is not None
    assert [day.on for day in short.days] == [f"1.{number}" for number in range(1, 13)]
    assert [place for place, day in enumerate(long.days, start=1) if day.label] == [1, 5, 10, 15, 20, 25, 30]
