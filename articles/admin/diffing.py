"""How a difference is shown: sections with labels, folds of what stayed, pieces of text a template can print.

Used by the review and comparison pages. What differs is settled by `articles.diff`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.admin.pieces import Pictures, Piece, pieces
from articles.diff import Area, Change, Diff, Row
from articles.diff_text import Kind, Span
from articles.models import Article, Correction, ImageUse
from articles.models import Section as StorySection


@dataclass(frozen=True)
class Shown:
    """One row as printed. `old` and `new` are its sides, `both` one text with what went and what came."""

    row: Row
    label: str
    old_label: str
    old: list[Piece]
    new: list[Piece]
    both: list[Piece]
    details: list[tuple[str, list[Piece]]]
    picture: str = ""
    note: str = ""

    @property
    def change(self) -> str:
        """The change's name, a class of the style sheet."""
        return self.row.change.value


@dataclass(frozen=True)
class Fold:
    """Rows in a stretch where nothing changed."""

    rows: list[Shown]
    words: str


@dataclass(frozen=True)
class Section:
    """One part of the story: its heading and its rows, folds between them."""

    name: str
    label: str
    items: list[Shown | Fold]


def sections(told: Diff, pictures: Pictures, *, fold: bool) -> list[Section]:
    """Every part of the story that has rows; with `fold`, only parts where something changed."""
    found = []
    for area in _AREAS:
        rows = [row for row in told.rows if row.area == area]
        if not rows or (fold and all(row.is_same for row in rows)):
            continue
        shown = [_shown(row, pictures) for row in rows]
        found.append(Section(area.value, _area_label(area), [*_folded(shown)] if fold else [*shown]))
    return found


def summary(told: Diff) -> list[str]:
    """What changed, in a few words an area: 标题 1 处, 改 4 段, 移动 1 段 …"""
    edited = told.count(Area.BODY, Change.CHANGED, Change.ADDED, Change.REMOVED)
    moved = told.count(Area.BODY, Change.MOVED_HERE)
    lines: list[tuple[int, Callable[[int], str]]] = [
        (
            told.count(Area.HEAD),
            lambda n: ngettext("%(n)d change in the head", "%(n)d changes in the head", n),
        ),
        (edited, lambda n: ngettext("%(n)d paragraph edited", "%(n)d paragraphs edited", n)),
        (moved, lambda n: ngettext("%(n)d paragraph moved", "%(n)d paragraphs moved", n)),
        (told.count(Area.CREDITS), lambda n: ngettext("%(n)d credit", "%(n)d credits", n)),
        (told.count(Area.PICTURES), lambda n: ngettext("%(n)d picture", "%(n)d pictures", n)),
        (told.count(Area.CLIPS), lambda n: ngettext("%(n)d clip", "%(n)d clips", n)),
        (told.count(Area.CHARTS), lambda n: ngettext("%(n)d chart", "%(n)d charts", n)),
        (told.count(Area.FIGURES), lambda n: ngettext("%(n)d figure", "%(n)d figures", n)),
        (told.count(Area.CORRECTIONS), lambda n: ngettext("%(n)d correction", "%(n)d corrections", n)),
        (told.count(Area.DATA), lambda n: ngettext("%(n)d detail", "%(n)d details", n)),
    ]
    return [say(number) % {"n": number} for number, say in lines if number]


_READ = frozenset({"alt", "credit", "slot", "ai_label"})
# Order of the page; the text comes after its head, data nobody reads come last.
_AREAS = (
    Area.HEAD,
    Area.BODY,
    Area.CREDITS,
    Area.PICTURES,
    Area.CLIPS,
    Area.CHARTS,
    Area.FIGURES,
    Area.CORRECTIONS,
    Area.DATA,
)


def _area_label(area: Area) -> str:
    return {
        Area.HEAD: _("Head"),
        Area.BODY: pgettext("part of a story", "Body"),
        Area.CREDITS: _("Credits"),
        Area.PICTURES: _("Pictures"),
        Area.CLIPS: _("Video and audio"),
        Area.CHARTS: _("Charts"),
        Area.FIGURES: _("Key figures"),
        Area.CORRECTIONS: _("Corrections"),
        Area.DATA: _("Details"),
    }[area]


def _folded(shown: Iterable[Shown]) -> Iterator[Shown | Fold]:
    for same, run in groupby(shown, key=lambda item: item.row.is_same):
        rows = [*run]
        if not same:
            yield from rows
        else:
            yield Fold(rows, _fold_words(rows))


def _fold_words(rows: list[Shown]) -> str:
    if rows[0].row.area == Area.BODY and rows[0].row.number_after:
        numbers = [row.row.number_after for row in rows if row.row.number_after]
        if len(numbers) == 1:
            return _("Paragraph %(number)d is unchanged") % {"number": numbers[0]}
        return _("Paragraphs %(first)d–%(last)d are unchanged") % {"first": numbers[0], "last": numbers[-1]}
    return ngettext("%(n)d line is unchanged", "%(n)d lines are unchanged", len(rows)) % {"n": len(rows)}


