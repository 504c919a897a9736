"""The verbs of a finding that stays: `ignore` it with a reason, `take_back` that. Rows are written once.

Imports `rights`; the desk's pages call it. A decision changes no text and voids no approval.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import clock
from articles.models.article import Article
from articles.models.proofing import ProofDecision
from articles.proofing.findings import Found
from articles.refusals import Refusal
from articles.rights import Standing
from articles.workflow import Status
from newsroom.staff.roles import Right, holds

MOST_REASON = 300
_LONGEST_WORDS = 200
_OPEN = (Status.DRAFT, Status.IN_REVIEW)


def may_decide(standing: Standing) -> bool:
    """Whether a person may leave findings of a story as they are: who may edit it now, and proofreaders."""
    return standing.article.status in _OPEN and (standing.may_edit or holds(standing.user, Right.PROOF))


def may_leave_block(standing: Standing) -> bool:
    """Whether a person may leave what blocks: proofreaders and editors, but nobody in their own story."""
    return holds(standing.user, Right.PROOF) and not standing.is_maker


def may_decide_for_all(standing: Standing) -> bool:
    """Whether a decision of this person may reach all stories."""
    return holds(standing.user, Right.PROOF)


def may_take_back(standing: Standing, decision: ProofDecision) -> bool:
    """Whether a person may take a decision back: their own, and proofreaders any."""
    own = decision.by_id == standing.user.pk and decision.scope != ProofDecision.Scope.HOUSE
    return may_decide(standing) and (own or holds(standing.user, Right.PROOF))


def standing_one(article: Article, uid: str) -> ProofDecision | None:
    """The decision of this uid about a story, if it stands."""
    try:
        found: ProofDecision | None = (
            ProofDecision.objects.standing().about(article.uid).filter(uid=uid).first()
        )
    except ValidationError:  # no uid at all
        return None
    return found


def ignore(*, article: Article, user: Any, found: Found, scope: str, reason: str) -> ProofDecision:
    """Leave a finding as it is, here, in this story or in all stories.

    Effects: locks the article; inserts the decision, if none stands that says as much: of two that were made by pressing
    twice, taking back one would leave the other. Returns the one that stands.
    Raises `Refusal`: not_visible, not_yours, note_missing; reaches_too_far for what blocks or for all stories, where they have no right to proof; is_maker for what blocks in their own story.
    """
    reason = reason.strip()
    if not reason:
        raise Refusal("note_missing")
    with transaction.atomic():
        standing = Standing(user, Article.objects.select_for_update().get(pk=article.pk))
        told = {
            "scope": scope,
            "key": found.place_key if scope == ProofDecision.Scope.PLACE else found.words_key,
            "covers_block": _check(standing, found, scope),
        }
        return _as_much(article, told) or ProofDecision.objects.create(
            article_uid=article.uid,
            **told,
            **_shown(found),
            reason=reason[:MOST_REASON],
            **signed(user),
        )


def take_back(*, article: Article, user: Any, decision: ProofDecision) -> None:
    """Let a finding be found again.

    Effects: inserts a row that takes the decision back; a second one does nothing. Raises `Refusal("not_yours")` where it
    is neither the person's own decision nor theirs to decide about, `wrong_status` for a story that is signed or out.
    """
    if not may_take_back(Standing(user, article), decision):
        raise Refusal("not_yours" if article.status in _OPEN else "wrong_status")
    record_taken_back(article=article, user=user, decision=decision)


def record_taken_back(*, article: Article, user: Any, decision: ProofDecision) -> None:
    """The row alone; who may is asked by the verb. Does nothing where somebody else took it back first."""
    told = {
        name: getattr(decision, name)
        for name in ("scope", "key", "rule", "field", "text", "before", "after", "covers_block")
    }
    try:
        with transaction.atomic():
            ProofDecision.objects.create(
                article_uid=article.uid, reason="", takes_back=decision, **told, **signed(user)
            )
    except IntegrityError:
        return


def signed(user: Any) -> dict[str, Any]:
    """Who decides, by the name they have now, and when."""
    return {"by": user, "by_name": user.get_full_name()[:80], "at": clock.now()}


def _as_much(article: Article, told: Mapping[str, Any]) -> ProofDecision | None:
    """The decision that stands already for the same finding and reaches as far."""
    same = ProofDecision.objects.standing().about(article.uid).filter(scope=told["scope"], key=told["key"])
    found: ProofDecision | None = (same.filter(covers_block=True) if told["covers_block"] else same).first()
    return found


def _shown(found: Found) -> dict[str, str]:
    """What a list of decisions prints of a finding."""
    told = {name: getattr(found, name) for name in ("rule", "field", "before", "after")}
    return told | {"text": found.text[:_LONGEST_WORDS]}


def _check(standing: Standing, found: Found, scope: str) -> bool:
    """Whether the decision may stand; the answer is whether it covers what blocks."""
    if not standing.may_see:
        raise Refusal("not_visible")
    if not may_decide(standing) or scope not in ProofDecision.Scope.values:
        raise Refusal("not_yours")
    if scope == ProofDecision.Scope.HOUSE and not may_decide_for_all(standing):
        raise Refusal("reaches_too_far")
    if found.severity != "block":
        return may_leave_block(standing)
    if not holds(standing.user, Right.PROOF):
        raise Refusal("reaches_too_far")
    if standing.is_maker:
        raise Refusal("is_maker")
    return True
