"""Credited names on the paste page: in which characters they are saved, and which of them join the roster.

A name is its bearer's: nothing here is converted unless somebody ticks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles import crediting
from articles.text.names import looks_converted
from articles.text.story import ParsedStory
from newsroom.staff.roles import Right, holds
from series.import_copy import Copy, roster_in


@dataclass(frozen=True)
class Simpler:
    """A name as printed, and the form that the simplified edition could print."""

    name: str
    likely: str
    ticked: bool


@dataclass(frozen=True)
class Newcomer:
    """A credited name that the roster does not know."""

    name: str
    title: str
    ticked: bool


def simpler_names(story: ParsedStory, chosen: frozenset[str]) -> list[Simpler]:
    """Names in traditional characters, each with the roster's simplified form, else the one its characters have."""
    if story.script == "en":
        return []
    roster = roster_in(story)
    names = dict.fromkeys(person.name for line in story.credits for person in line.people if person.name)
    likely = {name: roster.get(name) or looks_converted(name, "hans") or name for name in names}
    return [Simpler(name, form, name in chosen) for name, form in likely.items() if form != name]


def forms_of(names: list[Simpler]) -> dict[str, str]:
    """Of those that are ticked the form to be saved, by the name as printed."""
    return {one.name: one.likely for one in names if one.ticked}


def newcomers(copy: Copy, ticked: frozenset[str], forms: Mapping[str, str], user: Any) -> list[Newcomer]:
    """Credited people whom the roster does not know, for those who keep it. A tick outlives the choice of a form."""
    if not holds(user, Right.MANAGE_ROSTER):
        return []
    links = crediting.Links.of(copy.credits)
    people = {
        p.name: p for line in copy.credits for p in line.people if p.name and not links.roster.get(p.name)
    }
    meant = ticked | {forms[name] for name in ticked & forms.keys()}
    return [Newcomer(name, person.title, name in meant) for name, person in people.items()]
