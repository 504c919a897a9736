"""The words of a parsed story as the newsroom will store them: in the simplified master, names as printed.

Pure but for one look into the roster. The importer saves what this says, and the paste page shows it beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext as _

from articles import crediting
from articles.body.clean import clean_body, to_text
from articles.intake.shelf import PrivateShelf
from articles.models import Article, Contributor, CreditPerson
from articles.models import KeyFigure as KeyFigureRow
from articles.text.ambiguous import Unsure, unsure_simplified
from articles.text.credits import ParsedCredit, ParsedPerson
from articles.text.errors import ScriptsUnavailable
from articles.text.markup import plain_text, split_markup
from articles.text.roles import Script
from articles.text.scripts import to_hans
from articles.text.story import KeyFigure, ParsedStory, Warning
from series.import_pictures import Place, missing_warnings, places_of, with_places
from series.models.series import Series

LABEL_LENGTH = 40
_MOST_UNSURE = 12
_SHORT = ("kicker", "headline", "subheading")


@dataclass(frozen=True)
class Copy:
    """A story's words in the simplified master. `printed_hant` are the credited names as a traditional file had them."""

    series_title: str
    editors_note: str
    body: str
    kicker: str = ""
    headline: str = ""
    subheading: str = ""
    source: str = ""
    production_note: str = ""
    credits: list[ParsedCredit] = field(default_factory=list)
    printed_hant: list[str] = field(default_factory=list)
    number: int | None = None  # in its series, where a title states one
    places: list[Place] = field(default_factory=list)  # of its pictures
    warnings: list[Warning] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is no story: no headline, no note, no paragraph, no picture. Marks of empty places are none."""
        pictures = any(place.is_here for place in self.places)
        return not (self.headline or self.editors_note or pictures or to_text(self.body))

    def fields(self) -> dict[str, Any]:
        """The text fields of the article, the editor's note aside: where that goes is the series' question."""
        names = ("kicker", "headline", "subheading", "body", "source", "production_note")
        return {name: getattr(self, name) for name in names}


def copy_of(
    story: ParsedStory, shelf: PrivateShelf | None = None, names: Mapping[str, str] | None = None
) -> Copy:
    """What will be stored of a story; its pictures are on the `shelf` of the person who brings it.

    Converts all copy, titles of bodies and labels to simplified script; personal names stay as printed, in the text
    too, but for those the roster keeps in both scripts and for `names`, which maps a name to the form chosen for it. Adds to the story's warnings what only the newsroom knows.
    Raises BodyRefused for a body that is too large.
    """
    convert = _Converter(story, names or {})
    places = places_of(story, shelf, convert.text)
    return Copy(
        series_title=convert.text(story.series_title),
        editors_note=convert.text(story.editors_note),
        body=clean_body(with_places(convert.html(story.body_html), places)),
        source=convert.text(story.source),
        production_note=convert.text(" ".join(story.production_note.split("\n"))),
        credits=[crediting.with_own_role(convert.credit(credit)) for credit in story.credits],
        printed_hant=_printed(story.credits) if story.script == "hant" else [],
        number=story.number,
        places=places,
        warnings=[*convert.open_warnings(), *missing_warnings(places), *convert.warnings()],
        **{name: convert.text(getattr(story, name)) for name in _SHORT},
    )


def figure_row(figure: KeyFigure, script: Script) -> KeyFigureRow:
    """An unsaved key figure; its label is the clause it stood in without the number, 40 characters at most."""
    words = [figure.prefix, figure.unit, *_around(figure)]
    prefix, unit, before, after = (_hans_or_same(word, script) for word in words)
    label = f"{before}{after}"
    if len(label) > LABEL_LENGTH:
        label = _last_item(before) or after[:LABEL_LENGTH]
    return KeyFigureRow(prefix=prefix, value=figure.value, unit=unit, label=label or f"{figure.value}{unit}")


def check(copy: Copy, figures: Iterable[KeyFigureRow] = (), *, new_series: bool = False) -> None:
    """Raise ValidationError where there is no story, or naming every field that cannot hold its words."""
    if copy.is_empty:
        raise ValidationError(_("There is no story in this text: no headline, no note and no paragraph."))
    note = {} if new_series else {"editors_note": copy.editors_note}  # the body of a front has no such limit
    problems = [*_problems(Article, copy.fields() | note)]
    for credit in copy.credits:
        for person in credit.people:
            row = crediting.person_of(person)
            names = ("name", "title", "organisation", "note")
            problems += _problems(CreditPerson, {name: getattr(row, name) for name in names})
    for figure in figures:
        problems += _problems(KeyFigureRow, {name: getattr(figure, name) for name in ("value", "label")})
    if new_series:
        problems += _problems(Series, {"title": copy.series_title})
    if problems:
        raise ValidationError(list(dict.fromkeys(problems)))


class _Converter:
    """Converts the parts of one story to simplified script, leaving names alone."""

    def __init__(self, story: ParsedStory, chosen: Mapping[str, str]) -> None:
        self.script = story.script
        self.chosen = chosen
        self.told = story.warnings
        self.failed = False
        self.body = plain_text(story.body_html)
        self.roster = roster_in(story)
        self.credited = {person.name: person.name for line in story.credits for person in line.people}
        self.names = {**self.roster, **self.credited, **chosen}

    def text(self, text: str) -> str:
        """Plain text; as it is where OpenCC is missing."""
        try:
            return to_hans(text, self.names, script=self.script) if text else ""
        except ScriptsUnavailable:
            self.failed = True
            return text

    def html(self, body: str) -> str:
        """The copy between the tags of a parsed body."""
        pieces = split_markup(body)
        return "".join(piece.text if piece.is_tag else self.text(piece.text) for piece in pieces)

    def credit(self, credit: ParsedCredit) -> ParsedCredit:
        """A credit whose labels and bodies are simplified and whose names are as printed or as chosen."""
        people = tuple(
            ParsedPerson(
                self.chosen.get(p.name, p.name), p.title, self.text(p.organisation), self.text(p.note)
            )
            for p in credit.people
        )
        return replace(credit, people=people, label=self.text(credit.label))

    def unsure(self) -> str:
        """The first characters of a traditional body that a person should see again, with what they became."""
        if self.failed or self.script != "hant":
            return ""
        told = [
            _("“%(words)s” → “%(now)s”") % {"words": _words_around(one), "now": one.now}
            for line in self.body.split("\n")
            for one in unsure_simplified(line, self.text(line))
        ]
        return "、".join(told[:_MOST_UNSURE]) + ("……" if len(told) > _MOST_UNSURE else "")

    def open_warnings(self) -> Iterable[Warning]:
        """The parser's own, but for names that somebody has decided about."""
        for warning in self.told:
            if warning.code != "name_maybe_converted" or warning.text not in self.chosen:
                yield warning

    def warnings(self) -> Iterable[Warning]:
        """What the newsroom knows about names and scripts."""
        if self.failed and self.script == "hant":
            message = "OpenCC is not installed: the text stays in traditional script."
            yield Warning("not_converted", message)
        unsure = self.unsure()
        if unsure:
            message = "The simplified form of these characters hangs on the word; look at them again."
            yield Warning("glyph_unsure", message, unsure)
        for name in self.credited:
            hans = self.roster.get(name, name)
            if hans != name and name not in self.chosen:
                message = "The roster writes this name differently in simplified script."
                yield Warning("name_in_roster", message, f"{name} → {hans}")


