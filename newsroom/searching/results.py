"""One page of an answer: the finds as the template prints them, the facets, the pages before and after.

At most five queries, however much is found: titles of series, their parts, the index, the places of the finds, and the
stories of this page, which bring the masthead along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from articles.models.published import PublishedArticle, PublishedSite
from articles.pages import address, read_site, site_of, with_site
from newsroom.searching.facets import Facet, facets_of
from newsroom.searching.finding import CEILING, Hit, find
from newsroom.searching.passages import Piece, marked, passage, words_for
from newsroom.searching.question import Question
from series.finding import Part, Title, parts_of_stories, read_titles

A_PAGE = 20


@dataclass(frozen=True)
class Result:
    """One find as it is printed."""

    story: PublishedArticle
    address: str
    is_series: bool
    headline: list[Piece]
    byline: list[Piece]
    passage: list[Piece]
    series: str  # title of the series that the story stands in
    label: str  # and its number there, as printed


@dataclass(frozen=True)
class Answer:
    """What the page shows."""

    site: PublishedSite
    results: list[Result]
    total: int
    is_more: bool  # there are more than were counted
    facets: list[Facet]
    number: int
    newer: int | None
    older: int | None

    @property
    def offered(self) -> list[Facet]:
        """The facets that are still to be chosen."""
        return [facet for facet in self.facets if not facet.is_chosen]


def answer(question: Question, script: str, number: int) -> Answer:
    """The page `number` of what a question finds. An empty page behind the first is a 404."""
    titles = read_titles(script)
    hits = find(question, script, titles)
    start = (number - 1) * A_PAGE
    shown = hits[start : start + A_PAGE]
    if not shown and number > 1:
        raise Http404
    parts = parts_of_stories(script, [hit.uid for hit in hits]) if hits and titles else []
    rows = _rows(shown, script)
    site = site_of(next(iter(rows.values())), script) if rows else read_site(script)
    return Answer(
        site=site,
        results=_results(shown, rows, question, titles, parts),
        total=min(len(hits), CEILING),
        is_more=len(hits) >= CEILING,
        # signs alone are looked for in headlines, and those are not narrowed
        facets=facets_of(hits, question, script, site, titles, parts) if question.terms else [],
        number=number,
        newer=number - 1 if number > 1 else None,
        older=number + 1 if len(hits) > start + A_PAGE else None,
    )


def _rows(shown: Sequence[Hit], script: str) -> dict[UUID, PublishedArticle]:
    if not shown:
        return {}
    stories = PublishedArticle.objects.in_script(script).filter(uid__in=[hit.uid for hit in shown])
    return {row.uid: row for row in with_site(stories, script)}


def _results(
    shown: Sequence[Hit],
    rows: dict[UUID, PublishedArticle],
    question: Question,
    titles: Sequence[Title],
    parts: Sequence[Part],
) -> list[Result]:
    names = {title.uid: title.text for title in titles}
    homes = {part.story: part for part in parts if part.is_home and part.series in names}
    return [_result(rows[hit.uid], question, homes.get(hit.uid), names) for hit in shown if hit.uid in rows]


def _result(row: PublishedArticle, question: Question, home: Part | None, names: dict[UUID, str]) -> Result:
    terms = question.terms
    words = words_for(terms, row) or [question.query]
    is_series = row.kind == "front"
    return Result(
        story=row,
        address=address("series" if is_series else "article", row.script, slug=row.slug),
        is_series=is_series,
        headline=marked(row.headline, words, [cut for cut in row.headline_breaks if isinstance(cut, int)]),
        byline=marked(row.byline, words),
        passage=passage(row, words),
        series=names[home.series] if home else "",
        label=home.label if home else "",
    )
