"""Review: `ReviewRoute` and `ReviewStep` (what a newsroom edits), `Round` and `RoundStep` (one passage), `SignOff`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.bounds import bounded
from articles.models.appendonly import AppendOnly
from articles.models.fields import LineField
from articles.text.proof import per_ten_thousand


class StepKind(models.TextChoices):
    """What is done at a step. 审 asks whether it may run, 校 whether it is right."""

    REVIEW = "review", _("review")
    PROOF = "proof", _("proof")
    BOTH = "both", _("review and proof")


def in_language(hans: str, hant: str, english: str) -> str:
    """The one of three names that the active language asks for; the simplified one where that is empty."""
    language = translation.get_language() or ""
    if language.startswith("zh-hant"):
        return hant or hans
    return (english if language.startswith("en") else hans) or hans


class StepName(models.Model):
    """A step's name in the three languages of the desk."""

    name_hans = LineField(_("name"), max_length=20)
    name_hant = LineField(_("traditional name"), max_length=20)
    name_en = LineField(_("English name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=6, choices=StepKind, default=StepKind.BOTH)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language that is active."""
        return in_language(self.name_hans, self.name_hant, self.name_en)


class ReviewRoute(models.Model):
    """An ordered list of steps that a story passes. `strength` orders routes: a stronger one may replace a weaker."""

    slug = models.SlugField(_("slug"), max_length=30, unique=True)
    name_hans = LineField(_("name"), max_length=20)
    name_hant = LineField(_("traditional name"), max_length=20)
    name_en = LineField(_("English name"), max_length=40)
    is_default = models.BooleanField(_("for new stories"), default=False)
    is_series_default = models.BooleanField(_("for new series"), default=False)
    needs_figures_ticked = models.BooleanField(
        _("figures checked one by one"),
        default=False,
        help_text=_("The last step is refused until every figure of the text is ticked."),
    )

    required_roles = models.ManyToManyField(
        "articles.CreditRole",
        verbose_name=_("required credits"),
        blank=True,
        related_name="+",
        help_text=_("A story is neither submitted nor passed before each of these is credited."),
    )

    class Meta:
        verbose_name = _("review route")
        verbose_name_plural = _("review routes")
        ordering = ("pk",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_route"
            ),
            models.UniqueConstraint(
                fields=["is_series_default"],
                condition=Q(is_series_default=True),
                name="one_series_default_route",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.name_hans, self.name_hant, self.name_en)

    @property
    def strength(self) -> int:
        """How many steps it has."""
        return self.steps.count()


class ReviewStep(StepName):
    """One step of a route. The last of every route belongs to the chief editor (checked on saving the route)."""

    route = models.ForeignKey(ReviewRoute, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("position"))
    group = models.ForeignKey(Group, verbose_name=_("who"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("review step")
        verbose_name_plural = _("review steps")
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["route", "position"], name="review_step_position"),
        ]


class Round(models.Model):
    """One passage through review, with the route's steps as they were when it was opened."""

    class Ending(models.TextChoices):
        """How a round ended."""

        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")
        RECALLED = "recalled", _("recalled")
        OVERRIDDEN = "overridden", _("overridden")
        WITHDRAWN = "withdrawn", _("withdrawn")
        RAISED = "raised", _("route raised")

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    # as the route was called then, in the languages of the desk
    route_name = models.CharField(max_length=40)
    route_name_hant = models.CharField(max_length=40, blank=True)
    route_name_en = models.CharField(max_length=40, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    needs_figures_ticked = models.BooleanField(default=False)  # as the route asked when the round was opened

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ("-number",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "number"], name="round_number"),
            # submit ∥ submit: one round is open at a time
            models.UniqueConstraint(
                fields=["article"], condition=Q(ended_at__isnull=True), name="one_open_round"
            ),
            bounded("round", "opened_at", "ended_at"),
        ]

    def __str__(self) -> str:
        return gettext("round %(number)d") % {"number": self.number}

    @property
    def route_title(self) -> str:
        """The name of its route in the language that is active."""
        return in_language(self.route_name, self.route_name_hant, self.route_name_en)


class RoundStep(StepName):
    """A step of one round: a copy, so that editing a route changes later rounds only."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("position",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "position"], name="round_step_position"),
        ]


class SignOff(AppendOnly):
    """One person's pass of one step of one round, bound to the revision and hash they read."""

    class Decision(models.TextChoices):
        """What was said."""

        PASS = "pass", _("passed")
        PASS_WITH_EDITS = "pass_with_edits", _("passed with edits")
        APPROVE = "approve", _("approved")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sign_offs")
    step = models.ForeignKey(RoundStep, on_delete=models.PROTECT, related_name="sign_offs")
    is_review = models.BooleanField()  # false for a pure proof step
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=80)  # as it was then: people leave and marry
    user_title = models.CharField(max_length=40, blank=True)
    decision = models.CharField(max_length=16, choices=Decision)
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    opinion = models.TextField(blank=True)
    errors_found = models.PositiveSmallIntegerField(default=0)
    characters = models.PositiveIntegerField(default=0)  # Chinese ones of the text that was signed
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ("signed_at", "pk")
        constraints: ClassVar[list[Any]] = [
            # approve ∥ approve: the second insert fails
            models.UniqueConstraint(fields=["round", "step"], name="sign_off_once_a_step"),
            # no two reviews of one round by the same person
            models.UniqueConstraint(
                fields=["round", "user"], condition=Q(is_review=True), name="sign_off_reviewers_distinct"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_name} {self.get_decision_display()}"

    @property
    def rate(self) -> Decimal | None:
        """Errors found for ten thousand Chinese characters; None where nobody counted these."""
        return per_ten_thousand(self.errors_found, self.characters) if self.characters else None
