"""What is known of pages without rendering them: for an address, its ETag, and the generation and the day it was read in.

`conditional` asks before it renders, and has each page remembered. Three things keep this from ever telling a reader
that an old page is the present one:

- Day and generation are read *before* the rows of the page. A change that commits while a page is rendered, which
  READ COMMITTED lets it see in part, makes the generation another one for good: what was remembered under the one before
  is never believed again. On SQLite the same holds.
- Only a page that says which generation it was read in is remembered (`tell`), and under the address that it calls its
  own: no addition to that address takes room, and what asks the clock for more than the day says nothing.
- The key holds the fingerprint of what is deployed, and nothing is believed for longer than LIFETIME.

A cache that is down or slow is left alone for a while; pages are then rendered as if nothing were known.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from articles.fingerprint import fingerprint

logger = logging.getLogger(__name__)

LIFETIME = 3600  # seconds; a page that is asked for all day is rendered once an hour
REST = 15.0  # seconds that a failing cache is not asked again

Response = TypeVar("Response", bound=HttpResponse)
_TOLD = "_read_in"
_resting = {"until": 0.0}


class Known(NamedTuple):
    """The ETag of a page and headers of its own, and the state of the newsroom that its bytes were made from."""

    generation: str
    day: str
    etag: str
    own: dict[str, str]


def tell(response: Response, *, generation: str, address: str) -> Response:
    """Have a page remembered: the generation that was read before its rows, and the path and query it calls its own.

    Its bytes must follow from public rows, what is deployed and the day, and from nothing else.
    """
    vars(response)[_TOLD] = (generation, address)
    return response


def find(request: HttpRequest, today: date) -> Known | None:
    """What is known of the address on this day. Whether its generation is still the present one is yet to be asked."""
    if settings.DEBUG:  # templates change under a developer's server
        return None
    found = _asked(lambda: caches["pages"].get(_key(request)))
    known = Known(*found) if found else None
    return known if known and known.day == today.isoformat() else None


def remember(
    request: HttpRequest, response: HttpResponse, etag: str, today: date, own: dict[str, str]
) -> None:
    """Keep ETag and own headers of a page that was just rendered, if it told what it was read from.

    `today` is from before that.
    """
    generation, address = vars(response).get(_TOLD, ("", ""))
    if settings.DEBUG or not generation or address != request.get_full_path():
        return
    kept = Known(generation, today.isoformat(), etag, own)
    _asked(lambda: caches["pages"].set(_key(request), tuple(kept), LIFETIME))


def _key(request: HttpRequest) -> str:
    return hashlib.sha256(f"{fingerprint()} {request.get_full_path()}".encode()).hexdigest()


def _asked(call: Callable[[], Any]) -> Any:
    """What the cache answers; None where it fails, whatever is wrong with it, and while it rests after that."""
    if time.monotonic() < _resting["until"]:
        return None
    try:
        return call()
    except Exception as error:  # whatever the cache's driver raises while it is down
        _resting["until"] = time.monotonic() + REST
        logger.warning("the cache of known pages failed, pages are rendered without it: %r", error)
        return None
