"""Filters the desk's list of stories by series. Registered with `articles.hooks` by `series.apps`."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from series.models.series import Instalment, Series

ALONE = "none"


class SeriesFilter(admin.SimpleListFilter):
    """The parts and the front of one series, or what stands in none."""

    title = _("series")
    parameter_name = "series"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Series with a story that the person sees: a list of names would tell reporters what is planned."""
        stories = model_admin.get_queryset(request).values("pk")
        seen = Series.objects.filter(Q(instalments__article__in=stories) | Q(front__in=stories)).distinct()
        return [*((str(series.pk), str(series)) for series in seen), (ALONE, _("in no series"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The stories of the chosen series."""
        value = self.value()
        if value == ALONE:
            placed = Instalment.objects.filter(article=OuterRef("pk"))
            return queryset.exclude(Exists(placed)).exclude(kind="front")
        if value is None or not value.isdecimal() or len(value) > 18:
            return queryset if value is None else queryset.none()
        inside = Instalment.objects.filter(article=OuterRef("pk"), series=int(value))
        front = Series.objects.filter(front=OuterRef("pk"), pk=int(value))
        return queryset.filter(Q(Exists(inside)) | Q(Exists(front)))
