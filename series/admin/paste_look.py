"""What the paste page shows before anything is saved: the fields beside the marked original, and what is to decide.

Plain data for the template; saves nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import crediting
from articles.admin.credit_forms import Chip, chips
from articles.intake.shelf import PrivateShelf
from articles.models import Section
from articles.text.roles import Script
from articles.text.story import KeyFigure, ParsedStory, Shape, parse_story
from articles.text.story.lines import name_invisible
from newsroom.staff.roles import Right, holds
from series import planning
from series.admin.paste_names import Newcomer, Simpler, forms_of, newcomers, simpler_names
from series.admin.paste_shown import Piece, labelled, place_name, shown_body
from series.admin.paste_words import SCRIPTS, field_name, warning_text
from series.import_copy import Copy, check, copy_of, figure_row
from series.import_pictures import Place
from series.import_trace import REMOVED, Tally, may_go_back, put_back, tally, trace
from series.importing import find_series
from series.models.series import Instalment, Series
from series.placing import matching_slot, planned_slots

ALONE = "-"  # no series has this address
_MOST_SERIES = 200
_LANG = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
_LINES = ("kicker", "headline", "subheading")


@dataclass(frozen=True)
class Asked:
    """What the form carries: the text, removed pieces to put back, figures to keep, the chosen series (None: not asked).

    `markup` is the canonical HTML of what was taken in with its formatting, `shapes` is what it says of the text's
    lines, `roster` are the names to put into the roster, `simpler` those to save in simplified characters, `notes` what was said while the document was read.
    """

    text: str
    markup: str = ""
    shapes: tuple[Shape, ...] = ()
    roster: frozenset[str] = frozenset()
    simpler: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    section: str = ""  # the slug of the chosen section
    back: frozenset[int] = frozenset()
    figures: frozenset[int] = frozenset()
    series: str | None = None


@dataclass(frozen=True)
class Gone:
    """A removed piece: why, whether it stands in the body again, and whether it could."""

    number: int
    reason: str
    text: str
    is_back: bool
    may_go_back: bool
    is_place: bool = False  # the mark of a picture, whose place is in the body


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
    simpler: list[Simpler]  # names that could stand in simplified characters
    newcomers: list[Newcomer]  # empty for those who do not keep the roster
    series: list[tuple[str, str]]  # empty where the person plans none
    choice: str
    sections: list[tuple[str, str]]
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
    def body(self) -> str:
        """The body as it will stand in the story, safe to print: its heads below those of the page, pictures to see."""
        return shown_body(self.copy)

    @property
    def pictures(self) -> int:
        """How many pictures came along."""
        return sum(place.is_here for place in self.copy.places)

    @property
    def gaps(self) -> int:
        """How many pictures did not."""
        return len(self.copy.places) - self.pictures

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
    read = parse_story(asked.text, asked.shapes)
    story = put_back(read, asked.text, asked.back)
    simpler = simpler_names(story, asked.simpler)
    forms = forms_of(simpler)
    copy = copy_of(story, PrivateShelf(user.pk), forms)
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
        lines=labelled(lines, copy.places),
        more_lines=more,
        tally=tally(story, asked.text),
        removed=_all_gone(read, asked, copy.places),
        figures=_figures(story, asked),
        credits=_credits(copy),
        simpler=simpler,
        newcomers=newcomers(copy, asked.roster, forms, user),
        series=series,
        choice=choice,
        sections=[*Section.objects.values_list("slug", "name")],
        kept_figures=kept,
        warnings=[warning_text(warning, story.script) for warning in copy.warnings],
        problems=_problems(copy, kept, story.script, new_series=bool(series) and choice == ""),
    )


def fingerprint(text: str) -> str:
    """The identity of a text, however a browser ends its lines."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _all_gone(read: ParsedStory, asked: Asked, places: list[Place]) -> list[Gone]:
    """What was removed, in order; the mark of a picture by the name of its place."""
    shown = [_gone(read, at, asked) for at in range(len(read.removed))]
    names = iter([place_name(place) for place in places])
    return [replace(gone, text=next(names, gone.text)) if gone.is_place else gone for gone in shown]


def _gone(read: ParsedStory, at: int, asked: Asked) -> Gone:
    piece = read.removed[at]
    printable = may_go_back(piece.text)
    shown = piece.text if printable else name_invisible(piece.text)
    reason = field_name(REMOVED, piece.reason)
    is_place = piece.reason == "placeholder" and printable
    may = printable and not is_place
    return Gone(at, reason, shown, may and at in asked.back, may, is_place)


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
    found = find_series(
        copy.series_title or copy.kicker
    )  # 【向海图新】 names a series only where there is one
    options: list[tuple[str, str]] = []
    if found:
        options += _slots(found, copy)
    elif copy.series_title:
        options.append(("", _("A new series: 《%(title)s》") % {"title": copy.series_title}))
    others = Series.objects.exclude(pk__in=[found.pk] if found else [])[:_MOST_SERIES]
    named = [(series.slug, str(series)) for series in others]
    none = (ALONE, _("No series"))
    return [*options, *named, none] if options else [none, *named]


def _slots(series: Series, copy: Copy) -> list[tuple[str, str]]:
    """The places of a series: the one that the story was planned for, the next number, and what else is planned."""
    match = matching_slot(series, headline=copy.headline, number=copy.number)
    told = {"series": series, "number": planning.next_number(series)}
    following = (f"{series.slug}#0" if match else series.slug, _("%(series)s, as number %(number)d") % told)
    planned = [_planned(series, slot) for slot in planned_slots(series)[:_MOST_SERIES] if slot != match]
    return [_planned(series, match), following, *planned] if match else [following, *planned]


def _planned(series: Series, slot: Instalment) -> tuple[str, str]:
    title = slot.working_title or slot.announced_title
    told = {"series": series, "number": slot.number, "title": title}
    if not title:
        return f"{series.slug}#{slot.number}", _("%(series)s, planned as number %(number)d") % told
    return f"{series.slug}#{slot.number}", _("%(series)s, planned as number %(number)d: %(title)s") % told


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
