"""Names in print: `Contributor` (the roster), `CreditRole`, and a story's `Credit` lines with their people."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.fields import LineField, ProseField


class CreditOrder(models.TextChoices):
    """The two schools of printed credits."""

    MAKER = "maker", _("maker to signer: 文/图, 编辑, 责编 … 总监制")
    LEADER = "leader", _("leader to maker: 总监制, 监制 … 文/图, 编辑, 责编")


class Contributor(models.Model):
    """A public name. The traditional and Latin forms are kept, never derived: machines get names wrong."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name_hans = LineField(_("name"), max_length=40)
    name_hant = LineField(
        _("traditional name"), max_length=40, blank=True, help_text=_("Empty: as the name above.")
    )
    name_latin = LineField(
        _("Latin name"), max_length=80, blank=True, help_text=_("As the person writes it.")
    )
    other_names = LineField(
        _("pen names"),
        max_length=200,
        blank=True,
        help_text=_(
            "Further names that are printed, with 、 between them. Readers who follow one come to this person's page."
        ),
    )
    default_title = LineField(_("title"), max_length=20, blank=True, help_text=_("记者, 通讯员 …"))
    organisation = LineField(_("organisation"), max_length=40, blank=True)
    bio = ProseField(pgettext_lazy("a person", "about"), max_length=1000, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributor",
    )

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ("name_hans", "pk")

    def __str__(self) -> str:
        return self.name_hans

    @property
    def pen_names(self) -> list[str]:
        """The further names, one by one."""
        return [name.strip() for name in re.split(r"[、，,；;]", self.other_names) if name.strip()]

    @property
    def traditional_name(self) -> str:
        """The name as printed in traditional script."""
        return self.name_hant or self.name_hans


class CreditRole(models.Model):
    """One kind of work that is credited. `group` tells makers from those who check: makers may not sign."""

    class Group(models.TextChoices):
        """What a role does to a story."""

        MAKE = "make", _("makes it")
        EDIT = "edit", _("edits it")
        PROOF = "proof", _("proofreads it")
        REVIEW = "review", _("reviews it")
        LEAD = "lead", _("leads it")
        SOURCE = "source", _("is its source")

    code = models.SlugField(_("code"), max_length=30, unique=True)
    label_hans = LineField(_("label"), max_length=20)
    label_hant = LineField(_("traditional label"), max_length=20)
    label_en = LineField(_("English label"), max_length=40)
    group = models.CharField(_("group"), max_length=8, choices=Group)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("credit role")
        verbose_name_plural = _("credit roles")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.label_hans


class Credit(models.Model):
    """One printed credit line of a story: its role or roles, in printed order, and its people in `people`."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="credits")
    position = models.PositiveSmallIntegerField(_("position"))
    # codes of CreditRole in printed order: 文/图 is ["text", "photo"]
    roles = models.JSONField(_("roles"), default=list)
    # printed instead of the roles' labels where a line used a label that no role has
    label = LineField(_("label as printed"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "position"], name="credit_position"),
            models.CheckConstraint(condition=~Q(roles=[]) | ~Q(label=""), name="credit_has_role_or_label"),
        ]

    def __str__(self) -> str:
        return ""  # the inline's own columns say it; a heading would repeat them


class CreditPerson(models.Model):
    """One person (or body) of a credit line, exactly as printed, in both scripts."""

    credit = models.ForeignKey(Credit, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    name = LineField(_("name"), max_length=40)
    name_hant = LineField(_("traditional name"), max_length=40, blank=True)
    title = LineField(_("title"), max_length=20, blank=True)
    organisation = LineField(_("organisation"), max_length=40, blank=True)
    note = LineField(_("note"), max_length=40, blank=True)
    contributor = models.ForeignKey(
        Contributor, null=True, blank=True, on_delete=models.SET_NULL, related_name="credit_lines"
    )

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["credit", "position"], name="credit_person_position"),
        ]

    def __str__(self) -> str:
        return self.name
