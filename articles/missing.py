"""The page for addresses that nothing has: rendered once and kept until something is published.

Machines try thousands of wrong addresses; each costs one query and no rendering. Used by the project's `handler404`.
"""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils import timezone, translation

from articles.conditional import MISSING
from articles.fingerprint import fingerprint
from articles.generation import read_generation
from articles.pages import addresses, page, read_site, script_of


class _State(NamedTuple):
    """What the bytes of the page follow from, beside its script and its language. As in `known`."""

    generation: str
    day: str
    deployed: str
    prefix: str  # what a proxy says that every path of ours begins with


# by script and language: one page each, so there are never more than a handful
_kept: dict[tuple[str, str | None], tuple[_State, bytes]] = {}


def missing_page(request: HttpRequest) -> HttpResponse:
    """The 404 of the site. It depends on the script of the address, on the language and on nothing else of the request."""
    name = script_of(request.path_info), translation.get_language()
    # read before the page is, so that what is published meanwhile makes it another one
    today = timezone.localdate().isoformat()
    state = _State(read_generation(), today, fingerprint(), get_script_prefix())
    known, content = _kept.get(name, (None, b""))
    if settings.DEBUG or not state.generation or known != state:
        content = _rendered(request, name[0])
        _kept[name] = state, content
    return HttpResponse(content, status=404, headers={"Cache-Control": MISSING})


def _rendered(request: HttpRequest, script: str) -> bytes:
    site, at = read_site(script), addresses("front_page")
    return page(request, "404.html", {}, site=site, at=at, status=404).content
