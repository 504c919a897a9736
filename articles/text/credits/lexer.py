"""Cut a credit line into tokens with their places in the line. One pass, no backtracking.

Blanks are not tokens: a token only remembers whether one stood before it. Text in round brackets is one
`note` token. Used by the credit parser only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "colon", "slash", "list", "join", "semi", "note"]

_BLANKS = frozenset(" \t\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\u2060")
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(":：|｜丨︱", "colon"),
    **dict.fromkeys("/／", "slash"),
    **dict.fromkeys("、，,", "list"),
    **dict.fromkeys("&＆+＋", "join"),
    **dict.fromkeys(";；", "semi"),
}
_BULLETS = frozenset("■◆▲△●•▍▌▎◎○★☆※*＊▶►◇□")
_CLOSERS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "［": "］"}
_NOTE_OPENERS = frozenset("（(")
_DELIMITER = re.compile("[" + re.escape("".join((*_BLANKS, *_KINDS, *_NOTE_OPENERS))) + "]")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `start` and `end` are offsets in the line, `gap` says that a blank stood before it."""

    kind: Kind
    text: str
    start: int
    end: int
    gap: bool


def tokenize(line: str) -> list[Token]:
    """Tokens of a line without its bullet and without the brackets around the whole of it."""
    partner = _partners(line)
    start, end = _core(line, partner)
    found: list[Token] = []
    at, gap = start, False
    while at < end:
        char = line[at]
        if char in _BLANKS:
            at, gap = at + 1, True
            continue
        token = _token_at(line, at, end, gap, partner)
        found.append(token)
        at, gap = token.end, False
    return found


def _token_at(line: str, at: int, end: int, gap: bool, partner: dict[int, int]) -> Token:
    char = line[at]
    if char in _NOTE_OPENERS and partner.get(at, end) < end:
        close = partner[at]
        return Token("note", line[at + 1 : close].strip(), at, close + 1, gap)
    if char in _KINDS:
        return Token(_KINDS[char], char, at, at + 1, gap)
    stop = _word_end(line, at + 1, end, partner)
    return Token("word", line[at:stop], at, stop, gap)


def _word_end(line: str, at: int, end: int, partner: dict[int, int]) -> int:
    """Where the word ends; an opening bracket that is never closed belongs to it."""
    for match in _DELIMITER.finditer(line, at, end):
        if match[0] not in _NOTE_OPENERS or match.start() in partner:
            return match.start()
    return end


def _partners(line: str) -> dict[int, int]:
    """Where each opening bracket is closed; brackets without a partner are left out."""
    stack: list[tuple[str, int]] = []
    partner: dict[int, int] = {}
    for at, char in enumerate(line):
        if char in _CLOSERS:
            stack.append((_CLOSERS[char], at))
        elif stack and char == stack[-1][0]:
            partner[stack.pop()[1]] = at
    return partner


def _core(line: str, partner: dict[int, int]) -> tuple[int, int]:
    """The stretch of the line inside its bullets, blanks and wrapping brackets."""
    start, end = 0, len(line)
    while start < end:
        if line[start] in _BLANKS or line[start] in _BULLETS:
            start += 1
        elif line[end - 1] in _BLANKS:
            end -= 1
        elif partner.get(start) == end - 1:
            start, end = start + 1, end - 1
        else:
            break
    return start, end
