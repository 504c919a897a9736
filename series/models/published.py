"""What the public site may read of a series: its frame, and the slots that readers may know of.

Public code imports this file and `articles.models.published`, nothing else. `series.publishing` is the only writer.
Which story stands in a slot is settled when a page is read, by `article_uid`: a story's own row, else its notice,
else the announcement frozen here, else nothing.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from articles.bounds import bounded
from articles.models.published import Script


class PublishedSeries(models.Model):
    """A released series in one script. Its words are those of its front, a `PublishedArticle` found by `front_uid`."""

    uid = models.UUIDField()
    script = models.CharField(max_length=4, choices=Script)
    slug = models.SlugField(max_length=80)
    front_uid = models.UUIDField()
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=20)
    title_setting = models.CharField(max_length=8, blank=True)  # "": the theme's own way
    note_kind = models.CharField(max_length=8, default="note")
    label_style = models.CharField(max_length=12)
    # readers are told how many parts there will be only where this is set
    announced_total = models.PositiveSmallIntegerField(null=True)
    finished = models.BooleanField(default=False)
    # [{"position": 1, "name": "潮起", "label": "谋划", "blurb": "…"}]; empty: one unnamed chapter
    chapters = models.JSONField(default=list)
    # [{"year": 2025, "month": 3, "day": 12, "text": "…", "article": "uid"}], the earliest first; what is not known is left out
    moments = models.JSONField(default=list)
    first_published_at = models.DateTimeField()
    last_published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["uid", "script"], name="published_series_uid_script"),
            models.UniqueConstraint(fields=["slug", "script"], name="published_series_slug_script"),
            bounded("published_series", "first_published_at", "last_published_at"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.script})"


class PublishedPart(models.Model):
    """One numbered slot of a released series in one script. Numbers never close up."""

    series_uid = models.UUIDField()
    script = models.CharField(max_length=4, choices=Script)
    number = models.PositiveSmallIntegerField()
    chapter = models.PositiveSmallIntegerField(default=1)  # position in PublishedSeries.chapters
    label = models.CharField(max_length=20)  # the number as printed: 之三, ③, 上 …
    article_uid = models.UUIDField(null=True)
    is_home = models.BooleanField(default=True)  # the story's ribbon belongs to this series
    is_announced = models.BooleanField(default=False)
    announced_title = models.CharField(max_length=200, blank=True)
    announced_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["series_uid", "script", "number"], name="published_part_number"),
            models.UniqueConstraint(
                fields=["series_uid", "script", "article_uid"], name="published_part_article"
            ),
            # one ribbon a story and script
            models.UniqueConstraint(
                fields=["article_uid", "script"], condition=models.Q(is_home=True), name="published_part_home"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["script", "article_uid"], name="pub_part_article"
            ),  # the ribbon of an article page
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.script})"
