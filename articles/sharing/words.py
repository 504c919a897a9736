"""Everything that stands on a card or a poster, as text: what is drawn, and what is said to those who do not see it.

Built from published rows. Used by the public views, and by the tags that print the alternative text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models.published import PublishedArticle, PublishedSite
from articles.pages import absolute, addresses
from articles.sharing.figures import Figure, beside
from articles.sharing.look import Look, place_of
from articles.templatetags.articles import title_lines

LANGUAGE = {"hans": "zh-hans", "hant": "zh-hant"}
QUOTE = 60  # characters; a longer one is no poster's
_QUOTE = re.compile(r"<blockquote[^>]*>\s*<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_SENTENCE = re.compile(r".+?[。！？](?:[”’」』])?", re.DOTALL)


@dataclass(frozen=True)
class Words:
    """The text of one card and its poster, with what it takes to draw them."""

    script: str
    look: Look
    outlet: str
    headline: str
    pieces: tuple[str, ...]  # the headline cut where the desk allows a break
    address: str  # what the QR code opens
    label: str = ""
    subheading: str = ""
    quote: str = ""
    call: str = ""
    figures: tuple[Figure, ...] = ()
    picture: str = ""  # a name in the public store
    tall_picture: str = ""  # the one that a poster shows instead, where there is one
    series: bool = False
    version: str = field(default="1", repr=False)  # of the drawing: a new one is drawn anew

    @property
    def printed_address(self) -> str:
        """The address as it is printed: without scheme and query."""
        return re.sub(r"^https?://", "", self.address.partition("?")[0])

    @property
    def card_text(self) -> str:
        """All words on the card."""
        return _joined([self.label, self.headline, self.subheading, self.outlet])

    @property
    def poster_text(self) -> str:
        """All words on the poster. The QR code is said in words."""
        figures = [f"{label}{prefix}{value}{unit}" for prefix, value, unit, label in self.figures]
        told = [self.label, self.headline, self.subheading, self.quote, *figures]
        return _joined([*told, self.outlet, self.call, self.printed_address])


def story_words(row: PublishedArticle, site: PublishedSite) -> Words:
    """What stands on the card and the poster of a story."""
    place = place_of(row)
    figures = _figures(row)
    with override(LANGUAGE[row.script]):
        call = _("Scan to read the whole story")
    return Words(
        script=row.script,
        look=place.look,
        outlet=site.name,
        label=place.line or row.kicker or site.section_name(row.section_slug),
        headline=row.headline,
        pieces=pieces_of(row),
        subheading=row.subheading.lstrip("—－ "),
        figures=figures,
        quote="" if figures else _quote(row),
        call=call,
        picture=picture_name(row),
        address=f"{absolute(addresses('article', slug=row.slug)[row.script])}?from=poster",
    )


def front_words(row: PublishedArticle, site: PublishedSite, look: Look, slug: str) -> Words:
    """What stands on the card and the poster of a series, from its front."""
    with override(LANGUAGE[row.script]):
        call = _("Scan to read every part")
    return Words(
        script=row.script,
        look=look,
        outlet=site.name,
        label=row.kicker,
        headline=row.headline,
        pieces=tuple(title_lines(row)),
        subheading=row.subheading.lstrip("—－ "),
        figures=_figures(row),
        call=call,
        picture=_title_picture(row, look),
        tall_picture=_largest(row.title_art.get("tall")),
        series=True,
        address=f"{absolute(addresses('series', slug=slug)[row.script])}?from=poster",
    )


def pieces_of(row: Any) -> tuple[str, ...]:
    """A headline in the pieces between the places where it may break."""
    cuts = sorted(
        {cut for cut in row.headline_breaks if isinstance(cut, int) and 0 < cut < len(row.headline)}
    )
    edges = [0, *cuts, len(row.headline)]
    return tuple(row.headline[start:end] for start, end in pairwise(edges))


def picture_name(row: PublishedArticle) -> str:
    """The largest JPEG of the lead picture, else of the first of the gallery; "" where there is none."""
    return _largest(row.lead_image or (row.gallery[0] if row.gallery else None))


def _title_picture(row: PublishedArticle, look: Look) -> str:
    """Title art of the series' own; else none where the theme brings art, which then shows; else the lead picture."""
    art = row.title_art.get("wide") or row.title_art.get("tall")
    if art:
        return _largest(art)
    return "" if look.card_plate else picture_name(row)


def _largest(image: dict[str, Any] | None) -> str:
    pictures = (image or {}).get("pictures") or {}
    shown = pictures.get("3x2") or pictures.get("full")
    if not shown:
        return ""
    names = [
        name for source in shown["sources"] if source["type"] == "image/jpeg" for name, _w in source["srcset"]
    ]
    return str(names[-1] if names else shown["src"])


def _figures(row: PublishedArticle) -> tuple[Figure, ...]:
    return beside([(each["prefix"], each["value"], each["unit"], each["label"]) for each in row.key_figures])


def _quote(row: PublishedArticle) -> str:
    """A quotation of the body, else the standfirst or its first sentence, if it is short enough."""
    found = _QUOTE.search(row.body_html)
    quoted = [html.unescape(_TAG.sub("", found[1])).strip()] if found else []
    first = _SENTENCE.match(row.standfirst)
    told = [*quoted, row.standfirst, first[0] if first else ""]
    return next((text for text in told if text and len(text) <= QUOTE), "")


def _joined(texts: Iterable[str]) -> str:
    """Lines as one sentence after another, without a second stop."""
    return " ".join(text if text[-1] in "。！？…”" else f"{text}。" for text in texts if text)
