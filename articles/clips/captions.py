"""Captions: WebVTT as people bring it, read into cues and written in one form. Pure.

Regions, styles and notes are dropped, and every tag of a cue: players differ in them, and none is needed to read.
Used by the story form, by proofing, by readiness and by `building`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_CUES = 3000
LONGEST = 300_000  # characters of a file
LONGEST_CUE = 300
_TIME = re.compile(r"(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})", re.ASCII)
_LINE = re.compile(rf"\s*({_TIME.pattern})\s*-->\s*({_TIME.pattern})(?:\s.*)?", re.ASCII)
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


class CaptionsRefused(ValueError):
    """A file that is no captions. The message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from one millisecond to another."""

    start: int
    end: int
    text: str


def read_captions(source: str) -> list[Cue]:
    """The cues of a WebVTT (or SubRip) file in order. Raises CaptionsRefused."""
    if len(source) > LONGEST:
        raise CaptionsRefused(_("The captions are too long."))
    text = unicodedata.normalize("NFC", source.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    cues = [cue for block in re.split(r"\n[ \t]*\n", text) if (cue := _cue(block))]
    if not cues:
        raise CaptionsRefused(
            _("These are no captions in WebVTT: there is no line like 00:01.000 --> 00:04.000.")
        )
    if len(cues) > MOST_CUES:
        raise CaptionsRefused(_("There are more than %(most)d captions.") % {"most": MOST_CUES})
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def write_captions(cues: list[Cue]) -> str:
    """Cues as a WebVTT file in its one spelling."""
    blocks = [f"{_clock(cue.start)} --> {_clock(cue.end)}\n{_escaped(cue.text)}\n" for cue in cues]
    return "WEBVTT\n\n" + "\n".join(blocks)


def normal(source: str) -> str:
    """Captions in the form that is stored; "" for nothing but blanks. Raises CaptionsRefused."""
    return write_captions(read_captions(source)) if source.strip() else ""


def words_of(source: str) -> str:
    """What captions say, as prose, a cue a sentence: the transcript where the desk wrote none."""
    return "\n".join(cue.text.replace("\n", " ") for cue in read_captions(source)) if source else ""


def copy_of(source: str) -> str:
    """What viewers read of captions, at the offsets it has in the file; all else is line ends. Never raises."""
    return "".join(_copy_in(block) for block in re.split(r"(\n[ \t]*\n)", source))


def _copy_in(block: str) -> str:
    lines = block.split("\n")
    first = len(block) - len(block.lstrip("\n"))
    place = _place_of_time(lines[first:])
    kept = len(lines) if place is None else first + place + 1
    return "\n".join(["\n" * len(line) for line in lines[:kept]] + lines[kept:])


def _place_of_time(lines: list[str]) -> int | None:
    """Which line of a block says when it is shown: a name and a number may stand before it."""
    return next((at for at, line in enumerate(lines[:3]) if "-->" in line), None)


def _cue(block: str) -> Cue | None:
    lines = block.strip("\n").split("\n")
    place = _place_of_time(lines)
    if place is None:
        return None
    match = _LINE.fullmatch(lines[place])
    if match is None:
        raise CaptionsRefused(_("This time cannot be read: %(line)s") % {"line": lines[place].strip()[:60]})
    start, end = _milliseconds(match.groups()[1:5]), _milliseconds(match.groups()[6:10])
    if end <= start:
        told = {"line": lines[place].strip()[:60]}
        raise CaptionsRefused(_("This caption ends before it begins: %(line)s") % told)
    text = "\n".join(filter(None, (_plain(line) for line in lines[place + 1 :])))
    if len(text) > LONGEST_CUE:
        raise CaptionsRefused(_("A caption is longer than %(most)d characters.") % {"most": LONGEST_CUE})
    return Cue(start, end, text) if text else None


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _clock(moment: int) -> str:
    seconds, rest = divmod(moment, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _plain(line: str) -> str:
    words = html.unescape(_TAG.sub("", line)).replace("\n", " ")  # a line end in disguise would end the cue
    return _UNSEEN.sub("", words).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
