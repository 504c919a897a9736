"""The verb that changes copy: put the suggestions of chosen findings in place, as a save by the person who asked.

What the page does by itself where it has JavaScript, this does where it has none. Never without the revision seen.
"""

from __future__ import annotations

import html as html_entities
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import editing
from articles.body.clean import clean_body
from articles.charts.rows import ChartRefused, as_text, read_rows
from articles.clips.captions import CaptionsRefused, normal
from articles.models.article import Article
from articles.proofing.findings import PICTURE, Found
from articles.proofing.pieces import (
    CAPTIONS,
    CHART_FIELDS,
    CLIP_FIELDS,
    FIELDS,
    FIGURE_FIELDS,
    FOOT_FIELDS,
    HANT_FIELDS,
    NOTICE_FIELDS,
    PICTURE_FIELDS,
    ROWS,
    column_of,
)
from articles.proofing.report import report_of
from articles.proofing.sheet import Block, body_blocks
from articles.text.markup import split_markup


def mend(*, article: Article, user: Any, seen_revision: int, keys: Collection[str]) -> int:
    """Put the suggestions of the named findings (by place key) in place. Returns how many were mended.

    Effects, in order: locks the story and checks that the person may save what they saw; changes fields, body and
    the words of pictures, clips, charts, key figures and corrections; saves them; takes a revision. Raises what `editing.check_save` and `clean_body` raise,
    and ValidationError where a suggestion is longer than its field.
    """
    with transaction.atomic():
        locked = editing.check_save(article=article, user=user, seen_revision=seen_revision)
        wanted = [item.found for item in report_of(locked).open if item.found.place_key in keys]
        chosen = [found for found in wanted if found.fixable]
        if not chosen:
            return 0
        _mend_text(locked, chosen)
        _mend_rows(locked.image_uses.all(), PICTURE_FIELDS, chosen)
        _mend_rows(locked.clip_uses.all(), CLIP_FIELDS, chosen)
        _mend_rows(locked.charts.all(), CHART_FIELDS, chosen)
        _mend_rows(locked.key_figures.all(), FIGURE_FIELDS, chosen)
        _mend_rows(locked.corrections.all(), NOTICE_FIELDS, chosen)
        editing.save_revision(article=locked, user=user)
    article.refresh_from_db()
    return len(chosen)


def replaced(text: str, chosen: Iterable[Found]) -> str:
    """The text with each finding's suggestion in its place; of two that overlap the first is taken."""
    parts: list[str] = []
    at = 0
    for found in sorted(chosen, key=lambda one: (one.start, -one.end)):
        if found.start >= at and text[found.start : found.end] == found.text:
            parts += [text[at : found.start], found.suggestion]
            at = found.end
    return "".join([*parts, text[at:]])


def mended_body(html: str, chosen: Iterable[Found]) -> str:
    """A clean body with the suggestions in place, clean again. Tags around and inside the words stay."""
    pieces = [piece.text for piece in split_markup(html)]
    blocks = body_blocks(html)
    by_block: dict[int, list[Found]] = {}
    for found in chosen:
        by_block.setdefault(found.block, []).append(found)
    for number, here in by_block.items():
        if number < len(blocks):
            _mend_block(pieces, blocks[number], here)
    return clean_body("".join(pieces))


def moved(offsets: Iterable[int], chosen: Iterable[Found]) -> list[int]:
    """Offsets into a text after findings in it were replaced; one inside replaced words is gone."""
    spans = [(one.start, one.end, len(one.suggestion)) for one in chosen]
    return [
        offset + sum(length - (end - start) for start, end, length in spans if end <= offset)
        for offset in offsets
        if not any(start < offset < end for start, end, _length in spans)
    ]


def _mend_text(article: Article, chosen: list[Found]) -> None:
    changed = []
    for name in (*FIELDS, *FOOT_FIELDS, *HANT_FIELDS):
        here = [found for found in chosen if found.field == name]
        if here:
            value = replaced(getattr(article, name), here)
            setattr(article, name, _fitting(article, name, value))
            changed.append(name)
            if name == "headline":
                article.headline_breaks = moved(article.headline_breaks, here)
                changed.append("headline_breaks")
    in_body = [found for found in chosen if found.field == "body"]
    if in_body:
        article.body = mended_body(article.body, in_body)
        changed.append("body")
    if changed:
        article.save(update_fields=[*changed, "updated_at"])


def _mend_rows(rows: Iterable[Any], fields: tuple[str, ...], chosen: list[Found]) -> None:
    """Change the words of rows; one is known by its uid, or by its number where it has none."""
    if not any(found.field in fields for found in chosen):
        return
    for number, row in enumerate(rows):
        place = (str(row.uid), 0) if hasattr(row, "uid") else ("", number)
        for field in fields:
            here = [one for one in chosen if (one.field, one.ref, one.block) == (field, *place)]
            if here:
                column = field if field in PICTURE_FIELDS else column_of(field)
                setattr(row, column, _mended_value(row, field, column, here))
                row.save(update_fields=[column])


def _mended_value(row: Any, field: str, column: str, here: list[Found]) -> Any:
    """What a column of a row holds once it is mended. Raises ValidationError."""
    value = getattr(row, column)
    try:
        if field == ROWS:
            return [[*pair] for pair in read_rows(replaced(as_text(value), here))]
        mended = replaced(value, here)
        return _fitting(row, column, normal(mended) if field == CAPTIONS else mended)
    except (ChartRefused, CaptionsRefused) as refused:
        raise ValidationError(str(refused)) from refused


def _fitting(row: Any, name: str, value: str) -> str:
    """The value as the field takes it. Raises ValidationError."""
    field: Any = row._meta.get_field(name)
    return str(field.clean(value, row))


def _mend_block(pieces: list[str], block: Block, chosen: list[Found]) -> None:
    """Change the stretches of one block. A suggestion goes into the first stretch that its words touch."""
    text = block.text
    ends = [*(start for _number, start in block.stretches[1:]), len(text)]
    spans = _apart(text, chosen)
    for (number, start), end in zip(block.stretches, ends, strict=True):
        parts: list[str] = []
        at = start
        for found in spans:
            if found.start >= end or found.end <= start:
                continue
            parts.append(text[at : max(at, found.start)])
            if start <= found.start:
                parts.append(found.suggestion)
            at = min(found.end, end)
        pieces[number] = html_entities.escape("".join([*parts, text[at:end]]), quote=False)


def _apart(text: str, chosen: list[Found]) -> list[Found]:
    """The findings that still say what stands there, in order, none over another."""
    apart: list[Found] = []
    for found in sorted(chosen, key=lambda one: (one.start, -one.end)):
        fits = text[found.start : found.end] == found.text
        if fits and (not apart or found.start >= apart[-1].end):
            apart.append(found)
    return apart


__all__ = ["PICTURE", "mend", "mended_body", "replaced"]
