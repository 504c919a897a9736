"""Which pictures, clips and charts of a working copy readers would see. Used by `snapshots`, `readiness` and the desk."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from articles.body.clean import image_uses
from articles.models.article import Article
from articles.models.chart import Chart
from articles.models.clip import ClipUse
from articles.models.image import ImageUse


class Placed:
    """One look at what stands in and beside a story's text. Each kind is read at first need, once.

    A look is for one answer: make another after a change.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self.named = frozenset(image_uses(article.body))

    @cached_property
    def all_pictures(self) -> list[ImageUse]:
        """Every picture of the story, in order."""
        return list(picture_uses(self._article))

    @cached_property
    def all_clips(self) -> list[ClipUse]:
        """Every clip, in order."""
        return list(clip_uses(self._article))

    @cached_property
    def all_charts(self) -> list[Chart]:
        """Every chart, in order."""
        return list(charts(self._article))

    @cached_property
    def clips(self) -> list[ClipUse]:
        """The clips that readers would see: one at the head at once, one in the text as soon as the text names it."""
        lead = ClipUse.Slot.LEAD
        return [use for use in self.all_clips if use.slot == lead or str(use.uid) in self.named]

    @cached_property
    def charts(self) -> list[Chart]:
        """The charts that the text names."""
        return [chart for chart in self.all_charts if str(chart.uid) in self.named]

    @cached_property
    def needed(self) -> frozenset[str]:
        """The pictures that the text names, and those that stand for clips until they are played."""
        return self.named | {str(use.poster) for use in self.clips if use.poster}

    @cached_property
    def pictures(self) -> list[ImageUse]:
        """The pictures that readers would see, in order.

        One in the text counts once the text or a clip that it names needs it: an upload alone changes no content, so
        it voids no form that is open.
        """
        body = ImageUse.Slot.BODY
        return [use for use in self.all_pictures if use.slot != body or str(use.uid) in self.needed]


def picture_uses(article: Article) -> Any:
    """All pictures of a story with their files; pages and lists that ask more than once have prepared them."""
    prepared = "image_uses" in getattr(article, "_prefetched_objects_cache", {})
    return article.image_uses.all() if prepared else article.image_uses.select_related("image")


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
