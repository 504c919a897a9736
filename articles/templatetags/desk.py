"""Filters of the desk's templates: times as newspapers print them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import times

register = template.Library()


@register.filter
def printed_time(at: datetime | None) -> str:
    """14:20 today, 12月30日 14:20 this year."""
    return times.printed(at) if at else ""


@register.filter
def full_time(at: datetime | None) -> str:
    """With weekday and year."""
    return times.full(at) if at else ""


@register.filter
def clock(at: datetime | None) -> str:
    """14:20."""
    return date_format(timezone.localtime(at), "H:i") if at else ""


@register.filter
def day_name(day: date) -> str:
    """Today, yesterday, or the date."""
    today = timezone.localdate()
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return date_format(day, pgettext("date format", "j F"))


@register.filter
def due_mark(at: datetime | None) -> times.Due | None:
    """How a due time stands."""
    return times.due(at) if at else None
