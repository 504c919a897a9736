"""What every public answer carries: GET and HEAD only, a strong ETag, and how long shared caches may keep it.

Used by the public views of every app. Opens no session, sets no cookie, no `Vary`. Who asks whether a page has changed is
answered without rendering it where `known` has its ETag and nothing was published since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles import known
from articles.generation import read_generation

# Browsers ask every time (the ETag makes that cheap); a CDN holds a page for half a minute and, should we be
# down, for an hour.
FRESH = "public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=3600"
# What is missing may be published any second, so an answer that says so is kept only to break a rush.
MISSING = "public, max-age=0, s-maxage=5"
# What a page says otherwise than the site does. A cache takes what it keeps of a page from its last 304 too (RFC 9111,
# 4.3.4), so each of those says it again: the site's own rule would shut a card out of the chats it is made for.
OWN = ("Content-Security-Policy", "Cross-Origin-Resource-Policy")

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Turn a view into a public page.

    Effects: 405 to anything but GET and HEAD; a strong ETag over the bytes of the page, so that it changes with
    the story, its series, the masthead and the style sheets it names, and with nothing else; 304 to those who
    have it, if it is known after one query and without rendering; the shared-cache rule above.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # before the page is read: one that is begun before midnight is not of the next day
        today = timezone.localdate()
        return unchanged(request, today) or finish(request, view(request, *args, **kwargs), today)

    # A page without forms that write has nothing for CSRF to guard; checked first, it would turn 405 into 403.
    # The type checker knows no such attribute of a function; Django looks for it there.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return require_safe(answer)


def unchanged(request: HttpRequest, today: date) -> HttpResponse | None:
    """The 304 to whoever has the page as it still is, or None where the page must be rendered to know. At most one query."""
    page = known.find(request, today) if "If-None-Match" in request.headers else None
    if page is None:
        return None
    response = get_conditional_response(request, etag=page.etag)
    if response is None or response.status_code != 304 or read_generation() != page.generation:
        return None
    for name, value in {**page.own, "ETag": page.etag, "Cache-Control": FRESH}.items():
        response.headers[name] = value
    return response


def finish(request: HttpRequest, response: HttpResponse, today: date) -> HttpResponse:
    """Give a rendered response its cache rule and, if it is a page, its ETag; answer 304 where that is enough."""
    response.headers.setdefault("Cache-Control", FRESH)
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    own = {name: response.headers[name] for name in OWN if name in response.headers}
    response.headers["ETag"] = etag
    if response.headers["Cache-Control"] == FRESH:
        known.remember(request, response, etag, today, own)
    answer = cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
    for name, value in own.items():
        answer.headers.setdefault(name, value)
    return answer
