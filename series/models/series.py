"""`Series`, its `Chapter`s and its numbered `Instalment`s: planned by editors, released by the chief editor."""

from __future__ import annotations

import uuid
from calendar import monthrange
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.bounds import bounded
from articles.models.fields import LineField, ProseField
from articles.models.people import CreditOrder
from series import themes


class Series(models.Model):
    """A special feature. Its words live in its front, an article of kind front with the same slug."""

    class LabelStyle(models.TextChoices):
        """How the number of a part is printed."""

        OF = "of", "之一"
        CIRCLED = "circled", "①"
        UPPER_LOWER = "upper", _("上 / 中 / 下")
        PIECE = "piece", "第一篇"
        ISSUE = "issue", "第一期"
        NUMBERED_ISSUE = "issue_no", "第1期"
        EPISODE = "episode", "第一集"
        CHAPTER = "chapter", "第一章"
        BRACKET = "bracket", "【01】"
        PIPE = "pipe", "01丨"
        FRACTION = "fraction", "1／5"
        PLAIN = "plain", "1"
        NONE = "none", _("no number")

    class TitleSetting(models.TextChoices):
        """How the title of the landing is set."""

        OWN = "", _("as the theme does")
        VERTICAL = "vertical", _("downwards")
        LEVEL = "level", _("across")

    class NoteKind(models.TextChoices):
        """What stands above the text of the front, as newspapers name it."""

        NOTE = "note", _("Editor’s note")
        OPENING = "opening", _("Opening words")
        REPORTER = "reporter", _("Reporters’ notes")
        CLOSING = "closing", _("Closing words")
        AFTERWORD = "after", _("Afterword")

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
    theme = models.CharField(_("theme"), max_length=20, choices=themes.choices, default="ink")
    title_setting = models.CharField(
        _("title set"), max_length=8, choices=TitleSetting, default=TitleSetting.OWN, blank=True
    )
    note_kind = models.CharField(_("kind of note"), max_length=8, choices=NoteKind, default=NoteKind.NOTE)
    label_style = models.CharField(_("label style"), max_length=12, choices=LabelStyle, default=LabelStyle.OF)
    credit_order = models.CharField(
        _("order of credits"),
        max_length=8,
        choices=CreditOrder,
        blank=True,
        default="",
        help_text=_("Empty: as the paper does."),
    )
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


class Moment(models.Model):
    """A dated row of the series' timeline, as exact as is known. Readers see it with the next release."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="moments")
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    text = LineField(_("what happened"), max_length=120)
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("timeline")
        ordering: ClassVar[Any] = (
            "year",
            F("month").asc(nulls_first=True),
            F("day").asc(nulls_first=True),
            "pk",
        )
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(year__gte=1000, year__lte=2099), name="moment_year_bounded"),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__gte=1, month__lte=12), name="moment_month_bounded"
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(day__gte=1, day__lte=31, month__isnull=False),
                name="moment_day_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.text}"

    def clean(self) -> None:
        """A day needs a month, and both must make a date that the calendar has."""
        if self.day and not self.month:
            raise ValidationError({"month": _("A day needs its month.")})
        if self.day and self.month and self.year and self.day > monthrange(self.year, self.month)[1]:
            raise ValidationError({"day": _("The month has no such day.")})


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
