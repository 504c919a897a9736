"""Words as a script prints them: the one place where simplified copy becomes the traditional edition.

Used by everything that writes public rows: `building`, `publishing`, `publishing_site` and `series.publishing`.
Glyphs are converted, vocabulary is not; names are left alone; quotation marks follow the custom of the script.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from articles.models.published import Script
from articles.text.scripts import corner_quotes, html_to_hant, to_hant

_TAG_OR_TEXT = re.compile(r"(<[^>]*>)|([^<]+)")


def printed(value: str, script: str, names: Mapping[str, str] | None = None) -> str:
    """A run of plain text. `names` maps names as they stand to names as traditional script prints them."""
    if script != Script.HANT or not value:
        return value
    return corner_quotes(to_hant(value, names or {}))


def printed_html(value: str, script: str, names: Mapping[str, str] | None = None) -> str:
    """Clean HTML: its text, never its addresses."""
    if script != Script.HANT or not value:
        return value
    converted = html_to_hant(value, names or {})
    return _TAG_OR_TEXT.sub(lambda match: match[1] or corner_quotes(match[2]), converted)
