"""`Rendering`: that somebody asked for the renditions of a picture which are not there yet, or could not be made.

Private. Written by `articles.rendering` only; a row is gone once the files are there.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.bounds import bounded


class Rendering(models.Model):
    """One picture with one focal point that is waiting to be cut, or was not cut."""

    class Problem(models.TextChoices):
        """Why it stopped."""

        GONE = "gone", _("the original is not in the store")
        STORE = "store", _("the store could not be written")
        BROKEN = "broken", _("the original could not be decoded")

    image = models.ForeignKey("articles.Image", on_delete=models.CASCADE, related_name="renderings")
    focal_x = models.PositiveSmallIntegerField()
    focal_y = models.PositiveSmallIntegerField()
    crops = models.JSONField(default=list)  # ["full", "3x2", …]
    asked_at = models.DateTimeField()
    problem = models.CharField(max_length=8, choices=Problem, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            bounded("rendering", "asked_at"),
            models.UniqueConstraint(
                fields=["image", "focal_x", "focal_y"], name="rendering_once_a_focal_point"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image} {self.focal_x}/{self.focal_y}"
