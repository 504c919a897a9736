"""The one public address that counts: `GET` gives a story's numbers and a ticket, `POST` counts or takes back.

Apart from the pages on purpose: they stay the same bytes for everybody and may be cached; this answer is one
reader's and is kept nowhere. No cookie, no session. Nothing is counted of a story that is not public.
"""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.audience import counting, totals
from articles.audience.reader import Reader, is_valid, reader_of, ticket_for
from articles.models.audience import Gesture
from articles.models.published import PublishedArticle

logger = logging.getLogger(__name__)

LONGEST_BODY = 1024
# Acts of one address in a minute, over all stories.
MOST_A_MINUTE = 60
_UNDOABLE = {Gesture.LIKE, Gesture.WOW}


# Whoever could forge this request could send it himself: no cookie gives it weight, and readers have none that a token
# could be compared with. The ticket and the origin are asked for instead.
@csrf_exempt  # see above
@require_http_methods(["GET", "HEAD", "POST"])
def audience(request: HttpRequest, uid: UUID) -> JsonResponse:
    """The numbers of one public story; counted if the request is a POST.

    POST takes JSON: `gesture` (read, finish, share, like, wow), `ticket` (from GET), `undo` (like and wow only).
    400 to anything else, 403 without a ticket of one's own or from another site, 404 where nothing is public,
    429 to an address that acts more than once a second, 503 while the cache that knows this is down.
    """
    if not PublishedArticle.objects.filter(uid=uid).exists():
        return _answer({"error": "not_found"}, status=404)
    reader = reader_of(request)
    if request.method != "POST":
        return _answer(_numbers(uid, reader) | {"ticket": ticket_for(reader, uid)})
    asked = _asked(request)
    refusal = _refusal(request, reader, uid, asked)
    if asked is None or refusal:
        error, status = refusal or ("malformed", 400)
        return _answer({"error": error}, status=status)
    act = counting.take_back if asked["undo"] else counting.count
    act(uid=uid, gesture=asked["gesture"], reader=reader)
    return _answer(_numbers(uid, reader))


def _numbers(uid: UUID, reader: Reader) -> dict[str, Any]:
    return {**totals.public_numbers(uid), "mine": counting.marks_of(uid=uid, reader=reader)}


def _refusal(
    request: HttpRequest, reader: Reader, uid: UUID, asked: dict[str, Any] | None
) -> tuple[str, int] | None:
    if not _is_from_here(request):
        return "origin", 403
    acts = _acts_of_this_minute(reader)
    if acts is None:
        return "later", 503
    if acts > MOST_A_MINUTE:
        return "too_many", 429
    if asked is None:
        return "malformed", 400
    return None if is_valid(asked["ticket"], reader, uid) else ("ticket", 403)


def _is_from_here(request: HttpRequest) -> bool:
    """Browsers say where a request comes from, and scripts in them cannot say otherwise."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin", "")
    return not origin or _host_of(origin) in {request.get_host(), urlsplit(settings.SITE_URL).netloc}


def _host_of(origin: str) -> str:
    """The host of an origin; of what is none, its own text, which is no host of ours."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return origin


def _acts_of_this_minute(reader: Reader) -> int | None:
    """How often this address acted, this time included. None where nobody can tell: then nothing is counted."""
    key = "audience:" + reader.network.replace(":", "_").replace("/", "-")
    try:
        cache.add(key, 0, timeout=60)
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1
    except Exception:  # whatever the cache's driver raises while it is down
        logger.warning("the cache failed; what readers do is not counted", exc_info=True)
        return None


def _asked(request: HttpRequest) -> dict[str, Any] | None:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (length.isascii() and length.isdigit() and len(length) <= 4 and int(length) <= LONGEST_BODY):
        return None
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("gesture") not in Gesture.values:
        return None
    undo = told.get("undo", False)
    if not isinstance(undo, bool) or not isinstance(told.get("ticket"), str):
        return None
    if undo and told["gesture"] not in _UNDOABLE:
        return None
    return {"gesture": told["gesture"], "ticket": told["ticket"], "undo": undo}


def _answer(data: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, headers={"Cache-Control": "private, no-store"})
