"""The one purge hook: tells a cache in front of the site which addresses have changed, after the commit.

`settings.PURGE_HOOK` names a callable that takes a list of paths; empty means there is no such cache. A failing hook
is logged and never undoes a publication: pages expire by themselves within a minute.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


def purge_article(uid: Any, slugs: Iterable[str]) -> None:
    """A story changed: its addresses in both scripts. Lists that show it expire by themselves within a minute."""
    paths = [f"{prefix}/articles/{slug}/" for slug in sorted(slugs) for prefix in ("", "/zh-hant")]
    _purge_after_commit([*paths, "/", "/zh-hant/"])


def purge_series(slugs: Iterable[str]) -> None:
    """A series was released, changed or taken back."""
    _purge_after_commit([f"{prefix}/series/{slug}/" for slug in sorted(slugs) for prefix in ("", "/zh-hant")])


def purge_everything() -> None:
    """The chrome of all pages changed."""
    _purge_after_commit(["/*"])


def _purge_after_commit(paths: list[str]) -> None:
    if settings.PURGE_HOOK:
        transaction.on_commit(lambda: _call(paths))


def _call(paths: list[str]) -> None:
    try:
        import_string(settings.PURGE_HOOK)(paths)
    except Exception:
        logger.exception("purge hook failed for %s", paths)
