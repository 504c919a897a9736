"""Which years and months have stories. Reads published rows; never counts them: each month is one look into the index.

Used by the archive's views only. Months are those of the newsroom's own calendar, not of UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Subquery
from django.utils import timezone

from articles.models.published import PublishedArticle, PublishedArticleQuerySet

# Of so many years, the newest first, the overview names the months; the others are one address each.
YEARS_WITH_MONTHS = 5


@dataclass(frozen=True)
class Month:
    """A month of the calendar, and whether anything came out in it."""

    year: int
    number: int
    has_stories: bool


@dataclass(frozen=True)
class Year:
    """A year with stories. `months` is empty where the overview does not open it."""

    number: int
    months: list[Month]


def year_span(year: int) -> tuple[datetime, datetime]:
    """From the first moment of a year to that of the next."""
    return _midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1))


def month_span(year: int, month: int) -> tuple[datetime, datetime]:
    """From the first moment of a month to that of the next."""
    first = date(year, month, 1)
    return _midnight(first), _midnight((first + timedelta(days=31)).replace(day=1))


def within(rows: PublishedArticleQuerySet, span: tuple[datetime, datetime]) -> PublishedArticleQuerySet:
    """Those that first came out in a span of time."""
    return rows.filter(first_published_at__gte=span[0], first_published_at__lt=span[1])


def months_of(script: str, year: int) -> list[Month]:
    """The twelve months of a year. One query."""
    found = _look(script, {f"m{year}_{month}": month_span(year, month) for month in range(1, 13)})
    return _year_of(found, year)


def years_with_stories(script: str) -> list[Year]:
    """Every year in which something came out, the newest first. Two queries, however many stories there are."""
    ends = _ends(script)
    if ends is None:
        return []
    first, last = ends
    span = list(range(last, first - 1, -1))
    near, far = span[:YEARS_WITH_MONTHS], span[YEARS_WITH_MONTHS:]
    asked = {f"y{year}": year_span(year) for year in far}
    asked |= {f"m{year}_{month}": month_span(year, month) for year in near for month in range(1, 13)}
    found = _look(script, asked)
    opened = [Year(year, _year_of(found, year)) for year in near]
    opened = [year for year in opened if any(month.has_stories for month in year.months)]
    return opened + [Year(year, []) for year in far if found[f"y{year}"]]


def _ends(script: str) -> tuple[int, int] | None:
    """The years of the oldest and of the newest story."""
    rows = _stories(script)
    oldest = rows.order_by("first_published_at").values("first_published_at")[:1]
    newest = rows.order_by("-first_published_at").values("first_published_at")[:1]
    found = rows.order_by().annotate(oldest=Subquery(oldest), newest=Subquery(newest))[:1]
    ends = next(iter(found.values_list("oldest", "newest")), None)
    return (timezone.localtime(ends[0]).year, timezone.localtime(ends[1]).year) if ends else None


def _year_of(found: dict[str, bool], year: int) -> list[Month]:
    return [Month(year, month, found.get(f"m{year}_{month}", False)) for month in range(1, 13)]


def _look(script: str, spans: dict[str, tuple[datetime, datetime]]) -> dict[str, bool]:
    """For each of these spans, whether a story came out in it."""
    rows = _stories(script)
    asked: dict[str, Any] = {name: Exists(within(rows, span)) for name, span in spans.items()}
    return next(iter(rows.order_by().annotate(**asked).values(*asked)[:1]), {})


def _stories(script: str) -> PublishedArticleQuerySet:
    return PublishedArticle.objects.in_script(script).stories()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))
