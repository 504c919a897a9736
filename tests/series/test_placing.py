"""Which slot a story takes: the one it was planned for, the one somebody chose, else the next number."""

from __future__ import annotations

import pytest

from articles.text.story import parse_story
from series import planning
from series.importing import import_story
from series.models import Instalment, Series
from tests.articles.admin.pages import signed_in
from tests.factories import make_user
from tests.series.admin.pasting import carried, look
from tests.series.importing import LONG

pytestmark = pytest.mark.django_db

TEXT = f"向海图新系列报道之三\n{{}}\n{LONG}\n文/图：记者 许菁\n"


@pytest.fixture
def series() -> Series:
    """向海图新 with number 1 filled and 2, 3, 4 planned."""
    user = make_user("editor")
    made = planning.create_series(title="向海图新", user=user)
    first = import_story(story=parse_story(f"标题：潮起\n{LONG}"), user=user, alone=True).article
    slot = Instalment.objects.create(series=made, number=1)
    planning.attach(instalment=slot, article=first, user=user)
    for number, title in ((2, "灯塔不再有人守"), (3, ""), (4, "图纸上的第三座桥")):
        Instalment.objects.create(series=made, number=number, working_title=title)
    return made


def number_of(headline: str, **choices: object) -> int:
    story = parse_story(TEXT.format(headline))
    user = make_user("editor")
    article = import_story(story=story, user=user, **choices).article  # type: ignore[arg-type]
    return Instalment.objects.get(article=article).number


@pytest.mark.parametrize(
    ("headline", "choices", "number"),
    [
        ("圖紙上的第三座橋", {}, 4),  # its title, in either script, before its number
        ("灯塔不再有人守——守塔人的最后一夜", {}, 2),
        ("一条新路", {}, 3),  # its number
        ("一条新路", {"number": 0}, 5),  # somebody said: the next one
        ("一条新路", {"number": 2}, 2),
        ("一条新路", {"number": 9}, 9),
        ("一条新路", {"number": 1}, 5),  # filled
    ],
)
def test_a_story_takes_the_slot_that_waits_for_it(
    series: Series, headline: str, choices: dict[str, int], number: int
) -> None:
    assert number_of(headline, **choices) == number
    assert Instalment.objects.get(series=series, number=number).article is not None


def test_a_number_that_no_slot_waits_for_gives_the_next_one(series: Series) -> None:
    Instalment.objects.get(series=series, number=3).delete()
    assert number_of("一条新路") == 5


def test_the_page_asks_and_offers_the_planned_slot_first(series: Series) -> None:
    desk = signed_in(make_user("editor", language="en"))
    page = look(desk, TEXT.format("图纸上的第三座桥"))
    values = [value for value, _label in page.context["look"].series]
    slug = series.slug
    assert values[:4] == [f"{slug}#4", f"{slug}#0", f"{slug}#2", f"{slug}#3"]
    assert "planned as number 4: 图纸上的第三座桥" in page.content.decode()
    assert desk.post("/admin/paste/", carried(page, series=f"{slug}#2", step="save")).status_code == 302
    assert Instalment.objects.get(series=series, number=2).article is not None
    for strange in (f"{slug}#x", f"{slug}#99999999999", "#4"):
        assert desk.post("/admin/paste/", carried(page, series=strange, step="save")).status_code == 409


def test_a_bracketed_name_joins_a_series_only_where_there_is_one(series: Series) -> None:
    text = f"【向海图新】灯塔不再有人守\n{LONG}\n"
    article = import_story(story=parse_story(text), user=make_user("editor")).article
    assert Instalment.objects.get(article=article).number == 2
    import_story(story=parse_story(f"【快讯】桥通车了\n{LONG}\n"), user=make_user("editor"))
    assert Series.objects.count() == 1
