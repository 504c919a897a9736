"""The landing of a series: its front, its chapters and every slot with the story that stands in it now.

Public code only: reads published rows. Four queries, the one for the series included, however many parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from articles.models.published import PublishedArticle
from articles.templatetags.articles import title_form
from series.models.published import PublishedPart, PublishedSeries
from series.reading import Progress, Slot, slots_of, with_stories
from series.themes import Theme, theme_called
from series.tide import draw_tide

# A chapter with more slots than this is printed as a compact list.
ROOMY = 8


@dataclass(frozen=True)
class Chapter:
    """A section of the landing: its words and its slots."""

    name: str
    label: str
    blurb: str
    order: int  # counted from 1 among the chapters that are printed
    slots: list[Slot]

    @property
    def compact(self) -> bool:
        """Too many parts to give each a block."""
        return len(self.slots) > ROOMY

    @cached_property
    def lead(self) -> Slot | None:
        """The first story with a picture; it gets the room. None in compact chapters."""
        if self.compact:
            return None
        return next((slot for slot in self.slots if _has_picture(slot)), None)

    @property
    def wide(self) -> bool:
        """Every second chapter sets its lead across, so that the page has a rhythm."""
        return self.order % 2 == 0


@dataclass(frozen=True)
class Moment:
    """One row of the timeline: a year, perhaps its month and day, what happened, and the story that tells of it."""

    year: int
    month: int | None
    day: int | None
    text: str
    story: PublishedArticle | None
    opens_year: bool  # the first of its year: the year is set large once

    @property
    def iso(self) -> str:
        """What `<time datetime>` wants, as exact as is known."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


@dataclass(frozen=True)
class Landing:
    """A released series as its landing prints it. `told` are the stories that timeline and figures name, by uid."""

    series: PublishedSeries
    front: PublishedArticle
    chapters: list[Chapter]
    progress: Progress
    told: Mapping[str, PublishedArticle]

    @cached_property
    def theme(self) -> Theme:
        """The theme it is printed in: one that exists."""
        return theme_called(self.series.theme)

    @property
    def art(self) -> dict[str, Any] | None:
        """The title art whose credit is printed: that of wide screens, if there is one."""
        art: dict[str, dict[str, Any]] = self.front.title_art
        return art.get("wide") or art.get("tall")

    @property
    def cover_form(self) -> str:
        """The classes that say how the title is set: the theme's own way, or the other one that it offers."""
        form, own = title_form(self.front.headline), self.theme.titles[0]
        wanted = self.series.title_setting
        if form == "flat" or wanted in ("", own) or wanted not in self.theme.titles:
            return f"cover--{form}"
        return f"cover--{form} cover--upright" if wanted == "vertical" else "cover--flat cover--brief"

    @cached_property
    def pictured(self) -> frozenset[int]:
        """The numbers of the parts printed with their picture: a lead a chapter, or in a newspaper the latest only."""
        if self.theme.latest_only:
            roomy = [slot for chapter in self.chapters if not chapter.compact for slot in chapter.slots]
            shown = [slot for slot in roomy if slot == self.progress.latest and _has_picture(slot)]
        else:
            shown = [chapter.lead for chapter in self.chapters if chapter.lead]
        return frozenset(slot.number for slot in shown)

    @cached_property
    def timeline(self) -> list[Moment]:
        """The moments of the series, the earliest first; a story is named while it is public."""
        rows = self.series.moments
        before = [0, *(row["year"] for row in rows)]
        return [
            Moment(
                year=row["year"],
                month=row.get("month"),
                day=row.get("day"),
                text=row["text"],
                story=self.told.get(row.get("article", "")),
                opens_year=row["year"] != last,
            )
            for row, last in zip(rows, before, strict=False)
        ]

    @cached_property
    def figures(self) -> list[tuple[dict[str, Any], Slot | None, PublishedArticle | None]]:
        """The key figures, each with the part or the other story it comes from, while that is public."""
        parts = {str(slot.article.uid): slot for slot in self.progress.readable if slot.article}
        return [
            (figure, parts.get(figure.get("from_uid", "")), self.told.get(figure.get("from_uid", "")))
            for figure in self.front.key_figures
        ]

    @cached_property
    def photo_story(self) -> Slot | None:
        """The photo story that the landing shows pictures of: the last one that has any."""
        stories = [slot for slot in self.progress.readable if slot.article and len(slot.article.gallery) > 1]
        return next((slot for slot in reversed(stories) if slot.kind == "photo_story"), None)


def read_landing(series: PublishedSeries) -> Landing | None:
    """Everything the landing prints, or None where the front has been withdrawn."""
    front = PublishedArticle.objects.in_script(series.script).filter(uid=series.front_uid).first()
    if front is None:
        return None
    parts = PublishedPart.objects.filter(series_uid=series.uid, script=series.script)
    slots = slots_of(with_stories(parts, series.script))
    named = PublishedArticle.objects.in_script(series.script).stories()
    rows = named.filter(Q(uid__in=parts.values("article_uid")) | Q(uid__in=uids_named(series, front)))
    stories = list(rows.defer("body_html", "credits", "contents", "key_figures"))
    return landing_of(series, front, slots, stories)


def uids_named(series: PublishedSeries, front: PublishedArticle) -> set[UUID]:
    """The stories that the timeline and the figures of a series name."""
    named = [moment.get("article", "") for moment in series.moments]
    named += [figure.get("from_uid", "") for figure in front.key_figures]
    return {UUID(uid) for uid in named if uid}


def landing_of(
    series: PublishedSeries, front: PublishedArticle, slots: list[Slot], stories: Iterable[PublishedArticle]
) -> Landing:
    """The landing that these rows make; the desk's preview has them without a database.

    `stories` are the public rows of everything that the series shows or names.
    """
    told = {str(row.uid): row for row in stories}
    by_slug = {row.slug: row for row in told.values()}
    filled = [replace(slot, article=by_slug.get(slot.slug)) if slot.is_public else slot for slot in slots]
    progress = Progress(slots=filled, finished=series.finished)
    return Landing(
        series=series, front=front, chapters=_chapters(series, filled), progress=progress, told=told
    )


def landing_context(found: Landing) -> dict[str, Any]:
    """What the landing's template needs beside the frame; the desk's preview passes the same."""
    theme = found.theme
    return {
        "landing": found,
        "series": found.series,
        "front": found.front,
        "theme": theme.name,
        "cover_template": theme.partial("cover"),
        "tide": draw_tide(found.progress) if theme.has_tide else None,
        "theme_tokens": theme.tokens,
        "theme_css": theme.style_sheet,
    }


def _has_picture(slot: Slot) -> bool:
    return bool(slot.article and slot.article.lead_image)


def _chapters(series: PublishedSeries, slots: list[Slot]) -> list[Chapter]:
    """Chapters with something in them; slots of no known chapter come in an unnamed one at the end."""
    known: list[dict[str, Any]] = sorted(series.chapters, key=lambda chapter: chapter["position"])
    places = {chapter["position"] for chapter in known}
    groups = [(chapter, [s for s in slots if s.chapter == chapter["position"]]) for chapter in known]
    groups.append(({}, [slot for slot in slots if slot.chapter not in places]))
    return [
        Chapter(
            name=chapter.get("name", ""),
            label=chapter.get("label", ""),
            blurb=chapter.get("blurb", ""),
            order=order,
            slots=inside,
        )
        for order, (chapter, inside) in enumerate(((c, i) for c, i in groups if i), start=1)
    ]
