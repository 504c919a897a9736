"""MP4 and M4A: a walk over the boxes of a file. Reads the index (`moov`) only, never the pictures or the sound.

Used by `inspect`. Whatever does not hold together raises ValueError (struct.error is one of its kin, see `inspect`).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.clips.model import AUDIO, VIDEO, Clip, Patch, RefusedClip

MAX_INDEX = 16 * 1024 * 1024
MOST_BOXES = 5000
_INSIDE = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
# Where phones and cameras write place, device, owner and whatever else they like.
_TELLTALE = {b"udta", b"meta", b"uuid"}
_LABEL = b"AIGC"  # the mark of generated content must not be removed
_VIDEO_CODECS = {b"avc1", b"avc3"}
_AUDIO_CODECS = {b"mp4a"}


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int  # of the box
    inside: int  # of its content
    end: int


def read(file: BinaryIO, size: int) -> Clip:
    """What an MP4 holds. Raises RefusedClip (codec, no_track) and ValueError for what is none."""
    top = list(_boxes(file, 0, size))
    index = next((box for box in top if box.kind == b"moov"), None)
    if index is None or index.end - index.start > MAX_INDEX or not any(box.kind == b"mdat" for box in top):
        raise ValueError("no index")
    clip = Clip(AUDIO, "m4a", 0, end=size)
    for box in top:
        if box.kind in _TELLTALE:
            _blank(file, box, clip)
    file.seek(index.start)
    moov = io.BytesIO(file.read(index.end - index.start))
    found = [*_inside(moov, _Box(b"moov", 0, index.inside - index.start, index.end - index.start))]
    for box in found:
        if box.kind in _TELLTALE:
            _blank(moov, box, clip, shift=index.start)
    clip.milliseconds = _duration(moov, _only(found, b"mvhd"))
    _tracks(moov, found, clip)
    return clip


def _tracks(moov: BinaryIO, found: list[_Box], clip: Clip) -> None:
    codecs = [_first_codec(moov, box) for box in found if box.kind == b"stsd"]
    known = _VIDEO_CODECS | _AUDIO_CODECS
    if not any(codec in known for codec in codecs):
        raise RefusedClip("codec")
    handlers = [_at(moov, box.inside + 8, 4) for box in found if box.kind == b"hdlr"]
    if b"vide" in handlers:
        if not any(codec in _VIDEO_CODECS for codec in codecs):
            raise RefusedClip("codec")
        clip.kind, clip.ext = VIDEO, "mp4"
        sizes = [_size(moov, box) for box in found if box.kind == b"tkhd"]
        clip.width, clip.height = max(sizes)
        if not (clip.width and clip.height):
            raise ValueError("a picture without a size")


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[_Box]:
    """The boxes side by side between two places."""
    count = 0
    while start + 8 <= end:
        count += 1
        size, kind = struct.unpack(">I4s", _at(file, start, 8))
        inside = start + 8
        if size == 1:
            size, inside = struct.unpack(">Q", _at(file, start + 8, 8))[0], start + 16
        elif size == 0:
            size = end - start
        if size < inside - start or start + size > end or count > MOST_BOXES:
            raise ValueError("a box that ends nowhere")
        yield _Box(kind, start, inside, start + size)
        start += size


def _inside(file: BinaryIO, box: _Box, depth: int = 0) -> Iterator[_Box]:
    """A box and those in it, as deep as tracks describe themselves."""
    yield box
    if box.kind in _INSIDE and depth < 8:
        for inner in _boxes(file, box.inside, box.end):
            yield from _inside(file, inner, depth + 1)


def _blank(file: BinaryIO, box: _Box, clip: Clip, shift: int = 0) -> None:
    """Turn a box into free space of the same length, so that nothing behind it moves."""
    if _LABEL in _at(file, box.inside, min(box.end - box.inside, MAX_INDEX)):
        return
    clip.patches.append(Patch(shift + box.start + 4, b"free"))
    clip.patches.append(Patch(shift + box.inside, bytes(min(box.end - box.inside, MAX_INDEX))))


def _only(found: list[_Box], kind: bytes) -> _Box:
    box = next((box for box in found if box.kind == kind), None)
    if box is None:
        raise ValueError("a part is missing")
    return box


def _duration(file: BinaryIO, header: _Box) -> int:
    if _at(file, header.inside, 1) == b"\x01":
        scale, length = struct.unpack(">IQ", _at(file, header.inside + 20, 12))
    else:
        scale, length = struct.unpack(">II", _at(file, header.inside + 12, 8))
    return round(1000 * length / scale) if scale else 0


def _size(file: BinaryIO, header: _Box) -> tuple[int, int]:
    """Width and height of a track in pixels, turned as its matrix says; zeros for sound."""
    width, height = struct.unpack(">II", _at(file, header.end - 8, 8))
    a, b = struct.unpack(">ii", _at(file, header.end - 44, 8))
    size = (width >> 16, height >> 16)
    return size[::-1] if a == 0 and b != 0 else size


def _first_codec(file: BinaryIO, box: _Box) -> bytes:
    return _at(file, box.inside + 12, 4)


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    data = file.read(length)
    if len(data) != length:
        raise ValueError("the file ends too early")
    return data