def _shown(row: Row, pictures: Pictures) -> Shown:
    sides = (row.before, row.after, row.spans)
    old, new, both = ([*pieces(_in_words(row, side), pictures)] for side in sides)
    return Shown(
        row=row,
        label=_label(
            row,
            row.number_before if row.change == Change.MOVED_AWAY else row.number_after or row.number_before,
        ),
        old_label=_label(row, row.number_before),
        old=old,
        new=new,
        both=both,
        details=[(_detail_label(name), _detail(name, spans)) for name, spans in _telling(row)],
        picture=_picture_of(row, pictures),
        note=_note(row),
    )


def _in_words(row: Row, spans: Iterable[Span]) -> Iterable[Span]:
    """What is chosen from a list is shown by its name, not by the code that the text is stored with."""
    if row.area != Area.DATA or row.name not in ("section", "kind"):
        return spans
    is_kind = row.name == "kind"
    names = dict(Article.Kind.choices) if is_kind else dict(StorySection.objects.values_list("slug", "name"))
    told = [*spans]
    kinds = [kind for kind in (Kind.DEL, Kind.INS) if any(span.kind == kind for span in told)] or [Kind.SAME]
    codes = {k: "".join(span.text for span in told if span.kind in (k, Kind.SAME)) for k in kinds}
    return [Span(kind, str(names.get(code, code))) for kind, code in codes.items() if code]


def _telling(row: Row) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """What a picture's row has to say: its caption, and what changed; of one that did not change, what readers see."""
    for name, spans in row.details:
        changed = row.change == Change.CHANGED and any(span.kind != Kind.SAME for span in spans)
        if changed or name == "caption" or (row.change != Change.CHANGED and name in _READ):
            yield name, spans


def _label(row: Row, number: int | None) -> str:
    if row.area == Area.BODY and row.number_after is None and row.number_before is None:
        return _field_label(row.name)
    if row.area == Area.BODY:
        return str(number) if number else ""
    if row.area == Area.PICTURES:
        return _("Picture %(number)s") % {"number": row.name}
    if row.area == Area.CLIPS:
        return _("Clip %(number)s") % {"number": row.name}
    if row.area == Area.CHARTS:
        return _("Chart %(number)s") % {"number": row.name}
    if row.area == Area.FIGURES:
        return _("Figure")
    if row.area == Area.CORRECTIONS:
        return str(dict(Correction.Type.choices).get(row.name, row.name))
    return row.name if row.area == Area.CREDITS else _field_label(row.name)


def _field_label(name: str) -> str:
    if name.startswith("hant_"):
        return _field_label(f"{name.removeprefix('hant_')}_hant")
    if name == "ai":
        name = "ai_use"
    label = _verbose(Article, name)
    return label[:1].upper() + label[1:]


def _verbose(model: type[Article] | type[ImageUse], name: str) -> str:
    """What the desk calls a field."""
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)


def _note(row: Row) -> str:
    if row.change == Change.MOVED_HERE:
        return _("was paragraph %(number)d") % {"number": row.number_before}
    if row.change == Change.MOVED_AWAY:
        return _("moved to paragraph %(number)d") % {"number": row.number_after}
    if row.area == Area.BODY and row.name and " " in row.name:
        before, after = row.name.split()
        return _("%(before)s became %(after)s") % {"before": _tag_name(before), "after": _tag_name(after)}
    return ""


def _tag_name(tag: str) -> str:
    names = {
        "p": _("paragraph"),
        "h2": _("section head"),
        "h3": _("small head"),
        "li": _("list item"),
        "tr": _("table row"),
        "caption": _("table caption"),
        "blockquote": _("quotation"),
        "hr": _("rule"),
    }
    return names.get(tag, tag)


def _picture_of(row: Row, pictures: Pictures) -> str:
    if row.area != Area.PICTURES:
        return ""
    by_number = dict(pictures.values())
    return (
        by_number.get(_("picture %(number)s") % {"number": row.name}, "")
        if row.change != Change.REMOVED
        else ""
    )


def _detail_label(name: str) -> str:
    own = {"order": _("order"), "focal": _("focal point"), "image": _("picture file")}
    label = own.get(name) or _verbose(ImageUse, name)
    return label[:1].upper() + label[1:]


def _detail(name: str, spans: tuple[Span, ...]) -> list[Piece]:
    slots = dict(ImageUse.Slot.choices) if name == "slot" else {}
    return [Piece(span.kind.value, str(slots.get(span.text, span.text))) for span in spans]