def roster_in(story: ParsedStory) -> dict[str, str]:
    """Traditional names of the roster that occur in the story, with the simplified form kept for them."""
    if story.script != "hant":
        return {}
    credited = (person.printed for line in story.credits for person in line.people)
    words = (story.headline, story.subheading, story.kicker, story.editors_note, story.body_html, *credited)
    text = "\n".join(words)
    roster = Contributor.objects.exclude(name_hant="").values_list("name_hant", "name_hans")
    return {hant: hans for hant, hans in roster if hant in text}


def _printed(credits: Iterable[ParsedCredit]) -> list[str]:
    return [person.printed for credit in credits for person in credit.people]


def _around(figure: KeyFigure) -> tuple[str, str]:
    """The clause of a figure in front of the number and behind it."""
    number = rf"{re.escape(figure.prefix)}{re.escape(figure.value)}\s?{re.escape(figure.unit)}"
    found = re.search(number, figure.text)
    return (figure.text[: found.start()], figure.text[found.end() :]) if found else (figure.text, "")


def _last_item(before: str) -> str:
    """The end of a clause that is too long for a label, from a list's comma where one stands in reach."""
    end = before[-LABEL_LENGTH:]
    return end.partition("、")[2] or end


def _hans_or_same(text: str, script: Script) -> str:
    try:
        return to_hans(text, script=script) if text else ""
    except ScriptsUnavailable:
        return text


def _problems(model: type[models.Model], values: dict[str, str]) -> Iterable[str]:
    for name, value in values.items():
        column: Any = model._meta.get_field(name)
        try:
            cleaned = column.clean(value, None) if value else ""
            if column.max_length:  # not checked by text columns themselves
                MaxLengthValidator(column.max_length)(cleaned)
        except ValidationError as error:
            yield from (
                _("%(field)s: %(problem)s") % {"field": column.verbose_name, "problem": problem}
                for problem in error.messages
            )


def _words_around(one: Unsure) -> str:
    """A character among the words it stands with: up to three on either side, and none beyond a mark."""
    before, after = re.split(r"\W", one.before)[-1], re.split(r"\W", one.after)[0]
    return f"{before[-3:]}{one.was}{after[:3]}"
