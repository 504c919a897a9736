"""`FigureCheck`: what the desk knows about one figure of a story's text – where it comes from, who has checked it.

Private, and no part of the content: readers see figures, not their checking. `articles.figuring` is the only writer.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.bounds import bounded
from articles.models.fields import LineField


class FigureCheck(models.Model):
    """A figure as it stands in its sentence: `key` is the hash of both, so a changed figure has no row and no tick.

    Rows of wordings that are gone stay: put the words back, and what was checked is checked.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="figure_checks")
    key = models.CharField(max_length=64)
    text = models.CharField(max_length=80)  # as printed, for the notes of a wording that is gone
    source = LineField(_("source note"), max_length=120, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(null=True)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ticked_by_name = models.CharField(max_length=80, blank=True)  # as it was then
    ticked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("checked figure")
        verbose_name_plural = _("checked figures")
        ordering = ("pk",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "key"], name="figure_check_once"),
            models.CheckConstraint(
                condition=Q(ticked_by__isnull=True, ticked_at__isnull=True)
                | Q(ticked_by__isnull=False, ticked_at__isnull=False),
                name="figure_tick_has_person_and_time",
            ),
            bounded("figure_check", "noted_at", "ticked_at"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_ticked(self) -> bool:
        """Whether somebody who may has checked it."""
        return self.ticked_at is not None
