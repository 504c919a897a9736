"""Whether a story may pass as far as proofing goes: what must be changed is changed, left with a reason, or cleared.

Asked by `rights` (for buttons and before each act) and by `readiness`. Reads the report, which is kept by content.
"""

from __future__ import annotations

from django.db.models import QuerySet

from articles.models.article import Article
from articles.models.ledger import Transition
from articles.proofing.report import Item, report_of


def held_by(article: Article) -> list[Item]:
    """What holds the newest revision back; nothing once a proofreader has cleared exactly this text."""
    blocking = report_of(article).must
    return [] if blocking and clearances(article).exists() else blocking


def clearances(article: Article) -> QuerySet[Transition]:
    """Rows of the ledger in which a proofreader let exactly this text pass, newest first."""
    return Transition.objects.filter(
        subject_uid=article.uid,
        action="clear_proof",
        outcome=Transition.Outcome.DONE,
        content_sha256=article.content_sha256,
    )
