"""Filters of the desk's templates: times as newspapers print them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, ngettext_lazy, pgettext
from django.utils.translation import gettext as _

from articles import times

register = template.Library()

# What a list counts, by the name of its model. Chinese has a measure word for each; any other is an entry.
_COUNTED = {
    "articles.article": ngettext_lazy("%(number)d story", "%(number)d stories", "number"),
    "articles.contributor": ngettext_lazy("%(number)d contributor", "%(number)d contributors", "number"),
    "articles.image": ngettext_lazy("%(number)d picture", "%(number)d pictures", "number"),
    "articles.page": ngettext_lazy("%(number)d page", "%(number)d pages", "number"),
    "articles.section": ngettext_lazy("%(number)d section", "%(number)d sections", "number"),
    "articles.tag": ngettext_lazy("%(number)d tag", "%(number)d tags", "number"),
    "series.series": ngettext_lazy("%(number)d series", "%(number)d series", "number"),
    "staff.user": ngettext_lazy("%(number)d account", "%(number)d accounts", "number"),
}


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


@register.filter
def counted(changes: Any) -> str:
    """How many a list of the admin has: 12 篇稿件, 3 个专题."""
    number = changes.result_count
    told = _COUNTED.get(changes.opts.label_lower)
    if told is None:
        return ngettext("%(number)d entry", "%(number)d entries", number) % {"number": number}
    return str(told % {"number": number})


@register.simple_tag
def gap() -> str:
    """What stands between two sentences: a blank, but in Chinese nothing, whose full stop brings its own."""
    return "" if (get_language() or "").startswith("zh") else " "
