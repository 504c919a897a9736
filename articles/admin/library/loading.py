"""The one door to a picture on the desk: it exists for those who may see it, and for nobody else."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest

from articles.models import Image


def load_picture(request: HttpRequest, key: Any) -> Image:
    """The picture, or 404 as for one that never was."""
    text = str(key)
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Http404
    found = Image.objects.visible_to(request.user).select_related("uploaded_by").filter(pk=int(text)).first()
    if found is None:
        raise Http404
    return found


def library_context(request: HttpRequest, title: str) -> dict[str, Any]:
    """What the template of a page of the library needs beside its own matter."""
    return {**admin.site.each_context(request), "title": title, "opts": Image._meta, "is_popup": False}
