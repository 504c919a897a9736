"""`Chart`: a small table that readers see drawn. It stands in the text where the body names its uid."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField


class Chart(models.Model):
    """One chart of one story."""

    class Kind(models.TextChoices):
        """How it is drawn: bars compare, a line tells of time."""

        BAR = "bar", _("Bars")
        LINE = "line", _("Line")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="charts")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("form"), max_length=4, choices=Kind, default=Kind.BAR)
    title = LineField(_("what it shows"), max_length=60)
    unit = LineField(_("unit"), max_length=16, blank=True)
    rows = models.JSONField(
        _("data"), default=list
    )  # [["2021年", "34.5"], …] as `articles.charts.rows` reads them
    source = LineField(_("source"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("chart")
        verbose_name_plural = _("charts")
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "position"], name="chart_position"),
            models.CheckConstraint(condition=~Q(title=""), name="chart_says_what_it_shows"),
        ]

    def __str__(self) -> str:
        return self.title
