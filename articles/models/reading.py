"""`ReadMark`: the revision of a story that a person last had before them. The review page shows the change since."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class ReadMark(models.Model):
    """One person's place in one story's revisions."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="read_marks")
    revision = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "article"], name="read_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.article_id}"
