"""Races for one story: two or more people do things to it at once.

Each function is one round and makes its own rows, so that any number of rounds can run one after the other. What each
asserts is the same: one winner, every loser told, nothing lost, no half rows. `test_races` runs three rounds of each,
`soak` two hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from articles import editing
from articles.models import (
    Article,
    PublishedArticle,
    PublishedNotice,
    Round,
    SignOff,
)
from articles.refusals import StaleRevision
from articles.workflow import Status
from tests.factories import (
    act,
    make_approved,
    make_draft,
    make_in_review,
    make_published_then_edited,
    make_scheduled,
    make_user,
    route,
)
from tests.proofs.rounds import NOTICE, check, doing, saving, whole, won
from tests.proofs.threads import at_once


def approve_against_approve() -> None:
    """Two chief editors sign the same last step: one signature."""
    article = make_in_review()
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(doing(article, "approve", first), doing(article, "approve", second))
    check(results, article)
    assert SignOff.objects.filter(round__article=article).count() == 1
    assert article.status == Status.APPROVED


def pass_against_pass_by_one_person() -> None:
    """Somebody in two roles double-clicks: one step is signed, not two."""
    article = make_in_review(route=route("three"))
    both = make_user("editor", "desk_head")
    results = at_once(*[doing(article, "pass", both)] * 2)
    check(results, article)
    assert SignOff.objects.filter(round__article=article).count() == 1


def approve_against_request_changes() -> None:
    """Signed or returned, never both."""
    article = make_in_review()
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(
        doing(article, "approve", first),
        doing(article, "request_changes", second, note="第三段没有出处"),
    )
    check(results, article)
    signed = SignOff.objects.filter(round__article=article).exists()
    assert article.status == (Status.APPROVED if signed else Status.DRAFT)


def edit_against_approve() -> None:
    """A reviewer's edit and another's signature: what is signed is what was read."""
    article = make_in_review()
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(saving(article, first, headline="改过的题目"), doing(article, "approve", second))
    check(results, article)
    if article.status == Status.APPROVED:
        assert article.approved_revision.number == 1
        assert article.headline != "改过的题目"
    else:
        assert isinstance(results[1], StaleRevision)


def role_removed_against_approve() -> None:
    """A demotion and a signature: signed before or refused after, nothing between."""
    article = make_in_review()
    chief = make_user("chief_editor")
    results = at_once(lambda: chief.groups.clear(), doing(article, "approve", chief))
    outcome = results[1]
    article.refresh_from_db()
    assert outcome.accepted == (article.status == Status.APPROVED)
    assert outcome.accepted == SignOff.objects.filter(round__article=article).exists()


def publish_against_publish() -> None:
    """Two publish the same story: one pair of rows."""
    article = make_approved()
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(doing(article, "publish", first), doing(article, "publish", second))
    check(results, article)
    assert PublishedArticle.objects.filter(uid=article.uid).count() == 2


def publish_against_withdraw() -> None:
    """A new edition goes out while the story is taken back: public or withdrawn, with the rows of one of them."""
    article = make_published_then_edited()
    act(article, "submit", article.author)
    act(article, "approve", make_user("chief_editor"))
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(
        doing(article, "publish", first), doing(article, "withdraw", second, note="来源要求", **NOTICE)
    )
    # published first, it may still be withdrawn; withdrawn first, it cannot be published
    check(results, article, winners=len(won(results)))
    assert len(won(results)) in (1, 2)
    assert article.status == Status.WITHDRAWN
    assert PublishedNotice.objects.filter(uid=article.uid).count() == 2


def schedule_against_publish_against_reopen() -> None:
    """A planned story is published, moved and reopened at once: whatever came last, no time is left behind."""
    article = make_scheduled()
    people = [make_user("chief_editor") for _ in range(3)]
    results = at_once(
        doing(article, "reschedule", people[0], publish_at=timezone.now() + timedelta(days=2)),
        doing(article, "publish", people[1]),
        doing(article, "reopen", people[2], note="时间要改"),
    )
    check(results, article, winners=len(won(results)))
    assert won(results)
    assert (article.publish_at is not None) <= (article.status == Status.APPROVED)


def two_saves() -> None:
    """Two forms opened on one revision: the second is told and its text refused, not merged in silence."""
    article = make_draft()
    other = make_user("editor")
    results = at_once(
        saving(article, article.author, headline="甲的题目"), saving(article, other, headline="乙的题目")
    )
    check(results, article)
    assert sum(isinstance(result, StaleRevision) for result in results) == 1
    assert article.revision_number == 2


def save_against_submit() -> None:
    """A save and a submission: what is in review is the newest revision."""
    article = make_draft()
    editor = make_user("editor")
    results = at_once(
        saving(article, article.author, headline="最后一刻的题目"), doing(article, "submit", editor)
    )
    check(results, article)
    assert (article.status == Status.IN_REVIEW) == (article.revision_number == 1)


def submit_against_submit() -> None:
    """A double click on submit: one round."""
    article = make_draft()
    results = at_once(*[doing(article, "submit", article.author)] * 2)
    check(results, article)
    assert Round.objects.filter(article=article).count() == 1


def recall_against_pass() -> None:
    """Recalled or passed on: a signature never stands in a round that had ended before it."""
    article = make_in_review(route=route("three"))
    results = at_once(doing(article, "recall", article.author), doing(article, "pass", make_user("editor")))
    check(results, article, winners=len(won(results)))
    assert results[0].accepted or results[1].accepted
    signed = SignOff.objects.filter(round__article=article).exists()
    assert signed == results[1].accepted


def discard_against_submit() -> None:
    """Going back and going on: one of them."""
    article = make_published_then_edited()
    results = at_once(
        doing(article, "discard", article.author), doing(article, "submit", make_user("editor"))
    )
    check(results, article)
    assert article.status in (Status.PUBLISHED, Status.IN_REVIEW)


def route_raised_against_approve() -> None:
    """A story joins a series while it is signed by the weaker route: its approval does not survive."""
    article = make_in_review()
    chief, editor = make_user("chief_editor"), make_user("editor")
    stronger = route("three")
    at_once(
        doing(article, "approve", chief),
        lambda: editing.assign_route(article=Article.objects.get(pk=article.pk), route=stronger, user=editor),
    )
    article.refresh_from_db()
    whole(article)
    assert (article.status, article.route) == (Status.DRAFT, stronger)
    assert article.open_round() is None


OF_ONE_STORY: tuple[Callable[[], None], ...] = (
    approve_against_approve,
    pass_against_pass_by_one_person,
    approve_against_request_changes,
    edit_against_approve,
    role_removed_against_approve,
    publish_against_publish,
    publish_against_withdraw,
    schedule_against_publish_against_reopen,
    two_saves,
    save_against_submit,
    submit_against_submit,
    recall_against_pass,
    discard_against_submit,
    route_raised_against_approve,
)
