"""What readers see of a series: every state of a slot, numbers that never close up, totals only where announced."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models.published import PublishedArticle, PublishedNotice, PublishedRedirect
from series.models.published import PublishedSeries
from tests.published import (
    picture,
    put_notice,
    put_part,
    put_running_series,
    put_series,
    put_site,
    put_story,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]

CHAPTERS = [
    {"position": 1, "name": "候潮", "label": "谋划篇", "blurb": "清单是怎样写出来的"},
    {"position": 2, "name": "涨潮", "label": "建设篇", "blurb": ""},
    {"position": 3, "name": "空章", "label": "", "blurb": ""},
]


def get(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def part(page: str, number: int) -> str:
    """The list entry of one slot."""
    found = re.search(rf'<li class="part[^"]*" id="p{number}">.*?</li>', page, re.DOTALL)
    return found[0] if found else ""


def test_slot_shows_its_story(client: Client) -> None:
    series = put_series("chaoxi")
    put_part(
        series,
        1,
        put_story(slug="you-lu", headline="邮路", standfirst="导语在此", byline="记者　沈知远"),
        label="之一",
    )
    entry = part(get(client, "/series/chaoxi/"), 1)
    assert '<a href="/articles/you-lu/">邮路</a>' in entry
    assert "导语在此" in entry and "沈知远" in entry and 'data-num="01"' in entry


def test_slot_of_a_withdrawn_story_shows_its_notice(client: Client) -> None:
    series = put_series("chaoxi")
    put_part(
        series,
        5,
        put_notice(slug="chegao", headline="撤下的题目"),
        is_announced=True,
        announced_title="预告的题目",
    )
    entry = part(get(client, "/series/chaoxi/"), 5)
    assert "part--withdrawn" in entry and 'href="/articles/chegao/"' in entry
    assert "预告的题目" not in entry


def test_announced_slot_shows_title_and_date_without_a_link(client: Client) -> None:
    series = put_series("chaoxi")
    put_part(
        series, 9, is_announced=True, announced_title="三个村，一条公交线", announced_on=date(2026, 1, 21)
    )
    entry = part(get(client, "/series/chaoxi/"), 9)
    assert "三个村，一条公交线" in entry and "1月21日" in entry and "<a " not in entry


def test_announced_slot_with_an_unpublished_story_shows_only_the_announcement(client: Client) -> None:
    series = put_series("chaoxi")
    put_part(series, 9, put_story(slug="wei-fa"), is_announced=True, announced_title="预告的题目")
    PublishedArticle.objects.filter(slug="wei-fa").delete()
    entry = part(get(client, "/series/chaoxi/"), 9)
    assert "预告的题目" in entry and "wei-fa" not in entry


def test_slot_without_anything_public_leaves_a_gap(client: Client) -> None:
    series = put_series("chaoxi")
    put_part(series, 1, put_story(headline="头一篇"))
    put_part(series, 2, put_story(slug="cao-gao", headline="草稿的题目"))
    put_part(series, 3, put_story(headline="第三篇"))
    PublishedArticle.objects.filter(slug="cao-gao").delete()
    page = get(client, "/series/chaoxi/")
    assert part(page, 1) and not part(page, 2) and part(page, 3)
    assert "草稿的题目" not in page and 'data-num="03"' in page


def test_publishing_or_withdrawing_a_part_needs_no_word_to_the_series(client: Client) -> None:
    series = put_series("chaoxi")
    story = put_story(slug="you-lu", headline="邮路")
    put_part(series, 1, story)
    assert "邮路" in part(get(client, "/series/chaoxi/"), 1)
    PublishedArticle.objects.filter(uid=story).delete()
    put_notice(uid=story, slug="you-lu", headline="邮路")
    assert "part--withdrawn" in part(get(client, "/series/chaoxi/"), 1)
    PublishedNotice.objects.filter(uid=story).delete()
    put_story(uid=story, slug="you-lu", headline="重发的邮路")
    assert "重发的邮路" in part(get(client, "/series/chaoxi/"), 1)


def test_scripts_are_not_mixed(client: Client) -> None:
    put_site()
    series = put_series("chaoxi")
    put_part(series, 1, put_story(headline="邮路"))
    assert "（繁）" not in get(client, "/series/chaoxi/")
    assert "邮路（繁）" in get(client, "/zh-hant/series/chaoxi/")


def test_total_is_told_only_where_it_is_announced(client: Client) -> None:
    silent, told = put_series("silent", "不说总数"), put_series("told", "说了总数", announced_total=12)
    put_part(silent, 1, put_story(slug="jia"), label="之一")
    put_part(told, 1, put_story(slug="yi"), label="之一")
    assert "12" not in _strip(get(client, "/series/silent/")) and "12" in _strip(get(client, "/series/told/"))
    assert "／" not in _ribbon(get(client, "/articles/jia/")) and "12" in _ribbon(
        get(client, "/articles/yi/")
    )


def _strip(page: str) -> str:
    return page.split('class="strip"')[1].split("</div></div>")[0]


def _ribbon(page: str) -> str:
    return page.split('class="ribbon"')[1].split("</a>")[0]


def test_latest_is_marked_while_a_series_runs(client: Client) -> None:
    put_running_series(3, slug="chaoxi")
    page = get(client, "/series/chaoxi/")
    assert "part--latest" in part(page, 3) and page.count("part--latest") == 1
    PublishedSeries.objects.update(finished=True)
    assert "part--latest" not in get(client, "/series/chaoxi/")


def test_chapters_group_their_parts_and_empty_ones_are_not_printed(client: Client) -> None:
    series = put_series("chaoxi", chapters=CHAPTERS)
    put_part(series, 1, put_story(), chapter=1)
    put_part(series, 2, put_story(), chapter=2)
    page = get(client, "/series/chaoxi/")
    assert page.index("候潮") < page.index('id="p1"') < page.index("涨潮") < page.index('id="p2"')
    assert "空章" not in page


def test_series_without_chapters_prints_one_unnamed(client: Client) -> None:
    put_running_series(2, slug="chaoxi")
    page = get(client, "/series/chaoxi/")
    assert page.count('<section class="chapter"') == 1 and "chapter__name" not in page


def test_part_of_an_unknown_chapter_is_not_lost(client: Client) -> None:
    series = put_series("chaoxi", chapters=CHAPTERS)
    put_part(series, 1, put_story(headline="没有章节的"), chapter=7)
    assert "没有章节的" in get(client, "/series/chaoxi/")


@pytest.mark.parametrize(("parts", "compact"), [(8, False), (9, True)])
def test_more_than_eight_parts_are_a_compact_list(client: Client, parts: int, compact: bool) -> None:
    put_running_series(parts, slug="chaoxi")
    assert ("parts--compact" in get(client, "/series/chaoxi/")) is compact


def test_first_story_with_a_picture_leads_its_chapter(client: Client) -> None:
    series = put_series("chaoxi")
    put_part(series, 1, put_story())
    put_part(series, 2, put_story(lead_image=picture()))
    put_part(series, 3, put_story(lead_image=picture()))
    page = get(client, "/series/chaoxi/")
    assert "part--lead" in part(page, 2) and page.count("part--lead") == 1 and page.count("part__pic") == 1


@pytest.mark.parametrize(
    ("label", "printed"),
    [("之三", "<i>之</i>三"), ("③", "③"), ("第三期", "第三期"), ("上", "上")],
)
def test_labels_of_every_style_are_printed(client: Client, label: str, printed: str) -> None:
    series = put_series("chaoxi")
    put_part(series, 3, put_story(), label=label)
    assert printed in part(get(client, "/series/chaoxi/"), 3)


def test_photo_story_shows_three_of_its_pictures(client: Client) -> None:
    series = put_series("chaoxi")
    story = put_story(slug="ye", kind="photo_story", headline="冬至夜", gallery=[picture() for _ in range(5)])
    put_part(series, 1, story)
    photos = get(client, "/series/chaoxi/").split('class="photos"')[1].split("</section>")[0]
    assert photos.count("<figure") == 3 and "3／5" in photos and 'href="/articles/ye/#p1"' in photos


def test_front_prints_note_figures_and_team(client: Client) -> None:
    figure = {"prefix": "超", "value": "5000", "unit": "亿元", "label": "总投资", "source": "项目库"}
    team = [{"label": "总策划", "roles": ["planner"], "people": [{"name": "程以宁"}]}]
    front = {
        "body_html": "<p>海边人讲潮信。</p>",
        "key_figures": [figure],
        "credits": team,
        "kicker": "特别策划",
    }
    put_series("chaoxi", front=front)
    page = get(client, "/series/chaoxi/")
    for words in ("海边人讲潮信。", "5000", "项目库", "总策划", "程以宁", "特别策划"):
        assert words in page


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("潮汐有信", "one"),
        ("山海为证·金普新程", "two"),
        ("一千个门牌号的四百个日夜", "flat"),
        ("Tides", "flat"),
    ],
)
def test_title_art_follows_the_length_of_the_title(client: Client, title: str, form: str) -> None:
    put_series("chaoxi", title)
    page = get(client, "/series/chaoxi/")
    assert f"cover--{form}" in page
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading and re.sub(r"<[^>]+>|\s", "", heading[1]) == title


def test_withdrawn_front_closes_its_landing(client: Client) -> None:
    put_series("chaoxi")
    uid = PublishedArticle.objects.filter(slug="chaoxi").values_list("uid", flat=True)[0]
    PublishedArticle.objects.filter(uid=uid).delete()
    put_notice(uid=uid, slug="chaoxi")
    assert client.get("/series/chaoxi/").status_code == 410
    assert client.get("/articles/chaoxi/").status_code == 410


def test_series_without_a_front_is_missing(client: Client) -> None:
    put_series("chaoxi")
    PublishedArticle.objects.filter(slug="chaoxi").delete()
    assert client.get("/series/chaoxi/").status_code == 404
    assert client.get("/series/chaoxi/feed/").status_code == 404
    assert client.get("/series/").status_code == client.get("/").status_code == 200


def test_old_slug_of_a_series_redirects(client: Client) -> None:
    PublishedRedirect.objects.create(kind="series", old_slug="jiu", new_slug="chaoxi")
    answer = client.get("/zh-hant/series/jiu/")
    assert (answer.status_code, answer["Location"]) == (301, "/zh-hant/series/chaoxi/")


def test_unknown_theme_is_printed_in_the_first_one(client: Client) -> None:
    series = put_series("chaoxi", theme="../../evil")
    put_part(series, 1, put_story(slug="you-lu"))
    for path in ("/series/chaoxi/", "/articles/you-lu/", "/", "/series/"):
        page = get(client, path)
        assert "evil" not in page
    assert 'data-theme="ink"' in get(client, "/series/chaoxi/")


@pytest.mark.parametrize("parts", [3, 30])
def test_landing_takes_four_queries_whatever_its_length(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, parts: int
) -> None:
    put_site()
    series, _ = put_running_series(parts, slug="chaoxi")
    put_part(series, parts + 1, put_notice())
    with django_assert_num_queries(4):
        page = get(client, "/series/chaoxi/")
    assert page.count('<li class="part') == parts + 1


@pytest.mark.parametrize("theme", ["ink", "harbour", "annals"])
def test_landing_of_thirty_parts_stays_under_sixty_kilobytes(client: Client, theme: str) -> None:
    """HTML with every style sheet and script that it names, compressed, before pictures."""
    put_site()
    moments = [{"year": 2000 + n, "text": f"第{n}件大事，写满一行才看得出分量有多重"} for n in range(20)]
    _series, stories = put_running_series(30, slug="chaoxi", theme=theme, moments=moments)
    for number, story in enumerate(stories):
        words = "".join(chr(0x4E00 + (number * 97 + sign * 7) % 20000) for sign in range(90))
        PublishedArticle.objects.filter(uid=story).update(
            headline=words[:24],
            standfirst=words,
            byline="记者　沈知远　陆晚亭",
            lead_image=picture(f"aa/{number}"),
        )
    page = client.get("/series/chaoxi/").content
    files = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', page.decode())
    assert len(files) >= 5 and page.count(b'<li class="part') == 30
    weight = len(gzip.compress(page))
    weight += sum(len(gzip.compress(Path(str(finders.find(name))).read_bytes())) for name in files)
    assert weight < 60 * 1024, weight
    assert len(re.findall(r"<script[^>]*src=", page.decode())) <= 3
