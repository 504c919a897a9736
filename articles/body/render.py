"""A clean body on its way out: to the editor with pictures to look at, to a page with figures to read.

Used by `building`, by previews and by the widget of the body field.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.templatetags.static import static
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.body.clean import clean_body
from articles.body.places import place_number

_PICTURE = re.compile(r'<img data-use="([0-9a-f-]{36})">')
_ALONE = re.compile(r'<p><img data-use="([0-9a-f-]{36})"></p>')


def with_editor_sources(html: str, source_for: Callable[[str], tuple[str, str] | None]) -> str:
    """The body for the editor: every picture gets the (address, alternative text) that source_for(uid) gives.

    None stands for a use that is gone: its place stays, marked in words, as the empty places are. The body is cleaned first, so that old text
    never reaches the editor raw; `clean_body` takes the sources off again. Raises BodyRefused.
    """

    def shown(match: re.Match[str]) -> str:
        address, alt = (
            _empty_place(match[1])
            or source_for(match[1])
            or ("", _("This picture is no longer in the story."))
        )
        return f'<img data-use="{match[1]}" src="{escape(address)}" alt="{escape(alt)}">'

    return _PICTURE.sub(shown, clean_body(html))


def _empty_place(uid: str) -> tuple[str, str] | None:
    """What the editor shows at an empty place; None for a reference to a real use."""
    number = place_number(uid)
    if number is None:
        return None
    told = _("Missing picture %(number)d: put a picture in its place, or delete this mark.")
    return static("articles/editor/missing.svg"), told % {"number": number}


def render_body(html: str, figure_for: Callable[[str], str]) -> str:
    """The body for a page: every picture is replaced by figure_for(uid), which is trusted HTML, or dropped if "".

    Expects the result of clean_body (headings may have got ids since). A figure takes the place of the paragraph that
    held its picture; inside items and cells it stands where it stood.
    """

    def figure(match: re.Match[str]) -> str:
        return figure_for(match[1])

    return _PICTURE.sub(figure, _ALONE.sub(figure, html))
