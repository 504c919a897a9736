"""`Section` and `Tag`: where a story lives and what it is about."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField


class Section(models.Model):
    """A standing department of the paper. Its slug is an address, its name part of every page's head."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    name = LineField(_("name"), max_length=20, unique=True)
    name_hant = LineField(_("traditional name"), max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class TagQuerySet(models.QuerySet["Tag"]):
    """The newsroom's words for sets of tags."""

    def addresses_of(self, names: Iterable[str]) -> dict[str, str]:
        """The address of every tag of these names that the newsroom keeps."""
        return dict(self.filter(name__in=list(names)).values_list("name", "slug"))


class Tag(models.Model):
    """What a story is about. Printed on the story, so renaming one changes the content of stories that carry it."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    name = LineField(_("name"), max_length=30, unique=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
