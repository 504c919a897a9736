"""What the paste page shows before anything is saved: the fields beside the marked original, and what is to decide.

Plain data for the template; saves nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import crediting
from articles.admin.credit_forms import Chip, chips
from articles.text.roles import Script
from articles.text.story import KeyFigure, ParsedStory, parse_story
from articles.text.story.lines import name_invisible
from newsroom.staff.roles import Right, holds
from series import planning
from series.admin.paste_words import SCRIPTS, field_name, warning_text
from series.import_copy import Block, Copy, check, copy_of, figure_row
from series.import_trace import REMOVED, Span, Tally, may_go_back, put_back, tally, trace
from series.importing import find_series
from series.models.series import Series

ALONE = "-"  # no series has this address
_MOST_SERIES = 200
_LANG = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
_LINES = ("kicker", "headline", "subheading")


@dataclass(frozen=True)
class Asked:
    """What the form carries: the text, removed pieces to put back, figures to keep, the chosen series (None: not asked)."""

    text: str
    back: frozenset[int] = frozenset()
    figures: frozenset[int] = frozenset()
    series: str | None = None


@dataclass(frozen=True)
class Piece:
    """A span of the original with the name of its field, printed where it differs from the one before."""

    text: str
    field: str
    label: str
    is_heading: bool = False


@dataclass(frozen=True)
class Gone:
    """A removed piece: why, whether it stands in the body again, and whether it could."""

    number: int
    reason: str
    text: str
    is_back: bool
    may_go_back: bool


@dataclass(frozen=True)
class Figure:
    """A number of the text that could be set large."""

    number: int
    value: str
    label: str
    ticked: bool


@dataclass(frozen=True)
class CreditLine:
    """A credit line with the people recognised in it."""

    label: str
    people: list[Chip]


@dataclass(frozen=True)
class Look:
    """Everything the page shows of one text."""

    asked: Asked
    story: ParsedStory
    copy: Copy
    lines: list[list[Piece]]
    more_lines: int
    tally: Tally
    removed: list[Gone]
    figures: list[Figure]
    credits: list[CreditLine]
    series: list[tuple[str, str]]  # empty where the person plans none
    choice: str
    kept_figures: list[KeyFigure]
    warnings: list[str]
    problems: list[str] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """The identity of the text that is looked at."""
        return fingerprint(self.asked.text)

    @property
    def offers_choice(self) -> bool:
        """Whether the series that was chosen, if any was, can still be chosen."""
        return not self.series or self.asked.series is None or self.asked.series == self.choice

    @property
    def back(self) -> str:
        """The pieces put back, as the form carries them."""
        return ",".join(map(str, sorted(self.asked.back)))

    @property
    def titles(self) -> list[tuple[str, str, str]]:
        """Code, name and words of the short fields that have any."""
        return [
            (name, field_name(name), getattr(self.copy, name)) for name in _LINES if getattr(self.copy, name)
        ]

    @property
    def blocks(self) -> list[Block]:
        """The body as it will stand in the story."""
        return self.copy.blocks()

    @property
    def lang(self) -> str:
        """The language tag of the original."""
        return _LANG[self.story.script]

    @property
    def copy_lang(self) -> str:
        """The language tag of what is saved."""
        return "en" if self.story.script == "en" else "zh-Hans"

    @property
    def script(self) -> str:
        """The script of the original, in words."""
        return str(SCRIPTS[self.story.script])


def look_at(asked: Asked, user: Any) -> Look:
    """Read a text and gather what there is to see. Raises StoryTooLarge, BodyRefused, ValidationError for no story."""
    read = parse_story(asked.text)
    story = put_back(read, asked.text, asked.back)
    copy = copy_of(story)
    if copy.is_empty:
        check(copy)
    lines, more = trace(story, asked.text)
    series = _choices(copy, user)
    choice = _chosen(asked, series)
    kept = [figure for at, figure in enumerate(story.key_figures) if at in asked.figures]
    return Look(
        asked=asked,
        story=story,
        copy=copy,
        lines=_labelled(lines),
        more_lines=more,
        tally=tally(story, asked.text),
        removed=[_gone(read, at, asked) for at in range(len(read.removed))],
        figures=_figures(story, asked),
        credits=_credits(copy),
        series=series,
        choice=choice,
        kept_figures=kept,
        warnings=[warning_text(warning, story.script) for warning in copy.warnings],
        problems=_problems(copy, kept, story.script, new_series=bool(series) and choice == ""),
    )


def fingerprint(text: str) -> str:
    """The identity of a text, however a browser ends its lines."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _labelled(lines: list[list[Span]]) -> list[list[Piece]]:
    shown: list[list[Piece]] = []
    before = ("", "start")
    for line in lines:
        pieces: list[Piece] = []
        for span in line:
            now = (span.field, span.reason)
            label = "" if now == before else field_name(span.field, span.reason)
            pieces.append(Piece(span.text, span.field or "unknown", label, span.reason == "h2"))
            before = now
        shown.append(pieces)
    return shown


def _gone(read: ParsedStory, at: int, asked: Asked) -> Gone:
    piece = read.removed[at]
    printable = may_go_back(piece.text)
    shown = piece.text if printable else name_invisible(piece.text)
    reason = field_name(REMOVED, piece.reason)
    return Gone(at, reason, shown, printable and at in asked.back, printable)


def _figures(story: ParsedStory, asked: Asked) -> list[Figure]:
    rows = [figure_row(figure, story.script) for figure in story.key_figures]
    return [Figure(at, str(row), row.label, at in asked.figures) for at, row in enumerate(rows)]


def _credits(copy: Copy) -> list[CreditLine]:
    links = crediting.Links.of(copy.credits)
    rows = [(crediting.rows_of([credit])[0], credit) for credit in copy.credits]
    return [CreditLine(row.label, chips([credit], links)) for row, credit in rows]


def _choices(copy: Copy, user: Any) -> list[tuple[str, str]]:
    """The series a story could join, the likeliest first. Nobody who plans none is told which there are."""
    if not holds(user, Right.MANAGE_SERIES):
        return []
    found = find_series(copy.series_title)
    options: list[tuple[str, str]] = []
    if found:
        told = {"series": found, "number": planning.next_number(found)}
        options.append((found.slug, _("%(series)s, as number %(number)d") % told))
    elif copy.series_title:
        options.append(("", _("A new series: 《%(title)s》") % {"title": copy.series_title}))
    others = Series.objects.exclude(pk__in=[found.pk] if found else [])[:_MOST_SERIES]
    named = [(series.slug, str(series)) for series in others]
    none = (ALONE, _("No series"))
    return [*options, *named, none] if options else [none, *named]


def _chosen(asked: Asked, series: list[tuple[str, str]]) -> str:
    """The choice made before, where it is still offered; else the likeliest."""
    if not series:
        return ""
    return asked.series if asked.series in dict(series) else series[0][0]


def _problems(copy: Copy, kept: list[KeyFigure], script: Script, *, new_series: bool) -> list[str]:
    """What would stop the save, said before it is tried."""
    try:
        check(copy, [figure_row(figure, script) for figure in kept], new_series=new_series)
    except ValidationError as error:
        return list(error.messages)
    return []
