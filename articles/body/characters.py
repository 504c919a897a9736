"""Characters that must not stand in running text: those that nobody sees but that change what is read.

Leaf module of `articles.body`.
"""

from __future__ import annotations

import re
import unicodedata

# Control, soft hyphen, combining joiner, fillers, zero-width, bidi, line and paragraph separator, invisible operators,
# byte order mark, interlinear marks, non-characters, tags, lone surrogates. Variation selectors stay: emoji and names
# use them. U+200D is dealt with apart, tab and line feed are blanks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ufdd0-\ufdef\ud800-\udfff\U0001fffe\U0001ffff\U000e0000-\U000e007f]"
)
_EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_LOOSE_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")
_BLANKS = re.compile("[ \t\n\r\x85\u2028\u2029]+")
_HAN = "\u2e80-\u2fff\u3001-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff“”‘’…—"
# A line end between two Chinese characters is a wrapped line, not a blank.
_WRAPPED = re.compile(f"(?<=[{_HAN}])[ \t]*[\n\r\x85\u2028\u2029][ \t\n\r\x85\u2028\u2029]*(?=[{_HAN}])")


def without_invisible(text: str) -> str:
    """The text without characters that nobody sees; a joiner stays where it joins two emoji."""
    return _LOOSE_JOINER.sub("", _INVISIBLE.sub("", text))


def drop_invisible(text: str) -> str:
    """The same for a piece of text: joiners stay, because what they join may stand in the next piece."""
    return _INVISIBLE.sub("", text)


def tidy(text: str) -> str:
    """Running text in its one form: NFC, no invisible characters, single blanks, no wrapped lines."""
    text = _BLANKS.sub(" ", _WRAPPED.sub("", without_invisible(text)))
    return unicodedata.normalize("NFC", text)


def without_leading(text: str, blanks: str) -> str:
    """The text without the given blanks at its start, nor combining marks that would attach to what stands before."""
    start = 0
    while start < len(text) and (text[start] in blanks or unicodedata.category(text[start])[0] == "M"):
        start += 1
    return text[start:]
