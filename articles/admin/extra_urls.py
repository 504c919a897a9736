"""Addresses under the story admin for pages that are not forms: pictures, preview, review, history.

`ArticleAdmin.get_urls` puts them before the stock ones. Each view loads its story through `loader`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern, path

# route under /admin/articles/article/, view, name
ROUTES: tuple[tuple[str, Callable[..., Any], str], ...] = ()


def extra_urls(admin: ModelAdmin[Any]) -> list[URLPattern]:
    """The patterns, each behind the desk's login."""
    return [path(route, admin.admin_site.admin_view(view), name=name) for route, view, name in ROUTES]
