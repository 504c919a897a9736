"""What every public answer carries: GET and HEAD only, a strong ETag, and how long shared caches may keep it.

Used by the public views of every app. Knows nothing of models; opens no session, sets no cookie, no `Vary`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

# Browsers ask every time (the ETag makes that cheap); a CDN holds a page for half a minute and, should we be
# down, for an hour.
FRESH = "public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=3600"
# What is missing may be published any second, so an answer that says so is kept only to break a rush.
MISSING = "public, max-age=0, s-maxage=5"

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Turn a view into a public page.

    Effects: 405 to anything but GET and HEAD; a strong ETag over the bytes of the page, so that it changes with
    the story, its series, the masthead and the style sheets it names, and with nothing else; 304 to those who
    have it; the shared-cache rule above.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return finish(request, view(request, *args, **kwargs))

    # A page without forms that write has nothing for CSRF to guard; checked first, it would turn 405 into 403.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return require_safe(answer)


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a rendered response its cache rule and, if it is a page, its ETag; answer 304 where that is enough."""
    response.headers.setdefault("Cache-Control", FRESH)
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
