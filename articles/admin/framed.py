"""The preview in a window of its own: the page as readers would get it, under a bar that says who can see it.

The raw preview is the public page to the byte, so it cannot say of itself that it is one. This page says it around it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.frame import desk_context
from articles.admin.loader import load_article
from articles.admin.preview import snapshot_of, unseen
from articles.models import Article
from articles.models.published import Script

PHONE = "phone"


@require_safe
def framed(request: HttpRequest, pk: int, script: str) -> HttpResponse:
    """The bar, and below it the raw preview. Takes `?revision=` as that does, and `?width=phone`."""
    article = load_article(request, pk).article
    if script not in Script.values:
        raise Http404
    snapshot = snapshot_of(request, article)
    revision, width = request.GET.get("revision", ""), request.GET.get("width", "")
    width = width if width == PHONE else ""
    context = desk_context(request, article, title=_("Preview")) | {
        "is_popup": True,  # the stock way to a page without header and crumbs
        "number": revision or article.revision_number,
        "seen_by": _seen_by(article, snapshot),
        "script": script,
        "width": width,
        "raw": _address("articles_preview", pk, script, revision=revision),
        "scripts": [
            (code, _address("articles_preview_framed", pk, code, revision=revision, width=width))
            for code in Script.values
        ],
        "desktop": _address("articles_preview_framed", pk, script, revision=revision),
        "phone": _address("articles_preview_framed", pk, script, revision=revision, width=PHONE),
    }
    return unseen(render(request, "desk/preview.html", context))


def _seen_by(article: Article, snapshot: dict[str, Any]) -> str:
    """Who sees this text: everybody, where it is what is out; else nobody but the desk.

    The page of a front shows its series' plan as well, so that the same text says nothing of the page.
    """
    out = article.published_revision
    if out is None or out.snapshot != snapshot:
        return "desk"
    return "" if article.kind == Article.Kind.FRONT else "all"


def _address(name: str, pk: int, script: str, **asked: str) -> str:
    query = urlencode({key: value for key, value in asked.items() if value})
    return reverse(f"admin:{name}", args=[pk, script]) + (f"?{query}" if query else "")
