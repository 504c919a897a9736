"""What stands beside a story's text: `KeyFigure` and `Correction`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.bounds import bounded
from articles.models.fields import LineField, ProseField


class KeyFigure(models.Model):
    """A figure set large: 超 5000 亿元. Values stay text: 9.95 is what the paper printed, not a float."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="key_figures")
    position = models.PositiveSmallIntegerField(_("position"))
    prefix = LineField(_("prefix"), max_length=4, blank=True, help_text=_("超, 约 …"))
    value = LineField(_("value"), max_length=16)
    unit = LineField(_("unit"), max_length=12, blank=True)
    label = LineField(_("what it counts"), max_length=40)
    source = LineField(_("source"), max_length=80, blank=True)
    # on the front of a series: the part that the figure was taken from. No key: a public page joins by uid
    from_uid = models.UUIDField(_("taken from"), null=True, blank=True)

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "position"], name="key_figure_position"),
            models.CheckConstraint(condition=~Q(value=""), name="key_figure_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.value}{self.unit}"


class Correction(models.Model):
    """A dated public notice of what was wrong and what is right. Part of the story's content: it is reviewed."""

    class Type(models.TextChoices):
        """Kinds of notice, as newspapers name them."""

        CORRECTION = "correction", _("Correction")
        ADDITION = "addition", _("Addition")
        APOLOGY = "apology", _("Apology")

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="corrections")
    type = models.CharField(_("type"), max_length=10, choices=Type, default=Type.CORRECTION)
    issued_at = models.DateTimeField(_("issued"))
    wrong = ProseField(_("what was wrong"), max_length=500, blank=True)
    right = ProseField(_("what is right"), max_length=500)
    passage = LineField(_("passage"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-issued_at", "-pk")
        constraints: ClassVar[list[Any]] = [
            bounded("correction", "issued_at"),
            models.CheckConstraint(condition=~Q(right=""), name="correction_says_what_is_right"),
        ]

    def __str__(self) -> str:
        return self.right
