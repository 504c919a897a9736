"""The pictures of a document: which can be taken along, and what is said of those that cannot.

Data in the document itself goes through the checks of every upload. A foreign address is never fetched, a lazy one of
WeChat (`data-src`) neither. Used by `html` only.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

from django.utils.translation import gettext as _

from articles.body.places import MOST_PLACES
from articles.intake.manuscript import Lost
from articles.intake.shelf import Shelf, key_of
from articles.media.inspect import RefusedPicture

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src")
_DATA = re.compile(r"data:image/([a-z0-9.+-]{1,20})((?:;[a-z0-9=-]{1,40}){0,4}),", re.IGNORECASE)
# Machines write these where nobody described the picture.
_NO_WORDS = re.compile(
    r"(?:图片|圖片|图像|圖像|插图|插圖|照片|image|img|picture|photo|graphic|figure|screenshot|untitled|file|图|圖)?"
    r"[\s_-]{0,3}\d{0,6}(?:\.[a-z]{3,4})?|[\w-]{0,80}\.(?:jpe?g|png|gif|webp|bmp|svg)|.{0,20}(?:AI|自动|自動).{0,40}",
    re.IGNORECASE,
)
_LONGEST_ADDRESS = 600
_LONGEST_ALT = 300


@dataclass(slots=True)
class Found:
    """One picture of the document, as its mark will name it."""

    address: str
    alt: str
    caption: str = ""

    @property
    def mark(self) -> str:
        """The mark in the text."""
        return f"![{self.alt}]({self.address})"


@dataclass(slots=True)
class Pictures:
    """The pictures found so far, and what could not be taken along."""

    shelf: Shelf
    found: list[Found] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    kept: int = 0

    def take(self, attributes: Mapping[str, str]) -> int:
        """Take in the picture of an `img` tag; its number from 1, or 0 for what is no picture of the story."""
        if _is_pixel(attributes) or len(self.found) >= MOST_PLACES:
            return 0
        source = attributes.get("src", "").strip()
        lazy = next((attributes[name].strip() for name in _LAZY if attributes.get(name, "").strip()), "")
        address = self._address(source, lazy)
        self.found.append(
            Found(address, _alt(attributes), " ".join(attributes.get("title", "").split())[:300])
        )
        return len(self.found)

    def _address(self, source: str, lazy: str) -> str:
        if key_of(source):
            self.kept += 1
            return source
        if lazy or not source.lower().startswith("data:"):
            return self._lose(lazy or source, why_missing(lazy or source))
        number = len(self.found) + 1
        data = _decoded(source)
        if data is None:
            return self._lose(f"data-{number}", _("its data cannot be read"))
        try:
            address = self.shelf.keep(data, _("picture %(number)d") % {"number": number})
        except RefusedPicture as refused:
            return self._lose(f"data-{number}", refused.message)
        self.kept += 1
        return address

    def _lose(self, address: str, reason: str) -> str:
        shown = quote(address[:_LONGEST_ADDRESS], safe="/:?&=%#@+,;~!*._-")
        self.lost.append(Lost(shown, reason))
        return shown


def why_missing(address: str) -> str:
    """Why the picture of a mark is not here, told from the address of the mark."""
    start = address[:12].lower()
    if "qpic.cn" in address:
        return _("WeChat gives its pictures to its own readers only: save it there and upload it")
    if start.startswith(("http:", "https:", "//")):
        return _("it lies at a foreign address, and nothing is fetched from there")
    if start.startswith(("file:", "blob:", "cid:")):
        return _("it stayed on the computer it was copied from")
    if start.startswith("linked:"):
        return _("the document only links to it, and links are not followed")
    if start.startswith("data-"):
        return _("it did not pass the checks of an upload")
    return _("only its name came with the text") if start else _("the text has only a mark for it")


def _decoded(source: str) -> bytes | None:
    """The bytes of a data address, or None."""
    match = _DATA.match(source[:200])
    if match is None:
        return None
    rest = source[match.end() :]
    if "base64" not in match[2].lower():
        return unquote_to_bytes(rest)
    try:
        return base64.b64decode("".join(rest.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _is_pixel(attributes: Mapping[str, str]) -> bool:
    """Whether it counts readers rather than show them anything."""
    sides = (attributes.get(name, "").strip().removesuffix("px") for name in ("width", "height"))
    return any(side in ("0", "1") for side in sides)


def _alt(attributes: Mapping[str, str]) -> str:
    """Words that somebody wrote about the picture; a file name or “图片 1” is none."""
    words = " ".join(attributes.get("alt", "").replace("[", "（").replace("]", "）").split())[:_LONGEST_ALT]
    return "" if _NO_WORDS.fullmatch(words) else words
