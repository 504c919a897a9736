"""The doubtful places of a story's traditional edition, with their context and what a decision would be kept as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import ngettext

from articles import snapshots
from articles.building import Printer
from articles.figuring.finding import Passage, content_of, joined, passages
from articles.models.article import Article
from articles.models.published import Script
from articles.refusals import Refusal
from articles.text.ambiguous import Doubt, converted_beside, doubts, term_for
from articles.text.errors import ScriptsUnavailable
from articles.text.scripts import Variant
from articles.workflow import Status

_NEARBY = 10
# Places that are listed at once, with up to four fields of a form each; the next ones come as these are decided.
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Place:
    """One doubtful place: `term` are the words that a decision for it is kept as, `[start, end)` its place in them."""

    doubt: Doubt
    passage: Passage
    term: str
    converted: str  # the term as the machine prints it
    start: int
    words: str  # what is proposed for a decision that holds for every story
    before: str
    after: str

    @property
    def options(self) -> tuple[str, ...]:
        """What it may be, the machine's choice first."""
        return (self.doubt.chosen, *self.doubt.others)

    def decided_as(self, glyphs: str) -> str:
        """The term with other glyphs at the place."""
        return self.converted[: self.start] + glyphs + self.converted[self.start + len(self.doubt.text) :]


@dataclass(frozen=True, slots=True)
class Reading:
    """A story as one text, its conversion beside it, and the doubtful places of it: the first, and how many more."""

    text: str
    converted: str
    places: list[Place]
    more: int = 0

    @property
    def number(self) -> int:
        """How many doubtful places there are."""
        return len(self.places) + self.more


def read(article: Article, snapshot: dict[str, Any] | None = None) -> Reading:
    """The doubtful places of a story, in its order; none where nothing can be converted.

    `snapshot` is that of the newest revision, where it is at hand.
    """
    told = [passage for passage in passages(content_of(article)) if not _has_own(article, passage)]
    text = joined(told)
    printer = Printer(snapshot or _snapshot(article), Script.HANT)
    try:
        found = doubts(text, printer.names, printer.terms, _variant())
    except ScriptsUnavailable:
        return Reading(text, text, [])
    converted = converted_beside(text, printer.names, printer.terms, _variant())
    starts = _starts(told)
    listed = [_place(doubt, text, converted, told, starts) for doubt in found[:MOST_LISTED]]
    return Reading(text, converted, listed, len(found) - len(listed))


def require_decided(article: Article) -> None:
    """Raise `Refusal("hant_undecided")` where the newsroom asks for decisions before a story is signed."""
    if settings.HANT_MUST_BE_DECIDED and (number := read(article).number):
        raise Refusal("hant_undecided", number=number)


def advice(article: Article, snapshot: dict[str, Any] | None = None) -> str:
    """One sentence on what is open, for the pages that come before publication; empty where nothing is."""
    number = read(article, snapshot).number
    told = ngettext(
        "The traditional edition has %(number)d doubtful place.",
        "The traditional edition has %(number)d doubtful places.",
        number,
    )
    return told % {"number": number} if number else ""


def _snapshot(article: Article) -> dict[str, Any]:
    """What a page would be built from: the signed text where there is one, else the working copy."""
    if article.status in (Status.DRAFT, Status.IN_REVIEW) or article.revision_number == 0:
        return snapshots.take(article)
    newest: dict[str, Any] = article.revisions.get(number=article.revision_number).snapshot
    return newest


def _has_own(article: Article, passage: Passage) -> bool:
    """Whether the desk wrote the traditional form itself."""
    return bool(getattr(article, f"{passage.place}_hant", ""))


def _starts(told: list[Passage]) -> list[tuple[int, Passage]]:
    starts, at = [], 0
    for passage in told:
        starts.append((at, passage))
        at += len(passage.text) + 1
    return starts


def _place(
    doubt: Doubt, text: str, converted: str, told: list[Passage], starts: list[tuple[int, Passage]]
) -> Place:
    low, high = term_for(text, doubt)
    passage = next(passage for at, passage in reversed(starts) if at <= doubt.start)
    near = text[max(low, doubt.start - 1) : min(high, doubt.end + 1)]
    before = text[max(0, doubt.start - _NEARBY) : doubt.start]
    after = text[doubt.end : doubt.end + _NEARBY]
    return Place(
        doubt,
        passage,
        text[low:high],
        converted[low:high],
        doubt.start - low,
        near,
        before.rpartition("\n")[2] if "\n" in before or doubt.start <= _NEARBY else f"…{before}",
        after.partition("\n")[0],
    )


def _variant() -> Variant:
    return "hk" if settings.HANT_VARIANT == "hk" else "tw"
