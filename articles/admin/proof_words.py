"""What is said of a story's proofing outside its tab: before clearing it, and on the review page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from articles.proofing import gate, rates
from articles.proofing.report import report_of
from articles.rights import Standing

_MOST = 8


def asked(standing: Standing) -> tuple[str, tuple[str, ...]]:
    """The question, and what is left in the text that would pass."""
    left = [item.found for item in gate.held_by(standing.article)[:_MOST]]
    words = [_("“%(words)s”: %(why)s") % {"words": f.text[:20], "why": f.sentence} for f in left if f.text]
    return _("Clear the proofing of this text?"), (
        _("It may be passed although this is left:"),
        *words,
        *(found.sentence for found in left if not found.text),
        _("This holds for exactly this text. Your reason stands in the ledger and on the review page."),
    )


def done() -> str:
    """What is said when it is done."""
    return _("Cleared. The reviewer of this step can pass exactly this text.")


def summary(standing: Standing) -> dict[str, Any]:
    """For a reviewer: what is open, who cleared it, and how many errors of this round are mended by now."""
    article, report = standing.article, report_of(standing.article)
    mended = rates.mended_in(article, standing.round) if standing.round else None
    return {
        "must": len(report.must),
        "should": len(report.should),
        "ignored": len(report.ignored),
        "characters": report.characters,
        "mended": mended,
        "suggested": str(mended.mended if mended else 0),
        "clearances": [*gate.clearances(article)] if standing.round and report.must else [],
    }
