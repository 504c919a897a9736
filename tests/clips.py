"""Plain functions that put clips and charts into stories, for tests."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from articles.models import Article, Chart, Clip, ClipUse
from articles.receiving import receive_clip

DEMO = Path(__file__).resolve().parents[1] / "newsroom" / "demo" / "clips"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n末班渡轮靠了后港。\n"


def demo_clip(user: Any, name: str = "last-ferry.mp4") -> Clip:
    """A real video (or sound) in the library."""
    data = (DEMO / name).read_bytes()
    return receive_clip(file=io.BytesIO(data), size=len(data), filename=name, user=user)


def use_clip(article: Article, clip: Clip, **fields: Any) -> ClipUse:
    """A complete clip of a story; in the text unless a slot is given."""
    words = {"caption": "末班渡轮靠岸。", "credit": "陆晚亭 摄", "captions": VTT}
    place = article.clip_uses.count() + 1
    return ClipUse.objects.create(article=article, clip=clip, position=place, **words | fields)


def put_chart(article: Article, **fields: Any) -> Chart:
    """A complete chart of a story, named by no text yet."""
    told = {
        "title": "年处理量",
        "unit": "亿件",
        "rows": [["2024年", "1.2"], ["2025年", "3.4"]],
        "source": "后港站",
    }
    return Chart.objects.create(article=article, position=article.charts.count() + 1, **told | fields)


def placed(*rows: Any) -> str:
    """The body's references to them."""
    return "".join(f'<p><img data-use="{row.uid}"></p>' for row in rows)
