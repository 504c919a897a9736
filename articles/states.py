"""Where a story stands, in the desk's words: the five statuses and what is derived from them for display.

Returned, scheduled, “published, changed” and approval lost are never stored. Lists prepare with `with_states`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from articles import times
from articles.models import Article, Round, RoundStep
from articles.rights import current_step
from articles.workflow import Status

_SIGNED = (Round.Ending.APPROVED, Round.Ending.OVERRIDDEN)


@dataclass(frozen=True)
class State:
    """What a pill says: a code, words, a sign and a class of the style sheet."""

    code: str
    words: str
    sign: str
    css: str

    def pill(self) -> SafeString:
        """The pill as HTML."""
        sign = format_html('<span aria-hidden="true">{}</span>', self.sign) if self.sign else ""
        return format_html('<span class="desk-pill {}">{}{}</span>', self.css, sign, self.words)


def with_states(stories: QuerySet[Article]) -> QuerySet[Article]:
    """The set with what `state_of` reads, in two queries more, whatever its size."""
    last = Round.objects.filter(article=OuterRef("pk")).order_by("-number")
    steps = Prefetch("steps", queryset=RoundStep.objects.select_related("group"))
    open_rounds = Round.objects.filter(ended_at__isnull=True).prefetch_related(steps, "sign_offs")
    return stories.annotate(last_ending=Subquery(last.values("ending")[:1])).prefetch_related(
        Prefetch("rounds", queryset=open_rounds, to_attr="open_rounds")
    )


# What a list can be narrowed to, with the words of its filter.
FILTERS: tuple[tuple[str, Any], ...] = (
    ("draft", pgettext_lazy("status", "Draft")),
    ("returned", gettext_lazy("Draft · returned")),
    ("in_review", pgettext_lazy("status", "In review")),
    ("approval_lost", gettext_lazy("Approval lost")),
    ("approved", pgettext_lazy("status", "Approved")),
    ("scheduled", gettext_lazy("Scheduled")),
    ("published", pgettext_lazy("status", "Published")),
    ("changed", gettext_lazy("Published, changed")),
    ("withdrawn", pgettext_lazy("status", "Withdrawn")),
)


def in_state(stories: QuerySet[Article], code: str) -> QuerySet[Article]:
    """The stories whose pill `state_of` would give this code."""
    plain = {"in_review": Status.IN_REVIEW, "published": Status.PUBLISHED, "withdrawn": Status.WITHDRAWN}
    if code in plain:
        return stories.filter(status=plain[code])
    if code in ("approved", "scheduled"):
        return stories.approved().filter(publish_at__isnull=code == "approved")  # type: ignore[attr-defined, no-any-return]
    last = Round.objects.filter(article=OuterRef("pk")).order_by("-number").values("ending")[:1]
    drafts = stories.filter(status=Status.DRAFT).annotate(ended=Coalesce(Subquery(last), Value("")))
    if code == "returned":
        return drafts.filter(ended=Round.Ending.RETURNED)
    drafts = drafts.exclude(ended=Round.Ending.RETURNED)
    if code == "changed":
        return drafts.filter(published_revision__isnull=False)
    signed = Q(ended__in=_SIGNED) & ~Q(reopened_from=Status.WITHDRAWN)
    private = drafts.filter(published_revision__isnull=True)
    return private.filter(signed) if code == "approval_lost" else private.exclude(signed)


def open_round(article: Article) -> Round | None:
    """The open round, from what `with_states` prepared or from the database."""
    prepared = getattr(article, "open_rounds", None)
    if prepared is not None:
        return prepared[0] if prepared else None
    return article.open_round()


def state_of(article: Article) -> State:
    """Where a story stands."""
    if article.status == Status.DRAFT:
        return _draft(article)
    if article.status == Status.IN_REVIEW:
        round_ = open_round(article)
        step = current_step(round_) if round_ else None
        words = _("In review · %(step)s") % {"step": step.name if step else "–"}
        return State("in_review", words, "", "is-review")
    if article.status == Status.APPROVED:
        return _approved(article)
    if article.status == Status.WITHDRAWN:
        return State("withdrawn", pgettext("status", "Withdrawn"), "", "is-gone")
    return State("published", pgettext("status", "Published"), "✓", "is-out")


def _approved(article: Article) -> State:
    if article.publish_at:
        words = _("Scheduled %(time)s") % {"time": times.printed(article.publish_at)}
        return State("scheduled", words, "◷", "is-timed")
    return State("approved", pgettext("status", "Approved"), "✓", "is-signed")


def _draft(article: Article) -> State:
    ending = _last_ending(article)
    if ending == Round.Ending.RETURNED:
        return State("returned", _("Draft · returned"), "↩", "is-back")
    if article.is_public:
        return State("changed", _("Published, changed"), "", "is-back")
    if ending in _SIGNED and article.reopened_from != Status.WITHDRAWN:
        return State("approval_lost", _("Approval lost"), "⚠", "is-back")
    return State("draft", pgettext("status", "Draft"), "", "")


def _last_ending(article: Any) -> str:
    if hasattr(article, "last_ending"):
        return article.last_ending or ""
    last = article.rounds.first()
    return last.ending if last else ""
