"""Released series as search needs them: by their titles, and which stories stand in them.

Public code only: reads published rows. The join with stories is made when somebody asks, so that publishing or
withdrawing a part needs no word to the index.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from articles.search.engine import either
from articles.text.pinyin import title_keys
from articles.text.search import Term, flat, tokens
from series.models.published import PublishedPart, PublishedSeries


@dataclass(frozen=True)
class Title:
    """A released series by name."""

    uid: UUID
    slug: str
    text: str
    front: UUID

    def is_named_by(self, term: Term) -> bool:
        """Whether a word of a question stands in the title, or is its pinyin."""
        if term.text.isascii() and term.text.lower() in title_keys(self.text):
            return True
        held, words = _folded(self.text)
        return held.issuperset(term.tokens) and term.phrase in words


@dataclass(frozen=True)
class Part:
    """Where a story stands."""

    story: UUID
    series: UUID
    label: str
    is_home: bool


@lru_cache(maxsize=2048)
def _folded(title: str) -> tuple[frozenset[str], str]:
    """Titles are few and every question meets all of them."""
    return frozenset(tokens(title)), flat(title)


def read_titles(script: str) -> list[Title]:
    """Every released series, the newest first. One query."""
    rows = PublishedSeries.objects.filter(script=script).order_by("-last_published_at", "uid")
    return [Title(*row) for row in rows.values_list("uid", "slug", "title", "front_uid")]


def parts_of_series(script: str, series: Iterable[UUID]) -> list[Part]:
    """The stories that stand in these series, whether they are public or not: ask the index which are."""
    return _parts(PublishedPart.objects.filter(script=script, series_uid__in=[*series]))


def parts_of_stories(script: str, stories: Iterable[UUID]) -> list[Part]:
    """The places of these stories."""
    return _parts(PublishedPart.objects.filter(script=script, article_uid__in=either(stories)))


def _parts(rows: Any) -> list[Part]:
    told = rows.filter(article_uid__isnull=False).order_by("series_uid", "number")
    return [Part(*row) for row in told.values_list("article_uid", "series_uid", "label", "is_home")]
