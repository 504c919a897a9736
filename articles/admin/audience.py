"""The readers' page of the chief editor: what was read, to the end, shared and liked – of all stories, and of one.

For those who hold the right to see it. `series.admin.audience` adds the page of a series through `hooks.GROUPS`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import hooks
from articles.admin.frame import desk_context
from articles.admin.loader import load_article
from articles.audience import plots, totals
from articles.audience.totals import Numbers
from articles.models import Article
from newsroom.staff.roles import Right, holds

PERIODS = (7, 30, 90)
_MOST_STORIES = 50


@dataclass(frozen=True)
class Row:
    """A story or part in a table of readers. `share` is the length of its bar in hundredths."""

    name: str
    url: str
    numbers: Numbers
    share: int
    place: str = ""


@dataclass(frozen=True)
class Period:
    """The days that a page is about, today the last of them."""

    days: int

    @property
    def until(self) -> date:
        """Today."""
        return timezone.localdate()

    @property
    def since(self) -> date:
        """The first day."""
        return self.until - timedelta(days=self.days - 1)

    @property
    def choices(self) -> list[tuple[int, bool]]:
        """What can be chosen, and whether it is."""
        return [(days, days == self.days) for days in PERIODS]


@require_safe
def readers(request: HttpRequest) -> HttpResponse:
    """All stories together, the most read ones, and every series."""
    require_right(request)
    period = period_of(request)
    found = totals.by_story(period.since)
    context = {
        **admin.site.each_context(request),
        "title": _("Readers"),
        "rows": _rows(found, request.user),
        "groups": sorted(hooks.groups_of(found), key=lambda group: -group.numbers.read),
        **picture_of(period, None),
    }
    return render(request, "desk/readers.html", context)


@require_safe
def story_readers(request: HttpRequest, pk: int) -> HttpResponse:
    """One story."""
    require_right(request)
    article = load_article(request, pk).article
    context = desk_context(request, article, title=_("Readers")) | picture_of(
        period_of(request), [article.uid]
    )
    return render(request, "desk/readers_story.html", context)


def require_right(request: HttpRequest) -> None:
    """403 for those who may not see what readers do."""
    if not holds(request.user, Right.SEE_AUDIENCE):
        raise PermissionDenied


def period_of(request: HttpRequest) -> Period:
    """The period that was asked for, else a month. Anything senseless is a month."""
    asked = request.GET.get("days", "")
    return Period(next((days for days in PERIODS if str(days) == asked), 30))


def picture_of(period: Period, uids: Sequence[UUID] | None) -> dict[str, Any]:
    """The sums and plots of some stories, or of all, for the templates."""
    days = totals.by_day(period.since, period.until, uids)
    before = totals.by_day(period.since - timedelta(days=period.days), period.since - timedelta(days=1), uids)
    return {
        "period": period,
        "days": days,
        "sum": sum((numbers for _day, numbers in days), Numbers()),
        "before": sum((numbers for _day, numbers in before), Numbers()),
        "reads": plots.plot(days, lambda n: n.read, lambda n: n.finish),
        "shares": plots.plot(days, lambda n: n.share),
        "likes": plots.plot(days, lambda n: n.like + n.wow),
    }


def rows_of(named: Sequence[tuple[str, str, str, Numbers]]) -> list[Row]:
    """Name, address, place and numbers as rows with their bars."""
    lengths = plots.shares([numbers.read for *_told, numbers in named])
    return [
        Row(name=name, url=url, place=place, numbers=numbers, share=length)
        for (name, url, place, numbers), length in zip(named, lengths, strict=True)
    ]


def _rows(found: Mapping[UUID, Numbers], user: Any) -> list[Row]:
    most = sorted(found, key=lambda uid: -found[uid].read)[:_MOST_STORIES]
    stories = {story.uid: story for story in Article.objects.visible_to(user).filter(uid__in=most)}
    places = hooks.places_of(stories.values())
    return rows_of(
        [
            (str(stories[uid]), story_url(stories[uid]), _place(places, stories[uid]), found[uid])
            for uid in most
            if uid in stories
        ]
    )


def _place(places: Mapping[int, hooks.Place], story: Article) -> str:
    return places[story.pk].text if story.pk in places else ""


def story_url(story: Article) -> str:
    """The readers' page of a story."""
    return reverse("admin:articles_readers_story", args=[story.pk])
