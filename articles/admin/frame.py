"""What the template of a desk page needs beside its own matter: the site's context and the story it is about.

Used by the pages that hang under a story (library, review, history, comparison).
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Article


def desk_context(request: HttpRequest, article: Article, *, title: str) -> dict[str, Any]:
    """The context of one page about one story."""
    return {
        **admin.site.each_context(request),
        "title": title,
        "article": article,
        "opts": Article._meta,
        "is_popup": False,
    }
