"""What time it is for the newsroom's verbs. The demonstration loads a past week in its own time; nobody else may.

Leaf module: verbs call `now()`; only `newsroom.demo` uses `at`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("_told", default=None)


def now() -> datetime:
    """The present moment, aware."""
    return _told.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let every verb inside the block believe that it is `moment`."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
