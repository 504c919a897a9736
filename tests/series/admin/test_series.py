"""Claims about the pages where a series is planned."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.workflow import Status
from newsroom.staff.models import User
from series import planning
from series.models.published import PublishedSeries
from series.models.series import Chapter, Instalment, Series
from tests.articles.admin.pages import signed_in
from tests.factories import make_approved, make_draft, make_in_review, make_user, route

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_user("editor")


@pytest.fixture
def series(editor: User) -> Series:
    return planning.create_series(title="山海为证", user=editor, route=route("three"))


def page(name: str, series: Series) -> str:
    return reverse(f"admin:series_{name}", args=[series.pk])


def plan_of(client: Client, series: Series) -> dict[str, Any]:
    """The data of the plan's form as the page offers them."""
    answer = client.get(page("series_change", series))
    assert answer.status_code == 200
    forms = [answer.context["adminform"].form]
    for inline in answer.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [
        field for form in forms for field in form if not (field.value() is None or field.value() is False)
    ]
    return {field.html_name: str(field.value()) for field in fields}


def save(client: Client, series: Series, data: dict[str, Any], **changes: Any) -> Any:
    return client.post(
        page("series_change", series), {**data, **{k.replace("__", "-"): v for k, v in changes.items()}}
    )


@pytest.mark.parametrize("role", ["reporter", "proofreader", "art_editor", "administrator"])
def test_who_does_not_plan_series_has_no_page_of_them(role: str, series: Series) -> None:
    client = signed_in(make_user(role))
    addresses = [
        reverse("admin:series_series_changelist"),
        reverse("admin:series_series_add"),
        *(page(name, series) for name in ("series_change", "board", "release", "take_back")),
    ]
    for address in addresses:
        assert client.get(address).status_code in (403, 404), address
    index = client.get(reverse("admin:index")).content.decode()
    assert "/admin/series/" not in index


def test_a_superuser_without_a_role_plans_nothing(series: Series) -> None:
    boss = make_user(is_superuser=True)
    assert signed_in(boss).get(page("series_change", series)).status_code == 403


def test_a_new_series_comes_with_its_front(editor: User) -> None:
    client = signed_in(editor)
    add = reverse("admin:series_series_add")
    assert client.get(add).status_code == 200
    assert client.post(add, {"title": ""}).status_code == 400
    answer = client.post(
        add, {"title": "山海为证", "theme": "ink", "label_style": "of", "route": route("three").pk}
    )
    made = Series.objects.get()
    assert answer.headers["Location"] == page("series_change", made)
    assert (made.front.kind, made.front.headline) == (Article.Kind.FRONT, "山海为证")


def test_the_plan_saves_chapters_slots_and_announcements(editor: User, series: Series) -> None:
    client, story = signed_in(editor), make_draft()
    answer = save(
        client,
        series,
        plan_of(client, series),
        chapters__0__position="1",
        chapters__0__name="谋",
        instalments__0__number="3",
        instalments__0__article=str(story.pk),
        instalments__0__is_announced="on",
        instalments__0__announced_title="第三座桥",
    )
    assert answer.headers["Location"] == page("board", series), answer.content.decode()[:2000]
    slot = series.instalments.get()
    assert (slot.number, slot.article, slot.announced_title) == (3, story, "第三座桥")
    assert series.chapters.get().name == "谋"
    story.refresh_from_db()
    assert story.route == series.route


