"""What higher apps tell the desk's pages about a story, without being imported from here.

`series` registers itself when the apps are ready (`series.apps`); pages ask `places_of` once for all their stories,
and `figuring` the other parts of a series to compare their figures with.
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
# Each answers in which order a series wants the credits of a story; empty: as the paper.
CREDIT_ORDERS: list[Callable[[Article], str]] = []
# What acts of theirs are called where the ledger is read: code → words.
ACT_LABELS: dict[str, Any] = {}
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


@dataclass(frozen=True)
class Sibling:
    """Another part of the same series, and what it is called there: 之六."""

    story: Article
    name: str


# Each answers for one story: the other parts of its series, nearest first.
SIBLINGS: list[Callable[[Article], Iterable[Sibling]]] = []
# Each answers for one story: the front of the series that is its home.
FRONTS: list[Callable[[Article], Article | None]] = []
# So many parts are compared with one another; a longer series is compared with the nearest.
MOST_SIBLINGS = 30


def siblings_of(story: Article) -> list[Sibling]:
    """The other parts of a story's series, at most `MOST_SIBLINGS`."""
    return [sibling for ask in SIBLINGS for sibling in ask(story)][:MOST_SIBLINGS]


def front_of(story: Article) -> Article | None:
    """The front of the series that a story is at home in."""
    return next((front for ask in FRONTS if (front := ask(story)) is not None), None)
