"""Roles as one table, and the groups that carry them.

Workflow rights are read from group membership, never through `has_perm`: a superuser has every permission,
and would silently have every right. Anything of ours may import this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoleCode(StrEnum):
    """Names of the groups that stand for roles. Routes name them in their steps."""

    REPORTER = "reporter"
    EDITOR = "editor"
    DESK_HEAD = "desk_head"
    CHIEF_EDITOR = "chief_editor"
    PROOFREADER = "proofreader"
    ART_EDITOR = "art_editor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Rights that are not a role. A group of the same name grants one to a single person."""

    SEE_ALL = "see_all"
    EDIT_ALL = "edit_all"
    EDIT_PICTURES = "edit_pictures"
    PUBLISH = "publish"
    OVERRIDE = "override"
    MANAGE_SERIES = "manage_series"
    RELEASE_SERIES = "release_series"
    MANAGE_ROSTER = "manage_roster"
    SEE_AUDIENCE = "see_audience"
    MANAGE_HOUSE = "manage_house"
    PROOF = "proof"  # keep the word lists, leave what blocks, decide for all stories
    SEE_RATES = "see_rates"  # error rates by story and by writer


@dataclass(frozen=True)
class Role:
    """One role: its label, its rights, and the model permissions that let its holders into admin pages."""

    code: RoleCode
    label: Any
    rights: frozenset[Right] = frozenset()
    permissions: tuple[str, ...] = ()


_DESK = (
    "articles.view_article",
    "articles.add_article",
    "articles.change_article",
    "articles.delete_article",
)
_LOOK = ("articles.view_contributor", "articles.view_section", "articles.view_tag", "articles.view_image")
_PICTURES = ("articles.add_image", "articles.change_image")
_WORD_LISTS = tuple(f"articles.{verb}_proofterm" for verb in ("view", "add", "change", "delete"))
_HANT_TERMS = tuple(f"articles.{verb}_hantterm" for verb in ("view", "add", "change", "delete"))
_ROSTER = (
    *_WORD_LISTS,
    *_HANT_TERMS,
    "articles.add_contributor",
    "articles.change_contributor",
    "articles.add_tag",
    "articles.change_tag",
)
_SERIES = tuple(
    f"series.{verb}_{noun}"
    for noun in ("series", "chapter", "instalment", "moment")
    for verb in ("view", "add", "change", "delete")
)
_HOUSE_NOUNS = (
    "staff.{}_user",
    "articles.{}_section",
    "articles.{}_creditrole",
    "articles.{}_masthead",
    "articles.{}_page",
)
_ROUTE_NOUNS = ("articles.{}_reviewroute", "articles.{}_reviewstep")
_HOUSE = (
    *(noun.format(verb) for noun in (*_HOUSE_NOUNS, *_ROUTE_NOUNS) for verb in ("view", "add", "change")),
    "articles.delete_page",
    "articles.delete_reviewstep",
    "articles.view_transition",
)
_EDITING = frozenset({Right.SEE_ALL, Right.EDIT_ALL, Right.MANAGE_SERIES, Right.MANAGE_ROSTER, Right.PROOF})

ROLES: tuple[Role, ...] = (
    Role(RoleCode.REPORTER, _("Reporter"), frozenset(), (*_DESK, *_LOOK, *_PICTURES)),
    Role(RoleCode.EDITOR, _("Editor"), _EDITING, (*_DESK, *_LOOK, *_PICTURES, *_ROSTER, *_SERIES)),
    Role(
        RoleCode.DESK_HEAD,
        _("Desk head"),
        _EDITING | {Right.SEE_AUDIENCE, Right.SEE_RATES},
        (*_DESK, *_LOOK, *_PICTURES, *_ROSTER, *_SERIES),
    ),
    Role(
        RoleCode.CHIEF_EDITOR,
        _("Chief editor"),
        _EDITING | {Right.PUBLISH, Right.RELEASE_SERIES, Right.SEE_AUDIENCE, Right.SEE_RATES},
        (*_DESK, *_LOOK, *_PICTURES, *_ROSTER, *_SERIES, "articles.view_transition"),
    ),
    Role(
        RoleCode.PROOFREADER,
        _("Proofreader"),
        frozenset({Right.SEE_ALL, Right.PROOF}),
        ("articles.view_article", "articles.change_article", *_LOOK, *_WORD_LISTS),
    ),
    Role(
        RoleCode.ART_EDITOR,
        _("Art editor"),
        frozenset({Right.SEE_ALL, Right.EDIT_PICTURES}),
        ("articles.view_article", "articles.change_article", *_LOOK, *_PICTURES),
    ),
    Role(
        RoleCode.ADMINISTRATOR,
        pgettext_lazy("role", "Administrator"),
        frozenset({Right.MANAGE_HOUSE}),
        _HOUSE,
    ),
)
BY_CODE: dict[str, Role] = {role.code: role for role in ROLES}


def holds(user: Any, right: Right) -> bool:
    """Whether an active person has a right, by role or by a group named after the right."""
    if not user.is_active:
        return False
    codes = user.role_codes
    return right.value in codes or any(right in BY_CODE[code].rights for code in codes if code in BY_CODE)


def has_role(user: Any, code: str) -> bool:
    """Whether an active person is in the group of a role (or of any group a route names)."""
    return bool(user.is_active and code in user.role_codes)


def sync_roles() -> None:
    """Make groups match the table: create what is missing, set the permissions of every role. Adds nobody to one.

    Where all is as it should be it asks three questions and writes nothing.
    """
    from django.contrib.auth.models import Group, Permission  # noqa: PLC0415 -- called before apps are ready otherwise

    names = [*(role.code.value for role in ROLES), Right.PUBLISH.value, Right.OVERRIDE.value]
    there = set(Group.objects.filter(name__in=names).values_list("name", flat=True))
    missing = [Group(name=name) for name in names if name not in there]
    Group.objects.bulk_create(missing, ignore_conflicts=True)  # somebody else may be at it
    groups = Group.objects.prefetch_related("permissions").in_bulk(names, field_name="name")
    known = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        group, wanted = groups[role.code], {known[name] for name in role.permissions if name in known}
        if wanted != set(group.permissions.all()):
            group.permissions.set(wanted)


def sync_roles_after_migrate(**_kwargs: object) -> None:
    """`post_migrate` receiver, for the last app: by then the permissions of all others exist."""
    sync_roles()


# The rights that are given to one person, as the page of an account names them.
_GIVEN: dict[str, Any] = {
    Right.PUBLISH: pgettext_lazy("right", "publish"),
    Right.OVERRIDE: pgettext_lazy("right", "override"),
}


def label_of(code: str) -> str:
    """The printed name of a role or of a right that is given alone; the code itself for a group a newsroom made."""
    return str(BY_CODE[code].label if code in BY_CODE else _GIVEN.get(code, code))


def people_with_role(code: str) -> Iterable[Any]:
    """Active accounts in the group of a role, by name."""
    return get_user_model().objects.filter(is_active=True, groups__name=code).order_by("display_name", "pk")
