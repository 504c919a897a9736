"""`Image`, an immutable original named by its content, and `ImageUse`, its place in one story.

What readers see is on the use, so an edit in the library changes no signed copy.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.fields import LineField
from newsroom.staff.roles import Right, holds


class ImageQuerySet(models.QuerySet["Image"]):
    """The newsroom's words for sets of pictures."""

    def visible_to(self, user: Any) -> ImageQuerySet:
        """What a person may look at: everything for editors; their own uploads and their stories' pictures for reporters."""
        if not user.is_active:
            return self.none()
        if user.is_superuser or holds(user, Right.SEE_ALL):
            return self
        if "reporter" not in user.role_codes:
            return self.none()
        stories = Article.objects.of_writer(user).values("pk")
        used = ImageUse.objects.filter(image=OuterRef("pk"), article__in=stories)
        return self.filter(Q(uploaded_by=user) | Q(Exists(used)))

    def in_use(self, use: str) -> ImageQuerySet:
        """Those that some story uses ("used"), that none does ("unused"), or all ("")."""
        some = Exists(ImageUse.objects.filter(image=OuterRef("pk")))
        if use == "used":
            return self.filter(some)
        return self.filter(~some) if use == "unused" else self


class Image(models.Model):
    """One original picture in the private store, with what the library suggests for its uses."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    extension = models.CharField(max_length=4, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    filename = LineField(_("file name"), max_length=200, blank=True, editable=False)
    ai_labelled = models.BooleanField(_("carries an AI label"), default=False, editable=False)
    alt = LineField(_("alternative text"), max_length=300, blank=True)
    caption = LineField(_("caption"), max_length=300, blank=True)
    credit = LineField(_("credit"), max_length=80, blank=True)
    rights = LineField(_("rights"), max_length=200, blank=True)
    # where a new use has its focal point: percent from the left and from the top
    focal_x = models.PositiveSmallIntegerField(_("focal point, from the left in %"), default=50)
    focal_y = models.PositiveSmallIntegerField(_("focal point, from the top in %"), default=50)
    # what the file says of itself: caption, credit, rights, taken_on. An offer to people, printed nowhere by itself
    offered = models.JSONField(default=dict, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("-uploaded_at", "-pk")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="image_focal_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.filename or self.sha256[:12]


class ImageUse(models.Model):
    """A picture in one story: where, in what order, and what is printed with it."""

    class Slot(models.TextChoices):
        """Where in the story a picture stands."""

        LEAD = "lead", _("lead picture")
        BODY = "body", _("in the text")
        GALLERY = "gallery", _("gallery")
        # of a series' front only
        ART_WIDE = "art", _("title art")
        ART_TALL = "art_tall", _("title art for phones")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="image_uses")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="uses", verbose_name=_("picture"))
    slot = models.CharField(_("place"), max_length=8, choices=Slot, default=Slot.BODY)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    alt = LineField(_("alternative text"), max_length=300, blank=True)
    caption = LineField(_("caption"), max_length=300, blank=True)
    credit = LineField(_("credit"), max_length=80, blank=True)
    # percent from the left and from the top: what a crop keeps
    focal_x = models.PositiveSmallIntegerField(_("focal point, from the left in %"), default=50)
    focal_y = models.PositiveSmallIntegerField(_("focal point, from the top in %"), default=50)
    ai_label = LineField(_("AI label"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("picture in the story")
        verbose_name_plural = _("pictures in the story")
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "position"], name="image_use_position"),
            models.UniqueConstraint(
                fields=["article", "slot"],
                condition=Q(slot__in=["lead", "art", "art_tall"]),
                name="image_use_one_lead",
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="image_use_focal_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}"
