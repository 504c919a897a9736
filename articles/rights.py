"""Who may do what to a story. Reads group membership, never `has_perm`: a superuser gets no silent bypass.

`Standing` gathers the facts about one person and one story once; everything else is a question to it.
Used by `editing` (which asks again inside the transaction) and by the desk's pages (to draw buttons).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from articles.makers import maker_ids
from articles.models.article import Article, sees_all
from articles.models.review import Round, RoundStep, SignOff, StepKind
from articles.proofing import gate
from articles.workflow import ACTIONS, Action, Status, Who, actions_from
from newsroom.staff.roles import Right, RoleCode, has_role, holds

# Roles that stand as editors of any story.
_EDITORS = (RoleCode.EDITOR, RoleCode.DESK_HEAD, RoleCode.CHIEF_EDITOR)


@dataclass
class Standing:
    """One person before one story. Load it anew after a change: its answers are remembered."""

    user: Any
    article: Article
    _round: Round | None = field(default=None, repr=False)

    @cached_property
    def round(self) -> Round | None:
        """The open round, with steps and sign-offs."""
        return self.article.open_round() if self.article.status == Status.IN_REVIEW else None

    @cached_property
    def step(self) -> RoundStep | None:
        """The first step of the open round that nobody has signed."""
        return current_step(self.round) if self.round else None

    @cached_property
    def may_see(self) -> bool:
        """Whether the story exists for this person."""
        if sees_all(self.user):
            return True
        return Article.objects.visible_to(self.user).filter(pk=self.article.pk).exists()

    @cached_property
    def is_writer(self) -> bool:
        """Wrote it, has it assigned or is credited on it."""
        return (
            self.user.is_active and Article.objects.of_writer(self.user).filter(pk=self.article.pk).exists()
        )

    @property
    def is_editor(self) -> bool:
        """Editor, desk head or chief editor."""
        return any(has_role(self.user, code) for code in _EDITORS)

    @property
    def is_reviewer(self) -> bool:
        """In the group that the current step belongs to."""
        return self.step is not None and has_role(self.user, self.step.group.name)

    @property
    def at_last_step(self) -> bool:
        """Whether the current step is the last of its round."""
        if self.round is None or self.step is None:
            return False
        return self.step.position == max(step.position for step in self.round.steps.all())

    @cached_property
    def is_held(self) -> bool:
        """Whether proofing holds the text back: something must be fixed, and nobody has cleared it."""
        return bool(gate.held_by(self.article))

    @property
    def may_edit(self) -> bool:
        """Save the text: writers and editors while it is a draft, the current reviewers while it is in review."""
        if self.article.status == Status.DRAFT:
            return self.may_see and (
                self.is_editor or (self.is_writer and has_role(self.user, RoleCode.REPORTER))
            )
        return self.is_reviewer and self.sign_refusal is None

    @property
    def may_edit_pictures(self) -> bool:
        """Save the pictures: whoever may save the text, and art editors while it is a draft."""
        in_draft = self.article.status == Status.DRAFT
        return self.may_edit or (in_draft and holds(self.user, Right.EDIT_PICTURES))

    @cached_property
    def makers(self) -> set[int]:
        """Accounts that may not sign the story, whoever asks."""
        return maker_ids(self.article)

    @property
    def is_maker(self) -> bool:
        """Wrote a revision outside review, submitted it, has it assigned, or is credited as a maker."""
        return self.user.pk in self.makers

    @cached_property
    def sign_refusal(self) -> str | None:
        """Why this person may not sign the current step though their group may; None if they may."""
        if self.round is None or self.step is None:
            return "wrong_status"
        if self.is_maker:
            return "is_maker"
        return _repeat_refusal(self.user.pk, self.round, self.step)

    def stands_as(self, who: Who) -> bool:
        """Whether the person is one of those an action belongs to."""
        submitter = self.round is not None and self.round.submitted_by_id == self.user.pk
        answers: dict[Who, Callable[[], bool]] = {
            Who.WRITERS: lambda: self.is_writer,
            Who.EDITORS: lambda: self.is_editor,
            Who.SUBMITTER: lambda: self.user.is_active and submitter,
            Who.REVIEWER: lambda: self.is_reviewer and not self.at_last_step,
            Who.LAST_REVIEWER: lambda: self.is_reviewer and self.at_last_step,
            Who.PUBLISHER: lambda: holds(self.user, Right.PUBLISH),
            Who.OVERRIDER: lambda: holds(self.user, Right.OVERRIDE),
            Who.PROOFREADER: lambda: has_role(self.user, RoleCode.PROOFREADER),
            Who.MAY_EDIT: lambda: self.may_edit,
        }
        return answers[who]()

    def refusal_of(self, action: Action) -> str | None:
        """The code of the reason why this person may not do this now, or None if they may."""
        if not self.may_see and not holds(self.user, Right.OVERRIDE):
            return "not_visible"
        if self.article.status not in action.sources:
            return "wrong_status"
        if not any(self.stands_as(who) for who in action.who):
            return "not_yours"
        if action.judges and self.sign_refusal:
            return self.sign_refusal
        if action.not_makers and self.is_maker:
            return "is_maker"
        return self._proof_refusal(action) or _state_refusal(self.article, action)

    def _proof_refusal(self, action: Action) -> str | None:
        if action.signs and self.is_held:
            return "proof_blocks"
        return "proof_clean" if action.name == "clear_proof" and not self.is_held else None

    def available(self) -> list[Action]:
        """Exactly the actions this person may do now, in the order of the table."""
        return [action for action in actions_from(self.article.status) if self.refusal_of(action) is None]

    def explained(self) -> list[str]:
        """Codes of the reasons why somebody who might expect to sign may not. At most one."""
        if not self.is_reviewer:
            return []
        held = "proof_blocks" if self.sign_refusal is None and self.is_held else None
        return [code for code in (self.sign_refusal, held) if code]


def current_step(round_: Round) -> RoundStep | None:
    """The first step of a round without a sign-off. Reads prefetched steps and sign-offs."""
    signed = {sign_off.step_id for sign_off in round_.sign_offs.all()}
    return next((step for step in round_.steps.all() if step.pk not in signed), None)


def barred_from(step: RoundStep, round_: Round, makers: set[int]) -> set[int]:
    """Accounts that may not sign a step of a round though its group may: the makers, and who had their say before."""
    spoken = {sign_off.user_id for sign_off in round_.sign_offs.all()}
    return makers | {user_pk for user_pk in spoken if _repeat_refusal(user_pk, round_, step)}


def _repeat_refusal(user_pk: int, round_: Round, step: RoundStep) -> str | None:
    mine: list[SignOff] = [sign_off for sign_off in round_.sign_offs.all() if sign_off.user_id == user_pk]
    if step.kind != StepKind.PROOF and any(sign_off.is_review for sign_off in mine):
        return "signed_already"
    if step.kind == StepKind.REVIEW:
        return None
    before = [s for s in round_.steps.all() if s.position < step.position and s.kind != StepKind.REVIEW]
    if before and any(sign_off.step_id == before[-1].pk for sign_off in mine):
        return "proofed_before"
    return None


def _state_refusal(article: Article, action: Action) -> str | None:
    if action.public_only and not article.is_public:
        return "not_public"
    # alone it would move away from its series, whose rows hold its title and address
    if article.kind == Article.Kind.FRONT and action.name in {"publish", "schedule", "withdraw"}:
        return "front_of_series"
    if action.name == "schedule" and article.is_scheduled:
        return "scheduled_already"
    if action.name in {"reschedule", "unschedule"} and not article.is_scheduled:
        return "not_scheduled"
    if action.name == "discard" and not article.reopened_from:
        return "nothing_to_discard"
    return None


__all__ = ["ACTIONS", "Standing", "barred_from", "current_step", "maker_ids"]
