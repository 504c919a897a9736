"""What a page shows of pictures, clips and charts: plain data out of a snapshot, in one script.

Used by `building` only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.template.loader import render_to_string

from articles.charts import drawing
from articles.charts.rows import printed_number
from articles.clips.captions import words_of
from articles.inserts.files import ClipFiles

# Given the picture use of a snapshot and a crop, the data that a <picture> is printed from.
Media = Callable[[Mapping[str, Any], str], dict[str, Any]]


class Prints(Protocol):
    """What this module asks of `building.Printer`."""

    snapshot: Mapping[str, Any]
    script: str

    def text(self, value: str) -> str:
        """A run of plain text in the script of the page."""


def clip(
    printer: Prints, use: Mapping[str, Any], files: ClipFiles, poster: Callable[[str], dict[str, Any] | None]
) -> dict[str, Any]:
    """A clip as `templates/articles/_clip.html` prints it. `poster` gives the picture data of a use, or None.

    Without a transcript of the desk's the captions are one: everything that is said in the clip can be read.
    """
    captions = printer.text(use.get("captions", ""))
    width, height = use.get("size", (0, 0))
    return {
        "kind": use["kind"],
        "milliseconds": use["milliseconds"],
        "width": width,
        "height": height,
        "poster": poster(use["poster"]) if use.get("poster") else None,
        "transcript": printer.text(use.get("transcript", "")) or words_of(captions),
        **{name: printer.text(use.get(name, "")) for name in ("caption", "credit", "ai_label")},
        **files(use, captions),
    }


def chart(printer: Prints, told: Mapping[str, Any]) -> dict[str, Any]:
    """A chart as `templates/articles/_chart.html` prints it: its table, and the shapes drawn from that."""
    rows = [[printer.text(label), value] for label, value in told["rows"]]
    shapes = {"line": drawing.line(rows)} if told["kind"] == "line" else {"bars": drawing.bars(rows)}
    return {
        "kind": told["kind"],
        **{name: printer.text(told.get(name, "")) for name in ("title", "unit", "source")},
        "rows": [[label, printed_number(value)] for label, value in rows],
        **shapes,
    }


def image(printer: Prints, use: Mapping[str, Any], media: Media, crops: tuple[str, ...]) -> dict[str, Any]:
    """A picture with what is printed beside it, in the named crops."""
    return {
        "pictures": {crop: media(use, crop) for crop in crops},
        "alt": printer.text(use.get("alt", "")),
        "caption": printer.text(use.get("caption", "")),
        "credit": printer.text(use.get("credit", "")),
        "ai_label": printer.text(use.get("ai_label", "")),
    }


class Inserts:
    """What the body names by uid: pictures, clips and charts of one snapshot, printed where they stand."""

    def __init__(self, printer: Prints, media: Media, clips: ClipFiles) -> None:
        """Sort them by uid."""
        self.printer, self.media, self.files = printer, media, clips
        self.images, self.clips, self.charts = (
            {told["use"]: told for told in printer.snapshot.get(name, [])}
            for name in ("images", "clips", "charts")
        )

    def html(self, uid: str) -> str:
        """The figure that takes the place of a reference; "" for a uid that the snapshot does not know."""
        if uid in self.images:
            shown = image(self.printer, self.images[uid], self.media, ("full",))
            return render_to_string("articles/_figure.html", {"image": shown})
        if uid in self.clips:
            return render_to_string(
                "articles/_clip.html", {"clip": self._clip(self.clips[uid]), "script": self.printer.script}
            )
        if uid in self.charts:
            drawn = chart(self.printer, self.charts[uid])
            return render_to_string("articles/_chart.html", {"chart": drawn})
        return ""

    def lead_clip(self) -> dict[str, Any] | None:
        """The clip at the head of the story."""
        lead = next((told for told in self.clips.values() if told["slot"] == "lead"), None)
        return self._clip(lead) if lead else None

    def _clip(self, told: Mapping[str, Any]) -> dict[str, Any]:
        return clip(self.printer, told, self.files, self._poster)

    def _poster(self, uid: str) -> dict[str, Any] | None:
        use = self.images.get(uid)
        return image(self.printer, use, self.media, ("full",)) if use else None
