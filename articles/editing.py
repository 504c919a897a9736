"""The private side's verbs: make a story, save a revision, and `perform` every action of the workflow.

Each verb is one transaction. Imports `acts` (what each action does), `rights`, `snapshots`, `ledger`;
the desk's pages, `series` and the commands import this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles import ledger
from articles.acts import ACTS, Act
from articles.models.article import Article
from articles.models.fields import visible
from articles.models.ledger import Transition
from articles.models.review import ReviewRoute, Round
from articles.models.revision import Revision
from articles.refusals import Refusal, StaleRevision
from articles.rendering import asking
from articles.revising import keep
from articles.rights import Standing
from articles.rounds import end_round
from articles.slugs import save_with_slug
from articles.workflow import ACTIONS, Action, Ask, Status
from newsroom.staff.roles import RoleCode, has_role


@dataclass(frozen=True)
class Outcome:
    """What came of an act: the ledger row and, where it was refused, why."""

    transition: Transition
    refusal: Refusal | None = None

    @property
    def accepted(self) -> bool:
        """Whether the act came to pass."""
        return self.refusal is None


def create_article(*, user: Any, route: ReviewRoute | None = None, **fields: Any) -> Article:
    """A new draft.

    Effects: inserts the article with its address and the default route. Its first revision is taken by the
    `save_revision` that follows, once its credits and pictures are in.
    """
    article = Article(**fields)
    insert_article(article=article, user=user, route=route)
    return article


def insert_article(*, article: Article, user: Any, route: ReviewRoute | None = None) -> None:
    """The same for an article that a form has filled in but not saved."""
    if not may_create(user):
        raise Refusal("not_yours")
    article.author, article.route = user, route or default_route()
    save_with_slug(article)


def may_create(user: Any) -> bool:
    """Whether a person's role writes stories."""
    return any(has_role(user, code) for code in _WRITING_ROLES)


def check_save(*, article: Article, user: Any, seen_revision: int, pictures_only: bool = False) -> Article:
    """Whether this person may save this story now. Call it first in the transaction that saves.

    Effects: locks the row until the transaction ends. Raises `Refusal("not_yours")` or `StaleRevision`.
    """
    locked = Article.objects.select_for_update().get(pk=article.pk)
    standing = Standing(user, locked)
    if not (standing.may_edit_pictures if pictures_only else standing.may_edit):
        raise Refusal("not_yours")
    if seen_revision != locked.revision_number:
        raise StaleRevision(locked.revision_number)
    return locked


def save_revision(*, article: Article, user: Any, origin: str = Revision.Origin.DRAFT) -> Revision | None:
    """Keep what the working copy says now. Call it after every child row is saved.

    Effects, in order: locks the article; gives it an address if it has none; if the content differs from the latest
    revision, inserts the next one, notes its number and hash on the article and lets a worker begin its pictures. Returns None where nothing changed.
    Raises `Refusal("wrong_status")` for a signed or published story: reopen it first.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.status not in (Status.DRAFT, Status.IN_REVIEW):
            raise Refusal("wrong_status")
        save_with_slug(locked, only=["slug"])
        in_review = locked.status == Status.IN_REVIEW
        revision = keep(article=locked, user=user, origin=Revision.Origin.REVIEW if in_review else origin)
        if revision and asking.has_worker():
            asking.ask_for(locked)
    article.refresh_from_db()
    return revision


def perform(
    *,
    article: Article,
    action: str,
    user: Any,
    seen_revision: int,
    note: str = "",
    data: Mapping[str, Any] | None = None,
) -> Outcome:
    """Do one action of the table, or say why not.

    Effects, in order: locks the article; reads the person's groups anew; checks right, status, separation of duties,
    revision and what the action asks; does it (`acts`); writes the ledger row. A refusal undoes all of that, is
    written to the ledger by itself and returned. Raises `StaleRevision`, after recording it, if the content moved.
    `data` may hold publish_at (aware), errors_found, notice, correction (mapping), revision (number).
    """
    _ask_for_pictures(article, action)
    try:
        with transaction.atomic():
            transition = _perform(article.pk, action, user.pk, seen_revision, note.strip(), dict(data or {}))
    except Refusal as refusal:
        return _refused(article, action, user, note, refusal)
    except IntegrityError:
        return _refused(article, action, user, note, Refusal("lost_race"))
    article.refresh_from_db()
    return Outcome(transition)


def drop_schedule(*, article: Article, reason: str) -> None:
    """Take the planned time off a story that could not be published at it.

    Effects: clears time and planner, whatever the status; the ledger tells, with no actor, for nobody decided it.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.publish_at is None:
            return
        locked.publish_at = locked.scheduled_by = None
        locked.save(update_fields=["publish_at", "scheduled_by", "updated_at"])
        _tell(locked, "unschedule", None, locked.status, reason=reason)
    article.refresh_from_db()


