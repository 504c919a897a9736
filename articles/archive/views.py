"""Public pages of the archive: all years, a year, a month.

Reads published rows only. Every view answers GET and HEAD, in the script that its address says. A year or month
without stories is a 404, as if it had never been.
"""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from articles.archive.calendar import month_span, months_of, within, year_span, years_with_stories
from articles.conditional import public
from articles.models.published import PublishedArticle
from articles.pages import addresses, page, page_number, read_site, turn
from articles.views import listed, paged

# a day's news are lines, not blocks: more of them make a page
A_PAGE = 50


@public
def overview(request: HttpRequest, script: str) -> HttpResponse:
    """Every year with its months."""
    site = read_site(script)
    context = {"years": years_with_stories(script)}
    return page(request, "archive/index.html", context, site=site, at=addresses("archive"))


@public
def year(request: HttpRequest, script: str, year: int) -> HttpResponse:
    """The stories of a year by month, the newest first."""
    site = read_site(script)
    rows, pages = _stories(request, script, year_span(year))
    context = {"year": year, "months": months_of(script, year), "groups": _by_month(rows), "pages": pages}
    at = addresses("archive_year", year=year)
    query = paged(pages["number"] or 1)
    return page(request, "archive/year.html", context, site=site, at=at, query=query)


@public
def month(request: HttpRequest, script: str, year: int, month: int) -> HttpResponse:
    """The stories of a month by day, the newest first."""
    site = read_site(script)
    rows, pages = _stories(request, script, month_span(year, month))
    context = {
        "year": year,
        "month": month,
        "months": months_of(script, year),
        "groups": _by_day(rows),
        "pages": pages,
    }
    at = addresses("archive_month", year=year, month=month)
    query = paged(pages["number"] or 1)
    return page(request, "archive/month.html", context, site=site, at=at, query=query)


def _stories(
    request: HttpRequest, script: str, span: tuple[datetime, datetime]
) -> tuple[list[PublishedArticle], dict[str, int | None]]:
    rows, pages = turn(within(listed(script), span), page_number(request), A_PAGE)
    if not rows:
        raise Http404
    return rows, pages


def _by_day(rows: list[PublishedArticle]) -> list[tuple[datetime, list[PublishedArticle]]]:
    return [(day, list(group)) for day, group in groupby(rows, key=_day)]


def _by_month(rows: list[PublishedArticle]) -> list[tuple[datetime, list[PublishedArticle]]]:
    return [(day, list(group)) for day, group in groupby(rows, key=lambda row: _day(row).replace(day=1))]


def _day(row: Any) -> datetime:
    """Midnight of the day on which a story came out, by the newsroom's calendar."""
    when = timezone.localtime(row.first_published_at)
    return when.replace(hour=0, minute=0, second=0, microsecond=0)
