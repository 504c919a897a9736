"""The verbs of counting: `count`, `take_back`, `forget`. Only stories that are public can be counted.

Called by `articles.audience.views`, by the `forget_readers` command and by the demonstration.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from articles.audience.reader import Reader, salt_for
from articles.models.audience import Gesture, ReaderMark, Salt, Tally

# Rows that one day's number is spread over: thousands of readers of one story do not wait for each other's row.
SHARDS = 8
# From one address: a school or an office reads together, a script does not stop at thirty.
MOST_FROM_A_NETWORK = {
    Gesture.READ: 300,
    Gesture.FINISH: 300,
    Gesture.SHARE: 60,
    Gesture.LIKE: 30,
    Gesture.WOW: 30,
}


def count(*, uid: UUID, gesture: str, reader: Reader) -> bool:
    """Count one thing that one reader did with one public story. Returns whether it was new.

    Effects, in one transaction: inserts the reader's mark of the window; adds one to the day's tally. A reader who is
    marked already, or whose address has used up its share, changes nothing.
    """
    today = timezone.localdate()
    salt = salt_for(gesture, today)
    network = reader.network_hash(salt)
    marks = ReaderMark.objects.filter(salt=salt, network=network, uid=uid, gesture=gesture)
    if marks.count() >= MOST_FROM_A_NETWORK[Gesture(gesture)]:
        return False
    mark = ReaderMark(
        salt=salt, uid=uid, gesture=gesture, reader=reader.hash(salt, uid), network=network, day=today
    )
    try:
        with transaction.atomic():
            mark.save()
            add(uid=uid, gesture=gesture, day=today, number=1)
    except IntegrityError:
        return False
    return True


def take_back(*, uid: UUID, gesture: str, reader: Reader) -> bool:
    """Undo what this reader did in the present window. Returns whether there was anything to undo.

    Effects, in one transaction: deletes the mark; takes one off the tally of the day it was counted on.
    """
    salt = salt_for(gesture, timezone.localdate())
    marks = ReaderMark.objects.filter(salt=salt, uid=uid, gesture=gesture, reader=reader.hash(salt, uid))
    with transaction.atomic():
        mark = marks.select_for_update().first()
        if mark is None or not marks.delete()[0]:
            return False
        row = Tally.objects.filter(uid=uid, gesture=gesture, day=mark.day, number__gt=0).first()
        if row is not None:
            Tally.objects.filter(pk=row.pk, number__gt=0).update(number=F("number") - 1)
    return True


def marks_of(*, uid: UUID, reader: Reader) -> list[str]:
    """What this reader has standing: of 点赞 and 在看, those they pressed in the present window."""
    lasting = [Gesture.LIKE.value, Gesture.WOW.value]
    salt = salt_for(Gesture.LIKE, timezone.localdate())
    found = ReaderMark.objects.filter(salt=salt, uid=uid, reader=reader.hash(salt, uid), gesture__in=lasting)
    return sorted(found.values_list("gesture", flat=True))


def add(*, uid: UUID, gesture: str, day: date, number: int) -> None:
    """Add to a day's number.

    Effects: raises one shard of the tally, making it if it is not there. Safe for many at once.
    """
    # SQLite has one writer at a time: shards would only make rows
    shard = random.randrange(SHARDS) if connection.vendor == "postgresql" else 0  # noqa: S311 -- no secret
    row = {"uid": uid, "gesture": gesture, "day": day, "shard": shard}
    if not Tally.objects.filter(**row).update(number=F("number") + number):
        Tally.objects.bulk_create([Tally(**row)], ignore_conflicts=True)
        Tally.objects.filter(**row).update(number=F("number") + number)


def forget(*, today: date | None = None) -> tuple[int, int]:
    """Forget who has been counted; the numbers stay. Returns how many marks went and how many rows were folded.

    Effects: deletes the salts of windows that are over, and their marks with them; makes one row of the shards of
    every day that is over.
    """
    today = today or timezone.localdate()
    over = Salt.objects.filter(ends_on__lte=today)
    marks = ReaderMark.objects.filter(salt__in=over).count()
    over.delete()
    return marks, _fold(today - timedelta(days=1))


def _fold(last: date) -> int:
    sharded = Tally.objects.filter(day__lte=last, shard__gt=0)
    days = sharded.values("uid", "gesture", "day").annotate(sum=Sum("number"))
    folded = 0
    for day in list(days):
        row = {name: day[name] for name in ("uid", "gesture", "day")}
        with transaction.atomic():
            folded += Tally.objects.filter(**row, shard__gt=0).delete()[0]
            Tally.objects.bulk_create([Tally(**row, shard=0)], ignore_conflicts=True)
            Tally.objects.filter(**row, shard=0).update(number=F("number") + day["sum"])
    return folded
