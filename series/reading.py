"""Reading a released series: its numbered slots, joined with the stories and notices that stand in them now.

Public code only: reads published rows, writes nothing. What a slot shows is settled here and nowhere else:
the story's own row, else its withdrawal notice, else its announcement, else nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from articles.models.published import PublishedArticle, PublishedNotice
from articles.pages import decoded
from series.models.published import PublishedPart, PublishedSeries


@dataclass(frozen=True)
class Slot:
    """One numbered place of a series as readers may see it."""

    number: int
    label: str  # as printed: 之三, ③ …
    chapter: int
    state: str  # "public", "withdrawn" or "announced"
    slug: str = ""
    headline: str = ""
    headline_breaks: tuple[int, ...] = ()
    standfirst: str = ""
    kind: str = ""
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    announced_on: date | None = None
    article: PublishedArticle | None = (
        None  # only on the landing, which prints more of a story than its title
    )

    @property
    def is_public(self) -> bool:
        """A story stands here."""
        return self.state == "public"

    @property
    def is_sign(self) -> bool:
        """The label is one sign that screen readers have no good word for: ③, or 03丨 with its bar."""
        return unicodedata.category(self.label[:1] or " ") == "No" or self.label.endswith("丨")


@dataclass(frozen=True)
class Face:
    """What pages outside the landing say of a series."""

    slug: str
    title: str
    theme: str
    announced_total: int | None
    finished: bool
    chapters: list[dict[str, Any]]

    def chapter(self, position: int) -> dict[str, Any]:
        """The chapter at a position; empty where the series has none."""
        return next((c for c in self.chapters if c.get("position") == position), {})


FACE = JSONObject(
    slug="slug",
    title="title",
    theme="theme",
    announced_total="announced_total",
    finished="finished",
    chapters="chapters",
)


def face_of(told: dict[str, Any]) -> Face:
    """A face out of the object that FACE selects."""
    face = {name: decoded(name, value) for name, value in told.items()}
    return Face(**face | {"finished": bool(face["finished"])})  # SQLite tells true and false as numbers


def with_stories(
    parts: QuerySet[PublishedPart], script: str, *, dated: bool = True
) -> QuerySet[PublishedPart]:
    """Annotate slots with the story and the notice of their `article_uid`, all slots in one query.

    Without `dated` their times are left out: the page of a story prints none, and building SQL is its dearest part.
    """
    stories = PublishedArticle.objects.in_script(script).filter(uid=OuterRef("article_uid"))
    notices = PublishedNotice.objects.filter(script=script, uid=OuterRef("article_uid"))
    told = JSONObject(
        slug="slug",
        headline="headline",
        headline_breaks="headline_breaks",
        standfirst="standfirst",
        kind="kind",
    )
    shown = parts.annotate(
        story=Subquery(stories.values(told=told)[:1]),
        notice=Subquery(notices.values(told=JSONObject(slug="slug", headline="headline"))[:1]),
    ).order_by("series_uid", "number")
    if not dated:
        return shown
    return shown.annotate(
        story_at=Subquery(stories.values("first_published_at")[:1]),
        notice_at=Subquery(notices.values("withdrawn_at")[:1]),
    )


def slot_of(part: Any) -> Slot | None:
    """What an annotated slot shows, or None where readers may not know of it."""
    place = {"number": part.number, "label": part.label, "chapter": part.chapter}
    if part.story:
        return Slot(
            **place,
            state="public",
            slug=part.story["slug"],
            headline=part.story["headline"],
            headline_breaks=tuple(decoded("headline_breaks", part.story["headline_breaks"])),
            standfirst=part.story["standfirst"],
            kind=part.story["kind"],
            published_at=getattr(part, "story_at", None),
        )
    if part.notice:
        told = part.notice
        return Slot(
            **place,
            state="withdrawn",
            slug=told["slug"],
            headline=told["headline"],
            withdrawn_at=getattr(part, "notice_at", None),
        )
    if part.is_announced:
        return Slot(**place, state="announced", headline=part.announced_title, announced_on=part.announced_on)
    return None


def slots_of(parts: Iterable[Any]) -> list[Slot]:
    """Every slot that readers may know of, in printed order."""
    return [slot for slot in map(slot_of, parts) if slot]


@dataclass(frozen=True)
class Progress:
    """How far a series has come, told by its slots alone."""

    slots: list[Slot]
    finished: bool

    @cached_property
    def readable(self) -> list[Slot]:
        """The slots with a story, in printed order."""
        return [slot for slot in self.slots if slot.is_public]

    @cached_property
    def newest(self) -> Slot | None:
        """The story that came out last."""
        return max(self.readable, key=lambda slot: (slot.published_at, slot.number), default=None)

    @property
    def latest(self) -> Slot | None:
        """The one to be marked as the latest; a finished series marks none."""
        return None if self.finished else self.newest

    @property
    def began_at(self) -> datetime | None:
        """When the first story came out."""
        return min((slot.published_at for slot in self.readable if slot.published_at), default=None)

    @cached_property
    def coming(self) -> list[Slot]:
        """What is announced and not there yet, in printed order."""
        return [slot for slot in self.slots if slot.state == "announced"]

    @property
    def next_on(self) -> date | None:
        """The nearest announced date."""
        return min((slot.announced_on for slot in self.coming if slot.announced_on), default=None)


@dataclass(frozen=True)
class Home:
    """A story's place in its home series: what ribbon, pager and the list of parts print."""

    series: Face
    slots: list[Slot]
    number: int

    @cached_property
    def here(self) -> Slot:
        """The slot of the story itself."""
        return next(slot for slot in self.slots if slot.number == self.number)

    @property
    def chapter(self) -> dict[str, Any]:
        """The chapter the story stands in; empty where there are none."""
        return self.series.chapter(self.here.chapter)

    @cached_property
    def before(self) -> list[Slot]:
        """From the nearest earlier story that can be read up to this one; all of what is earlier if there is none."""
        return self._until_public(slot for slot in reversed(self.slots) if slot.number < self.number)

    @cached_property
    def after(self) -> list[Slot]:
        """The same forward."""
        return self._until_public(slot for slot in self.slots if slot.number > self.number)

    @staticmethod
    def _until_public(slots: Iterable[Slot]) -> list[Slot]:
        passed = []
        for slot in slots:
            passed.append(slot)
            if slot.is_public:
                break
        return passed


