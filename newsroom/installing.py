"""What browsers and programs ask of a site beside its pages: web manifest, service worker, offline page, security.txt.

Reads the published masthead only.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles import known
from articles.conditional import public
from articles.pages import LANGS, absolute, addresses, page, read_site

# What the offline page needs to look like ours.
SHELL = (
    "newsroom/tokens.css",
    "newsroom/base.css",
    "newsroom/lists.css",
    "newsroom/icon.svg",
    "newsroom/offline.js",
    "newsroom/reader.js",
)
_COLOUR = "#FAFBF9"
_ICONS = (
    ("newsroom/icons/icon-192.png", "192x192", "any"),
    ("newsroom/icons/icon-512.png", "512x512", "any"),
    ("newsroom/icons/maskable-512.png", "512x512", "maskable"),
)


@public
def manifest(request: HttpRequest, script: str) -> HttpResponse:
    """How the installed site is called and looks."""
    site = read_site(script)
    start = reverse("front_page", kwargs={"script": script})
    data = {
        "id": start,
        "name": site.name,
        "short_name": site.name[:12],
        "description": site.tagline,
        "lang": LANGS[script],
        "start_url": start,
        "scope": "/",
        "display": "minimal-ui",
        "background_color": _COLOUR,
        "theme_color": _COLOUR,
        "icons": [
            {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in _ICONS
        ],
    }
    body = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)
    made = HttpResponse(body, content_type="application/manifest+json; charset=utf-8")
    return known.tell(made, generation=site.generation, address=request.path)


@public
def offline(request: HttpRequest, script: str) -> HttpResponse:
    """What a reader sees without a network: what they opened before, and that it is not the newspaper's fault."""
    return page(request, "newsroom/offline.html", {}, site=read_site(script), at=addresses("offline"))


@public
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps pages for reading offline. It changes when a file that it names does."""
    names = [static(name) for name in SHELL]
    context = {
        "version": hashlib.sha256("".join(names).encode()).hexdigest()[:12],
        "shell": SHELL,
        "hashed": hasattr(staticfiles_storage, "hashed_files"),
        "static_url": settings.STATIC_URL,
        "media_url": settings.MEDIA_URL,
    }
    return HttpResponse(
        render_to_string("newsroom/sw.js", context), content_type="text/javascript; charset=utf-8"
    )


@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to tell of a hole, as RFC 9116 wants it; 404 where the newsroom has not said whom to tell."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {_half_a_year_on(timezone.now().date())}T00:00:00Z",
        "Preferred-Languages: zh, en",
        f"Canonical: {absolute(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _half_a_year_on(today: date) -> date:
    """The first of the sixth month from now: the answer stays the same for a month."""
    months = today.month - 1 + 6
    return date(today.year + months // 12, months % 12 + 1, 1)
