"""The paste page saves what was looked at, where it was said to go, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Contributor
from articles.models.revision import Revision
from articles.text.story import parse_story
from newsroom.staff.models import User
from series.models import Series
from series.planning import create_series
from tests.articles.admin.pages import signed_in
from tests.factories import make_section, make_user
from tests.series.admin.pasting import URL, carried, look, messages_of, save
from tests.series.importing import LONG, SEED, SHORT

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_user("editor", language="en")


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


def test_saving_makes_the_draft_in_its_new_series_and_goes_to_its_form(desk: Client, editor: User) -> None:
    answer = save(desk, look(desk))
    article = Article.objects.get(kind="story")
    assert answer.url == reverse("admin:articles_article_change", args=[article.pk])
    assert article.author == editor and article.revisions.get().origin == Revision.Origin.IMPORT
    series = Series.objects.get()
    assert series.instalments.get().article == article
    said = messages_of(desk, answer)
    assert "山海为证·金普新程" in said and "朴峰" in said
    assert "did not come with the text: 2" in said


def test_saving_without_a_look_shows_the_look(desk: Client) -> None:
    page = desk.post(URL, {"text": SHORT, "step": "save"})
    assert page.status_code == 409 and page.context["look"].copy.headline == "潮起海岬"
    assert not Article.objects.exists()


def test_a_text_changed_after_the_look_is_looked_at_again(desk: Client) -> None:
    data = carried(look(desk, SHORT), step="save", back="0", figures=["0"])
    page = desk.post(URL, {**data, "text": SHORT.replace("潮起海岬", "潮落海岬")})
    assert page.status_code == 409 and not Article.objects.exists()
    assert page.context["look"].copy.headline == "潮落海岬" and not page.context["look"].asked.back


def test_a_removed_line_put_back_is_in_the_body_and_stays_there(desk: Client) -> None:
    call = next(at for at, piece in enumerate(parse_story(SEED).removed) if piece.reason == "call_to_action")
    page = desk.post(URL, carried(look(desk), put_back=str(call)))
    assert page.context["look"].removed[call].is_back and page.context["look"].tally.adds_up
    page = desk.post(URL, carried(page, step="look"))
    save(desk, page)
    assert Article.objects.get(kind="story").body.endswith("<p>喜欢就请转发、扩散、点赞、在看,精彩继续~</p>")


def test_what_was_put_back_can_be_taken_out_again(desk: Client) -> None:
    page = desk.post(URL, carried(look(desk), put_back="1"))
    page = desk.post(URL, carried(page, take_out="1"))
    assert not page.context["look"].removed[1].is_back
    save(desk, page)
    assert "点赞" not in Article.objects.get(kind="story").body


def test_ticked_figures_become_key_figures_and_keep_their_ticks(desk: Client) -> None:
    page = desk.post(URL, carried(look(desk), figures=["11", "3"], step="look"))
    assert [figure.number for figure in page.context["look"].figures if figure.ticked] == [3, 11]
    save(desk, page, figures=["11", "3"])
    rows = Article.objects.get(kind="story").key_figures.all()
    assert [(str(row), row.label) for row in rows] == [
        ("9.95万平方米", "占地面积"), ("超5000亿元", "新区已汇集总投资的重大项目库"),
    ]  # fmt: skip


def test_the_series_that_is_there_is_offered_with_its_next_number(desk: Client, editor: User) -> None:
    series = create_series(title="山海为证·金普新程", user=editor)
    other = create_series(title="潮汐有信", user=editor)
    page = look(desk)
    assert [value for value, _ in page.context["look"].series] == [series.slug, other.slug, "-"]
    assert "number 1" in page.context["look"].series[0][1]
    save(desk, page)
    assert series.instalments.get().article and Article.objects.get(kind="story").editors_note


def test_another_series_or_none_can_be_chosen(desk: Client, editor: User) -> None:
    other = create_series(title="潮汐有信", user=editor)
    save(desk, look(desk), series=other.slug)
    assert other.instalments.count() == 1
    save(desk, look(desk), series="-")
    assert other.instalments.count() == 1 and Series.objects.count() == 1


def test_a_series_taken_away_meanwhile_is_said_and_nothing_is_saved(desk: Client, editor: User) -> None:
    other = create_series(title="潮汐有信", user=editor)
    data = carried(look(desk), step="save", series=other.slug)
    other.delete()
    answer = desk.post(URL, data)
    assert answer.status_code == 409 and not Article.objects.filter(kind="story").exists()


def test_a_series_made_by_somebody_else_meanwhile_is_shown_before_it_is_joined(
    desk: Client, editor: User
) -> None:
    data = carried(look(desk), step="save")
    made = create_series(title="山海为证·金普新程", user=editor)
    answer = desk.post(URL, data)
    assert answer.status_code == 409 and not made.instalments.exists()
    assert save(desk, answer).status_code == 302 and made.instalments.count() == 1


def test_a_reporter_is_told_that_an_editor_attaches_and_of_no_series() -> None:
    create_series(title="山海为证·金普新程", user=make_user("editor"))
    create_series(title="不可外传的策划", user=make_user("editor"))
    client = signed_in(make_user("reporter", language="en"))
    page = look(client)
    assert page.context["look"].series == [] and "不可外传的策划" not in page.content.decode()
    answer = client.post(URL, carried(page, step="save", series="bu-ke-wai-chuan-de-ce-hua"))
    assert "An editor has to put it" in messages_of(client, answer)
    assert not any(series.instalments.exists() for series in Series.objects.all())


def test_what_no_field_can_hold_is_said_before_saving_and_stops_it(desk: Client) -> None:
    text = f"标题：潮起\n{LONG}\n编辑：{'Maximilian' * 5} Lin"
    page = look(desk, text)
    assert page.context["look"].problems
    assert save(desk, page).status_code == 400 and not Article.objects.exists()


def test_names_that_were_ticked_join_the_roster_with_the_story_and_section_that_were_chosen() -> None:
    make_section()
    desk = signed_in(make_user("editor", language="en"))
    page = look(desk, SHORT)
    assert [person.name for person in page.context["look"].newcomers] == ["许菁", "宋屿"]
    assert not Contributor.objects.exists()
    assert save(desk, page, roster=["许菁", "不在稿里"], section="yaowen").status_code == 302
    (entry,) = Contributor.objects.all()
    assert (entry.name_hans, entry.default_title) == ("许菁", "记者")
    article = Article.objects.get()
    people = {p.name: p.contributor for line in article.credits.all() for p in line.people.all()}
    assert people == {"许菁": entry, "宋屿": None}
    assert article.section is not None and article.section.slug == "yaowen"


def test_a_reporter_is_offered_no_roster_and_adds_nobody_to_it() -> None:
    desk = signed_in(make_user("reporter", language="en"))
    page = look(desk, SHORT)
    assert "Put into the roster" not in page.content.decode()
    assert save(desk, page, roster=["许菁"]).status_code == 302
    assert Article.objects.exists() and not Contributor.objects.exists()


HANT = f"標題：潮起海岬\n\n{LONG}攝影記者車曉丹說，項目開工了。\n\n文/圖：記者 車曉丹 呂學琦\n"


def test_a_traditional_name_is_saved_in_simplified_characters_only_where_it_was_ticked(desk: Client) -> None:
    page = look(desk, HANT)
    offered = {one.name: one.likely for one in page.context["look"].simpler}
    assert offered == {"車曉丹": "车晓丹", "呂學琦": "吕学琦"}
    again = desk.post(URL, carried(page, step="look", simpler=["車曉丹"], roster=["車曉丹"]))
    assert [one.ticked for one in again.context["look"].simpler] == [True, False]
    assert save(desk, page, simpler=["車曉丹"], roster=["車曉丹"]).status_code == 302
    article = Article.objects.get()
    people = {p.name: p.name_hant for line in article.credits.all() for p in line.people.all()}
    assert people == {"车晓丹": "車曉丹", "呂學琦": "呂學琦"}
    assert "车晓丹说" in article.body
    assert Contributor.objects.get().name_hans == "车晓丹"
