"""Readers of the demonstration: tallies for every public page, so that the readers' page has something to show.

Made up by rule, not by chance: the same stories have the same readers at every installation. Nobody stands behind them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from articles.models.audience import Gesture, Tally
from articles.models.published import PublishedArticle

# Of a hundred who read a story, how many come to the end, hand it on, press 点赞 or 在看.
_OF_A_HUNDRED = {Gesture.FINISH: 62, Gesture.SHARE: 7, Gesture.LIKE: 9, Gesture.WOW: 4}
# From one day to the next a story keeps about so much of its readers.
_KEEPS = 0.72


def load_readers() -> None:
    """Fill the tallies of every public story from its first day to today."""
    rows = PublishedArticle.objects.in_script("hans").order_by("slug")
    Tally.objects.bulk_create(
        tally
        for uid, slug, first in rows.values_list("uid", "slug", "first_published_at")
        for tally in _tallies(uid, slug, timezone.localdate(first))
    )


def _tallies(uid: UUID, slug: str, first: date) -> Iterator[Tally]:
    chance = random.Random(slug)  # noqa: S311 -- the same numbers every time is what is wanted
    reads = chance.randint(260, 1400)
    for number in range((timezone.localdate() - first).days + 1):
        day = first + timedelta(days=number)
        today = round(reads * _KEEPS**number * chance.uniform(0.7, 1.3)) + chance.randint(0, 6)
        yield Tally(uid=uid, gesture=Gesture.READ, day=day, number=today)
        for gesture, share in _OF_A_HUNDRED.items():
            counted = round(today * share * chance.uniform(0.75, 1.25) / 100)
            if counted:
                yield Tally(uid=uid, gesture=gesture, day=day, number=min(counted, today))
