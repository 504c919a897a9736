"""The label of AI-made pictures: read from an upload, written into everything made from it.

GB 45438-2025 asks for metadata under the key `AIGC`, and nobody may delete or alter it. It is met as a PNG text, in
XMP (TC260 namespace), in EXIF texts or in a comment. Used by `inspect` and `renditions` only.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from PIL import Image

MAX_LABEL = 4096  # characters; a genuine one has a few hundred
_MAX_XMP = 1_000_000  # bytes
_TC260 = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_AI_SOURCE = re.compile(r"(?:trainedAlgorithmicMedia|compositeWithTrainedAlgorithmicMedia|algorithmicMedia)$")
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_EXIF_TEXTS = (0x010E, 0x9286, 0x9C9C)  # ImageDescription, UserComment, XPComment
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="">{fields}</rdf:Description></rdf:RDF></x:xmpmeta>'
)


class LabelTooLong(ValueError):
    """The AI label is too long to be one, and must not be cut."""


@dataclass(frozen=True, slots=True)
class AiLabel:
    """What a picture says about its making: the AIGC text as it stands, and IPTC's digital source type."""

    aigc: str | None = None
    source_type: str | None = None

    def __bool__(self) -> bool:
        """Whether there is a label at all."""
        return self.aigc is not None or self.source_type is not None


def read_label(image: Image.Image) -> AiLabel:
    """The AI label of an opened picture (PNG texts are complete only once it is loaded).

    Raises LabelTooLong for one of more than MAX_LABEL characters.
    """
    from_xmp, source_type = _from_xmp(image.info.get("xmp"))
    aigc = _png_text(image) or from_xmp or _from_texts(image)
    if aigc is not None and len(aigc) > MAX_LABEL:
        raise LabelTooLong
    return AiLabel(aigc, source_type)


def xmp_packet(label: AiLabel) -> bytes:
    """XMP that holds the label and nothing else; empty bytes without a label."""
    fields = ""
    if label.aigc is not None:
        fields += f'<TC260:AIGC xmlns:TC260="{_TC260}">{escape(label.aigc)}</TC260:AIGC>'
    if label.source_type is not None:
        fields += (
            f'<ext:DigitalSourceType xmlns:ext="{_IPTC}">'
            f"{_SOURCE_TYPES}{label.source_type}</ext:DigitalSourceType>"
        )
    return _PACKET.format(fields=fields).encode() if fields else b""


def _png_text(image: Image.Image) -> str | None:
    value = image.info.get("AIGC")
    return _tidy(value) if isinstance(value, str) else None


def _from_xmp(packet: Any) -> tuple[str | None, str | None]:
    if not isinstance(packet, bytes) or not packet:
        return None, None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(packet[:_MAX_XMP], parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, None
    if root is None:
        return None, None
    aigc, source = None, None
    for element in root.iter("*"):
        values = [(element.tag, element.text or ""), *element.attrib.items()]
        for name, value in values:
            local = str(name).rpartition("}")[2]
            if local == "AIGC":
                aigc = aigc or _tidy(str(value) if str(value).strip() else _json_of(element))
            elif local == "DigitalSourceType" and (found := _AI_SOURCE.search(str(value).strip())):
                source = source or found.group()
    return aigc, source


def _json_of(element: Any) -> str:
    """A label written as nested XMP fields, as the JSON text that the standard gives."""
    fields = {child.tag.rpartition("}")[2]: child.text or "" for child in element.iterdescendants("*")}
    fields.update({str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()})
    fields.pop("parseType", None)
    fields.pop("Description", None)
    return json.dumps(fields, ensure_ascii=False) if fields else ""


def _from_texts(image: Image.Image) -> str | None:
    for text in _texts(image):
        place = text.find("AIGC")
        if place < 0:
            continue
        before = text.find("{", 0, place)  # {"AIGC": {…}}: the whole object is the label
        start = before if before >= 0 else text.find("{", place)
        return _tidy(_object_at(text, start) if start >= 0 else text)
    return None


def _object_at(text: str, start: int) -> str:
    try:
        _value, end = json.JSONDecoder().raw_decode(text[: start + 4 * MAX_LABEL], start)
    except (ValueError, RecursionError):
        return text[start:]
    return text[start:end]


def _texts(image: Image.Image) -> list[str]:
    exif = image.getexif()
    found = [exif.get(tag) for tag in _EXIF_TEXTS] + [exif.get_ifd(0x8769).get(tag) for tag in _EXIF_TEXTS]
    found.append(image.info.get("comment"))
    return [_decoded(value) for value in found if value]


def _decoded(value: Any) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return ""
    if value[:8] == b"UNICODE\0" or b"A\0I\0G\0C\0" in value:
        return value.removeprefix(b"UNICODE\0").decode("utf-16-le", "ignore")
    return value.removeprefix(b"ASCII\0\0\0").decode("utf-8", "ignore")


def _tidy(text: str) -> str | None:
    return _NOT_XML.sub("", text).strip() or None
