"""A word like 昨日 that is right as it stands is left for that day, with a reason, by somebody who did not make the story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from articles.figuring import dating, leaving
from articles.figuring.sheet import sheet
from articles.models import Article, ProofDecision
from articles.refusals import Refusal
from articles.rights import Standing
from tests.articles.admin.pages import change_url, signed_in
from tests.factories import (
    act,
    approve_all,
    make_contributor,
    make_draft,
    make_in_review,
    make_reviewers,
    make_user,
)
from tests.proofs.making import edit

pytestmark = pytest.mark.django_db
BODY = "<p>昨天又添了两行。另一句没有日子。</p>"
WRITTEN = datetime(2026, 1, 1, 2, tzinfo=UTC)
TODAY = datetime(2026, 1, 5, 2, tzinfo=UTC)


@pytest.fixture
def article():
    """A story in review whose 昨天 was written four days ago."""
    with time_machine.travel(WRITTEN, tick=False):
        made = make_in_review(body=BODY)
    with time_machine.travel(TODAY, tick=False):
        yield made


def _open(article):
    return [word.text for word in dating.shifted(Article.objects.get(pk=article.pk))]


def _key(article):
    (word,) = dating.relative_words(article)
    return word.key


def _leave(article, user, reason="报道里引的是当天的告示"):
    leaving.leave(article=article, user=user, key=_key(article), reason=reason)


@pytest.mark.parametrize("role", ["proofreader", "editor", "chief_editor"])
def test_who_checks_leaves_it_and_is_recorded(article, role):
    assert _open(article) == ["昨天"]
    person = make_user(role)
    _leave(article, person)
    _leave(article, person)  # a second time says nothing new
    assert _open(article) == []
    row = ProofDecision.objects.get()
    assert (row.by, row.text, row.reason) == (person, "昨天", "报道里引的是当天的告示")
    shown = sheet(Standing(article.author, article))
    assert shown.waiting == 0 and [word.left for word in shown.settled] == [row]


def test_it_is_open_again_when_the_sentence_the_day_or_the_person_changes(article):
    proofreader = make_user("proofreader", display_name="顾南乔")
    _leave(article, proofreader)
    edit(article, make_reviewers(article)[0], headline="改了题目", body=BODY.replace("另一句", "还有一句"))
    assert _open(article) == []
    with time_machine.travel(TODAY + timedelta(days=1), tick=False):
        assert _open(article) == ["昨天"]
    Article.objects.filter(pk=article.pk).update(due_at=TODAY + timedelta(days=3))
    assert _open(article) == ["昨天"]
    Article.objects.filter(pk=article.pk).update(due_at=None)
    assert _open(article) == []
    line = article.credits.create(roles=["text"], position=9)
    line.people.create(name="顾南乔", contributor=make_contributor("顾南乔", user=proofreader), position=1)
    assert _open(article) == ["昨天"]


def test_another_sentence_is_another_word(article):
    _leave(article, make_user("proofreader"))
    with time_machine.travel(WRITTEN, tick=False):
        edit(article, make_reviewers(article)[0], body=BODY.replace("两行", "三行"))
    assert _open(article) == ["昨天"]


def test_it_is_taken_back_and_nothing_is_deleted(article):
    person = make_user("proofreader")
    _leave(article, person)
    for _again in range(2):
        leaving.take_back(article=article, user=person, key=_key(article))
    assert _open(article) == ["昨天"] and ProofDecision.objects.count() == 2
    _leave(article, person, "再看过了")
    assert _open(article) == []


def test_a_signed_story_may_be_looked_at_again_once_its_day_is_planned(article):
    _leave(article, make_user("proofreader"))
    approve_all(article)
    act(article, "schedule", make_user("chief_editor"), publish_at=TODAY + timedelta(days=2))
    assert _open(article) == ["昨天"]
    before = article.content_sha256
    _leave(article, make_user("editor"))
    article.refresh_from_db()
    assert _open(article) == [] and article.content_sha256 == before and article.status == "approved"
    assert not dating.moved(article, article.publish_at)


def test_makers_readers_of_no_part_and_empty_reasons_leave_nothing(article):
    for user, reason, code in (
        (article.author, "没问题", "not_yours"),
        (make_user("administrator"), "没问题", "not_yours"),
        (make_user("proofreader"), " ", "note_missing"),
        (make_user("proofreader"), "好\u202e", "figure_note_bad"),
    ):
        with pytest.raises(Refusal) as refused:
            _leave(article, user, reason)
        assert refused.value.code == code
    own = make_draft(author=make_user("editor"), body=BODY)
    with pytest.raises(Refusal) as refused:
        leaving.leave(article=own, user=own.author, key="x" * 64, reason="没问题")
    assert refused.value.code == "is_maker"
    with pytest.raises(Refusal) as refused:
        leaving.leave(article=article, user=make_user("editor"), key="x" * 64, reason="没问题")
    assert refused.value.code == "day_moved"
    assert not ProofDecision.objects.exists()


def test_page_of_figures_leaves_it_without_script_and_keeps_a_reason_that_is_refused(article):
    client, url = (
        signed_in(make_user("proofreader")),
        reverse("admin:articles_figures_day", args=[article.pk]),
    )
    page = client.get(reverse("admin:articles_figures", args=[article.pk])).content.decode()
    assert f'action="{url}"' in page and "data-day-form hidden" not in page
    answer = client.post(url, {"key": _key(article), "reason": "原话\u202e"})
    assert answer.status_code == 409 and "原话" in answer.content.decode()
    assert client.post(url, {"key": _key(article), "reason": "引的是原话"}).status_code == 302
    page = client.get(reverse("admin:articles_figures", args=[article.pk])).content.decode()
    assert "引的是原话" in page and 'name="take_back"' in page
    part = client.post(f"{url}?part=1", {"key": _key(article), "take_back": "1"})
    assert part.status_code == 200 and b"data-sheet" in part.content and _open(article) == ["昨天"]
    assert signed_in(make_user("reporter")).post(url, {"key": _key(article)}).status_code == 404
    assert client.get(url).status_code == 405
    form = signed_in(article.author).get(change_url(article)).content.decode()
    assert "data-day-form" not in form