def test_the_plan_saves_the_timeline_for_the_next_release(editor: User, series: Series) -> None:
    client, story = signed_in(editor), make_draft()
    told = {"year": "2025", "month": "3", "day": "12", "text": "清单公布", "article": str(story.pk)}
    answer = save(client, series, plan_of(client, series), **{f"moments__0__{k}": v for k, v in told.items()})
    assert answer.headers["Location"] == page("board", series), answer.content.decode()[:2000]
    moment = series.moments.get()
    assert (moment.year, moment.month, moment.day, moment.text) == (2025, 3, 12, "清单公布")
    assert moment.article == story and not PublishedSeries.objects.exists()
    save(client, series, plan_of(client, series) | {"moments-0-DELETE": "on"})
    assert not series.moments.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"year": "10000"},
        {"year": "1"},
        {"year": "9" * 400},
        {"year": "2025", "month": "13"},
        {"year": "2025", "day": "3"},
        {"year": "2025", "month": "2", "day": "30"},
        {"year": "2025", "text": "零\u200b宽"},
        {"year": "2025", "text": "空\x00字"},
        {"year": "2025", "text": ""},
        {"year": "2025", "text": "长" * 121},
    ],
    ids=["late", "early", "huge", "month", "no month", "no such day", "zero width", "nul", "empty", "long"],
)
def test_what_cannot_be_in_a_timeline_is_said_at_its_field(
    editor: User, series: Series, told: dict[str, str]
) -> None:
    client = signed_in(editor)
    row = {f"moments-0-{name}": value for name, value in ({"text": "清单公布"} | told).items()}
    answer = client.post(page("series_change", series), plan_of(client, series) | row)
    assert answer.status_code == 200 and "errorlist" in answer.content.decode()
    assert not series.moments.exists()


def test_attaching_a_signed_story_says_that_its_approval_is_void(editor: User, series: Series) -> None:
    client, story = signed_in(editor), make_approved()
    answer = client.post(
        page("series_change", series),
        plan_of(client, series) | {"instalments-0-number": "1", "instalments-0-article": str(story.pk)},
        follow=True,
    )
    story.refresh_from_db()
    assert story.status == Status.DRAFT
    assert story.headline in " ".join(str(message) for message in answer.context["messages"])


def test_numbers_swap_in_one_save(editor: User, series: Series) -> None:
    for number in (1, 2):
        Instalment.objects.create(series=series, number=number, working_title=f"第{number}篇")
    client = signed_in(editor)
    answer = save(
        client, series, plan_of(client, series), instalments__0__number="2", instalments__1__number="1"
    )
    assert answer.status_code == 302
    assert list(series.instalments.values_list("number", "working_title")) == [(1, "第2篇"), (2, "第1篇")]


@pytest.mark.parametrize(
    "changes",
    [
        {"instalments__0__number": "0"},
        {"instalments__0__number": "1000"},
        {"instalments__0__number": "2"},
        {"instalments__0__is_announced": "on"},
        {"instalments__0__announced_on": "0001-01-01"},
        {"title": ""},
        {"announced_total": "-1"},
        {"instalments__0__article": "999999"},
    ],
)
def test_what_cannot_be_is_said_at_its_field(editor: User, series: Series, changes: dict[str, str]) -> None:
    for number in (1, 2):
        Instalment.objects.create(series=series, number=number, working_title=f"第{number}篇")
    client = signed_in(editor)
    answer = save(client, series, plan_of(client, series), **changes)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert list(series.instalments.values_list("number", flat=True)) == [1, 2]


def test_a_story_cannot_stand_twice(editor: User, series: Series) -> None:
    story, client = make_draft(), signed_in(editor)
    for number in (1, 2):
        Instalment.objects.create(series=series, number=number)
    answer = save(
        client,
        series,
        plan_of(client, series),
        instalments__0__article=str(story.pk),
        instalments__1__article=str(story.pk),
    )
    assert answer.status_code == 200
    assert not Instalment.objects.filter(article=story).exists()


def test_a_front_cannot_be_chosen_as_a_part(editor: User, series: Series) -> None:
    Instalment.objects.create(series=series, number=1)
    client = signed_in(editor)
    answer = save(client, series, plan_of(client, series), instalments__0__article=str(series.front_id))
    assert answer.status_code == 200
    assert not Instalment.objects.filter(article=series.front).exists()


def test_a_plan_saved_by_somebody_else_meanwhile_is_not_overwritten(editor: User, series: Series) -> None:
    client = signed_in(editor)
    data = plan_of(client, series)
    Chapter.objects.create(series=series, position=1, name="别人的篇章")
    answer = save(client, series, data, title="我写的新题目")
    assert answer.status_code == 409
    assert "我写的新题目" in answer.content.decode()
    series.refresh_from_db()
    assert series.title == "山海为证"


