"""How the paste page shows an original and the body that came of it: pieces with their labels, pictures to look at.

Plain data and safe HTML for the template; saves nothing. Used by `paste_look`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.body.places import place_number
from articles.body.render import render_body
from articles.intake.shelf import key_of
from series.admin.paste_words import field_name
from series.import_copy import Copy
from series.import_pictures import Place
from series.import_trace import REMOVED, Span


@dataclass(frozen=True)
class Piece:
    """A span of the original with the name of its field, printed where it differs from the one before."""

    text: str
    field: str
    label: str
    is_heading: bool = False
    place: Place | None = None  # of a picture


def labelled(lines: list[list[Span]], places: Sequence[Place]) -> list[list[Piece]]:
    """The lines of an original for the page: every piece under the name of its field, printed where it changes."""
    shown: list[list[Piece]] = []
    before = ("", "start")
    waiting = iter(places)
    for line in lines:
        pieces: list[Piece] = []
        for span in line:
            place = next(waiting, None) if span.field == REMOVED and span.reason == "placeholder" else None
            now = (span.field, span.reason)
            label = "" if now == before and place is None else _label(span, place)
            field = _field(place) if place else span.field or "unknown"
            pieces.append(Piece(span.text, field, label, span.reason == "h2", place))
            before = now
        shown.append(pieces)
    return shown


def picture_url(address: str) -> str:
    """Where the page looks at a picture that waits on the shelf."""
    return reverse("admin:paste_picture", args=[key_of(address)])


def shown_body(copy: Copy) -> SafeString:
    """The body as safe HTML: its section heads below the page's own, its pictures from the shelf, gaps in words."""
    known = {place.number: place for place in copy.places}

    def figure(uid: str) -> str:
        place = known.get(place_number(uid) or 0)
        return _figure(place) if place is not None else ""

    html = render_body(copy.body, figure)
    for old, new in (("h2", "h4"), ("h3", "h5")):
        html = html.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    return mark_safe(html)  # noqa: S308 -- the allow-list cleaned the body, and figures are made by format_html


def place_name(place: Place) -> str:
    """What a place is called on the page: picture 1, missing picture 2."""
    told = {"number": place.number}
    return _("picture %(number)d") % told if place.is_here else _("missing picture %(number)d") % told


def _label(span: Span, place: Place | None) -> str:
    return field_name(span.field, span.reason) if place is None else place_name(place)


def _field(place: Place) -> str:
    return "picture" if place.is_here else "missing"


def _figure(place: Place) -> SafeString:
    if not place.is_here:
        told = {"number": place.number, "reason": place.reason}
        words = _("Missing picture %(number)d: %(reason)s.") % told
        return format_html('<p class="paste-gap">{}</p>', words)
    caption = " ".join(part for part in (place.caption, place.credit) if part)
    return format_html(
        '<figure class="paste-figure-shown"><img src="{}" alt="{}" loading="lazy">{}</figure>',
        picture_url(place.address),
        place.alt or _("picture %(number)d") % {"number": place.number},
        format_html("<figcaption>{}</figcaption>", caption) if caption else "",
    )
