"""What higher apps tell the desk's pages about a story, without being imported from here.

`series` registers itself when the apps are ready (`series.apps`); pages ask `places_of` once for all their stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from articles.audience.totals import Numbers
from articles.models import Article
from articles.text.search import Term


@dataclass(frozen=True)
class Place:
    """Where a story stands: 《潮汐有信》之二, and the desk's page of it for those who may open that."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Group:
    """Stories that readers know as one, with the numbers of all of them and the desk's page of these."""

    name: str
    url: str
    numbers: Numbers


# Each answers for many stories at once: primary key → place.
PLACES: list[Callable[[Iterable[Article]], Mapping[int, Place]]] = []
# Each makes groups out of the numbers of stories, by uid.
GROUPS: list[Callable[[Mapping[UUID, Numbers]], Iterable[Group]]] = []
# Each answers which stories stand in a place of that name: keys of stories.
PLACE_SEARCHES: list[Callable[[Term], Iterable[int]]] = []
# Filters of the list of stories, as the admin's `list_filter` takes them.
LIST_FILTERS: list[Any] = []


def places_of(stories: Iterable[Article]) -> dict[int, Place]:
    """The place of every story that has one."""
    wanted = list(stories)
    found: dict[int, Place] = {}
    for ask in PLACES:
        found |= ask(wanted)
    return found


def groups_of(numbers: Mapping[UUID, Numbers]) -> list[Group]:
    """Every group that something was counted of."""
    return [group for ask in GROUPS for group in ask(numbers)]


def in_places(term: Term) -> set[int]:
    """Keys of the stories whose place is named by a word of a question."""
    return {key for ask in PLACE_SEARCHES for key in ask(term)}
