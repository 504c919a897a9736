"""What each action of the workflow does, one function each, listed in `ACTS`.

Called by `editing.perform` only, inside its transaction, after every check of right and revision. Each returns what
else the ledger should keep, or None. Raises `Refusal` where what was asked for is missing or impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import clock, publishing, readiness, restoring, snapshots
from articles.bounds import EARLIEST, LATEST
from articles.figuring.checking import require_ticked
from articles.hant.doubting import require_decided
from articles.models.article import Article
from articles.models.extras import Correction
from articles.models.fields import visible
from articles.models.review import Round, SignOff, StepKind
from articles.models.revision import Revision
from articles.proofing import gate
from articles.proofing.report import report_of
from articles.refusals import Refusal
from articles.revising import keep
from articles.rights import Standing
from articles.rounds import end_round, open_round
from articles.workflow import Status

Told = Mapping[str, Any] | None


@dataclass(frozen=True)
class Act:
    """One person doing one thing to one locked story."""

    article: Article
    user: Any
    standing: Standing
    note: str
    data: dict[str, Any]


def _submit(act: Act) -> Told:
    article = act.article
    readiness.require(article, readiness.TO_SUBMIT)
    if article.revision_number == 0:
        keep(article=act.article, user=act.user, origin=Revision.Origin.DRAFT)
    opened = open_round(article, act.user)
    _move(article, Status.IN_REVIEW)
    return {"round": opened.number}


def _recall(act: Act) -> Told:
    end_round(act.article, Round.Ending.RECALLED)
    _move(act.article, Status.DRAFT)
    return None


def _pass(act: Act) -> Told:
    readiness.require(act.article, readiness.TO_PASS)
    return _sign(act, _decision(act, SignOff.Decision.PASS))


def _approve(act: Act) -> Told:
    readiness.require(act.article, readiness.TO_PUBLISH)
    require_ticked(act.standing.round, act.article)
    require_decided(act.article)
    told = _sign(act, SignOff.Decision.APPROVE)
    end_round(act.article, Round.Ending.APPROVED)
    _approved(act.article)
    return told


def _request_changes(act: Act) -> Told:
    end_round(act.article, Round.Ending.RETURNED)
    _move(act.article, Status.DRAFT)
    return None


def _clear_proof(act: Act) -> Told:
    left = gate.held_by(act.article)
    return {"left": [f"{item.found.rule} {item.found.text}"[:60] for item in left[:20]]}


def _override(act: Act) -> Told:
    readiness.require(act.article, readiness.TO_PUBLISH)
    end_round(act.article, Round.Ending.OVERRIDDEN)
    act.article.overridden_because = act.note
    _approved(act.article)
    return None


def _schedule(act: Act) -> Told:
    act.article.publish_at = _wanted_time(act.data.get("publish_at"))
    act.article.scheduled_by = act.user
    act.article.save(update_fields=["publish_at", "scheduled_by", "updated_at"])
    return {"publish_at": act.article.publish_at.isoformat()}


def _unschedule(act: Act) -> Told:
    act.article.publish_at = act.article.scheduled_by = None
    act.article.save(update_fields=["publish_at", "scheduled_by", "updated_at"])
    return None


def _publish(act: Act) -> Told:
    publishing.publish(article=act.article)
    return {"by_schedule": True} if act.data.get("by_schedule") else None


def _reopen(act: Act) -> Told:
    if act.article.status == Status.APPROVED and not visible(act.note):
        raise Refusal("note_missing")
    act.article.only_last_step = False
    _back_to_draft(act.article)
    return None


def _correct(act: Act) -> Told:
    given = act.data.get("correction") or {}
    notice = Correction(
        article=act.article,
        type=given.get("type") or Correction.Type.CORRECTION,
        issued_at=clock.now().replace(microsecond=0),
        wrong=given.get("wrong", ""),
        right=given.get("right", ""),
        passage=given.get("passage", ""),
    )
    try:
        notice.full_clean()
    except ValidationError as error:
        raise Refusal("correction_missing") from error
    act.article.only_last_step = True
    _back_to_draft(act.article)
    notice.save()
    keep(article=act.article, user=act.user, origin=Revision.Origin.CORRECT)
    return {"type": notice.type}


def _discard(act: Act) -> Told:
    article = act.article
    target = (
        article.published_revision if article.reopened_from == Status.PUBLISHED else article.approved_revision
    )
    if target is None:
        raise Refusal("nothing_to_discard")
    back_to = article.reopened_from
    restoring.apply(target.snapshot, article)
    if snapshots.differs(article, target.content):  # a section or a tag it names is gone
        raise Refusal("nothing_to_discard")
    keep(article=act.article, user=act.user, origin=Revision.Origin.DISCARD, content=target.content)
    article.reopened_from, article.only_last_step = "", False
    _move(article, Status(back_to))
    return {"revision": target.number}


def _withdraw(act: Act) -> Told:
    notice = str(act.data.get("notice") or "").strip()
    if not visible(notice):
        raise Refusal("notice_missing")
    article = act.article
    end_round(article, Round.Ending.WITHDRAWN)
    article.approved_revision = article.published_revision
    publishing.withdraw(article=article, text=notice)
    return {"notice": notice}


def _restore(act: Act) -> Told:
    number = act.data.get("revision")
    revision = act.article.revisions.filter(number=number).first() if isinstance(number, int) else None
    if revision is None:
        raise Refusal("revision_missing")
    slug = act.article.slug
    restoring.apply({**revision.snapshot, "slug": slug}, act.article)
    keep(article=act.article, user=act.user, origin=Revision.Origin.RESTORE)
    return {"revision": revision.number}


ACTS: dict[str, Callable[[Act], Told]] = {
    "submit": _submit,
    "recall": _recall,
    "pass": _pass,
    "approve": _approve,
    "request_changes": _request_changes,
    "clear_proof": _clear_proof,
    "override": _override,
    "schedule": _schedule,
    "reschedule": _schedule,
    "unschedule": _unschedule,
    "publish": _publish,
    "reopen": _reopen,
    "discard": _discard,
    "correct": _correct,
    "withdraw": _withdraw,
    "restore": _restore,
}


def _sign(act: Act, decision: str) -> Told:
    round_, step = act.standing.round, act.standing.step
    if round_ is None or step is None:
        raise Refusal("wrong_status")
    errors = _errors_found(act.data.get("errors_found"))
    characters = report_of(act.article).characters
    SignOff.objects.create(
        round=round_,
        step=step,
        is_review=step.kind != StepKind.PROOF,
        user=act.user,
        user_name=act.user.get_full_name()[:80],
        user_title=act.user.job_title,
        decision=decision,
        revision=_latest(act.article),
        sha256=act.article.content_sha256,
        opinion=act.note,
        errors_found=errors,
        characters=characters,
        signed_at=clock.now(),
    )
    return {"decision": str(decision), "errors_found": errors, "characters": characters}


def _decision(act: Act, plain: SignOff.Decision) -> SignOff.Decision:
    """改后通过, where the person edited the text in this round."""
    round_ = act.standing.round
    edited = act.article.revisions.filter(
        origin=Revision.Origin.REVIEW,
        created_by=act.user,
        created_at__gte=round_.opened_at if round_ else None,
    )
    return SignOff.Decision.PASS_WITH_EDITS if edited.exists() else plain


def _errors_found(value: Any) -> int:
    if value in (None, ""):
        return 0
    if not isinstance(value, int) or not 0 <= value <= 9999:
        raise Refusal("errors_bad")
    return value


def _wanted_time(value: Any) -> datetime:
    if not isinstance(value, datetime) or timezone.is_naive(value):
        raise Refusal("time_missing")
    if not EARLIEST <= value < LATEST:
        raise Refusal("time_bounds")
    if value <= clock.now():
        raise Refusal("time_past")
    return value


def _latest(article: Article) -> Revision:
    return article.revisions.get(number=article.revision_number)


def _approved(article: Article) -> None:
    article.approved_revision = _latest(article)
    article.reopened_from, article.only_last_step = "", False
    _move(article, Status.APPROVED)


def _back_to_draft(article: Article) -> None:
    article.reopened_from = article.status
    article.publish_at = article.scheduled_by = None
    _move(article, Status.DRAFT)


def _move(article: Article, status: Status) -> None:
    article.status = status
    article.save()
