"""`User`: a person with a login. Public names are `articles.Contributor`; the two are linked from there."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with a login. What they may do in the workflow follows from their groups alone."""

    class Language(models.TextChoices):
        """Languages the desk speaks; each in its own name so that anybody finds theirs."""

        HANS = "zh-hans", "简体中文"
        HANT = "zh-hant", "繁體中文"
        EN = "en", "English"

    display_name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("As colleagues write it.")
    )
    job_title = models.CharField(_("job title"), max_length=40, blank=True)
    language = models.CharField(
        _("language of the desk"), max_length=8, choices=Language, default=Language.HANS
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")  # type: ignore[assignment]
        verbose_name_plural = _("accounts")  # type: ignore[assignment]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(language__in=["zh-hans", "zh-hant", "en"]), name="staff_user_known_language"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name colleagues write, or the login where none is given."""
        return self.display_name or super().get_full_name() or self.username

    def get_short_name(self) -> str:
        """The same: Chinese names are not shortened."""
        return self.get_full_name()

    @cached_property
    def role_codes(self) -> frozenset[str]:
        """Names of this person's groups, read once an instance. Load the user anew to see a change."""
        return frozenset(self.groups.values_list("name", flat=True))
