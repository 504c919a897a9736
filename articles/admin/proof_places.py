"""Where a finding stands, in the words of the form: 主题, 正文第3段, 图2图注, 音视频1：字幕, 数读1：单位."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Article, Chart, ClipUse, Correction, KeyFigure
from articles.proofing.findings import CREDITS, PICTURE, Found
from articles.proofing.pieces import (
    CHART_FIELDS,
    CLIP_FIELDS,
    FIGURE_FIELDS,
    NOTICE_FIELDS,
    PICTURE_FIELDS,
    column_of,
)

_PICTURES = (PICTURE, *PICTURE_FIELDS)
# The boxes of the form that hold rows, by the fields that stand in them.
_BOXES = {
    "pictures": _PICTURES,
    "clips": CLIP_FIELDS,
    "charts": CHART_FIELDS,
    "figures": FIGURE_FIELDS,
    "corrections": NOTICE_FIELDS,
}


def anchor_of(found: Found) -> str:
    """The id of the place on the form that a link leads to."""
    box = next((box for box, fields in _BOXES.items() if found.field in fields), "")
    if box:
        return box
    if found.field == CREDITS:
        return CREDITS
    return "desk-body" if found.field == "body" else f"id_{found.field}" if found.field else ""


def numbers_of(article: Article, findings: Iterable[Found]) -> dict[str, int]:
    """The printed number of each picture, clip and chart that a finding is about."""
    kinds = {anchor_of(found) for found in findings if found.ref}
    rows: dict[str, Any] = {
        "pictures": article.image_uses,
        "clips": article.clip_uses,
        "charts": article.charts,
    }
    return {
        str(uid): place
        for kind in kinds & set(rows)
        for uid, place in rows[kind].values_list("uid", "position")
    }


def where_is(found: Found, numbers: dict[str, int]) -> str:
    """The place in words. What has no number is not saved yet."""
    number = numbers.get(found.ref, 0)
    if found.field == "body":
        return _("body, paragraph %(number)d") % {"number": found.block + 1}
    if found.field == CREDITS:
        return _("credits")
    if found.field in _PICTURES:
        return _picture_words(found.field) % {"number": number}
    if found.field in CLIP_FIELDS:
        return _("clip %(number)d: %(part)s") % {"number": number, "part": _part(ClipUse, found)}
    if found.field in CHART_FIELDS:
        told = _("chart %(number)d: %(part)s") if number else _("new chart: %(part)s")
        return told % {"number": number, "part": _part(Chart, found)}
    if found.field in FIGURE_FIELDS:
        told = _("key figure %(number)d: %(part)s")
        return told % {"number": found.block + 1, "part": _part(KeyFigure, found)}
    if found.field in NOTICE_FIELDS:
        told = _("correction %(number)d: %(part)s")
        return told % {"number": found.block + 1, "part": _part(Correction, found)}
    field: Any = Article._meta.get_field(found.field) if found.field else None
    return str(field.verbose_name) if field is not None else ""


def _picture_words(field: str) -> str:
    return {
        PICTURE: _("picture %(number)d"),
        "caption": _("picture %(number)d, caption"),
        "alt": _("picture %(number)d, alternative text"),
        "credit": _("picture %(number)d, credit"),
    }[field]


def _part(model: Any, found: Found) -> str:
    """What the field is called on the form."""
    if found.field == "clip_caption":
        return pgettext("clip", "caption")
    return str(model._meta.get_field(column_of(found.field)).verbose_name)
