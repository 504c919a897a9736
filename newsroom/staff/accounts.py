"""What was done to accounts: made, raised, closed, given another password. Told to whoever keeps the record of the house.

This app imports nothing of ours, so it cannot know the ledger: `articles` hands over its recorder when the apps are
ready. Used by the pages that change accounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from newsroom.staff.models import User

ACTS: dict[str, Any] = {
    "account_new": _("Account made"),
    "account_roles": _("Roles changed"),
    "account_password": _("Password set"),
    "account_closed": _("Account closed"),
    "account_opened": _("Account opened again"),
    "account_data": _("Account details changed"),
}
# Beside the groups, what stands above all of them. Printed as it is.
SUPERUSER = "superuser"
# Each is called with account, action, actor and data, inside the transaction of the change.
RECORDERS: list[Callable[..., object]] = []

_DETAILS = ("username", "display_name", "job_title")


def uid_of(account: User) -> UUID:
    """The identity by which a record names an account: the same for good, whatever its login is called."""
    return uuid5(NAMESPACE_URL, f"newsroom:account:{account.pk}")


def made(*, account: User, actor: Any) -> None:
    """Tell of a new account. Call it in the transaction that makes it, once its roles are given."""
    _record(account, "account_new", actor, {"roles": _facts(account)["roles"]})


@contextmanager
def told(*, account_pk: Any, actor: Any) -> Iterator[None]:
    """Whatever the block changes of an account is told, or not done.

    Effects, in order: begins a transaction and locks the account; runs the block; tells of each kind of change, with
    what was before and after. Of a password only that it was set.
    """
    with transaction.atomic():
        before = _locked(account_pk)
        facts = _facts(before) if before else {}
        yield
        account = _locked(account_pk) if before else None
        if account is not None:
            for action, data in _changes(facts, _facts(account)):
                _record(account, action, actor, data)


def _locked(pk: Any) -> User | None:
    return User.objects.select_for_update().filter(pk=pk).first()


def _facts(account: User) -> dict[str, Any]:
    roles = sorted(account.groups.values_list("name", flat=True))
    return {
        "roles": [*roles, SUPERUSER] if account.is_superuser else roles,
        "active": account.is_active,
        "password": account.password,
        **{name: getattr(account, name) for name in _DETAILS},
    }


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if before["roles"] != after["roles"]:
        yield "account_roles", {"before": before["roles"], "after": after["roles"]}
    if before["active"] != after["active"]:
        yield ("account_opened" if after["active"] else "account_closed"), {}
    if before["password"] != after["password"]:
        yield "account_password", {}
    details = {name: [before[name], after[name]] for name in _DETAILS if before[name] != after[name]}
    if details:
        yield "account_data", details


def _record(account: User, action: str, actor: Any, data: dict[str, Any]) -> None:
    for recorder in RECORDERS:
        recorder(account=account, action=action, actor=actor, data=data)