def home_of(article: PublishedArticle) -> Home | None:
    """The home series of a story, or None. One query, once a page: the head, the ribbon and the pager all ask."""
    if "_home" not in vars(article):
        vars(article)["_home"] = _read_home(article)
    found: Home | None = vars(article)["_home"]
    return found


def _read_home(article: PublishedArticle) -> Home | None:
    own = PublishedPart.objects.filter(script=article.script, article_uid=article.uid, is_home=True)
    series = PublishedSeries.objects.filter(script=article.script, uid=OuterRef("series_uid"))
    slots_of_home = PublishedPart.objects.filter(
        script=article.script, series_uid=Subquery(own.values("series_uid")[:1])
    )
    shown = with_stories(slots_of_home, article.script, dated=False)
    parts: list[Any] = list(shown.annotate(series=Subquery(series.values(face=FACE)[:1])))
    number = next((part.number for part in parts if part.article_uid == article.uid), None)
    if number is None or not parts[0].series:
        return None
    series_face = face_of(parts[0].series)
    slots = slots_of(parts)
    if not any(slot.number == number and slot.is_public for slot in slots):  # a preview: not public yet
        others = [slot for slot in slots if slot.number != number]
        slots = sorted([*others, _preview_slot(article, parts, number)], key=lambda slot: slot.number)
    return Home(series=series_face, slots=slots, number=number)


def _preview_slot(article: PublishedArticle, parts: list[Any], number: int) -> Slot:
    part = next(part for part in parts if part.number == number)
    return Slot(
        number=number,
        label=part.label,
        chapter=part.chapter,
        state="public",
        slug=article.slug,
        headline=article.headline,
        headline_breaks=tuple(article.headline_breaks),
    )
