"""`Section` and `Tag`: where a story lives and what it is about."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
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
        """The address of every tag of these names that the newsroom keeps, by its name now or one it had before."""
        wanted = set(names)
        found = dict(self.filter(name__in=wanted).values_list("name", "slug"))
        return {**self._formerly(wanted - found.keys()), **found} if len(found) < len(wanted) else found

    def named(self, names: Iterable[str]) -> TagQuerySet:
        """The tags of these names, the names they had before too."""
        return self.filter(slug__in=self.addresses_of(names).values())

    def _formerly(self, names: set[str]) -> dict[str, str]:
        renamed = self.exclude(former_names=[]).values_list("slug", "former_names")
        return {name: slug for slug, former in renamed for name in former if name in names}


class Tag(models.Model):
    """What a story is about. Its slug is its identity; the names it had before stand in what was signed by then."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    name = LineField(_("name"), max_length=30, unique=True)
    former_names = models.JSONField(_("former names"), default=list, blank=True, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A name that another tag had is not given again: what was signed under it means that other one."""
        others = Tag.objects.exclude(pk=self.pk)
        if self.name and self.name in others._formerly({self.name}):
            raise ValidationError(
                {"name": _("Another tag was called that, and signed stories still say so.")}
            )
