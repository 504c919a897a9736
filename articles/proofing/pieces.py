"""Pieces of copy: one stretch of what readers get, with the name of its field – text, pictures, clips, charts, notices.

Names are those of the form. Captions and the table of a chart are pieces at the offsets they have in their field: what
is no copy in them (times, numbers) is line ends. Imports pure text functions only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from articles.charts.rows import as_text, labels_of
from articles.clips.captions import copy_of

# The plain fields of a story, in reading order. Several lines are several paragraphs of one piece.
FIELDS = ("kicker", "headline", "subheading", "standfirst", "editors_note")
# What stands below a story: where it comes from, who made it, how a machine helped.
FOOT_FIELDS = ("source", "production_note", "ai_note")
# What the desk wrote for the traditional edition itself. It is checked by the rules of traditional copy.
HANT_FIELDS = ("kicker_hant", "headline_hant", "subheading_hant", "standfirst_hant")
HEADLINES = ("headline", "headline_hant")
PICTURE_FIELDS = ("caption", "alt", "credit")
CLIP_FIELDS = ("clip_caption", "clip_credit", "clip_captions", "clip_transcript")
CHART_FIELDS = ("chart_title", "chart_unit", "chart_source", "chart_rows")
# Of a key figure its words, not its value; of a correction not the wording that it puts right.
FIGURE_FIELDS = ("figure_unit", "figure_label", "figure_source")
NOTICE_FIELDS = ("correction_passage", "correction_right")
CAPTIONS, ROWS = "clip_captions", "chart_rows"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of copy. `field` is one of the names above or “body”; `block` counts the blocks of the body, the
    key figures or the corrections from 0; `ref` is the uid of the picture, clip or chart."""

    field: str
    text: str
    block: int = 0
    ref: str = ""

    @property
    def is_hant(self) -> bool:
        """Whether it is traditional copy."""
        return self.field in HANT_FIELDS


def column_of(field: str) -> str:
    """The column of a row that a field's name stands for: clip_caption is caption."""
    return field.partition("_")[2]


def clip_pieces(told: Mapping[str, Any], ref: str) -> Iterator[Piece]:
    """The copy of one clip, from its columns by name."""
    for field in CLIP_FIELDS:
        words = told.get(column_of(field), "")
        text = copy_of(words) if field == CAPTIONS else words
        if text.strip():
            yield Piece(field, text, ref=ref)


def chart_pieces(told: Mapping[str, Any], ref: str) -> Iterator[Piece]:
    """The copy of one chart; `rows` are pairs as they are stored, or the table as it is typed."""
    for field in CHART_FIELDS:
        words = told.get(column_of(field), "")
        if field == ROWS:
            words = labels_of(words if isinstance(words, str) else as_text(words))
        if words.strip():
            yield Piece(field, words, ref=ref)


def numbered_pieces(rows: Iterable[Mapping[str, Any]], fields: tuple[str, ...]) -> Iterator[Piece]:
    """The copy of rows that have no uid, the key figures or the corrections: known by their number."""
    for number, row in enumerate(rows):
        for field in fields:
            words = row.get(column_of(field), "")
            if words.strip():
                yield Piece(field, words, block=number)
