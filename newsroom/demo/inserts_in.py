"""Takes the demonstration's clips into the store and the library, and puts clips and charts into its stories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from articles.charts.rows import read_rows
from articles.clips.captions import normal
from articles.models import Article, Chart, Clip, ClipUse
from articles.receiving import receive_clip

CLIPS = Path(__file__).parent / "clips"


def receive_clips(stories: list[dict[str, Any]], uploader: Any) -> dict[str, Clip]:
    """Every clip that a story names, by file name."""
    clips = {}
    for name in sorted({told["file"] for story in stories for told in story.get("clips", [])}):
        path = CLIPS / name
        with path.open("rb") as file:
            clips[name] = receive_clip(file=file, size=path.stat().st_size, filename=name, user=uploader)
    return clips


def put_inserts(
    article: Article, told: dict[str, Any], clips: dict[str, Clip], pictures: dict[str, Any]
) -> dict[str, str]:
    """Make a story's clips and charts; returns the uids of both by key. `pictures` are the uids of its uses by key."""
    uids = {}
    for place, entry in enumerate(told.get("clips", []), start=1):
        use = ClipUse.objects.create(
            article=article,
            clip=clips[entry["file"]],
            slot=entry["slot"],
            position=place,
            poster=pictures[entry["poster"]] if "poster" in entry else None,
            caption=entry["caption"],
            credit=entry["credit"],
            captions=normal(entry["captions"]),
            transcript=entry["transcript"].strip(),
        )
        uids[entry["key"]] = str(use.uid)
    for place, entry in enumerate(told.get("charts", []), start=1):
        rows = [[label, value] for label, value in read_rows(entry["data"])]
        words = {name: entry[name] for name in ("kind", "title", "unit", "source")}
        chart = Chart.objects.create(article=article, position=place, rows=rows, **words)
        uids[entry["key"]] = str(chart.uid)
    return uids
