"""Words as a script prints them: the one place where simplified copy becomes the traditional edition.

Used by everything that writes public rows: `building` for stories, `house_words` for the house and its series.
Glyphs are converted, vocabulary is not; names and decided words are left alone; which glyphs and which quotation
marks are customary is the newsroom's setting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings

from articles.models.published import Script
from articles.text.scripts import Variant, corner_quotes, html_to_hant, to_hant

_TAG_OR_TEXT = re.compile(r"(<[^>]*>)|([^<]+)")


def printed(
    value: str,
    script: str,
    names: Mapping[str, str] | None = None,
    terms: Mapping[str, str] | None = None,
) -> str:
    """A run of plain text. `names` maps names as they stand to names as traditional script prints them, and is

    judged by context; `terms` maps decided words, wherever they stand.
    """
    if script != Script.HANT or not value:
        return value
    return _quoted(to_hant(value, names or {}, _variant(), terms=terms or {}))


def printed_html(
    value: str,
    script: str,
    names: Mapping[str, str] | None = None,
    terms: Mapping[str, str] | None = None,
) -> str:
    """Clean HTML: its text, never its addresses."""
    if script != Script.HANT or not value:
        return value
    converted = html_to_hant(value, names or {}, _variant(), terms=terms or {})
    return _TAG_OR_TEXT.sub(lambda match: match[1] or _quoted(match[2]), converted)


def _variant() -> Variant:
    return "hk" if settings.HANT_VARIANT == "hk" else "tw"


def _quoted(text: str) -> str:
    return corner_quotes(text) if settings.HANT_CORNER_QUOTES else text
