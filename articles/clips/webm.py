"""WebM: a walk over the first elements of a file, up to the pictures and the sound. Used by `inspect`.

Whatever does not hold together raises ValueError.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.clips.model import AUDIO, VIDEO, Clip, Patch, RefusedClip

MAX_HEAD = 4 * 1024 * 1024
MOST_ELEMENTS = 20_000
EBML, SEGMENT, INFO, TRACKS, TAGS, CLUSTER = (
    0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1254C367, 0x1F43B675,
)  # fmt: skip
DOCTYPE, SCALE, DURATION, ENTRY, CODEC, VIDEO_PART, WIDTH, HEIGHT = (
    0x4282, 0x2AD7B1, 0x4489, 0xAE, 0x86, 0xE0, 0xB0, 0xBA,
)  # fmt: skip
_VIDEO_CODECS = (b"V_VP8", b"V_VP9", b"V_AV1")
_AUDIO_CODECS = (b"A_OPUS", b"A_VORBIS")
_LABEL = b"AIGC"


@dataclass(frozen=True, slots=True)
class _Element:
    kind: int
    start: int
    inside: int
    end: int


def read(file: BinaryIO, size: int) -> Clip:
    """What a WebM holds. Raises RefusedClip (codec) and ValueError for what is none."""
    head, segment = _first_two(file, size)
    if _found(file, head, DOCTYPE) != b"webm":
        raise ValueError("not WebM")
    clip = Clip(AUDIO, "weba", 0, end=size)
    for element in _elements(file, segment.inside, segment.end):
        if element.kind == INFO:
            clip.milliseconds = _duration(file, element)
        elif element.kind == TRACKS:
            _tracks(file, element, clip)
        elif element.kind == TAGS:
            _blank(file, element, clip)
    if clip.milliseconds < 0 or not (clip.kind == AUDIO or (clip.width and clip.height)):
        raise ValueError("a picture without a size")
    return clip


def _first_two(file: BinaryIO, size: int) -> tuple[_Element, _Element]:
    head = _element(file, 0, size)
    segment = _element(file, head.end, size)
    if head.kind != EBML or segment.kind != SEGMENT:
        raise ValueError("not WebM")
    return head, segment


def _tracks(file: BinaryIO, tracks: _Element, clip: Clip) -> None:
    codecs = []
    for entry in _elements(file, tracks.inside, tracks.end):
        if entry.kind != ENTRY:
            continue
        codecs.append(_found(file, entry, CODEC))
        for part in _elements(file, entry.inside, entry.end):
            if part.kind == VIDEO_PART:
                clip.kind, clip.ext = VIDEO, "webm"
                clip.width = int.from_bytes(_found(file, part, WIDTH), "big")
                clip.height = int.from_bytes(_found(file, part, HEIGHT), "big")
    allowed = _VIDEO_CODECS if clip.kind == VIDEO else _AUDIO_CODECS
    if not any(codec.startswith(known) for codec in codecs for known in allowed):
        raise RefusedClip("codec")


def _duration(file: BinaryIO, info: _Element) -> int:
    raw = _found(file, info, DURATION)
    scale = int.from_bytes(_found(file, info, SCALE) or b"\x0f\x42\x40", "big")
    if len(raw) not in (4, 8):
        return 0
    ticks: float = struct.unpack(">f" if len(raw) == 4 else ">d", raw)[0]
    length = ticks * scale / 1_000_000
    if not 0 <= length < 10**9:  # not a number is no length either
        raise ValueError("no length")
    return round(length)


def _found(file: BinaryIO, parent: _Element, kind: int) -> bytes:
    """The content of the first such element of a small parent, or nothing."""
    if parent.end - parent.inside > MAX_HEAD:
        raise ValueError("a head too large")
    for element in _elements(file, parent.inside, parent.end):
        if element.kind == kind:
            return _at(file, element.inside, min(element.end - element.inside, 256))
    return b""


def _blank(file: BinaryIO, element: _Element, clip: Clip) -> None:
    """Turn the tags into an element that says nothing, of the same length."""
    length = element.end - element.start
    if length < 9 or length > MAX_HEAD or _LABEL in _at(file, element.start, length):
        return
    clip.patches.append(
        Patch(element.start, b"\xec\x01" + (length - 9).to_bytes(7, "big") + bytes(length - 9))
    )


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[_Element]:
    count = 0
    while start < end:
        count += 1
        if count > MOST_ELEMENTS:
            raise ValueError("too many elements")
        element = _element(file, start, end)
        yield element
        start = element.end


def _element(file: BinaryIO, start: int, limit: int) -> _Element:
    """The element that begins at a place. One of unknown length ends where its parent does."""
    kind, width = _number(file, start, keep_marker=True)
    length, more = _number(file, start + width)
    inside = start + width + more
    unknown = length == (1 << 7 * more) - 1
    end = limit if unknown else inside + length
    if inside > limit or end > limit:
        raise ValueError("an element that ends nowhere")
    return _Element(kind, start, inside, end)


def _number(file: BinaryIO, place: int, *, keep_marker: bool = False) -> tuple[int, int]:
    """A number of EBML's own length, and how many bytes it took."""
    first = _at(file, place, 1)[0]
    width = 9 - first.bit_length()
    if width > 8:
        raise ValueError("not a number")
    value = int.from_bytes(_at(file, place, width), "big")
    return (value if keep_marker else value & ((1 << 7 * width) - 1)), width


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    data = file.read(length)
    if len(data) != length:
        raise ValueError("the file ends too early")
    return data
