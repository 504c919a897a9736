"""Ticks are bound to a figure and its sentence, belong to those who did not make the story, and a final pass asks for all."""

from __future__ import annotations

import pytest

from articles import editing
from articles.figuring import checking
from articles.figuring.checking import Mark
from articles.figuring.finding import content_of, find
from articles.figuring.sheet import sheet
from articles.makers import maker_ids, makers_of
from articles.models import Article, FigureCheck
from articles.refusals import Refusal
from articles.rights import Standing
from articles.workflow import Status
from tests.articles.admin.pages import signed_in
from tests.factories import (
    act,
    approve_all,
    make_contributor,
    make_draft,
    make_in_review,
    make_reviewers,
    make_user,
    route,
    tick_all,
)
from tests.proofs.making import edit

pytestmark = pytest.mark.django_db

BODY = "<p>全区储备项目152个。总投资超5000亿元，约三成已经开工。</p><p>从签约到开工，一共用了九十九天。</p>"


def open_texts(article: Article) -> list[str]:
    return [found.figure.text for found in checking.unticked(Article.objects.get(pk=article.pk))]


def key_of(article: Article, text: str) -> str:
    return next(found.key for found in find(content_of(article)) if found.figure.text == text)


def test_every_figure_has_its_place_and_value():
    article = make_draft(headline="99天开工", body=BODY)
    told = [(f.figure.text, f.passage.place, f.passage.number) for f in find(content_of(article))]
    assert told == [
        ("99天", "headline", 1),
        ("152个", "body", 1),
        ("超5000亿元", "body", 1),
        ("九十九天", "body", 2),
    ]


def test_tick_survives_edits_elsewhere_and_goes_with_its_figure_or_its_sentence():
    article = make_draft(body=BODY)
    tick_all(article)
    assert open_texts(article) == []
    edit(article, article.author, body=f"<p>新加的一段。</p>{BODY.replace('从签约到', '从签字到')}")
    assert open_texts(article) == ["九十九天"]
    edit(article, article.author, body=BODY.replace("152个", "153个"))
    # 总投资 is understood with the sentence before it, so both have to be looked at again
    assert open_texts(article) == ["153个", "超5000亿元"]
    edit(article, article.author, body=BODY)
    assert open_texts(article) == []


def test_the_same_sentence_twice_is_ticked_twice():
    article = make_draft(body="<p>一共152个。</p><p>一共152个。</p>")
    first, second = find(content_of(article))
    assert first.key != second.key
    checking.record(article=article, user=make_user("proofreader"), marks={first.key: Mark(ticked=True)})
    assert [found.key for found in checking.unticked(article)] == [second.key]


@pytest.mark.parametrize("role", ["proofreader", "editor", "desk_head", "chief_editor"])
def test_who_checks_ticks_and_is_recorded(role: str):
    article, person = make_draft(body=BODY), make_user(role)
    checking.record(article=article, user=person, marks={key_of(article, "152个"): Mark(ticked=True)})
    check = FigureCheck.objects.get(article=article)
    assert (check.ticked_by, check.ticked_by_name, check.text) == (person, person.get_full_name(), "152个")
    checking.record(article=article, user=person, marks={check.key: Mark(ticked=False)})
    check.refresh_from_db()
    assert (check.ticked_by, check.ticked_at, check.ticked_by_name) == (None, None, "")


def test_reporter_notes_sources_and_ticks_nothing():
    article = make_draft(body=BODY)
    key = key_of(article, "152个")
    checking.record(article=article, user=article.author, marks={key: Mark(source=" 发改局通报 ")})
    check = FigureCheck.objects.get(article=article)
    assert (check.source, check.noted_by) == ("发改局通报", article.author)
    with pytest.raises(Refusal) as refused:
        checking.record(article=article, user=article.author, marks={key: Mark(ticked=True)})
    assert refused.value.code == "not_yours"
    assert not Standing(article.author, article).is_editor


def test_editor_credited_as_maker_ticks_nothing():
    editor = make_user("editor")
    article = make_draft(body=BODY, credited=make_contributor(user=editor))
    assert Standing(editor, article).is_editor
    with pytest.raises(Refusal) as refused:
        checking.record(article=article, user=editor, marks={key_of(article, "152个"): Mark(ticked=True)})
    assert refused.value.code == "is_maker"
    assert not FigureCheck.objects.exists()


def test_a_tick_holds_no_longer_once_its_person_has_written_in_the_story_and_somebody_else_may_tick():
    editor, proofreader = make_user("editor"), make_user("proofreader")
    article = make_draft(body=BODY)
    key = key_of(article, "152个")
    checking.record(article=article, user=editor, marks={key: Mark(ticked=True)})
    assert "152个" not in open_texts(article)
    edit(article, editor, body=f"{BODY}<p>新加的一段。</p>")
    assert "152个" in open_texts(article)
    (entry,) = (e for e in sheet(Standing(proofreader, article)).entries if e.key == key)
    assert not entry.is_ticked
    checking.record(article=article, user=proofreader, marks={key: Mark(ticked=True)})
    assert "152个" not in open_texts(article)
    assert FigureCheck.objects.get(article=article, key=key).ticked_by == proofreader


