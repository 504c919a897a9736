"""The words of this package: a refusal, and what is known of an accepted file. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass, field

VIDEO, AUDIO = "video", "audio"
TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "weba": "audio/webm",
    "vtt": "text/vtt",
}


class RefusedClip(ValueError):
    """An upload that is not kept. `code` is for programs, `message` is a sentence for the person."""

    def __init__(self, code: str, message: str = "") -> None:
        """Keep both."""
        super().__init__(message or code)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Patch:
    """Bytes that are written over those of the upload: where, and what."""

    offset: int
    data: bytes


@dataclass(slots=True)
class Clip:
    """An accepted file. `start` and `end` bound what is kept of it; patches blank what tells of place and device."""

    kind: str
    ext: str
    milliseconds: int
    width: int = 0
    height: int = 0
    start: int = 0
    end: int = 0
    patches: list[Patch] = field(default_factory=list)
