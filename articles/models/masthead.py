"""`Masthead`: the paper's name, line and imprint. Its public copy, with the sections, is `PublishedSite`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.fields import LineField, ProseField
from articles.models.people import CreditOrder


class Masthead(models.Model):
    """The one row that says which paper this is. Readers see it once `publishing.publish_site` has run."""

    name = LineField(_("name of the paper"), max_length=40)
    name_hant = LineField(_("traditional name"), max_length=40, blank=True)
    tagline = LineField(_("tagline"), max_length=80, blank=True)
    credit_order = models.CharField(
        _("order of credits"),
        max_length=8,
        choices=CreditOrder,
        default=CreditOrder.MAKER,
        blank=True,
        help_text=_("What the form of a story suggests. Printed is what the story's rows say."),
    )
    footer = ProseField(_("footer"), max_length=1000, blank=True, help_text=_("One line a paragraph."))

    class Meta:
        verbose_name = _("masthead")
        verbose_name_plural = _("masthead")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(pk=1), name="one_masthead"),
        ]

    def __str__(self) -> str:
        return self.name
