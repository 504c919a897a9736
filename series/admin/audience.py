"""The readers of a series: what was read of its landing and of each part. For those who may see what readers do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.audience import Row, period_of, picture_of, require_right, rows_of, story_url
from articles.audience import totals
from articles.audience.totals import Numbers
from articles.hooks import Group
from series.admin.loader import load_series, series_context
from series.labels import part_label
from series.models.series import Instalment, Series


@require_safe
def series_readers(request: HttpRequest, pk: int) -> HttpResponse:
    """One series: the sum and the plots of landing and parts together, then each by itself."""
    require_right(request)
    series = load_series(request, pk)
    period = period_of(request)
    parts = list(_filled(series))
    uids = [series.front.uid, *(part.article.uid for part in parts if part.article)]
    context = series_context(request, series, title=_("Readers")) | {
        "rows": _rows(series, parts, totals.by_story(period.since, uids)),
        **picture_of(period, uids),
    }
    return render(request, "admin/series/readers.html", context)


def groups(numbers: Mapping[UUID, Numbers]) -> Iterator[Group]:
    """Every series of which something was read, for the page of all readers."""
    stories: dict[int, set[UUID]] = {}
    for part in Instalment.objects.filter(article__uid__in=numbers).select_related("article"):
        if part.article:
            stories.setdefault(part.series_id, set()).add(part.article.uid)
    for series in Series.objects.select_related("front").order_by("pk"):
        own = {uid for uid in {series.front.uid, *stories.get(series.pk, ())} if uid in numbers}
        if own:
            url = reverse("admin:series_readers", args=[series.pk])
            yield Group(str(series), url, sum((numbers[uid] for uid in own), Numbers()))


def _filled(series: Series) -> Iterable[Instalment]:
    return series.instalments.filter(article__isnull=False).select_related("article")


def _rows(series: Series, parts: Iterable[Instalment], found: Mapping[UUID, Numbers]) -> list[Row]:
    total = series.announced_total or 0
    told = [(_("Landing page"), story_url(series.front), "", found.get(series.front.uid, Numbers()))]
    for part in parts:
        if part.article is not None:
            label = part_label(part.number, series.label_style, script="hans", total=total)
            numbers = found.get(part.article.uid, Numbers())
            told.append((str(part.article), story_url(part.article), label, numbers))
    return rows_of(told)
