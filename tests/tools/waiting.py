"""Waiting for what a page does a moment later, where Playwright's `expect` has no word for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

_PATIENCE = 10_000  # milliseconds
_PAUSE = 50

# For a context in which something is clicked: a page that still scrolls to a place moves away under the pointer, and what
# was pressed is not what is let go. Who asks for calm gets the place at once.
CALM: dict[str, Any] = {"reduced_motion": "reduce"}


def widens_to(page: Page, width: int, height: int = 900) -> None:
    """Another window: what is measured next is measured in it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("width => innerWidth === width", arg=width)


def comes_to(page: Page, read: Callable[[], object], wanted: object) -> None:
    """Read again and again until it is as wanted; fails with what was read last."""
    seen = read()
    for _again in range(_PATIENCE // _PAUSE):
        if seen == wanted:
            return
        page.wait_for_timeout(_PAUSE)
        seen = read()
    assert seen == wanted, f"{seen!r} is not {wanted!r}"
