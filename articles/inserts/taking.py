"""Clips and charts in a snapshot, and the way back to the working copy. Used by `snapshots` and `restoring` only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.models.article import Article
from articles.models.chart import Chart
from articles.models.clip import Clip, ClipUse

CLIP_TEXTS = ("caption", "credit", "ai_label", "captions", "transcript")
CHART_TEXTS = ("unit", "source")


def clip(use: ClipUse) -> dict[str, Any]:
    """One clip as data; what is empty is left out."""
    told = {
        "use": str(use.uid),
        "clip": use.clip.sha256,
        "ext": use.clip.extension,
        "kind": use.clip.kind,
        "milliseconds": use.clip.milliseconds,
        "slot": use.slot,
    }
    if use.clip.is_video:
        told["size"] = [use.clip.width, use.clip.height]
    if use.poster:
        told["poster"] = str(use.poster)
    return told | _filled(use, CLIP_TEXTS)


def chart(row: Chart) -> dict[str, Any]:
    """One chart as data; numbers stay text."""
    return {
        "use": str(row.uid),
        "kind": row.kind,
        "title": row.title,
        "rows": [[str(label), str(value)] for label, value in row.rows],
        **_filled(row, CHART_TEXTS),
    }


def apply_clips(told: list[dict[str, Any]], article: Article) -> None:
    """Replace a story's clips by the snapshot's; those that wait, named by no text, stay behind them."""
    names = {use["use"] for use in told}
    lead = ClipUse.Slot.LEAD
    waiting = [use for use in article.clip_uses.exclude(slot=lead) if str(use.uid) not in names]
    article.clip_uses.all().delete()
    for place, use in enumerate(told, start=1):
        ClipUse.objects.create(
            uid=use["use"],
            article=article,
            clip=Clip.objects.get(sha256=use["clip"]),
            slot=use["slot"],
            position=place,
            poster=use.get("poster"),
            **{name: use.get(name, "") for name in CLIP_TEXTS},
        )
    _put_back(waiting, len(told))


def apply_charts(told: list[dict[str, Any]], article: Article) -> None:
    """Replace a story's charts by the snapshot's; those that no text names stay behind them."""
    names = {chart["use"] for chart in told}
    waiting = [chart for chart in article.charts.all() if str(chart.uid) not in names]
    article.charts.all().delete()
    for place, chart in enumerate(told, start=1):
        Chart.objects.create(
            uid=chart["use"],
            article=article,
            position=place,
            kind=chart["kind"],
            title=chart["title"],
            rows=chart["rows"],
            **{name: chart.get(name, "") for name in CHART_TEXTS},
        )
    _put_back(waiting, len(told))


def _put_back(waiting: Iterable[Any], taken: int) -> None:
    for place, kept in enumerate(waiting, start=taken + 1):
        kept.pk, kept.position = None, place
        kept.save(force_insert=True)


def _filled(row: Any, names: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name in names if (value := getattr(row, name))}
