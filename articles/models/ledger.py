"""`Transition`: the append-only, hash-chained ledger of every act on a story, series or account, refused ones too.

Written by `articles.ledger` only.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.appendonly import AppendOnly


class Transition(AppendOnly):
    """One act. `sha256` is over every other column and `prev_sha256`, so a changed or lost row breaks the chain."""

    class Outcome(models.TextChoices):
        """Whether it came to pass."""

        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    step_title: str  # no column: `step_names` puts it there in the reader's language
    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    # the uid of the story, series or account: no key, so that the ledger outlives what it tells of
    subject = models.CharField(max_length=8)  # "article" | "series" | "user"
    subject_uid = models.UUIDField(db_index=True)
    action = models.CharField(max_length=20)
    outcome = models.CharField(max_length=8, choices=Outcome)
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=80)
    actor_title = models.CharField(max_length=40, blank=True)
    round_number = models.PositiveIntegerField(null=True)
    step = models.CharField(max_length=40, blank=True)
    revision_number = models.PositiveIntegerField(null=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    data = models.TextField(blank=True)  # canonical JSON of what else was said
    reason = models.CharField(max_length=60, blank=True)  # code of the refusal
    prev_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ledger row")
        verbose_name_plural = _("ledger")
        ordering = ("-seq",)
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["subject_uid", "-seq"], name="transition_subject"),  # history of one story
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"
