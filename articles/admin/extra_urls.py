"""Addresses under the story admin for pages that are not forms: pictures, preview, review, history.

`ArticleAdmin.get_urls` puts them before the stock ones. Each view loads its story through `loader`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern, path

from articles.admin import (
    audience,
    clip_views,
    figures,
    framed,
    hant,
    history,
    media_views,
    preview,
    proof_rates,
    proofing,
    review,
)
from articles.admin.rendering_views import retry, state

# route under /admin/articles/article/, view, name
ROUTES: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("media/<path:name>", media_views.media, "articles_media"),
    ("<int:pk>/upload/", media_views.upload, "articles_upload"),
    ("<int:pk>/clip/", clip_views.upload, "articles_clip_upload"),
    ("<int:pk>/library/", media_views.library, "articles_library"),
    ("<int:pk>/pictures/", state, "articles_pictures"),
    ("<int:pk>/pictures/retry/", retry, "articles_pictures_retry"),
    ("<int:pk>/preview/<slug:script>/", preview.preview, "articles_preview"),
    ("<int:pk>/preview/<slug:script>/framed/", framed.framed, "articles_preview_framed"),
    ("<int:pk>/review/", review.review, "articles_review"),
    ("<int:pk>/proof/", proofing.check, "articles_proof_check"),
    ("<int:pk>/proof/leave/", proofing.ignore, "articles_proof_ignore"),
    ("<int:pk>/proof/restore/", proofing.restore, "articles_proof_restore"),
    ("proofing/", proof_rates.proof_rates, "articles_proof_rates"),
    ("<int:pk>/figures/", figures.figures, "articles_figures"),
    ("<int:pk>/figures/find/", figures.find, "articles_figures_find"),
    ("<int:pk>/figures/day/", figures.day, "articles_figures_day"),
    ("<int:pk>/figures/promote/", figures.promote, "articles_figures_promote"),
    ("<int:pk>/figures/<int:figure>/front/", figures.to_front, "articles_figures_front"),
    ("<int:pk>/traditional/", hant.traditional, "articles_traditional"),
    ("<int:pk>/simplify/", hant.simplify, "articles_simplify"),
    ("<int:pk>/revisions/", history.history, "articles_history"),
    ("<int:pk>/readers/", audience.story_readers, "articles_readers_story"),
    ("<int:pk>/compare/<int:a>/<int:b>/", history.compare, "articles_compare"),
)


def extra_urls(admin: ModelAdmin[Any]) -> list[URLPattern]:
    """The patterns, each behind the desk's login."""
    return [path(route, admin.admin_site.admin_view(view), name=name) for route, view, name in ROUTES]
