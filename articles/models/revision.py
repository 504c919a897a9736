"""`Revision`: what a story's content was at one save, as canonical JSON, for good."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.appendonly import AppendOnly


class Revision(AppendOnly):
    """An immutable snapshot, numbered per article; `sha256` over `content` is the identity of what was written."""

    class Origin(models.TextChoices):
        """What made it. Those of WRITING make their author a maker of the story."""

        DRAFT = "draft", _("written")
        REVIEW = "review", _("edited in review")
        IMPORT = "import", _("imported")
        RESTORE = "restore", _("restored")
        DISCARD = "discard", _("changes discarded")
        CORRECT = "correct", _("corrected")

    WRITING: ClassVar[tuple[str, ...]] = (Origin.DRAFT, Origin.IMPORT, Origin.RESTORE, Origin.CORRECT)

    # A draft that was never submitted may go, and its revisions with it; a story with a round is protected by that.
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.TextField()  # canonical JSON: kept as text so that its hash can be checked to the byte
    sha256 = models.CharField(max_length=64)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.DRAFT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("-number",)
        constraints: ClassVar[list[Any]] = [
            # two saves at once: one of them is told
            models.UniqueConstraint(fields=["article", "number"], name="revision_number"),
        ]

    def __str__(self) -> str:
        return gettext("revision %(number)d") % {"number": self.number}

    @property
    def snapshot(self) -> dict[str, Any]:
        """The content as data."""
        data: dict[str, Any] = json.loads(self.content)
        return data