def test_strangers_and_the_administrator_record_nothing():
    article = make_draft(body=BODY)
    for role in ("reporter", "administrator", "art_editor"):
        for mark in (Mark(ticked=True), Mark(source="听说")):
            with pytest.raises(Refusal):
                checking.record(article=article, user=make_user(role), marks={key_of(article, "152个"): mark})
    assert not FigureCheck.objects.exists()


def test_a_source_note_is_held_to_what_the_field_takes():
    article = make_draft(body=BODY)
    key = key_of(article, "152个")
    for bad in ("字" * 121, "通\u202e报", "a\x00b", "\ud800"):
        with pytest.raises(Refusal) as refused:
            checking.record(article=article, user=article.author, marks={key: Mark(source=bad)})
        assert refused.value.code == "figure_note_bad" and str(refused.value)
    assert not FigureCheck.objects.exists()


def test_a_figure_that_is_gone_is_named_and_not_ticked():
    article = make_draft(body=BODY)
    key = key_of(article, "152个")
    edit(article, article.author, body="<p>没有数字。</p>")
    assert checking.record(
        article=article, user=make_user("proofreader"), marks={key: Mark(ticked=True)}
    ) == [key]
    assert not FigureCheck.objects.exists()


def test_final_pass_of_three_reviews_asks_for_every_tick():
    article = make_in_review(route=route("three"), body=BODY, passed=2)
    chief = make_reviewers(article)[2]
    outcome = editing.perform(
        article=article, action="approve", user=chief, seen_revision=article.revision_number
    )
    assert outcome.refusal is not None and outcome.refusal.code == "figures_unticked"
    assert "152个" in str(outcome.refusal) and "3" in str(outcome.refusal)
    tick_all(article)
    act(article, "approve", chief)
    assert article.status == Status.APPROVED


def test_a_route_that_does_not_ask_passes_unticked_figures_and_a_round_keeps_what_it_was_opened_with():
    single = make_in_review(body=BODY)
    single.route.needs_figures_ticked = True
    single.route.save()
    act(single, "approve", make_reviewers(single)[0])
    assert single.status == Status.APPROVED and open_texts(single)
    later = make_in_review(body=BODY)
    assert later.open_round().needs_figures_ticked


def test_what_is_signed_is_not_ticked_any_more():
    article = approve_all(make_in_review(body=BODY))
    key = key_of(article, "152个")
    with pytest.raises(Refusal) as refused:
        checking.record(article=article, user=make_user("proofreader"), marks={key: Mark(ticked=True)})
    assert refused.value.code == "wrong_status"


def test_lists_count_as_the_gate_does_and_a_makers_tick_counts_for_nothing(django_assert_max_num_queries):
    stories = [make_in_review(route=route("three"), body=BODY) for _ in range(3)]
    proofreader = make_user("proofreader")
    for story in stories:
        key = key_of(story, "152个")
        checking.record(article=story, user=proofreader, marks={key: Mark(ticked=True)})
    stories[0].writers.add(proofreader)
    told = [Article.objects.get(pk=story.pk) for story in stories]
    assert [len(checking.unticked(story)) for story in told] == [3, 2, 2]
    assert checking.open_counts(told) == {stories[0].pk: 3, stories[1].pk: 2, stories[2].pk: 2}
    with django_assert_max_num_queries(6):
        makers = makers_of(told)
    assert (
        makers == {story.pk: maker_ids(story) for story in told} and proofreader.pk in makers[stories[0].pk]
    )


def test_more_figures_than_are_listed_are_said_and_none_passes_unticked(monkeypatch):
    monkeypatch.setattr("articles.figuring.sheet.MOST_LISTED", 2)
    article = make_in_review(route=route("single"), body=BODY)
    standing = Standing(make_user("proofreader"), article)
    shown = sheet(standing)
    assert (len(shown.entries), shown.more, shown.number, shown.open_figures) == (2, 1, 3, 3)
    first = shown.entries[0].key
    checking.record(article=article, user=standing.user, marks={first: Mark(ticked=True)})
    shown = sheet(Standing(standing.user, article))
    assert first not in [entry.key for entry in shown.entries] and (shown.ticked, shown.open_figures) == (
        1,
        2,
    )
    page = signed_in(standing.user).get(f"/admin/articles/article/{article.pk}/figures/").content.decode()
    assert "另有 1 个数字没有列出" in page


def test_a_story_may_have_any_number_of_figures():
    many = make_draft(body="<p>" + "新增152个项目。" * 2500 + "</p>")
    assert len(checking.unticked(many)) == 2500
    assert sheet(Standing(many.author, many)).more == 2200
