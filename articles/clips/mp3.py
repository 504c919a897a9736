"""MP3: a walk over the frames of a file, between the tags that are cut off before it is kept. Used by `inspect`.

Whatever does not hold together raises ValueError.
"""

from __future__ import annotations

from typing import BinaryIO

from articles.clips.model import AUDIO, Clip

_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2.5
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
FEWEST_FRAMES = 3  # one can be chance


def read(file: BinaryIO, size: int) -> Clip:
    """How long an MP3 plays; its tags, which may say anything, are left outside `start` and `end`."""
    start = _after_tag(file)
    end = size
    if size - start > 128 and _at(file, size - 128, 3) == b"TAG":
        end = size - 128
    place, frames, seconds = start, 0, 0.0
    while place + 4 <= end:
        length, lasts = _frame(_at(file, place, 4))
        if not length:
            break
        place, frames, seconds = place + length, frames + 1, seconds + lasts
    # what follows the last frame is another tag, or rubbish: it is not kept
    if frames < FEWEST_FRAMES:
        raise ValueError("no frames")
    return Clip(AUDIO, "mp3", round(seconds * 1000), start=start, end=min(place, end))


def _after_tag(file: BinaryIO) -> int:
    head = _at(file, 0, 10)
    if head[:3] != b"ID3":
        return 0
    if any(byte > 0x7F for byte in head[6:10]):
        raise ValueError("no tag")
    length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return length + (20 if head[5] & 0x10 else 10)


def _frame(head: bytes) -> tuple[int, float]:
    """Bytes and seconds of the frame that begins so; zeros if it is none of layer III."""
    if head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] >> 1 & 3 != 1:
        return 0, 0.0
    version, bitrate, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bitrate in (0, 15) or rate == 3:
        return 0, 0.0
    samples = 1152 if version == 3 else 576
    hertz = _RATES[version][rate]
    length = samples // 8 * _BITRATES[version][bitrate] * 1000 // hertz + (head[2] >> 1 & 1)
    return length, samples / hertz


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    data = file.read(length)
    if len(data) != length:
        raise ValueError("the file ends too early")
    return data
