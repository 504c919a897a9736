"""The sheet of figures as the desk's pages show it: each with its place, source, tick and what disagrees with it.

Used by the panel of the form, the page of figures and the review page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from articles.figuring import checking, leaving
from articles.figuring.checking import Mark
from articles.figuring.clashing import Disagreement, clashes
from articles.figuring.dating import Dated, relative_words
from articles.figuring.finding import Content, Found, content_of, find
from articles.figuring.promoting import as_key_figure
from articles.models.figures import FigureCheck
from articles.rights import Standing
from articles.text.figures import Figure, plain
from articles.workflow import Status

_SCALES = ((10**8, "亿"), (10**4, "万"))
# The state of the working copy in which nothing is expected of readers any more.
_OUT = (Status.PUBLISHED, Status.WITHDRAWN)

_NOTHING_ASKED = Mark()
# Figures that are listed at once, with up to three fields of a form each; open ones come first into the list.
MOST_LISTED = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sheet. `saved` is false for a figure that stands only in what is being typed."""

    found: Found
    check: FigureCheck | None
    source: str
    carried: bool
    clashes: list[Disagreement]
    saved: bool
    asked: Mark = _NOTHING_ASKED  # what a person said of it and was refused

    @property
    def key(self) -> str:
        """What a tick is bound to."""
        return self.found.key

    @property
    def is_ticked(self) -> bool:
        """Whether somebody has checked it."""
        return self.check is not None and self.check.is_ticked

    @property
    def note(self) -> str:
        """What stands in the field of its source: what was typed there, else what is noted."""
        return self.source if self.asked.source is None else self.asked.source

    @property
    def box(self) -> bool:
        """Whether its box is ticked: as it was sent, else as it is."""
        return self.is_ticked if self.asked.ticked is None else self.asked.ticked

    @property
    def where(self) -> str:
        """The place in words."""
        return self.found.passage.name

    @property
    def parts(self) -> dict[str, str]:
        """It as the fields of a key figure."""
        return as_key_figure(self.found.figure)

    @property
    def value(self) -> str:
        """The figure in digits, where it is printed otherwise: 九十九天 is 99天."""
        said = reading(self.found.figure)
        return "" if said == self.found.figure.text else said


@dataclass(frozen=True)
class Sheet:
    """The figures of a story before one person: those that are listed, and the counts of all."""

    entries: list[Entry]
    number: int
    open_figures: int
    words: list[Dated]
    may_tick: bool
    may_leave: bool
    may_note: bool
    may_promote: bool
    asked: bool  # the route of the story asks for ticks

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.number - len(self.entries)

    @property
    def disagreeing(self) -> list[Entry]:
        """Those that something speaks against."""
        return [entry for entry in self.entries if entry.clashes]

    @property
    def shifted(self) -> list[Dated]:
        """The words that will mean another day than was meant, and that nobody has left so."""
        return [word for word in self.words if word.is_open]

    @property
    def settled(self) -> list[Dated]:
        """The others: those that mean what was meant, and those that somebody has left."""
        return [word for word in self.words if not word.is_open]

    @property
    def ticked(self) -> int:
        """How many are checked."""
        return self.number - self.open_figures

    @property
    def waiting(self) -> int:
        """The number on the tab: figures to tick where ticks are asked, what disagrees, days that shift."""
        return (self.open_figures if self.asked else len(self.disagreeing)) + len(self.shifted)


def sheet(
    standing: Standing, typed: Mapping[str, Any] | None = None, marks: Mapping[str, Mark] | None = None
) -> Sheet:
    """The sheet of a stored story; with `typed`, of its text as it stands in the form, not saved yet.

    `marks` are ticks and notes that were refused, by key: the sheet still shows them.
    """
    article = standing.article
    stored = content_of(article)
    content: Content = {**stored, **(typed or {})}
    found = find(content)
    saved = {one.key for one in find(stored)} if typed else {one.key for one in found}
    checks = checking.checks_of(standing) if found else {}
    open_keys = {one.key for one in found if not (one.key in checks and checks[one.key].is_ticked)}
    return Sheet(
        entries=_entries(found, _listed(found, open_keys), saved, checks, standing, marks or {}),
        number=len(found),
        open_figures=len(open_keys),
        words=[] if article.status in _OUT else relative_words(article, content=content),
        may_tick=checking.may_tick(standing),
        may_leave=leaving.may_leave(standing),
        may_note=checking.may_note(standing),
        may_promote=standing.may_edit,
        asked=_asked(standing),
    )


def reading(figure: Figure) -> str:
    """A figure in digits with its scale, unit and how exact it is: 约30人, 20亿元, 3～5个."""
    scale, word = next(((scale, word) for scale, word in _SCALES if abs(figure.value) >= scale), (1, ""))
    low = plain(figure.value / Decimal(scale))
    high = f"～{plain(figure.high / Decimal(scale))}" if figure.high is not None else ""
    late = figure.prefix in ("多", "余")
    lead, more = ("", figure.prefix) if late else (figure.prefix, "")
    return f"{lead}{low}{high}{word}{more}{figure.unit}"


def _listed(found: list[Found], open_keys: set[str]) -> list[Found]:
    """What is shown of very many: those that nobody has ticked, then the others; in the order of the text."""
    first = sorted(found, key=lambda one: one.key not in open_keys)[:MOST_LISTED]
    shown = {one.key for one in first}
    return [one for one in found if one.key in shown]


def _entries(
    found: list[Found],
    listed: list[Found],
    saved: set[str],
    checks: Mapping[str, FigureCheck],
    standing: Standing,
    marks: Mapping[str, Mark],
) -> list[Entry]:
    gone = [check for key, check in checks.items() if key not in saved and check.source]
    counts = Counter(check.text for check in gone)
    kept = {check.text: check.source for check in gone if counts[check.text] == 1}
    disagree = clashes(listed, standing.article, standing.user, among=found)
    entries = []
    for one in listed:
        check = checks.get(one.key)
        carried = check is None and one.figure.text in kept
        source = kept[one.figure.text] if carried else (check.source if check else "")
        told, asked = disagree.get(one.key, []), marks.get(one.key, _NOTHING_ASKED)
        entries.append(Entry(one, check, source, carried, told, one.key in saved, asked))
    return entries


def _asked(standing: Standing) -> bool:
    if standing.round is not None:
        return standing.round.needs_figures_ticked
    return standing.article.status == Status.DRAFT and standing.article.route.needs_figures_ticked
