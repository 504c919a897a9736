"""`HantTerm`: words whose traditional form the newsroom has decided, for every story from now on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.bounds import bounded
from articles.models.fields import LineField
from articles.text.fold import fold


class HantTermQuerySet(models.QuerySet["HantTerm"]):
    """The newsroom's words for sets of terms."""

    def decided(self) -> dict[str, str]:
        """Simplified words, with what the traditional edition prints."""
        return dict(self.values_list("term", "hant"))


class HantTerm(models.Model):
    """A protected term: where these simplified words stand, the traditional edition prints `hant`.

    A snapshot keeps the terms that its text uses, so a row added later changes no signed page. What the house says of
    itself takes them when its public rows are made (`house_words`).
    """

    term = LineField(
        _("words in simplified script"), max_length=20, unique=True, validators=[MinLengthValidator(2)]
    )
    hant = LineField(_("as the traditional edition prints them"), max_length=20)
    note = LineField(_("why"), max_length=80, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), auto_now=True)

    objects = HantTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("traditional term")
        verbose_name_plural = _("traditional terms")
        ordering = ("term",)
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~models.Q(hant=""), name="hant_term_says_how"),
            bounded("hant_term", "decided_at"),
        ]

    def __str__(self) -> str:
        return f"{self.term} → {self.hant}"

    def clean(self) -> None:
        """Glyphs are decided here, never vocabulary: 计算机 stays 計算機."""
        super().clean()
        check_glyphs(self.term, self.hant)


def check_glyphs(term: str, hant: str) -> None:
    """Refuse a traditional form that says other words than the simplified one."""
    if fold(term) != fold(hant):
        raise ValidationError(
            _("“%(hant)s” is not “%(term)s” in other characters: only glyphs are decided here, never words."),
            code="other_words",
            params={"term": term, "hant": hant},
        )