def delete_draft(*, article: Article, user: Any) -> None:
    """Throw a draft away that nobody was ever asked to read.

    Effects: the ledger tells; deletes the article with its revisions and child rows; pictures stay in the library.
    Raises `Refusal`: not_yours, wrong_status (it has been through a round, or stands in a series).
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if not Standing(user, locked).may_edit:
            raise Refusal("not_yours")
        if locked.rounds.exists() or locked.kind == Article.Kind.FRONT:
            raise Refusal("wrong_status")
        _tell(locked, "delete", user, locked.status, note=str(locked))
        try:
            locked.delete()
        except ProtectedError as error:
            raise Refusal("in_series") from error


def assign_route(*, article: Article, route: ReviewRoute, user: Any) -> bool:
    """Raise the story's route to at least `route`; a weaker one is never put in place of a stronger.

    Effects: changes the route; if the story is in review, the round ends and it is a draft again; if it is approved
    but not out, the approval and the planned time are void, also for a draft reopened from there; the next round takes
    every step of the new route; the ledger tells. Returns whether anything changed.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.route.strength >= route.strength:
            return False
        before = locked.status
        locked.route, locked.only_last_step = route, False
        if locked.status in (Status.IN_REVIEW, Status.APPROVED):
            end_round(locked, Round.Ending.RAISED)
            locked.status, locked.publish_at, locked.scheduled_by = Status.DRAFT, None, None
            locked.reopened_from = Status.PUBLISHED if locked.is_public else ""
        elif locked.reopened_from == Status.APPROVED:  # else `discard` would bring the weaker approval back
            locked.reopened_from = Status.PUBLISHED if locked.is_public else ""
        locked.save()
        _tell(locked, "assign_route", user, before, note=str(route))
    article.refresh_from_db()
    return True


def default_route() -> ReviewRoute:
    """The route of new stories: the one so marked, else the first."""
    return ReviewRoute.objects.order_by("-is_default", "pk")[:1].get()


_WRITING_ROLES = (RoleCode.REPORTER, RoleCode.EDITOR, RoleCode.DESK_HEAD, RoleCode.CHIEF_EDITOR)


def _perform(pk: int, name: str, user_pk: int, seen: int, note: str, data: dict[str, Any]) -> Transition:
    article = Article.objects.select_for_update().get(pk=pk)
    user = get_user_model().objects.get(pk=user_pk)
    action = ACTIONS.get(name)
    if action is None:
        raise Refusal("unknown_action")
    standing = Standing(user, article)
    reason = standing.refusal_of(action)
    if reason:
        raise Refusal(reason)
    if seen != article.revision_number:
        raise StaleRevision(article.revision_number)
    _check_note(action, note)
    act = Act(article=article, user=user, standing=standing, note=note, data=data)
    before, round_, step = article.status, standing.round, standing.step
    told = ACTS[name](act)
    if round_ is None:
        round_ = article.rounds.first()
    return _tell(
        article,
        name,
        user,
        before,
        note=note,
        data=told,
        round_number=round_.number if round_ else None,
        step=step.name_hans if step else "",
    )


def _ask_for_pictures(article: Article, action: str) -> None:
    """Before the lock, for without a worker it takes seconds: what goes out is cut; a worker begins when it is signed."""
    due = action == "publish" and article.status == Status.APPROVED
    if due or (action in ("submit", "approve", "override") and asking.has_worker()):
        asking.ask_for(article)


def _check_note(action: Action, note: str) -> None:
    note = visible(note)  # ten characters that nobody sees are no reason
    if Ask.OPINION in action.needs and not note:
        raise Refusal("opinion_missing")
    if Ask.NOTE in action.needs and not note:
        raise Refusal("note_missing")
    if len(note) < action.note_min:
        raise Refusal("note_short", minimum=action.note_min)


def _tell(article: Article, action: str, user: Any, before: str, **told: Any) -> Transition:
    return ledger.record(
        subject="article",
        subject_uid=article.uid,
        action=action,
        actor=user,
        from_status=before,
        to_status=article.status,
        revision_number=article.revision_number,
        content_sha256=article.content_sha256,
        **told,
    )


def _refused(article: Article, action: str, user: Any, note: str, refusal: Refusal) -> Outcome:
    article.refresh_from_db()
    row = ledger.record(
        subject="article",
        subject_uid=article.uid,
        action=action[:20],
        actor=user,
        outcome=Transition.Outcome.REFUSED,
        from_status=article.status,
        to_status=article.status,
        revision_number=article.revision_number,
        content_sha256=article.content_sha256,
        note=note,
        reason=refusal.code,
    )
    if isinstance(refusal, StaleRevision):
        raise refusal
    return Outcome(row, refusal)
