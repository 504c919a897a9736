"""Pieces of a shown difference: runs of text, marks said in words, and what a body's references are called.

Used by `diffing` and the pages that compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.admin.media_views import thumbnail
from articles.diff_text import Kind, Span
from articles.models import Image

# uid of a reference → what it is called and a thumbnail's address, or ""
Pictures = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Piece:
    """A run of one kind: `kind` is same, ins or del; a mark is said in words."""

    kind: str
    text: str
    is_mark: bool = False
    picture: str = ""


def picture_table(*snapshots: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What a body's references to pictures, clips and charts are called, with a thumbnail; the last snapshot numbers."""
    hashes = {use["image"] for snapshot in snapshots for use in snapshot.get("images", [])}
    images = {image.sha256: image for image in Image.objects.filter(sha256__in=hashes)}
    table: dict[str, tuple[str, str]] = {}
    for snapshot in snapshots:
        for number, use in enumerate(snapshot.get("images", []), start=1):
            image = images.get(use["image"])
            name = _("picture %(number)s") % {"number": number}
            table[use["use"]] = (name, thumbnail(image) if image else "")
        for number, clip in enumerate(snapshot.get("clips", []), start=1):
            table[clip["use"]] = (_("clip %(number)s") % {"number": number}, "")
        for chart in snapshot.get("charts", []):
            table[chart["use"]] = (_("chart “%(title)s”") % {"title": chart["title"]}, "")
    return table


def pieces(spans: Iterable[Span], pictures: Pictures) -> Iterator[Piece]:
    """What a template prints of spans: words, and marks said in words."""
    for span in spans:
        if not span.mark:
            yield Piece(span.kind.value, span.text)
        elif span.mark == "picture":
            words, url = pictures.get(span.text, (_("a picture that is gone"), ""))
            yield Piece(span.kind.value, words, True, url)
        elif span.mark == "link":
            yield Piece(span.kind.value, f"↗ {span.text}", True)
        elif span.kind != Kind.SAME:
            yield Piece(span.kind.value, _mark_words(span.mark), True)


def _mark_words(mark: str) -> str:
    names = {
        "strong": _("bold"),
        "em": _("emphasis"),
        "s": _("struck out"),
        "sup": _("raised"),
        "sub": _("lowered"),
    }
    name = names.get(mark.removeprefix("/"), mark)
    return _("end of %(mark)s") % {"mark": name} if mark.startswith("/") else name
