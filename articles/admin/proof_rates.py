"""The month's error rates by story and by writer, for the chief editor and desk heads. Never public, never a reporter's."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.bounds import EARLIEST, LATEST
from articles.models import Article
from articles.proofing import rates
from newsroom.staff.roles import Right, holds

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@require_safe
def proof_rates(request: HttpRequest) -> HttpResponse:
    """`?month=2026-11`; without it, or with one that cannot be, this month."""
    user: Any = request.user
    if not holds(user, Right.SEE_RATES):
        raise PermissionDenied
    this_month = timezone.localdate().replace(day=1)
    first = _asked(request.GET.get("month", "")) or this_month
    context = {
        **admin.site.each_context(request),
        "title": _("Error rates"),
        "opts": Article._meta,
        "month": rates.of_month(first),
        "previous": (first - timedelta(days=1)).replace(day=1),
        "following": rates.next_month(first) if first < this_month else None,
        "is_now": first == this_month,
    }
    return render(request, "desk/proof_rates.html", context)


def _asked(month: str) -> date | None:
    given = _MONTH.fullmatch(month)
    try:
        first = date(int(given[1]), int(given[2]), 1) if given else None
    except ValueError:
        return None
    inside = first is not None and EARLIEST.date() < first < LATEST.date() - timedelta(days=40)
    return first if inside else None
