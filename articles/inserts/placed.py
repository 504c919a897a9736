"""Which clips and charts of a working copy readers would see. Used by `snapshots`, `readiness` and the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from articles.models.article import Article
from articles.models.chart import Chart
from articles.models.clip import ClipUse


def placed_clips(article: Article, named: set[str]) -> list[ClipUse]:
    """The clips in order: one at the head counts at once, one in the text as soon as the text names it."""
    return [use for use in clip_uses(article) if use.slot == ClipUse.Slot.LEAD or str(use.uid) in named]


def placed_charts(article: Article, named: set[str]) -> list[Chart]:
    """The charts that the text names, in order."""
    return [chart for chart in charts(article) if str(chart.uid) in named]


def posters(article: Article, named: set[str]) -> set[str]:
    """The pictures that stand for placed clips until they are played: they count as placed themselves."""
    return {str(use.poster) for use in placed_clips(article, named) if use.poster}


def clip_uses(article: Article) -> Any:
    """All clips of a story with their files; lists that ask for many stories have prepared them."""
    if not getattr(article, "has_inserts", True):
        return []
    prepared = "clip_uses" in getattr(article, "_prefetched_objects_cache", {})
    return article.clip_uses.all() if prepared else article.clip_uses.select_related("clip")


def charts(article: Article) -> Any:
    """All charts of a story."""
    return article.charts.all() if getattr(article, "has_inserts", True) else []


def marked(stories: QuerySet[Article]) -> QuerySet[Article]:
    """The set with `has_inserts` on each story: most have none, and none shall cost a query."""
    clips, drawn = (model.objects.filter(article=OuterRef("pk")) for model in (ClipUse, Chart))
    return stories.annotate(has_inserts=Exists(clips) | Exists(drawn))


def prepare(stories: Iterable[Article]) -> None:
    """Fetch the clips and charts of a `marked` list at once: three queries, or none where no story has any."""
    holders = [story for story in stories if getattr(story, "has_inserts", True)]
    prefetch_related_objects(holders, "clip_uses__clip", "charts")
