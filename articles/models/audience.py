"""What readers did with what is public: `Tally` (numbers by day), `ReaderMark` (who has been counted), `Salt`.

Nothing here says who a reader is. A mark is a keyed hash whose key, the salt of its window, is thrown away when the
window has passed. Public code may read and count through `articles.audience`; no row is related to a private one.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.bounds import bounded


class Gesture(models.TextChoices):
    """What is counted of a reader and a story. Each at most once a reader and window."""

    READ = "read", pgettext_lazy("audience", "Reads")
    FINISH = "finish", _("Read to the end")
    SHARE = "share", _("Shared")
    LIKE = "like", _("Likes")
    WOW = "wow", _("Recommended")


class Tally(models.Model):
    """How often something was done with one public story on one day. Several rows a day: `shard` spreads the writes."""

    uid = models.UUIDField()
    gesture = models.CharField(max_length=6, choices=Gesture)
    day = models.DateField()
    shard = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["uid", "gesture", "day", "shard"], name="tally_once"),
            models.CheckConstraint(
                condition=models.Q(gesture__in=Gesture.values), name="tally_known_gesture"
            ),
            bounded("tally", "day"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["day", "uid"], name="tally_day")]

    def __str__(self) -> str:
        return f"{self.gesture} {self.day} {self.number}"


class Salt(models.Model):
    """The key of one window's marks. Deleted with them: then nobody can tell who they were."""

    window = models.CharField(max_length=16, unique=True)  # "day-2026-01-12" or "month-2026-01"
    value = models.BinaryField(max_length=32)
    ends_on = models.DateField()  # first day on which the window is over

    class Meta:
        constraints: ClassVar[list[Any]] = [bounded("salt", "ends_on")]

    def __str__(self) -> str:
        return self.window


class ReaderMark(models.Model):
    """One reader has done one thing with one story in a window: a second time is not counted."""

    salt = models.ForeignKey(Salt, on_delete=models.CASCADE, related_name="marks")
    uid = models.UUIDField()
    gesture = models.CharField(max_length=6, choices=Gesture)
    reader = models.CharField(max_length=32)  # keyed hash over network address and browser
    network = models.CharField(
        max_length=16
    )  # keyed hash over the network address: how many come from one place
    day = models.DateField()  # of the tally, for taking it back

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["salt", "uid", "gesture", "reader"], name="reader_mark_once"),
            bounded("reader_mark", "day"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["salt", "network", "uid", "gesture"], name="reader_mark_network")
        ]

    def __str__(self) -> str:
        return f"{self.gesture} {self.reader[:6]}"
