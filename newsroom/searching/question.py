"""What a reader asked for, out of an address: words, facets, order. Anything can be typed into an address."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from articles.text.search import Term, terms

LONGEST_QUERY = 100
# In the order in which the page shows them.
FACETS = ("series", "section", "by", "year")
NEWEST = "new"
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,79})", re.ASCII | re.IGNORECASE)
_YEAR = re.compile(r"20\d\d", re.ASCII)


@dataclass(frozen=True)
class Question:
    """A clean question. Facets that are not chosen are empty."""

    query: str
    series: str = ""
    section: str = ""
    by: str = ""
    year: str = ""
    sort: str = ""

    @property
    def terms(self) -> list[Term]:
        """The words that must all be met; none where nothing but signs was typed."""
        return terms(self.query)

    @property
    def chosen(self) -> dict[str, str]:
        """The facets that are chosen."""
        return {name: value for name in FACETS if (value := getattr(self, name))}

    def with_facet(self, name: str, value: str) -> Question:
        """The same question with another value of a facet; empty: without it."""
        return replace(self, **{name: value})

    def with_sort(self, sort: str) -> Question:
        """The same question in another order."""
        return replace(self, sort=sort)

    def address(self) -> str:
        """The query part of its address, beginning with `?`; empty for an empty question. Pages follow after `&`."""
        told = {"q": self.query, **self.chosen, "sort": self.sort}
        given = {name: value for name, value in told.items() if value}
        return f"?{urlencode(given)}" if self.query else ""


def clean_query(typed: str) -> str:
    """What a reader asked for: at most 100 characters, NFKC, one line, without control characters."""
    text = unicodedata.normalize("NFKC", typed[: LONGEST_QUERY * 4])
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co"))
    return " ".join(kept.split())[:LONGEST_QUERY].strip()


def read_question(asked: QueryDict) -> Question:
    """The question of an address. What cannot be the value of a facet is left out; what nothing has finds nothing."""
    facets = {name: value for name in FACETS if _may_be(name, value := asked.get(name, ""))}
    sort = NEWEST if asked.get("sort") == NEWEST else ""
    return Question(clean_query(asked.get("q", "")), sort=sort, **facets)


def _may_be(name: str, value: str) -> bool:
    return bool((_YEAR if name == "year" else _SLUG).fullmatch(value))
