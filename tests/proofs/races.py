"""Races: each function here is one round of two or more people doing things to the same story at once.

Every round makes its own rows, so that any number of rounds can run one after the other. What each asserts is the
same: one winner, every loser told, nothing lost, no half rows. Run three rounds each by `test_races`, many by `soak`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from articles import editing, ledger, media_rows, snapshots
from articles.models import (
    Article,
    PublishedArticle,
    PublishedContributor,
    PublishedCredit,
    PublishedNotice,
    Revision,
    Round,
    SignOff,
    Transition,
)
from articles.refusals import Refusal, StaleRevision
from articles.workflow import Status
from series import planning, publishing
from series.models.published import PublishedPart
from tests.factories import (
    act,
    approve_all,
    make_approved,
    make_contributor,
    make_draft,
    make_in_review,
    make_published,
    make_published_then_edited,
    make_scheduled,
    make_user,
    route,
)
from tests.proofs.making import edit, make_image, make_series, release, slot, use_image
from tests.proofs.threads import at_once

NOTICE = {"notice": "本文因信源要求撤回。"}


def _doing(article: Article, action: str, user: Any, note: str = "", **data: Any) -> Callable[[], Any]:
    seen = article.revision_number

    def do() -> Any:
        mine = Article.objects.get(pk=article.pk)
        return editing.perform(
            article=mine, action=action, user=user, seen_revision=seen, note=note, data=data
        )

    return do


def _saving(article: Article, user: Any, **fields: Any) -> Callable[[], Any]:
    seen = article.revision_number
    return lambda: edit(Article.objects.get(pk=article.pk), user, seen=seen, **fields)


def _won(results: list[Any]) -> list[Any]:
    return [r for r in results if isinstance(r, Revision) or (isinstance(r, editing.Outcome) and r.accepted)]


def _check(results: list[Any], article: Article, winners: int = 1) -> None:
    """That many won, every other was told by a refusal (never by a crash), and the ledger kept all of it."""
    assert len(_won(results)) == winners, results
    for result in results:
        told = isinstance(result, editing.Outcome | Revision | Refusal) or result is None
        assert told, repr(result)
    article.refresh_from_db()
    _whole(article)


def _whole(article: Article) -> None:
    """No gap and no fork among revisions, and the working copy is what its number and hash say."""
    numbers = list(article.revisions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert article.revision_number == len(numbers)
    latest = article.revisions.get(number=article.revision_number)
    assert latest.sha256 == article.content_sha256
    assert not snapshots.differs(article, latest.content)
    rows = PublishedArticle.objects.filter(uid=article.uid)
    scripts = sorted(rows.values_list("script", flat=True))
    assert scripts == (["hans", "hant"] if article.published_revision else [])
    if article.published_revision:
        assert {row.content_sha256 for row in rows} == {article.published_revision.sha256}
        assert not PublishedNotice.objects.filter(uid=article.uid).exists()


def approve_against_approve() -> None:
    """Two chief editors sign the same last step: one signature."""
    article = make_in_review()
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(_doing(article, "approve", first), _doing(article, "approve", second))
    _check(results, article)
    assert SignOff.objects.filter(round__article=article).count() == 1
    assert article.status == Status.APPROVED


def pass_against_pass_by_one_person() -> None:
    """Somebody in two roles double-clicks: one step is signed, not two."""
    article = make_in_review(route=route("three"))
    both = make_user("editor", "desk_head")
    results = at_once(*[_doing(article, "pass", both)] * 2)
    _check(results, article)
    assert SignOff.objects.filter(round__article=article).count() == 1


def approve_against_request_changes() -> None:
    """Signed or returned, never both."""
    article = make_in_review()
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(
        _doing(article, "approve", first),
        _doing(article, "request_changes", second, note="第三段没有出处"),
    )
    _check(results, article)
    signed = SignOff.objects.filter(round__article=article).exists()
    assert article.status == (Status.APPROVED if signed else Status.DRAFT)


def edit_against_approve() -> None:
    """A reviewer's edit and another's signature: what is signed is what was read."""
    article = make_in_review()
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(_saving(article, first, headline="改过的题目"), _doing(article, "approve", second))
    _check(results, article)
    if article.status == Status.APPROVED:
        assert article.approved_revision.number == 1
        assert article.headline != "改过的题目"
    else:
        assert isinstance(results[1], StaleRevision)


def role_removed_against_approve() -> None:
    """A demotion and a signature: signed before or refused after, nothing between."""
    article = make_in_review()
    chief = make_user("chief_editor")
    results = at_once(lambda: chief.groups.clear(), _doing(article, "approve", chief))
    outcome = results[1]
    article.refresh_from_db()
    assert outcome.accepted == (article.status == Status.APPROVED)
    assert outcome.accepted == SignOff.objects.filter(round__article=article).exists()


def publish_against_publish() -> None:
    """Two publish the same story: one pair of rows."""
    article = make_approved()
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(_doing(article, "publish", first), _doing(article, "publish", second))
    _check(results, article)
    assert PublishedArticle.objects.filter(uid=article.uid).count() == 2


def publish_against_withdraw() -> None:
    """A new edition goes out while the story is taken back: public or withdrawn, with the rows of one of them."""
    article = make_published_then_edited()
    act(article, "submit", article.author)
    act(article, "approve", make_user("chief_editor"))
    first, second = make_user("chief_editor"), make_user("chief_editor")
    results = at_once(
        _doing(article, "publish", first), _doing(article, "withdraw", second, note="来源要求", **NOTICE)
    )
    # published first, it may still be withdrawn; withdrawn first, it cannot be published
    _check(results, article, winners=len(_won(results)))
    assert len(_won(results)) in (1, 2)
    assert article.status == Status.WITHDRAWN
    assert PublishedNotice.objects.filter(uid=article.uid).count() == 2


def schedule_against_publish_against_reopen() -> None:
    """A planned story is published, moved and reopened at once: whatever came last, no time is left behind."""
    article = make_scheduled()
    people = [make_user("chief_editor") for _ in range(3)]
    results = at_once(
        _doing(article, "reschedule", people[0], publish_at=timezone.now() + timedelta(days=2)),
        _doing(article, "publish", people[1]),
        _doing(article, "reopen", people[2], note="时间要改"),
    )
    _check(results, article, winners=len(_won(results)))
    assert _won(results)
    assert (article.publish_at is not None) <= (article.status == Status.APPROVED)


def two_saves() -> None:
    """Two forms opened on one revision: the second is told and its text refused, not merged in silence."""
    article = make_draft()
    other = make_user("editor")
    results = at_once(
        _saving(article, article.author, headline="甲的题目"), _saving(article, other, headline="乙的题目")
    )
    _check(results, article)
    assert sum(isinstance(result, StaleRevision) for result in results) == 1
    assert article.revision_number == 2


def save_against_submit() -> None:
    """A save and a submission: what is in review is the newest revision."""
    article = make_draft()
    editor = make_user("editor")
    results = at_once(
        _saving(article, article.author, headline="最后一刻的题目"), _doing(article, "submit", editor)
    )
    _check(results, article)
    assert (article.status == Status.IN_REVIEW) == (article.revision_number == 1)


def submit_against_submit() -> None:
    """A double click on submit: one round."""
    article = make_draft()
    results = at_once(*[_doing(article, "submit", article.author)] * 2)
    _check(results, article)
    assert Round.objects.filter(article=article).count() == 1


def recall_against_pass() -> None:
    """Recalled or passed on: a signature never stands in a round that had ended before it."""
    article = make_in_review(route=route("three"))
    results = at_once(_doing(article, "recall", article.author), _doing(article, "pass", make_user("editor")))
    _check(results, article, winners=len(_won(results)))
    assert results[0].accepted or results[1].accepted
    signed = SignOff.objects.filter(round__article=article).exists()
    assert signed == results[1].accepted


def discard_against_submit() -> None:
    """Going back and going on: one of them."""
    article = make_published_then_edited()
    results = at_once(
        _doing(article, "discard", article.author), _doing(article, "submit", make_user("editor"))
    )
    _check(results, article)
    assert article.status in (Status.PUBLISHED, Status.IN_REVIEW)


def route_raised_against_approve() -> None:
    """A story joins a series while it is signed by the weaker route: its approval does not survive."""
    article = make_in_review()
    chief, editor = make_user("chief_editor"), make_user("editor")
    stronger = route("three")
    at_once(
        _doing(article, "approve", chief),
        lambda: editing.assign_route(article=Article.objects.get(pk=article.pk), route=stronger, user=editor),
    )
    article.refresh_from_db()
    _whole(article)
    assert (article.status, article.route) == (Status.DRAFT, stronger)
    assert article.open_round() is None


def same_headline_by_four() -> None:
    """Four reporters begin a story with the same headline: four addresses, nobody loses what they typed."""
    users = [make_user("reporter") for _ in range(4)]
    headline = f"潮水退去之后{users[0].pk}"
    before = Article.objects.count()
    results = at_once(
        *[lambda user=user: editing.create_article(user=user, headline=headline) for user in users]
    )
    assert all(isinstance(result, Article) for result in results), results
    assert Article.objects.count() == before + 4
    assert len({article.slug for article in results}) == 4


def headline_found_by_two() -> None:
    """Two untitled drafts get the same headline: each gets an address of its own at the save."""
    drafts = [make_draft(headline="") for _ in range(2)]
    headline = f"灯还亮着{drafts[0].pk}"
    results = at_once(*[_saving(draft, draft.author, headline=headline) for draft in drafts])
    for draft in drafts:
        draft.refresh_from_db()
        _whole(draft)
    assert len(_won(results)) == 2, results
    assert len({draft.slug for draft in drafts}) == 2


def same_writer_published_twice() -> None:
    """Two stories of one writer go out at once: both do, and the writer has one page in each script."""
    person = make_contributor()
    stories = [make_approved(credited=person) for _ in range(2)]
    results = at_once(*[_doing(story, "publish", make_user("chief_editor")) for story in stories])
    assert len(_won(results)) == 2, results
    assert PublishedContributor.objects.filter(slug=person.slug).count() == 2


def writers_last_story_withdrawn_while_another_goes_out() -> None:
    """The writer's page is there exactly as long as something public names them."""
    person = make_contributor()
    out, coming = make_published(credited=person), make_approved(credited=person)
    results = at_once(
        _doing(out, "withdraw", make_user("chief_editor"), note="来源要求", **NOTICE),
        _doing(coming, "publish", make_user("chief_editor")),
    )
    assert len(_won(results)) == 2, results
    assert PublishedCredit.objects.filter(contributor_slug=person.slug).count() == 2
    assert PublishedContributor.objects.filter(slug=person.slug).count() == 2


