"""`Series`, its `Chapter`s and its numbered `Instalment`s: planned by editors, released by the chief editor."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.bounds import bounded
from articles.models.fields import LineField, ProseField


class Series(models.Model):
    """A special feature. Its words live in its front, an article of kind front with the same slug."""

    class Theme(models.TextChoices):
        """The manner of its public pages: a folder of template partials and a style sheet."""

        INK = "ink", _("Ink")
        HARBOUR = "harbour", _("Harbour")
        ANNALS = "annals", _("Annals")

    class LabelStyle(models.TextChoices):
        """How the number of a part is printed."""

        OF = "of", "之一"
        CIRCLED = "circled", "①"
        UPPER_LOWER = "upper", _("上 / 中 / 下")
        ISSUE = "issue", "第一期"
        PLAIN = "plain", "1"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    front = models.OneToOneField(
        "articles.Article",
        verbose_name=_("front"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = LineField(_("working title"), max_length=120)
    theme = models.CharField(_("theme"), max_length=20, choices=Theme, default=Theme.INK)
    label_style = models.CharField(_("label style"), max_length=12, choices=LabelStyle, default=LabelStyle.OF)
    route = models.ForeignKey(
        "articles.ReviewRoute",
        verbose_name=_("review route"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Stories that join the series pass at least this route."),
    )
    announced_total = models.PositiveSmallIntegerField(
        _("announced number of parts"),
        null=True,
        blank=True,
        help_text=_("Empty: readers are not told how many there will be."),
    )
    is_finished = models.BooleanField(_("finished"), default=False)
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ("-created_at", "-pk")
        constraints: ClassVar[list[Any]] = [bounded("series", "released_at")]

    def __str__(self) -> str:
        return f"《{self.title}》"


class Chapter(models.Model):
    """A section of a series. Readers see its name once the series is released, and changes at the next release."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField(_("position"))
    name = LineField(_("name"), max_length=20)
    label = LineField(_("short label"), max_length=20, blank=True)
    blurb = ProseField(_("a line about it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["series", "position"], name="chapter_position"),
        ]

    def __str__(self) -> str:
        return self.name


class Instalment(models.Model):
    """A numbered slot of a series: planned (desk only), announced (readers see number, title, date) or filled."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("number"))
    chapter = models.ForeignKey(
        Chapter,
        verbose_name=_("chapter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="instalments",
    )
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_home = models.BooleanField(_("the story's home series"), default=True)
    working_title = LineField(_("working title"), max_length=120, blank=True)
    is_announced = models.BooleanField(_("announced"), default=False)
    announced_title = LineField(_("announced title"), max_length=120, blank=True)
    announced_on = models.DateField(_("announced for"), null=True, blank=True)

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ("number", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["series", "number"], name="instalment_number"),
            models.UniqueConstraint(
                fields=["series", "article"],
                condition=Q(article__isnull=False),
                name="instalment_article_once",
            ),
            # a story's ribbon belongs to one series
            models.UniqueConstraint(
                fields=["article"], condition=Q(is_home=True, article__isnull=False), name="one_home_series"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=999), name="instalment_number_bounded"
            ),
            models.CheckConstraint(
                condition=Q(is_announced=False) | ~Q(announced_title=""),
                name="instalment_announced_has_title",
            ),
            models.CheckConstraint(
                condition=Q(announced_on__isnull=True)
                | Q(announced_on__gte="2000-01-01", announced_on__lt="2100-01-01"),
                name="instalment_dates_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