def test_a_stronger_route_reaches_the_stories(editor: User) -> None:
    series = planning.create_series(title="潮汐", user=editor, route=route("single"))
    story = make_in_review()
    planning.attach(instalment=Instalment.objects.create(series=series, number=1), article=story, user=editor)
    client = signed_in(editor)
    save(client, series, plan_of(client, series), route=str(route("three").pk))
    story.refresh_from_db()
    assert (story.route.slug, story.status) == ("three", Status.DRAFT)


def test_nobody_deletes_a_series(series: Series) -> None:
    chief = signed_in(make_user("chief_editor"))
    assert (
        chief.post(reverse("admin:series_series_delete", args=[series.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert Series.objects.exists()


def test_the_stock_log_names_no_series(editor: User, series: Series) -> None:
    client = signed_in(editor)
    save(client, series, plan_of(client, series), title="尚未公开的题目")
    assert not LogEntry.objects.exists()


def test_the_board_shows_every_part_with_what_it_lacks(editor: User, series: Series) -> None:
    lacking = make_draft(headline="缺图的一篇", section=None)
    planning.attach(
        instalment=Instalment.objects.create(series=series, number=1), article=lacking, user=editor
    )
    Instalment.objects.create(series=series, number=2, working_title="还没派的点子")
    shown = signed_in(editor).get(page("board", series)).content.decode()
    assert "缺图的一篇" in shown
    assert "还没派的点子" in shown
    assert "✗" in shown


def test_the_board_asks_as_often_for_twelve_parts_as_for_two(
    editor: User, series: Series, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(editor)

    def fill(numbers: range) -> None:
        for number in numbers:
            slot = Instalment.objects.create(series=series, number=number)
            planning.attach(instalment=slot, article=make_draft(), user=editor)

    fill(range(1, 3))
    with django_assert_max_num_queries(30) as few:
        client.get(page("board", series))
    fill(range(3, 13))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(page("board", series))


@pytest.mark.parametrize("wrong", ["99", "9" * 25])
def test_a_series_that_is_not_there_is_not_found(editor: User, wrong: str) -> None:
    for name in ("board", "release", "take-back"):
        chief = signed_in(make_user("chief_editor"))
        assert chief.get(f"/admin/series/series/{wrong}/{name}/").status_code == 404


def test_every_cell_of_the_plan_has_a_name(editor: User, series: Series) -> None:
    Instalment.objects.create(series=series, number=1)
    html = signed_in(editor).get(page("series_change", series)).content.decode()
    cells = re.findall(r'<(?:input|select)[^>]*name="(?:chapters|instalments)-0-[^"]*"[^>]*>', html)
    named = [cell for cell in cells if 'type="hidden"' not in cell]
    assert named
    assert [cell for cell in named if "aria-label=" not in cell] == []


def test_board_moves_a_part_by_its_buttons_and_refuses_an_old_board(editor: User, series: Series) -> None:
    parts = [Instalment.objects.create(series=series, number=number) for number in (1, 2)]
    client = signed_in(editor)
    board = client.get(page("board", series))
    assert 'name="up"' in board.content.decode() and 'name="down"' in board.content.decode()
    sent = {"up": parts[1].pk, "seen_plan": board.context["seen_plan"]}
    assert client.post(page("move", series), sent).url.endswith(f"#part-{parts[1].pk}")
    assert [*series.instalments.order_by("number")] == [parts[1], parts[0]]
    client.post(page("move", series), sent | {"up": parts[0].pk})
    assert [*series.instalments.order_by("number")] == [parts[1], parts[0]]
    for bad in ({}, {"up": "x"}, {"up": 10**20}):
        assert client.post(page("move", series), bad).status_code == 404
    assert signed_in(make_user("reporter")).post(page("move", series), sent).status_code == 403
