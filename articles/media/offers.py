"""What a picture file says of itself: caption, credit, date and rights, as IPTC, XMP and EXIF hold them.

It is offered to the person who uploads, never printed by itself: what is in a file was written by anybody. Used by
`inspect` only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from lxml import etree
from PIL import ExifTags, Image, IptcImagePlugin

LONGEST = {"caption": 300, "credit": 80, "rights": 200}
_XMP = {
    "caption": ("description",),
    "credit": ("Credit", "creator"),
    "rights": ("rights",),
    "taken_on": ("DateCreated", "DateTimeOriginal"),
}
_IPTC = {"caption": (2, 120), "credit": (2, 110), "author": (2, 80), "rights": (2, 116), "taken_on": (2, 55)}
_MAX_XMP = 1_000_000  # bytes
_DAY = re.compile(r"(\d{4})[-:/]?(\d{2})[-:/]?(\d{2})")
_MOST = 4000  # characters of any field that are looked at


def read_offer(image: Image.Image) -> dict[str, str]:
    """What an opened picture says: caption, credit, rights, taken_on (ISO); only what is there and can be printed.

    IPTC is what picture desks write, so it comes first; a camera's EXIF comes last. Nothing here raises for bad data.
    """
    found: dict[str, str] = {}
    for told in (_iptc(image), _xmp(image), _exif(image)):
        for name, value in told:
            kept = _day(value) if name == "taken_on" else _line(value)[: LONGEST[name]].strip()
            if kept:
                found.setdefault(name, kept)
    return found


def _iptc(image: Any) -> Iterable[tuple[str, str]]:
    try:
        info: Any = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # hostile blocks meet a parser that was not made for them
        return
    for name, key in _IPTC.items():
        value = info.get(key)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, bytes):
            yield ("credit" if name == "author" else name), _decoded(first)


def _xmp(image: Image.Image) -> Iterable[tuple[str, str]]:
    packet = image.info.get("xmp")
    if not isinstance(packet, bytes):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(packet[:_MAX_XMP], parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    values: dict[str, str] = {}
    for element in root.iter("*"):
        text = "、".join(str(part).strip() for part in element.itertext() if str(part).strip())
        for name, value in ((element.tag, text), *element.attrib.items()):
            local = str(name).rpartition("}")[2]
            if value:
                values.setdefault(local, str(value)[:_MOST])
    for name, tags in _XMP.items():
        for tag in tags:
            if tag in values:
                yield name, values[tag]


def _exif(image: Image.Image) -> Iterable[tuple[str, str]]:
    try:
        exif = image.getexif()
        taken = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
        told = (
            ("caption", exif.get(ExifTags.Base.ImageDescription)),
            ("credit", exif.get(ExifTags.Base.Artist)),
            ("rights", exif.get(ExifTags.Base.Copyright)),
            ("taken_on", taken or exif.get(ExifTags.Base.DateTime)),
        )
    except Exception:  # the same
        return
    for name, value in told:
        if isinstance(value, bytes):
            yield name, _decoded(value)
        elif isinstance(value, str):
            # Pillow reads EXIF as Latin-1; cameras and editors write UTF-8
            yield name, _decoded(value.encode("latin-1", "replace")) if value.isascii() is False else value


def _decoded(value: bytes) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return value[:_MOST].decode(codec)
        except UnicodeDecodeError:
            continue
    return ""


def _line(value: str) -> str:
    """One line of printable text; a label of the making of AI pictures is no caption."""
    if "AIGC" in value:
        return ""
    text = unicodedata.normalize("NFC", value[:_MOST])
    printable = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join(printable.split())


def _day(value: str) -> str:
    found = _DAY.search(value)
    if not found:
        return ""
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return ""
    return day.isoformat() if 1826 <= day.year <= 2100 else ""
