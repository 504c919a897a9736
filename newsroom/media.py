"""Serves the public picture store at /media/ where no web server in front does it. Reads files, never the database."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def public_file(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """One public picture. Its name is made of its bytes, so browsers may keep it for good."""
    document_root: Any = settings.MEDIA_ROOT
    response = serve(request, f"{folder}/{name}", document_root=document_root)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
