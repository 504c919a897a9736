"""What every race needs: acts that wait for their moment, and what must be true of the story after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from articles import editing, snapshots
from articles.models import (
    Article,
    PublishedArticle,
    PublishedNotice,
    Revision,
)
from articles.refusals import Refusal
from tests.proofs.making import edit

NOTICE = {"notice": "本文因信源要求撤回。"}


def doing(article: Article, action: str, user: Any, note: str = "", **data: Any) -> Callable[[], Any]:
    """Somebody acting on what they see now, later: in a thread of their own."""
    seen = article.revision_number

    def do() -> Any:
        mine = Article.objects.get(pk=article.pk)
        return editing.perform(
            article=mine, action=action, user=user, seen_revision=seen, note=note, data=data
        )

    return do


def saving(article: Article, user: Any, **fields: Any) -> Callable[[], Any]:
    """Somebody saving the form that they have open now."""
    seen = article.revision_number
    return lambda: edit(Article.objects.get(pk=article.pk), user, seen=seen, **fields)


def won(results: list[Any]) -> list[Any]:
    """The acts that came to pass and the saves that were kept."""
    return [r for r in results if isinstance(r, Revision) or (isinstance(r, editing.Outcome) and r.accepted)]


def check(results: list[Any], article: Article, winners: int = 1) -> None:
    """That many won, every other was told by a refusal (never by a crash), and the ledger kept all of it."""
    assert len(won(results)) == winners, results
    for result in results:
        told = isinstance(result, editing.Outcome | Revision | Refusal) or result is None
        assert told, repr(result)
    article.refresh_from_db()
    whole(article)


def whole(article: Article) -> None:
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
