"""Times as Chinese newspapers print them: 12月30日 14:20, 今天 18:00, 逾期 50 分. Used by the desk's pages and tags.

Pure functions of times; nothing of ours is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """How a due time stands: a word for the eye (late, soon, fine) and what to print."""

    standing: str
    text: str


def printed(at: datetime, now: datetime | None = None) -> str:
    """A time near enough to leave out what goes without saying: the date today, the year this year."""
    local, today = timezone.localtime(at), timezone.localtime(now or timezone.now())
    if local.date() == today.date():
        return date_format(local, "H:i")
    if local.year == today.year:
        return date_format(local, pgettext("date format", "j M H:i"))
    return date_format(local, pgettext("date format", "j M Y H:i"))


def full(at: datetime) -> str:
    """A time with its weekday and year, for questions before an act."""
    return date_format(timezone.localtime(at), pgettext("date format", "l, j F Y, H:i"))


def due(at: datetime, now: datetime | None = None) -> Due:
    """A due time against the clock: late by how much, today, or when."""
    now = now or timezone.now()
    if at <= now:
        return Due("late", _("late by %(time)s") % {"time": span(now - at)})
    local, today = timezone.localtime(at), timezone.localtime(now).date()
    clock = date_format(local, "H:i")
    if local.date() == today:
        return Due("soon", _("today %(time)s") % {"time": clock})
    if local.date() == today + _DAY:
        return Due("fine", _("tomorrow %(time)s") % {"time": clock})
    return Due("fine", printed(at, now))


def span(length: timedelta) -> str:
    """A length of time in its largest unit, two where it says more: 50 minutes, 5 hours, 1 day 17 hours."""
    if length < _HOUR:
        return _minutes(max(1, int(length.total_seconds() // 60)))
    if length < _DAY:
        return _hours(int(length / _HOUR))
    days, hours = length.days, int((length % _DAY) / _HOUR)
    if days >= 7 or not hours:
        return _days(days)
    return _("%(days)s %(hours)s") % {"days": _days(days), "hours": _hours(hours)}


def _minutes(number: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}


def _hours(number: int) -> str:
    return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number}


def _days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}
