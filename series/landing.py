"""The landing of a series: its front, its chapters and every slot with the story that stands in it now.

Public code only: reads published rows. Four queries, however many parts there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from articles.models.published import PublishedArticle
from series.models.published import PublishedPart, PublishedSeries
from series.reading import Progress, Slot, slots_of, theme_of, with_stories
from series.tide import draw_tide

# A chapter with more slots than this is printed as a compact list.
ROOMY = 8
# The theme that prints the latest picture only, and the run of the series as a tide.
NEWSPAPER = "annals"


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
class Landing:
    """A released series as its landing prints it."""

    series: PublishedSeries
    front: PublishedArticle
    chapters: list[Chapter]
    progress: Progress

    @property
    def theme(self) -> str:
        """The theme it is printed in: one that exists."""
        return theme_of(self.series.theme)

    @cached_property
    def pictured(self) -> frozenset[int]:
        """The numbers of the parts printed with their picture: a lead a chapter, or in a newspaper the latest only."""
        if self.theme == NEWSPAPER:
            roomy = [slot for chapter in self.chapters if not chapter.compact for slot in chapter.slots]
            shown = [slot for slot in roomy if slot == self.progress.latest and _has_picture(slot)]
        else:
            shown = [chapter.lead for chapter in self.chapters if chapter.lead]
        return frozenset(slot.number for slot in shown)

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
    slots = _with_articles(series, slots_of(with_stories(parts, series.script)))
    return landing_of(series, front, slots)


def landing_of(series: PublishedSeries, front: PublishedArticle, slots: list[Slot]) -> Landing:
    """The landing that these rows and slots make; the desk's preview has them without a database."""
    progress = Progress(slots=slots, finished=series.finished)
    return Landing(series=series, front=front, chapters=_chapters(series, slots), progress=progress)


def landing_context(found: Landing) -> dict[str, Any]:
    """What the landing's template needs beside the frame; the desk's preview passes the same."""
    theme = found.theme
    return {
        "landing": found,
        "series": found.series,
        "front": found.front,
        "theme": theme,
        "cover_template": f"series/themes/{theme}/_cover.html",
        "tide": draw_tide(found.progress) if theme == NEWSPAPER else None,
        "theme_tokens": f"series/themes/{theme}.tokens.css",
        "theme_css": f"series/themes/{theme}.css",
    }


def _has_picture(slot: Slot) -> bool:
    return bool(slot.article and slot.article.lead_image)


def _with_articles(series: PublishedSeries, slots: list[Slot]) -> list[Slot]:
    """Put the stories' rows, without their texts, into the slots."""
    uids = PublishedPart.objects.filter(series_uid=series.uid, script=series.script).values("article_uid")
    rows = PublishedArticle.objects.in_script(series.script).filter(uid__in=uids)
    by_slug = {row.slug: row for row in rows.defer("body_html", "credits", "contents", "key_figures")}
    return [replace(slot, article=by_slug.get(slot.slug)) if slot.is_public else slot for slot in slots]


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
