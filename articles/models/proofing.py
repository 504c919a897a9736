"""Proofing: `ProofTerm`, a row of the desk's word lists, and `ProofDecision`, what somebody decided about a finding.

Private. What is found in a text is never stored: it is found again whenever it is needed (`articles.proofing`).
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.bounds import bounded_days, validate_day
from articles.models.appendonly import AppendOnly, AppendOnlyQuerySet
from articles.models.fields import LineField, ProseField
from articles.text.proof import Term


class Severity(models.TextChoices):
    """How much a finding matters. BLOCK holds a pass back."""

    BLOCK = "block", pgettext_lazy("severity", "Must fix")
    WARN = "warn", pgettext_lazy("severity", "Should fix")
    INFO = "info", pgettext_lazy("severity", "Note")


class ProofTerm(models.Model):
    """One row of the word lists: what is wrong, what is right, and when that holds.

    For a person `pattern` is the name and `suggestion` the title printed before it. All words are in simplified
    script; they are found in both.
    """

    class Kind(models.TextChoices):
        """Which list."""

        CONFUSABLE = "confusable", _("wrong character")
        HOUSE = "house", _("house term")
        PERSON = "person", _("person and title")

    kind = models.CharField(
        pgettext_lazy("word list", "list"), max_length=12, choices=Kind, default=Kind.HOUSE
    )
    pattern = LineField(_("wrong, or the person's name"), max_length=60)
    suggestion = LineField(
        _("right, or the person's title"),
        max_length=120,
        blank=True,
        help_text=_("Empty: the word is not used at all."),
    )
    suggestion_hant = LineField(
        _("right, in traditional script"),
        max_length=120,
        blank=True,
        help_text=_("For traditional copy. Empty: as in simplified script."),
    )
    unless = LineField(
        _("not inside"),
        max_length=400,
        blank=True,
        help_text=_("Longer words in which it is right, separated by spaces: 好象棋 爱好象"),
    )
    severity = models.CharField(
        pgettext_lazy("word list", "severity"), max_length=5, choices=Severity, default=Severity.WARN
    )
    rank = models.PositiveSmallIntegerField(
        _("place in lists of names"), default=0, help_text=_("For persons; 0: no place of their own.")
    )
    valid_from = models.DateField(
        pgettext_lazy("word list", "from"), null=True, blank=True, validators=[validate_day]
    )
    valid_to = models.DateField(
        pgettext_lazy("word list", "to"), null=True, blank=True, validators=[validate_day]
    )
    note = LineField(_("source or note"), max_length=200, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("proofing term")
        verbose_name_plural = _("proofing terms")
        ordering = ("kind", "pattern", "valid_from", "pk")
        constraints: ClassVar[list[Any]] = [
            bounded_days("proof_term", "valid_from", "valid_to"),
            models.CheckConstraint(condition=~Q(pattern=""), name="proof_term_has_pattern"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=models.F("valid_to")),
                name="proof_term_from_before_to",
                violation_error_message=_("“To” is before “from”."),
            ),
            # a person may have had several titles, one after the other
            models.UniqueConstraint(fields=["kind", "pattern", "valid_from"], name="proof_term_once_a_time"),
            models.UniqueConstraint(
                fields=["kind", "pattern"], condition=Q(valid_from__isnull=True), name="proof_term_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pattern} → {self.suggestion}" if self.suggestion else self.pattern

    def as_term(self) -> Term:
        """The row as the checks take it."""
        return Term(
            pattern=self.pattern,
            suggestion=self.suggestion,
            severity=self.severity,  # type: ignore[arg-type]  # one of the choices
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            kind=self.kind,  # type: ignore[arg-type]  # one of the choices
            suggestion_hant=self.suggestion_hant,
            rank=self.rank,
            unless=tuple(self.unless.split()),
        )


class ProofDecisionQuerySet(AppendOnlyQuerySet):
    """The newsroom's words for sets of decisions."""

    def standing(self) -> Any:
        """Those that nobody has taken back."""
        return self.filter(takes_back__isnull=True, taken_back__isnull=True)

    def about(self, article_uid: Any) -> Any:
        """What was decided for one story, and for all stories."""
        return self.filter(Q(article_uid=article_uid) | Q(scope=ProofDecision.Scope.HOUSE))


class ProofDecision(AppendOnly):
    """Somebody left a finding as it is, or took that back. Who, when, what, why: for good.

    `key` names the finding (see `proofing.findings`). The story is named by uid, as in the ledger: a draft may go.
    """

    class Scope(models.TextChoices):
        """How far it reaches."""

        PLACE = "place", _("only here")
        STORY = "story", _("everywhere in this story")
        HOUSE = "house", _("in all stories from now on")

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    article_uid = models.UUIDField(db_index=True)
    scope = models.CharField(max_length=5, choices=Scope)
    key = models.CharField(max_length=64, db_index=True)
    rule = models.CharField(max_length=40)
    field = models.CharField(max_length=20)
    text = models.CharField(max_length=200, blank=True)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    reason = ProseField(max_length=300)
    # whether it may also leave what blocks: the right of the person at that time
    covers_block = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=80)  # as it was then
    at = models.DateTimeField()
    takes_back = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="taken_back")

    objects: ClassVar[Any] = ProofDecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.rule} {self.text}"
