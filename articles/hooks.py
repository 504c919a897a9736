"""What higher apps tell the desk's pages about a story, without being imported from here.

`series` registers itself when the apps are ready (`series.apps`); pages ask `places_of` once for all their stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.models import Article


@dataclass(frozen=True)
class Place:
    """Where a story stands: 《潮汐有信》之二, and the desk's page of it for those who may open that."""

    text: str
    url: str = ""


# Each answers for many stories at once: primary key → place.
PLACES: list[Callable[[Iterable[Article]], Mapping[int, Place]]] = []
# Filters of the list of stories, as the admin's `list_filter` takes them.
LIST_FILTERS: list[Any] = []


def places_of(stories: Iterable[Article]) -> dict[int, Place]:
    """The place of every story that has one."""
    wanted = list(stories)
    found: dict[int, Place] = {}
    for ask in PLACES:
        found |= ask(wanted)
    return found
