"""The states of a working copy and everything that may be done to it, as data.

`Status` says where the working copy is; what readers see is a row of `models.published`, never a status.
Buttons, checks, documentation and tests are all read off `ACTIONS`. Leaf module: imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where the working copy is. PUBLISHED: the public rows are this content."""

    DRAFT = "draft", pgettext_lazy("status", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("status", "In review")
    APPROVED = "approved", pgettext_lazy("status", "Approved")
    PUBLISHED = "published", pgettext_lazy("status", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("status", "Withdrawn")


class Who(StrEnum):
    """Whom an action belongs to. `rights.stands_as` answers for a person and a story."""

    WRITERS = "writers"  # who wrote it, is credited on it or has it assigned
    EDITORS = "editors"  # role editor and above
    SUBMITTER = "submitter"
    REVIEWER = "reviewer"  # the group of the current step
    LAST_REVIEWER = "last_reviewer"  # the group of the current step, where it is the last
    PUBLISHER = "publisher"
    OVERRIDER = "overrider"
    PROOFREADER = "proofreader"
    MAY_EDIT = "may_edit"


class Ask(StrEnum):
    """What a person is asked for when they act. Keys of `data` but NOTE, which is the note itself."""

    NOTE = "note"
    OPINION = "opinion"
    ERRORS = "errors_found"
    TIME = "publish_at"
    NOTICE = "notice"
    CORRECTION = "correction"
    REVISION = "revision"


@dataclass(frozen=True)
class Action:
    """One thing that can be done. `to` is None where the status stays or is settled by the act (pass, discard)."""

    name: str
    label: Any
    sources: frozenset[Status]
    to: Status | None
    who: frozenset[Who]
    asks: tuple[Ask, ...] = ()
    needs: frozenset[Ask] = field(default_factory=frozenset)  # asked and may not be empty
    note_min: int = 0  # characters a note must have
    public_only: bool = False  # only while readers can see the story
    judges: bool = False  # passes or returns the text: separation of duties applies
    signs: bool = False  # leaves a SignOff: proofing may hold it back
    not_makers: bool = False  # nobody does it to their own story
    main: bool = False  # the one main button of a page
    quiet: bool = False  # no question asked first


_S = Status


def _action(
    name: str, label: Any, sources: set[Status], to: Status | None, who: set[Who], **more: Any
) -> Action:
    return Action(name, label, frozenset(sources), to, frozenset(who), **more)


ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        _action(
            "submit",
            _("Submit for review"),
            {_S.DRAFT},
            _S.IN_REVIEW,
            {Who.WRITERS, Who.EDITORS},
            main=True,
            quiet=True,
        ),
        _action("recall", _("Recall"), {_S.IN_REVIEW}, _S.DRAFT, {Who.SUBMITTER}, quiet=True),
        _action(
            "pass",
            pgettext_lazy("review", "Pass"),
            {_S.IN_REVIEW},
            _S.IN_REVIEW,
            {Who.REVIEWER},
            asks=(Ask.OPINION, Ask.ERRORS),
            judges=True,
            signs=True,
            main=True,
        ),
        _action(
            "approve",
            pgettext_lazy("review", "Approve"),
            {_S.IN_REVIEW},
            _S.APPROVED,
            {Who.LAST_REVIEWER},
            asks=(Ask.OPINION, Ask.ERRORS),
            judges=True,
            signs=True,
            main=True,
        ),
        _action(
            "request_changes",
            _("Request changes…"),
            {_S.IN_REVIEW},
            _S.DRAFT,
            {Who.REVIEWER, Who.LAST_REVIEWER},
            asks=(Ask.OPINION,),
            needs=frozenset({Ask.OPINION}),
            judges=True,
        ),
        _action(
            "clear_proof",
            _("Clear proofing…"),
            {_S.IN_REVIEW},
            _S.IN_REVIEW,
            {Who.PROOFREADER},
            asks=(Ask.NOTE,),
            needs=frozenset({Ask.NOTE}),
            note_min=10,
            not_makers=True,
        ),
        _action(
            "override",
            _("Override…"),
            {_S.IN_REVIEW},
            _S.APPROVED,
            {Who.OVERRIDER},
            asks=(Ask.NOTE,),
            needs=frozenset({Ask.NOTE}),
            note_min=10,
        ),
        _action(
            "schedule",
            _("Schedule…"),
            {_S.APPROVED},
            _S.APPROVED,
            {Who.PUBLISHER},
            asks=(Ask.TIME,),
            needs=frozenset({Ask.TIME}),
            main=True,
        ),
        _action(
            "reschedule",
            _("Change time…"),
            {_S.APPROVED},
            _S.APPROVED,
            {Who.PUBLISHER},
            asks=(Ask.TIME,),
            needs=frozenset({Ask.TIME}),
        ),
        _action("unschedule", _("Unschedule"), {_S.APPROVED}, _S.APPROVED, {Who.PUBLISHER}),
        _action("publish", _("Publish now…"), {_S.APPROVED}, _S.PUBLISHED, {Who.PUBLISHER}),
        _action(
            "reopen",
            _("Reopen…"),
            {_S.APPROVED, _S.PUBLISHED, _S.WITHDRAWN},
            _S.DRAFT,
            {Who.WRITERS, Who.EDITORS},
            asks=(Ask.NOTE,),
        ),
        _action("discard", _("Discard changes…"), {_S.DRAFT}, None, {Who.MAY_EDIT}),
        _action(
            "correct",
            _("Correct…"),
            {_S.PUBLISHED},
            _S.DRAFT,
            {Who.WRITERS, Who.EDITORS},
            asks=(Ask.CORRECTION,),
            needs=frozenset({Ask.CORRECTION}),
        ),
        _action(
            "withdraw",
            _("Withdraw…"),
            {_S.DRAFT, _S.IN_REVIEW, _S.APPROVED, _S.PUBLISHED},
            _S.WITHDRAWN,
            {Who.PUBLISHER},
            asks=(Ask.NOTE, Ask.NOTICE),
            needs=frozenset({Ask.NOTE, Ask.NOTICE}),
            public_only=True,
        ),
        _action(
            "restore",
            _("Restore as draft…"),
            {_S.DRAFT},
            _S.DRAFT,
            {Who.MAY_EDIT},
            asks=(Ask.REVISION,),
            needs=frozenset({Ask.REVISION}),
        ),
    )
}


def actions_from(status: str) -> list[Action]:
    """Every action that starts at a status, in the order of the table."""
    return [action for action in ACTIONS.values() if status in action.sources]
