"""`Page`: what the paper says of itself – about, contact, licence. Its public copy is `PublishedPage`."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.fields import LineField
from articles.text.slugs import is_reserved


def refuse_reserved(value: str) -> None:
    """Refuse an address that the site needs for itself."""
    if is_reserved(value):
        raise ValidationError(_("The site needs this address for itself."), code="reserved")


class Page(models.Model):
    """A standing page, linked at the foot of every other. Readers see it once `publish_page` has run."""

    slug = models.SlugField(_("address"), max_length=40, unique=True, validators=[refuse_reserved])
    title = LineField(pgettext_lazy("a page", "title"), max_length=40)
    title_hant = LineField(_("traditional title"), max_length=40, blank=True)
    body = models.TextField(_("text"))  # as `articles.body.clean` leaves it
    position = models.PositiveSmallIntegerField(_("position"), default=0, validators=[MaxValueValidator(999)])
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
