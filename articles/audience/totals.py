"""What is asked of the numbers: of one story for its readers, of many for the chief's page. Reads tallies only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Sum

from articles.models.audience import Gesture, Tally


@dataclass(frozen=True)
class Numbers:
    """How often each thing was done."""

    read: int = 0
    finish: int = 0
    share: int = 0
    like: int = 0
    wow: int = 0

    @property
    def completion(self) -> int | None:
        """Of a hundred who read, how many came to the end; None while nobody has read.

        Never above a hundred: who opens a page before midnight and ends it after is a read of the day before.
        """
        return min(100, round(self.finish * 100 / self.read)) if self.read else None

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(*(getattr(self, name) + getattr(other, name) for name in Gesture.values))


def public_numbers(uid: UUID) -> dict[str, int]:
    """点赞 and 在看 of a story, as its page shows them."""
    lasting = [Gesture.LIKE.value, Gesture.WOW.value]
    rows = Tally.objects.filter(uid=uid, gesture__in=lasting).values_list("gesture").annotate(Sum("number"))
    return dict.fromkeys(lasting, 0) | dict(rows)


def by_story(since: date, uids: Collection[UUID] | None = None) -> dict[UUID, Numbers]:
    """The numbers of stories from a day on; of all stories that were read, or of those named."""
    rows = Tally.objects.filter(day__gte=since)
    if uids is not None:
        rows = rows.filter(uid__in=uids)
    found: dict[UUID, dict[str, int]] = {}
    for uid, gesture, number in rows.values_list("uid", "gesture").annotate(Sum("number")):
        found.setdefault(uid, {})[gesture] = number
    return {uid: Numbers(**told) for uid, told in found.items()}


def by_day(since: date, until: date, uids: Collection[UUID] | None = None) -> list[tuple[date, Numbers]]:
    """The numbers of every day from `since` to `until`, days without any included."""
    rows = Tally.objects.filter(day__gte=since, day__lte=until)
    if uids is not None:
        rows = rows.filter(uid__in=uids)
    found: dict[date, dict[str, int]] = {}
    for day, gesture, number in rows.values_list("day", "gesture").annotate(Sum("number")):
        found.setdefault(day, {})[gesture] = number
    return [(day, Numbers(**found.get(day, {}))) for day in _days(since, until)]


def _days(since: date, until: date) -> Iterable[date]:
    return (since + timedelta(days=number) for number in range((until - since).days + 1))
