"""Proof that a parsed story holds every character of its text, and none that was not there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from articles.text.markup import plain_text
from articles.text.story.lines import clean, printable
from articles.text.story.model import ParsedStory


@dataclass(frozen=True, slots=True)
class Ledger:
    """The balance of a story against its text, blanks aside: characters `missing` from it, and `invented`."""

    missing: str
    invented: str

    @property
    def balanced(self) -> bool:
        """Whether nothing is missing and nothing was invented."""
        return not self.missing and not self.invented


def ledger(story: ParsedStory, text: str) -> Ledger:
    """Count every character of the text (in NFC, without blanks) against fields, credit lines and `removed`.

    Series title and key figures repeat what stands elsewhere and are not counted, except a series title that
    stands in no other field. Invisible characters count as they are recorded in `removed`.
    """
    visible, invisible = clean(text)
    given = _count(visible + printable(invisible))
    held = _count("".join(_held(story)))
    return Ledger(_spelt(given - held), _spelt(held - given))


def _held(story: ParsedStory) -> list[str]:
    parts = [story.kicker, story.headline, story.subheading, story.editors_note, story.source]
    parts += [plain_text(story.body_html), story.production_note]
    parts += [credit.raw for credit in story.credits]
    parts += [removed.text for removed in story.removed]
    if not story.repeats_series:
        parts.append(story.series_title)
    return parts


def _count(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def _spelt(counts: Counter[str]) -> str:
    return "".join(sorted(counts.elements()))
