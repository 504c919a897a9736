"""Serves the public store at /media/ where no web server in front does it. Reads files, never the database."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.clips import ranges, stores
from articles.clips.model import TYPES

FOR_GOOD = "public, max-age=31536000, immutable"
RANGE_NOT_SATISFIABLE = 416


@csrf_exempt  # only reads; checked first, the token would turn the 405 to a POST into a 403 that varies by cookie
@require_safe
def public_file(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """One public picture, clip or caption file. Its name is made of its bytes, so browsers may keep it for good."""
    if name.rpartition(".")[2] in TYPES:
        response = _clip(request, Path(settings.MEDIA_ROOT) / folder / name)
    else:
        response = serve(request, f"{folder}/{name}", document_root=settings.MEDIA_ROOT)  # type: ignore[arg-type]
    # A refused range kept for a year would be the file's answer to everybody behind the same cache.
    refused = response.status_code == RANGE_NOT_SATISFIABLE
    response["Cache-Control"] = "no-store" if refused else FOR_GOOD
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _clip(request: HttpRequest, path: Path) -> HttpResponseBase:
    """A file that players read in parts."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise Http404 from error
    return ranges.answer(request, file, path.stat().st_size, stores.type_of(path.name))
