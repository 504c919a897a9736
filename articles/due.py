"""Publishes what is due. The scheduler asks every minute; each story is a matter of its own.

Used by the command `publish_due` only.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from articles import editing
from articles.models.article import Article
from articles.refusals import REASONS, Refusal
from articles.rendering import asking

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done:
    """What came of one due story: nothing said means it is out."""

    article: Article
    refusal: Refusal | None = None
    error: Exception | None = None


def publish_due() -> list[Done]:
    """Publish every approved story whose time has come, in order of that time.

    Effects, for each: `perform("publish")` as the person who planned it, whose right and whose approval are checked
    again. A refused one loses its planned time, so that it is refused once and not every minute; the ledger has both.
    One whose pictures are not cut yet waits, with its time. A fault in one story is logged and leaves the others alone; it is tried again the next time.
    """
    return [_publish(article) for article in Article.objects.due()]


def _publish(article: Article) -> Done:
    asking.ask_for(article)
    waiting = asking.refusal_of(article)
    if waiting:  # nobody decided anything: it keeps its time and is tried again
        return Done(article, waiting)
    try:
        outcome = editing.perform(
            article=article,
            action="publish",
            user=article.scheduled_by,
            seen_revision=article.revision_number,
            data={"by_schedule": True},
        )
    except (
        Refusal
    ) as refusal:  # the text moved within this second: it is no longer approved, so no longer due
        return Done(article, refusal)
    except Exception as error:
        logger.exception("could not publish %s", article.uid)
        return Done(article, error=error)
    if outcome.refusal and outcome.refusal.code in REASONS:
        editing.drop_schedule(article=article, reason=outcome.refusal.code)
    return Done(article, outcome.refusal)
