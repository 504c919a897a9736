"""The ledger: writes `Transition` rows into one hash chain, and checks the chain.

Used by `editing`, `publishing` and `series.publishing`; pages read `Transition` directly. One writer at a time:
on PostgreSQL by an advisory lock held to the end of the transaction, on SQLite by its single writer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import connection, transaction

from articles import clock
from articles.models.ledger import Transition
from newsroom.staff import accounts

# Any constant will do as long as nothing else of ours takes the same lock.
_CHAIN_LOCK = 0x6C65_6467

_HASHED = (
    "seq",
    "subject",
    "subject_uid",
    "action",
    "outcome",
    "from_status",
    "to_status",
    "actor_id",
    "actor_name",
    "actor_title",
    "round_number",
    "step",
    "revision_number",
    "content_sha256",
    "note",
    "data",
    "reason",
    "prev_sha256",
)


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold."""

    seq: int
    problem: str


def canonical(data: Mapping[str, Any]) -> str:
    """JSON in the one form that is hashed: sorted keys, no blanks, no escapes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def fingerprint(row: Transition) -> str:
    """SHA-256 over every column of a row, its time in UTC to the microsecond, and the hash before it."""
    told = {name: _plain(getattr(row, name)) for name in _HASHED}
    told["at"] = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def record(
    *,
    subject: str,
    subject_uid: Any,
    action: str,
    actor: Any,
    outcome: str = Transition.Outcome.DONE,
    **told: Any,
) -> Transition:
    """Append one row.

    Effects: takes the chain lock until the transaction ends; inserts a `Transition` that names the row before it.
    `told` holds the other columns; `data` is given as a mapping.
    """
    with transaction.atomic(savepoint=False):
        _take_lock()
        last = Transition.objects.order_by("-seq").only("seq", "sha256").first()
        row = Transition(
            seq=last.seq + 1 if last else 1,
            at=clock.now(),
            subject=subject,
            subject_uid=subject_uid,
            action=action,
            outcome=outcome,
            actor=actor,
            actor_name=actor.get_full_name()[:80] if actor else "",
            actor_title=actor.job_title if actor else "",
            prev_sha256=last.sha256 if last else "",
            **{**told, "data": canonical(told["data"]) if told.get("data") else ""},
        )
        row.sha256 = fingerprint(row)
        row.save()
    return row


def record_account(*, account: Any, action: str, actor: Any, data: Mapping[str, Any]) -> Transition:
    """Append what was done to an account. `newsroom.staff.accounts` calls it, inside the transaction of the change.

    The note is the account's name and login as they are now, for whoever reads the row when both are others.
    """
    return record(
        subject="user",
        subject_uid=accounts.uid_of(account),
        action=action,
        actor=actor,
        note=f"{account.get_full_name()}（{account.username}）",
        data=data,
    )


def first_break() -> Break | None:
    """Walk the chain from its start and name the first row that does not hold, or None."""
    prev, expected = "", 1
    for row in Transition.objects.order_by("seq").iterator(chunk_size=1000):
        if row.seq != expected:
            return Break(expected, "missing")
        if row.prev_sha256 != prev:
            return Break(row.seq, "does not follow the row before it")
        if row.sha256 != fingerprint(row):
            return Break(row.seq, "was changed")
        prev, expected = row.sha256, expected + 1
    return None


def _take_lock() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int) else str(value)
