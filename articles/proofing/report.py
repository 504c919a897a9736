"""The findings of a story with what people decided about them. Found once for each content and kept by its hash.

`report_of` is what pages, readiness and the workflow ask; `live` answers somebody who is typing. Only the decisions
are read anew each time: they change nothing of the text.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import cache
from django.utils import timezone

from articles import clock, snapshots
from articles.models.article import Article
from articles.models.image import Image
from articles.models.proofing import ProofDecision
from articles.models.revision import Revision
from articles.proofing import service, terms
from articles.proofing.findings import PICTURE, Findings, Found, examine
from articles.proofing.sheet import Sheet, sheet_of
from articles.text import proof
from articles.text.proof import RULES

logger = logging.getLogger(__name__)
# Part of every name under which findings are kept. Count it up when a rule changes what it finds; a day later the old
# ones are gone by themselves.
EDITION = "5"
_KEPT_FOR = 24 * 3600
_MOST_KEYS = 2_000


@dataclass(frozen=True)
class Item:
    """A finding and, where somebody left it as it is, that decision."""

    found: Found
    decision: ProofDecision | None = None


@dataclass
class Report:
    """What is to be done about a text, by weight; what was left; and how much text there is.

    `service` is empty where no outside proofreader is attached, else what came of asking it. `more` counts advice that
    is not listed.
    """

    must: list[Item] = field(default_factory=list)
    should: list[Item] = field(default_factory=list)
    notes: list[Item] = field(default_factory=list)
    ignored: list[Item] = field(default_factory=list)
    characters: int = 0
    more: int = 0
    service: service.Answered | None = None
    rules: int = len(RULES)

    @property
    def open(self) -> list[Item]:
        """Everything that nobody has decided about."""
        return [*self.must, *self.should, *self.notes]

    @property
    def mistakes(self) -> int:
        """Open findings that are more than a note."""
        return len(self.must) + len(self.should)

    @property
    def mechanical(self) -> list[Item]:
        """What may be mended without looking."""
        return [item for item in self.open if item.found.autofix and item.found.fixable]


def report_of(article: Article, *, ask_service: bool = False) -> Report:
    """The report on the newest revision of a story. `ask_service`: the outside proofreader may be asked, which takes
    time; else only its earlier answer counts.

    What was found is remembered on the instance, for one page or one act; what was decided is read each time.
    """
    seen = (article.revision_number, article.content_sha256, day_of(article))
    held = article.__dict__.get("_proofread")
    if held is None or held[0] != seen or not article.revision_number:
        snapshot, sha256 = _newest(article)
        held = (seen, sha256, _examined(article, snapshot, sha256))
        article.__dict__["_proofread"] = held
    return _reported(article, held[1], held[2], ask_service=ask_service)


def report_on(article: Article, revision: Revision) -> Report:
    """The report on one revision, with the decisions that stand now."""
    examined = _examined(article, revision.snapshot, revision.sha256)
    return _reported(article, revision.sha256, examined, ask_service=False)


def live(article: Article, sheet: Sheet) -> Report:
    """The report on what somebody is typing. The outside proofreader's answer on the saved text is taken over where
    its words still stand."""
    version = terms.signature()
    found = examine(sheet, day=day_of(article), terms=terms.current_terms(version))
    kept = service.kept_answer(_service_name(article.content_sha256))
    more = service.still_there(kept, sheet) if kept else []
    report = _sorted_out(article, [*found, *more], sheet.whole, kept)
    report.more = found.more
    return report


def day_of(article: Article) -> date:
    """The day that weekdays and 昨日 are checked against: planned, due, or today."""
    planned = article.publish_at or article.due_at
    return timezone.localtime(planned or clock.now()).date()


def _newest(article: Article) -> tuple[Mapping[str, Any], str]:
    newest = article.revisions.filter(number=article.revision_number).first()
    if newest is not None:
        return newest.snapshot, newest.sha256
    snapshot = snapshots.take(article)
    return snapshot, snapshots.fingerprint(snapshots.canonical(snapshot))


def _examined(article: Article, snapshot: Mapping[str, Any], sha256: str) -> tuple[Sheet, Findings]:
    """The pieces of a text and what is found in them: from the cache, if this text was looked at before."""
    version, day = terms.signature(), day_of(article)
    name = f"proof:{EDITION}:{sha256}:{day}:{hashlib.sha256(version.encode()).hexdigest()[:16]}"
    kept = _from_cache(name)
    if kept is None:
        sheet = sheet_of(snapshot, _generated(snapshot))
        kept = (sheet, examine(sheet, day=day, terms=terms.current_terms(version)))
        _into_cache(name, kept)
    sheet, found = kept
    return sheet, found


def _reported(
    article: Article, sha256: str, examined: tuple[Sheet, Findings], *, ask_service: bool
) -> Report:
    sheet, found = examined
    answer = service.answer(_service_name(sha256), sheet, ask=ask_service)
    report = _sorted_out(article, [*found, *(answer.found if answer else ())], sheet.whole, answer)
    report.more = found.more
    return report


def _service_name(sha256: str) -> str:
    return f"proof-service:{sha256}"


def _generated(snapshot: Mapping[str, Any]) -> frozenset[str]:
    """The hashes of this story's originals that carry a machine's mark: an original never changes."""
    used = {image["image"] for image in snapshot.get("images", ())}
    if not used:
        return frozenset()
    marked = Image.objects.filter(sha256__in=used, ai_labelled=True)
    return frozenset(marked.values_list("sha256", flat=True))


def _sorted_out(
    article: Article, found: Iterable[Found], text: str, answer: service.Answered | None
) -> Report:
    report = Report(characters=proof.count(text, ()).characters, service=answer)
    found = list(found)
    decided = _decisions(article, found)
    places = {"block": report.must, "warn": report.should, "info": report.notes}
    for one in found:
        decision = _decision_for(one, decided)
        if decision is not None:
            report.ignored.append(Item(one, decision))
        else:
            places[one.severity].append(Item(one))
    return report


def _decisions(article: Article, found: list[Found]) -> dict[str, list[ProofDecision]]:
    decided: dict[str, list[ProofDecision]] = {}
    if found:
        keys = {key for one in found for key in (one.place_key, one.words_key)}
        standing = ProofDecision.objects.standing().about(article.uid)
        # a database takes only so many values in a question
        for decision in standing.filter(key__in=keys) if len(keys) <= _MOST_KEYS else standing:
            decided.setdefault(decision.key, []).append(decision)
    return decided


def _decision_for(one: Found, decided: dict[str, list[ProofDecision]]) -> ProofDecision | None:
    """The decision that covers a finding. What blocks is covered only by somebody who might decide that."""
    if not decided:
        return None
    here = [d for d in decided.get(one.place_key, ()) if d.scope == ProofDecision.Scope.PLACE]
    anywhere = [d for d in decided.get(one.words_key, ()) if d.scope != ProofDecision.Scope.PLACE]
    return next((d for d in (*here, *anywhere) if one.severity != "block" or d.covers_block), None)


def _from_cache(name: str) -> Any:
    try:
        return cache.get(name)
    except Exception:  # a cache that is out costs time, not the page
        logger.exception("the cache gave no findings")
        return None


def _into_cache(name: str, kept: Any) -> None:
    try:
        cache.set(name, kept, _KEPT_FOR)
    except Exception:
        logger.exception("the cache took no findings")


__all__ = ["PICTURE", "Item", "Report", "day_of", "live", "report_of", "report_on"]
