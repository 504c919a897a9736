"""The one door to a series on the desk: every custom page loads through it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from newsroom.staff.roles import Right, holds
from series.models.series import Series


def load_series(request: HttpRequest, pk: int, right: Right = Right.MANAGE_SERIES) -> Series:
    """The series, for somebody who plans series (or holds `right`): 403 without, 404 where there is none."""
    user: Any = request.user
    if not holds(user, right):
        raise PermissionDenied
    found = Series.objects.select_related("front", "route").filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def series_context(request: HttpRequest, series: Series, *, title: str) -> dict[str, Any]:
    """The context of one page about one series."""
    return {
        **admin.site.each_context(request),
        "title": title,
        "series": series,
        "opts": Series._meta,
        "is_popup": False,
    }
