"""The shelf: released series as the front page and the index show them, the one with the newest part first.

Public code only: reads published rows. Two queries, however many series and parts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from articles.models.published import PublishedArticle
from articles.pages import decoded
from series.models.published import PublishedPart, PublishedSeries
from series.reading import Progress, Slot, slots_of, with_stories
from series.themes import theme_called

_COLON = re.compile("[：—｜丨]")
# A shelf that is longer wants another form than one page.
LONGEST = 60


@dataclass(frozen=True)
class Cover:
    """What is set as title art on a small cover."""

    headline: str
    headline_breaks: list[int]


@dataclass(frozen=True)
class Volume:
    """One series on the shelf."""

    series: PublishedSeries
    theme: str
    kicker: str
    tagline: str
    headline_breaks: list[int]
    title_art: dict[str, Any]  # of its own, {"wide": …, "tall": …}; empty where the theme brings it
    progress: Progress

    @property
    def headline(self) -> str:
        """The title; under this name so that it prints with its line breaks as a headline does."""
        return self.series.title

    @property
    def cover(self) -> Cover:
        """The title up to its first colon or dash: the rest stands below the cover anyway."""
        short = _COLON.split(self.headline, maxsplit=1)[0]
        return Cover(
            headline=short, headline_breaks=[cut for cut in self.headline_breaks if cut < len(short)]
        )

    def opening(self) -> list[Slot]:
        """Four stories to begin with: of a finished series from the first on, of a running one the newest first."""
        if self.progress.finished or not self.progress.newest:
            return self.progress.readable[:4]
        return [self.progress.newest, *self.others()]

    def others(self) -> list[Slot]:
        """The three newest stories beside the newest, the last first."""
        rest = [slot for slot in self.progress.readable if slot != self.progress.newest]
        return sorted(rest, key=lambda slot: (slot.published_at, slot.number), reverse=True)[:3]


def _newest_first(script: str) -> QuerySet[PublishedSeries]:
    """Released series that have a front, by the date of their newest story, else by that of their release."""
    parts = PublishedPart.objects.filter(script=script, series_uid=OuterRef(OuterRef("uid")))
    stories = PublishedArticle.objects.in_script(script)
    newest = stories.filter(uid__in=parts.values("article_uid")).newest().values("first_published_at")
    words = JSONObject(
        kicker="kicker", tagline="subheading", headline_breaks="headline_breaks", title_art="title_art"
    )
    front = stories.filter(uid=OuterRef("front_uid")).values(words=words)
    rows = PublishedSeries.objects.filter(script=script).annotate(
        front=Subquery(front[:1]),
        moved_at=Coalesce(Subquery(newest[:1]), "first_published_at"),
    )
    return rows.filter(front__isnull=False).order_by("-moved_at", "uid")


def read_shelf(script: str, limit: int = LONGEST) -> list[Volume]:
    """The series readers can open, at most `limit`."""
    rows: list[Any] = list(_newest_first(script)[:limit])
    parts = PublishedPart.objects.filter(script=script, series_uid__in=[row.uid for row in rows])
    by_series: dict[Any, list[PublishedPart]] = defaultdict(list)
    for part in with_stories(parts, script):
        by_series[part.series_uid].append(part)
    return [
        Volume(
            series=row,
            theme=theme_called(row.theme).name,
            kicker=row.front["kicker"],
            tagline=row.front["tagline"],
            headline_breaks=decoded("headline_breaks", row.front["headline_breaks"]),
            title_art=decoded("title_art", row.front["title_art"]),
            progress=Progress(slots=slots_of(by_series[row.uid]), finished=row.finished),
        )
        for row in rows
    ]
