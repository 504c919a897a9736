"""The gate for video and audio: the container is read before anything is kept, and what does not hold is refused.

Names and types that a browser sends prove nothing and are not asked. Nothing is decoded: no codec of this server meets
hostile pictures. Used by the upload view and by the demonstration.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from django.utils.translation import gettext as _

from articles.clips import mp3, mp4, webm
from articles.clips.model import Clip, RefusedClip
from articles.media.inspect import shown_name

MAX_BYTES = 200 * 1024 * 1024
MAX_HOURS = 3
MAX_SIDE = 4096  # pixels
_SMALLEST = 64  # bytes; less is no file of these kinds


def inspect_clip(file: BinaryIO, size: int, filename: str) -> Clip:
    """Describe an upload of so many bytes; `filename` is only printed back.

    Raises RefusedClip: empty, too_many_bytes, not_a_clip, codec, broken, too_long, too_large. Every refusal has a
    sentence for the person.
    """
    name = shown_name(filename)
    if not size:
        raise RefusedClip("empty", _("“%s” is empty.") % name)
    if size > MAX_BYTES:
        limit = {"name": name, "limit": MAX_BYTES >> 20}
        raise RefusedClip("too_many_bytes", _("“%(name)s” is larger than %(limit)d MB.") % limit)
    reader = _reader(file, size, name)
    try:
        clip = reader(file, size)
    except RefusedClip as refused:
        told = _(
            "“%s” is not coded as browsers play it: video H.264 (MP4) or VP9 (WebM), sound AAC, MP3 or Opus."
        )
        raise RefusedClip(refused.code, told % name) from refused
    # Hostile bytes are met with many kinds of error. Whichever it is, the file is not kept.
    except Exception as error:
        told = _("“%s” is damaged or incomplete. Export it again, please.")
        raise RefusedClip("broken", told % name) from error
    _check_measures(clip, name)
    return clip


def _reader(file: BinaryIO, size: int, name: str) -> Callable[[BinaryIO, int], Clip]:
    file.seek(0)
    head = file.read(12)
    if size >= _SMALLEST:
        if head[4:8] == b"ftyp":
            return mp4.read
        if head[:4] == b"\x1aE\xdf\xa3":
            return webm.read
        if head[:3] == b"ID3" or (head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
            return mp3.read
    raise RefusedClip("not_a_clip", _("“%s” is not an MP4, WebM, MP3 or M4A file.") % name)


def _check_measures(clip: Clip, name: str) -> None:
    if not 0 < clip.milliseconds <= MAX_HOURS * 3_600_000:
        limit = {"name": name, "limit": MAX_HOURS}
        raise RefusedClip(
            "too_long", _("“%(name)s” says no length, or one of more than %(limit)d hours.") % limit
        )
    if max(clip.width, clip.height) > MAX_SIDE:
        limit = {"name": name, "limit": MAX_SIDE}
        raise RefusedClip("too_large", _("“%(name)s” is more than %(limit)d pixels wide or high.") % limit)
