"""The limits of what may be stored: dates from 2000 to 2100. One bad date makes a row unreadable for good.

Leaf module: anything may import it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def bounded(table: str, *fields: str) -> models.CheckConstraint:
    """A constraint that keeps every named date-time between 2000 and 2100 (or empty)."""
    condition = Q()
    for field in fields:
        inside = Q(**{f"{field}__gte": EARLIEST, f"{field}__lt": LATEST})
        condition &= inside | Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(condition=condition, name=f"{table}_dates_bounded")


def validate_date(value: datetime) -> None:
    """Refuse a date-time outside 2000–2100 in words the desk understands."""
    if not EARLIEST <= value < LATEST:
        raise ValidationError(_("Enter a date between 2000 and 2099."), code="date_out_of_bounds")


def bounded_days(table: str, *fields: str) -> models.CheckConstraint:
    """The same for dates without a time."""
    condition = Q()
    for field in fields:
        inside = Q(**{f"{field}__gte": EARLIEST.date(), f"{field}__lt": LATEST.date()})
        condition &= inside | Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(condition=condition, name=f"{table}_days_bounded")


def validate_day(value: date) -> None:
    """Refuse a date outside 2000–2100 in words the desk understands."""
    if not EARLIEST.date() <= value < LATEST.date():
        raise ValidationError(_("Enter a date between 2000 and 2099."), code="date_out_of_bounds")
