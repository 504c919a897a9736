"""Finds: the stories that meet a question, ranked by where the words stand and how fresh a story is.

What a question costs is bounded: of the stories that meet it, the newest five hundred and the newest few hundred that meet
it in their titles or credits are ranked, counted and paged through. Nobody reads further, and rarer words lose nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from articles.models.published import PublishedArticle
from articles.models.published_search import TABLE
from articles.search import engine, wanted
from articles.search.wanted import Group, Wanted
from newsroom.searching.question import NEWEST, Question
from series.finding import Part, Title, parts_of_series

# How many finds are ranked and counted; above that the page says “more than”.
CEILING = 500
_TITLES = 200
# Rank of a row by the best place that meets the whole question.
IN_TITLE, IN_LEAD, ANYWHERE = 4, 2, 1
# A series that is named stands before its stories.
_FRONT = 2.0
_YEAR = 365.0
_COLUMNS = ("uid", "kind", "section_slug", "people", "first_published_at")


class Hit(NamedTuple):
    """One story that meets the question."""

    uid: UUID
    kind: str
    section: str
    people: list[list[str]]  # [slug, simplified name, traditional name]
    at: datetime
    rank: int

    def score(self, now: datetime) -> float:
        """Relevance × freshness: after a year a story counts three quarters of a new one, and never less than half."""
        age = max((now - self.at).total_seconds() / 86400, 0)
        named = _FRONT if self.kind == "front" and self.rank == IN_TITLE else 1
        return self.rank * named * (0.5 + 0.5 / (1 + age / _YEAR))


def find(question: Question, script: str, titles: list[Title]) -> list[Hit]:
    """Every find within the ceiling, the best first. One query, and one more where a series is named or chosen."""
    terms = question.terms
    if not terms:
        return _by_signs(question, script)
    named = {term.text: [title for title in titles if title.is_named_by(term)] for term in terms}
    parts = _parts_asked_for(question, script, titles, named)
    narrowed = _narrowed(question, titles, parts)
    asked = [
        (IN_TITLE, _fronts(named).having(*narrowed), _TITLES),
        (IN_TITLE, wanted.tagged(wanted.TITLE, terms).having(*narrowed), _TITLES),
        (IN_LEAD, wanted.tagged(wanted.LEAD, terms).having(*narrowed), _TITLES),
        (ANYWHERE, _anywhere(question, named, parts).having(*narrowed), CEILING),
    ]
    hits = _hits(engine.ranked(TABLE, asked, _COLUMNS))
    landings = {title.front for title in titles}  # a front is read as its series' landing, or not at all
    return _sorted([hit for hit in hits if hit.kind != "front" or hit.uid in landings], question)


# word of the question → the series that it names
Named = dict[str, list[Title]]
Parts = dict[UUID, list[Part]]


def _parts_asked_for(question: Question, script: str, titles: list[Title], named: Named) -> Parts:
    """The parts of the series that the question names or is narrowed to."""
    series = {title.uid for title in titles if title.slug == question.series}
    series |= {title.uid for several in named.values() for title in several}
    found: Parts = defaultdict(list)
    for part in parts_of_series(script, series) if series else ():
        found[part.series].append(part)
    return found


def _fronts(named: Named) -> Wanted:
    """The fronts of the series that every word names."""
    fronts = set.intersection(*({title.front.hex for title in several} for several in named.values()))
    return Wanted((wanted.one_of(wanted.UID, sorted(fronts)),))


def _narrowed(question: Question, titles: list[Title], parts: Parts) -> list[Group]:
    groups = []
    if question.series:
        chosen = [title.uid for title in titles if title.slug == question.series]
        groups.append(_standing_in(chosen, parts))
    for tag, value in (
        (wanted.SECTION, question.section),
        (wanted.PERSON, question.by),
        (wanted.YEAR, question.year),
    ):
        if value:
            groups.append(wanted.one_of(tag, [value]))
    return groups


def _anywhere(question: Question, named: Named, parts: Parts) -> Wanted:
    """A word is also met by a series of that name, typed in pinyin too, and by the stories that stand in it."""
    also: dict[str, Group] = {}
    for word, several in named.items():
        if several:
            fronts = wanted.one_of(wanted.UID, [title.front.hex for title in several])
            also[word] = (*fronts, *_standing_in([title.uid for title in several], parts))
    return wanted.anywhere(question.terms, also)


def _standing_in(series: list[UUID], parts: Parts) -> Group:
    stories = {part.story.hex for uid in series for part in parts.get(uid, ())}
    return wanted.one_of(wanted.UID, sorted(stories))


def _by_signs(question: Question, script: str) -> list[Hit]:
    """Signs alone are in no index: the newest stories with them in the headline. Facets do not narrow that."""
    rows = (
        PublishedArticle.objects.in_script(script)
        .stories()
        .newest()
        .filter(headline__contains=question.query)
    )
    told = rows.values_list("uid", "kind", "section_slug", "first_published_at")[:_TITLES]
    return [Hit(uid, kind, section, [], at, IN_TITLE) for uid, kind, section, at in told]


def _sorted(hits: list[Hit], question: Question) -> list[Hit]:
    if question.sort == NEWEST:
        return sorted(hits, key=lambda hit: (hit.at, hit.uid), reverse=True)
    now = timezone.now()
    return sorted(hits, key=lambda hit: (hit.score(now), hit.at, hit.uid), reverse=True)


def _hits(rows: list[tuple[Any, ...]]) -> list[Hit]:
    """Rows as either database hands them over. All their JSON is read at once, which is twice as fast as one by one."""
    people = json.loads(f"[{','.join(row[4] for row in rows)}]")
    return [
        Hit(uid if isinstance(uid, UUID) else UUID(uid), kind, section, known, _moment(at), rank)
        for (rank, uid, kind, section, _people, at), known in zip(rows, people, strict=True)
    ]


def _moment(at: Any) -> datetime:
    moment: datetime = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