def attach_against_release() -> None:
    """A story joins while its series is released: the released rows know of it, whoever was first."""
    series = make_series()
    release(series)
    publishing.withdraw_series(
        series=series, user=make_user("chief_editor"), note="封面有误", notice="专题暂时撤回。"
    )
    front = Article.objects.get(pk=series.front_id)
    act(front, "reopen", make_user("editor"))
    act(front, "submit", make_user("editor"))
    for role in ("editor", "desk_head"):
        act(front, "pass", make_user(role))
    act(front, "approve", make_user("chief_editor"))
    story, chief, editor = make_published(), make_user("chief_editor"), make_user("editor")
    part = slot(series, 2)
    results = at_once(
        lambda: publishing.publish_series(series=type(series).objects.get(pk=series.pk), user=chief),
        lambda: planning.attach(instalment=part, article=story, user=editor),
    )
    assert not any(isinstance(result, Exception) for result in results), results
    parts = PublishedPart.objects.filter(series_uid=series.uid, number=2)
    assert {row.article_uid for row in parts} == {story.uid}


def picture_leaves_with_one_story_while_another_brings_it() -> None:
    """One story is taken back, another with the same picture is on its way out: readers get the picture."""
    image = make_image(shade=17)
    going, coming = _with_picture(image), _with_picture(image)
    act(going, "publish", make_user("chief_editor"))
    chief = make_user("chief_editor")

    def publish_slowly() -> Any:
        with transaction.atomic():
            outcome = _doing(coming, "publish", chief)()
            time.sleep(0.2)  # copied, but not committed yet
        return outcome

    def withdraw() -> Any:
        time.sleep(0.1)
        return _doing(going, "withdraw", chief, note="来源要求", **NOTICE)()

    results = at_once(publish_slowly, withdraw)
    assert len(_won(results)) == 2, results
    public = storages["public"]
    names = media_rows.names_of(PublishedArticle.objects.filter(uid=coming.uid))
    assert names
    assert [name for name in names if not public.exists(name)] == []


def _with_picture(image: Any) -> Article:
    article = make_draft()
    use_image(article, image)
    editing.save_revision(article=article, user=article.author)
    act(article, "submit", article.author)
    return approve_all(article)


def ledger_by_eight() -> None:
    """Eight writers, five rows each: one chain, no fork, no gap."""
    before = Transition.objects.count()
    people = [make_user("reporter") for _ in range(8)]
    stories = [make_draft(author=person) for person in people]

    def write(person: Any, story: Article) -> None:
        for _ in range(5):
            ledger.record(subject="article", subject_uid=story.uid, action="test", actor=person)

    pairs = zip(people, stories, strict=True)
    results = at_once(*[lambda pair=pair: write(*pair) for pair in pairs])
    assert results == [None] * 8
    assert Transition.objects.count() == before + 40


RACES: tuple[Callable[[], None], ...] = (
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
    same_headline_by_four,
    headline_found_by_two,
    same_writer_published_twice,
    writers_last_story_withdrawn_while_another_goes_out,
    attach_against_release,
    picture_leaves_with_one_story_while_another_brings_it,
    ledger_by_eight,
)
