"""Bytes to text: UTF-8, UTF-16 with a byte order mark, GB18030, Big5. Everything else is refused."""

from __future__ import annotations

import codecs
import re

from articles.text.errors import BinaryContent, UndecodableText

_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP or Word"),
    (b"\xd0\xcf\x11\xe0", "old Word"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
)
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Very frequent in any Chinese text of either script; wrongly decoded text hardly ever holds them.
_FREQUENT = frozenset(
    "，。、：；“”《》（）的一是在不了有和人中大上以他我年月日来个为国这时们到说地也子出于就会后可自要行对"
    "來個為國這時們說會後對發開過還與區長業產動學實現關點經體新市進生民者全建工政部展報記聞發現过开发学实业产动"
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    Raises `BinaryContent` for what is no text (NUL bytes, a known file signature) and `UndecodableText`
    with the first offending byte for text in no encoding we read, damaged UTF-8 included.
    """
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            return _strict(data[2:], encoding, shift=2), encoding
    _refuse_binary(data)
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data[3:], "utf-8", shift=3), "utf-8-sig"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(data, error.start)


def _refuse_binary(data: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryContent(0, kind)
    first = data.find(b"\0")
    if first >= 0:
        raise BinaryContent(first)
    controls = _CONTROL.findall(data)
    if len(controls) * 100 > len(data) and len(controls) > 2:
        match = _CONTROL.search(data)
        raise BinaryContent(match.start() if match else 0)


def _strict(data: bytes, encoding: str, shift: int) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableText(error.start + shift) from error
    if "\0" in text:
        raise BinaryContent(text.index("\0"))
    return text


def _legacy(data: bytes, first_error: int) -> tuple[str, str]:
    """GB18030 or Big5, whichever reads more like Chinese."""
    if _is_damaged_utf8(data):
        raise UndecodableText(first_error)
    best: tuple[float, str, str] | None = None
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _likeness(text)
        if best is None or score > best[0]:
            best = score, text, "gb18030" if encoding == "gb18030" else "big5"
    if best is None:
        raise UndecodableText(first_error)
    return best[1], best[2]


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all of the text is sound UTF-8; a lenient GB18030 would turn it into rubbish."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - broken > 4 * broken


def _likeness(text: str) -> float:
    foreign = [char for char in text if not char.isascii()]
    return sum(char in _FREQUENT for char in foreign) / len(foreign) if foreign else 0.0
