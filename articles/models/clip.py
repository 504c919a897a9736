"""`Clip`, an immutable video or sound named by its content, and `ClipUse`, its place in one story.

What readers see is on the use, as with pictures. The poster of a video is one of the story's pictures.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.fields import LineField, ProseField
from newsroom.staff.roles import Right, holds


class ClipQuerySet(models.QuerySet["Clip"]):
    """The newsroom's words for sets of clips."""

    def visible_to(self, user: Any) -> ClipQuerySet:
        """What a person may play: everything for editors; their own uploads and their stories' clips for reporters."""
        if not user.is_active:
            return self.none()
        if user.is_superuser or holds(user, Right.SEE_ALL):
            return self
        if "reporter" not in user.role_codes:
            return self.none()
        stories = Article.objects.of_writer(user).values("pk")
        used = ClipUse.objects.filter(clip=OuterRef("pk"), article__in=stories)
        return self.filter(Q(uploaded_by=user) | Q(Exists(used)))


class Clip(models.Model):
    """One video or sound in the private store."""

    class Kind(models.TextChoices):
        """What a player makes of it."""

        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    extension = models.CharField(max_length=4, editable=False)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, editable=False)
    milliseconds = models.PositiveIntegerField(_("length"), editable=False)
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    filename = LineField(_("file name"), max_length=200, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = ClipQuerySet.as_manager()

    class Meta:
        verbose_name = _("clip")
        verbose_name_plural = _("clips")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.filename or self.sha256[:12]

    @property
    def is_video(self) -> bool:
        """Whether there is something to look at."""
        return self.kind == self.Kind.VIDEO


class ClipUse(models.Model):
    """A clip in one story: where, with which poster, and what is printed with it."""

    class Slot(models.TextChoices):
        """Where in the story a clip stands."""

        LEAD = "lead", _("at the head of the story")
        BODY = "body", _("in the text")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="clip_uses")
    clip = models.ForeignKey(Clip, on_delete=models.PROTECT, related_name="uses", verbose_name=_("clip"))
    slot = models.CharField(_("place"), max_length=8, choices=Slot, default=Slot.BODY)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    # the uid of one of the story's pictures, named as the body names them: no key, so that both can be restored
    poster = models.UUIDField(_("poster"), null=True, blank=True)
    caption = LineField(_("caption"), max_length=300, blank=True)
    credit = LineField(_("credit"), max_length=80, blank=True)
    ai_label = LineField(_("AI label"), max_length=60, blank=True)
    captions = models.TextField(_("captions (WebVTT)"), blank=True)
    transcript = ProseField(_("transcript"), max_length=50_000, blank=True)

    class Meta:
        verbose_name = _("clip in the story")
        verbose_name_plural = _("clips in the story")
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "position"], name="clip_use_position"),
            models.UniqueConstraint(fields=["article"], condition=Q(slot="lead"), name="clip_use_one_lead"),
        ]

    def __str__(self) -> str:
        return f"{self.position}"
