"""Races for what stories share: addresses, writers, pictures, series and the ledger. Rounds as in `races`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.core.files.storage import storages
from django.db import transaction

from articles import editing, ledger, media_rows
from articles.models import (
    Article,
    PublishedArticle,
    PublishedContributor,
    PublishedCredit,
    Transition,
)
from series import planning, publishing
from series.models.published import PublishedPart
from tests.factories import (
    act,
    approve_all,
    make_approved,
    make_contributor,
    make_draft,
    make_published,
    make_user,
)
from tests.proofs.making import make_image, make_series, release, slot, use_image
from tests.proofs.rounds import NOTICE, doing, saving, whole, won
from tests.proofs.threads import at_once


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
    results = at_once(*[saving(draft, draft.author, headline=headline) for draft in drafts])
    for draft in drafts:
        draft.refresh_from_db()
        whole(draft)
    assert len(won(results)) == 2, results
    assert len({draft.slug for draft in drafts}) == 2


def same_writer_published_twice() -> None:
    """Two stories of one writer go out at once: both do, and the writer has one page in each script."""
    person = make_contributor()
    stories = [make_approved(credited=person) for _ in range(2)]
    results = at_once(*[doing(story, "publish", make_user("chief_editor")) for story in stories])
    assert len(won(results)) == 2, results
    assert PublishedContributor.objects.filter(slug=person.slug).count() == 2


def writers_last_story_withdrawn_while_another_goes_out() -> None:
    """The writer's page is there exactly as long as something public names them."""
    person = make_contributor()
    out, coming = make_published(credited=person), make_approved(credited=person)
    results = at_once(
        doing(out, "withdraw", make_user("chief_editor"), note="来源要求", **NOTICE),
        doing(coming, "publish", make_user("chief_editor")),
    )
    assert len(won(results)) == 2, results
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
            outcome = doing(coming, "publish", chief)()
            time.sleep(0.2)  # copied, but not committed yet
        return outcome

    def withdraw() -> Any:
        time.sleep(0.1)
        return doing(going, "withdraw", chief, note="来源要求", **NOTICE)()

    results = at_once(publish_slowly, withdraw)
    assert len(won(results)) == 2, results
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


OF_WHAT_IS_SHARED: tuple[Callable[[], None], ...] = (
    same_headline_by_four,
    headline_found_by_two,
    same_writer_published_twice,
    writers_last_story_withdrawn_while_another_goes_out,
    attach_against_release,
    picture_leaves_with_one_story_while_another_brings_it,
    ledger_by_eight,
)
