"""The difference of two snapshots: fields, paragraphs (moved ones too), credits, pictures, clips, charts, figures,
corrections.

Pure: takes what `Revision.snapshot` holds, knows no model and no request. Used by the review and comparison pages
and by the list of what waits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from articles import diff_body, diff_lists
from articles.diff_text import (
    Block,
    Kind,
    Span,
    added,
    blocks,
    compare,
    removed,
    unchanged,
    words,
)

# Texts of the head in the order of the page, then those behind the body.
HEAD_FIELDS = ("kicker", "headline", "subheading", "standfirst", "editors_note")
TAIL_FIELDS = ("source", "production_note")
HANT_FIELDS = ("kicker", "headline", "subheading", "standfirst")
DATA_FIELDS = ("section", "tags", "kind", "slug", "headline_breaks", "ai")


class Change(StrEnum):
    """What happened to a row."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"


class Area(StrEnum):
    """Which part of the story a row belongs to."""

    HEAD = "head"
    BODY = "body"
    CREDITS = "credits"
    PICTURES = "pictures"
    CLIPS = "clips"
    CHARTS = "charts"
    FIGURES = "figures"
    CORRECTIONS = "corrections"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One field, paragraph, credit line, picture or figure, before and after.

    `spans` is both sides in one reading order; `before` and `after` are each side alone. Numbers are those of body
    blocks. `details` are a picture's own fields.
    """

    area: Area
    change: Change
    name: str = ""
    tag: str = ""
    number_before: int | None = None
    number_after: int | None = None
    spans: tuple[Span, ...] = ()
    details: tuple[tuple[str, tuple[Span, ...]], ...] = ()

    @property
    def before(self) -> list[Span]:
        """The old side."""
        return [span for span in self.spans if span.kind != Kind.INS]

    @property
    def after(self) -> list[Span]:
        """The new side."""
        return [span for span in self.spans if span.kind != Kind.DEL]

    @property
    def is_same(self) -> bool:
        """Nothing happened to it."""
        return self.change == Change.SAME


@dataclass(frozen=True)
class Diff:
    """Every row of two snapshots, in reading order.

    `coarse`: so much changed that not every word was compared with every other. What went and what came is all there,
    but an edited paragraph may stand as one that went and one that came.
    """

    rows: list[Row]
    coarse: bool = False

    @cached_property
    def changed(self) -> list[Row]:
        """The rows something happened to; a moved paragraph counts where it stands now."""
        return [row for row in self.rows if row.change not in (Change.SAME, Change.MOVED_AWAY)]

    def count(self, area: Area, *changes: Change) -> int:
        """How many changed rows an area has, of the given changes or of any."""
        return sum(row.area == area and (not changes or row.change in changes) for row in self.changed)

    @cached_property
    def characters_added(self) -> int:
        """Characters that came, blanks aside, in the whole story."""
        return self._characters(Kind.INS)

    @cached_property
    def characters_removed(self) -> int:
        """Characters that went."""
        return self._characters(Kind.DEL)

    def _characters(self, kind: Kind) -> int:
        spans = [
            span
            for row in self.changed
            for span in (*row.spans, *(span for _name, detail in row.details for span in detail))
        ]
        return sum(len("".join(span.text.split())) for span in spans if span.kind == kind and not span.mark)


def diff(before: Mapping[str, Any], after: Mapping[str, Any]) -> Diff:
    """What changed from one snapshot to another; an empty mapping stands for “nothing yet”."""
    old, new = blocks(before.get("body", "")), blocks(after.get("body", ""))
    return Diff(
        [
            *_fields(Area.HEAD, HEAD_FIELDS, before, after),
            *_hant_fields(before, after),
            *_body(old, new),
            *_fields(Area.BODY, TAIL_FIELDS, before, after),
            *_listed(Area.CREDITS, diff_lists.credit_lines(before), diff_lists.credit_lines(after)),
            *_pictures(before, after),
            *_listed(Area.CLIPS, diff_lists.clip_lines(before), diff_lists.clip_lines(after)),
            *_listed(Area.CHARTS, diff_lists.chart_lines(before), diff_lists.chart_lines(after)),
            *_listed(Area.FIGURES, diff_lists.figure_lines(before), diff_lists.figure_lines(after)),
            *_listed(
                Area.CORRECTIONS, diff_lists.correction_lines(before), diff_lists.correction_lines(after)
            ),
            *_data(before, after),
        ],
        coarse=diff_body.is_coarse(old, new),
    )


def _fields(
    area: Area, names: Sequence[str], before: Mapping[str, Any], after: Mapping[str, Any], prefix: str = ""
) -> list[Row]:
    rows = (
        _text_row(area, prefix + name, str(before.get(name, "")), str(after.get(name, ""))) for name in names
    )
    return [row for row in rows if row.spans]


def _hant_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    return _fields(Area.HEAD, HANT_FIELDS, before.get("hant", {}), after.get("hant", {}), prefix="hant_")


def _data(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    """Fields that are no text: shown only where they changed."""
    old, new = (
        {name: diff_lists.told(side.get(name, "")) for name in DATA_FIELDS} for side in (before, after)
    )
    return [row for row in _fields(Area.DATA, DATA_FIELDS, old, new) if not row.is_same]


def _text_row(area: Area, name: str, before: str, after: str) -> Row:
    if before == after:
        return Row(area, Change.SAME, name, spans=unchanged(words(after)))
    change = Change.CHANGED if before and after else (Change.ADDED if after else Change.REMOVED)
    return Row(area, change, name, spans=compare(words(before), words(after)))


def _body(before: list[Block], after: list[Block]) -> list[Row]:
    """Paragraphs: equal ones, edited ones, moved ones, and what is left as gone or new."""
    steps = diff_body.aligned(before, after)
    gone = [old for old, new in steps if old is not None and new is None]
    come = [new for old, new in steps if old is None and new is not None]
    moves = diff_body.moved(before, after, gone, come)
    back = {new: old for old, new in moves.items()}
    return [_body_row(before, after, old, new, moves, back) for old, new in steps]


def _body_row(
    before: list[Block],
    after: list[Block],
    old: int | None,
    new: int | None,
    moves: dict[int, int],
    back: dict[int, int],
) -> Row:
    if old is None and new is not None:
        if new in back:
            return _block_row(Change.MOVED_HERE, before[back[new]], after[new], back[new], new)
        return _block_row(Change.ADDED, None, after[new], None, new)
    if new is None and old is not None:
        if old in moves:
            return _block_row(Change.MOVED_AWAY, before[old], before[old], old, moves[old])
        return _block_row(Change.REMOVED, before[old], None, old, None)
    assert old is not None and new is not None  # noqa: S101 -- a step names at least one side
    same = before[old] == after[new]
    return _block_row(Change.SAME if same else Change.CHANGED, before[old], after[new], old, new)


def _block_row(change: Change, old: Block | None, new: Block | None, i: int | None, j: int | None) -> Row:
    if old is not None and new is not None:
        spans = unchanged(new.tokens) if old.tokens == new.tokens else compare(old.tokens, new.tokens)
    else:
        spans = added(new.tokens) if new is not None else removed(old.tokens if old else ())
    shown = new or old
    name = (
        f"{old.tag} {new.tag}" if old and new and old.tag != new.tag else ""
    )  # a paragraph became a heading
    return Row(
        Area.BODY,
        change,
        name,
        tag=shown.tag if shown else "",
        number_before=None if i is None else i + 1,
        number_after=None if j is None else j + 1,
        spans=spans,
    )


def _listed(area: Area, before: list[diff_lists.Line], after: list[diff_lists.Line]) -> list[Row]:
    return [
        Row(area, Change(change), name, spans=compare(old, new) if old != new else unchanged(new))
        for change, name, old, new in diff_lists.matched(before, after)
    ]


def _pictures(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    rows = []
    for change, name, old, new in diff_lists.pictures(before, after):
        details = tuple(
            (field, compare(words(old.get(field, "")), words(new.get(field, ""))))
            for field in dict.fromkeys([*new, *old])
            if old.get(field) or new.get(field)
        )
        rows.append(Row(Area.PICTURES, Change(change), name, details=details))
    return rows
