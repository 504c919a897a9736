"""What stands on the front page, chosen from published rows: the leading series, the news, the sections.

Public code only. One query for all sections, however many stories there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce

from articles.bounds import EARLIEST
from articles.models.published import PublishedArticle, PublishedSite
from articles.views import listed
from series.shelf import Volume

NEWS = 6
A_DESK = 3
# enough of each section to fill its place after the stories of the leading series are taken out
READ = NEWS + 4


@dataclass(frozen=True)
class Desk:
    """One section on the front page."""

    slug: str
    name: str
    stories: list[PublishedArticle]


@dataclass(frozen=True)
class Front:
    """The front page. `news` is the first section with stories, or simply the newest where there are none."""

    lead: Volume | None
    shelf: list[Volume]
    news: Desk | None
    desks: list[Desk]

    @property
    def is_empty(self) -> bool:
        """Nothing has been published yet."""
        return not (self.lead or self.news or self.shelf)


def read_front(site: PublishedSite, shelf: list[Volume]) -> Front:
    """Choose what stands on the front page. The series with the newest part leads if anything of it can be read."""
    lead = shelf[0] if shelf and shelf[0].progress.newest else None
    shown = {slot.slug for slot in [lead.progress.newest, *lead.others()] if slot} if lead else set()
    desks = _desks(site, shown)
    return Front(
        lead=lead,
        shelf=shelf[1:] if lead else shelf,
        news=desks[0] if desks else None,
        desks=[Desk(desk.slug, desk.name, desk.stories[:A_DESK]) for desk in desks[1:]],
    )


def _desks(site: PublishedSite, shown: set[str]) -> list[Desk]:
    """Sections with stories that are not shown already, in the order of the masthead."""
    if not site.sections:
        rows = [row for row in listed(site.script)[:READ] if row.slug not in shown]
        return [Desk("", "", rows[:NEWS])] if rows else []
    by_section: dict[str, list[PublishedArticle]] = {}
    for row in _newest_of_each(site):
        if row.slug not in shown:
            by_section.setdefault(row.section_slug, []).append(row)
    return [
        Desk(section["slug"], section["name"], by_section[section["slug"]][:NEWS])
        for section in site.sections
        if section["slug"] in by_section
    ]


def _newest_of_each(site: PublishedSite) -> Any:
    """The newest stories of every section. Each section is cut at the date of its n-th, found by the index."""
    rows = listed(site.script)
    wanted = Q(pk__in=[])
    for section in site.sections:
        dates = rows.filter(section_slug=section["slug"]).values("first_published_at")
        since = Coalesce(Subquery(dates[READ - 1 : READ]), Value(EARLIEST))
        wanted |= Q(section_slug=section["slug"], first_published_at__gte=since)
    return rows.filter(wanted)
