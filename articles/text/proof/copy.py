"""The text as checks see it: line by line, in both scripts, with everything that is not copy blanked out.

Addresses, code, credits and titles of laws are replaced by a character no check looks for, so that offsets
stay. Used by the checks of this package only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from articles.text.credits import parse_line
from articles.text.credits.block import unknown_label
from articles.text.fold import fold
from articles.text.proof.model import Context
from articles.text.roles import Script

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A noncharacter: no letter, digit, mark or blank, and never in a text people wrote.
BLANK = "\ufdd0"

Span = tuple[int, int]

_LINE_ENDS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))
_ASCII_IN_ADDRESS = r"A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%"
# Han belongs to an address only behind a delimiter of one: after “.cn” it is the sentence that goes on.
_HAN_IN_ADDRESS = rf"(?<=[/=#&?_\-])[{HAN}]++|(?<=[{HAN}][,:;!+.])[{HAN}]++"
_ADDRESS = re.compile(
    rf"(?:(?:https?|ftp)://|(?<![A-Za-z0-9.])www\.)(?:[{_ASCII_IN_ADDRESS}]|{_HAN_IN_ADDRESS})++",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._+\-])[A-Za-z0-9._+\-]{1,64}+@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}"
)
_DOMAIN = re.compile(
    r"(?<![A-Za-z0-9.\-@])(?:[A-Za-z0-9\-]{1,63}\.){1,6}(?:com|cn|net|org|gov|edu|io|info)(?![A-Za-z0-9])"
    rf"(?:/(?:[{_ASCII_IN_ADDRESS}]|{_HAN_IN_ADDRESS})*+)?+"
)
_IMAGE_TARGET = re.compile(r"(?<=\]\()[^()\s]{1,2000}(?=\))")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n=]{0,200}=[^<>\n]{0,500})?\s?/?>")
_INLINE_CODE = re.compile(r"(?<!`)`[^`\n]{1,500}`(?!`)")
_TITLE = re.compile(r"(?<=《)[^《》\n]{1,100}(?=》)")
_LAW = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|决定|决议|解释|准则|规则|章程|公约|通知|通告|公告|意见|批复|令|标准|规范)"
    r"(?:[（(〔【][^（()）〔〕【】]{1,20}[）)〕】])?\Z"
)
_BRACKET = re.compile(r"[（(][^（）()\n]{2,80}[）)]")
_CREDIT_HINT = re.compile(r"[:：/／|｜丨]|记者|通讯员|评论员|实习生|摄|供图|编辑|责编")
_LONGEST_CREDIT = 400


class Line(NamedTuple):
    """One line without its end: its place, the visible copy, and the same in simplified script."""

    start: int
    text: str
    flat: str

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.start + len(self.text)


class Copy:
    """A text prepared for checking. All forms have the same length and the same offsets.

    `raw` is the text as given with plain line ends; `text` has only what is copy; `flat` is `text` in
    simplified script, so that one pattern serves both scripts.
    """

    def __init__(self, text: str, script: Script, context: Context) -> None:
        self.source = text
        self.raw = text.translate(_LINE_ENDS)
        self.script = script
        self.context = context

    @cached_property
    def text(self) -> str:
        """The copy, everything else blank."""
        return _blanked(self.raw, self.protected)

    @cached_property
    def flat(self) -> str:
        """The copy in simplified script, for finding words."""
        return fold(self.text) if self.script == "hant" else self.text

    @cached_property
    def protected(self) -> list[Span]:
        """Everything no check may look into, merged and in order."""
        spans = [*_addresses(self.raw), *self.code, *_law_titles(self.raw), *self.credits]
        return _merged(sorted(spans))

    @cached_property
    def code(self) -> list[Span]:
        """Code and tags."""
        return list(_code(self.raw))

    @cached_property
    def without_code(self) -> str:
        """The text with its addresses, for the checks that are about them."""
        return _blanked(self.raw, _merged(sorted(self.code)))

    @cached_property
    def credits(self) -> list[Span]:
        """Credit lines, and bylines in brackets inside a paragraph."""
        return list(_credits(self.raw))

    @cached_property
    def lines(self) -> list[Line]:
        """All lines that are not empty, which in a news text are its paragraphs."""
        lines: list[Line] = []
        at = 0
        for text, flat in zip(self.text.split("\n"), self.flat.split("\n"), strict=True):
            if text:
                lines.append(Line(at, text, flat))
            at += len(text) + 1
        return lines

    def quoted(self, words: str) -> str:
        """Words in the quotation marks of this text: “” unless a traditional one has only 「」."""
        corner = self.script == "hant" and "「" in self.text and "“" not in self.text
        return f"「{words}」" if corner else f"“{words}”"


def _blanked(text: str, spans: list[Span]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        # Line ends stay, or paragraphs would run together.
        parts.extend((text[at:start], re.sub(r"[^\n]", BLANK, text[start:end])))
        at = end
    return "".join((*parts, text[at:]))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _addresses(text: str) -> Iterator[Span]:
    for pattern in (_ADDRESS, _MAIL, _DOMAIN):
        for match in pattern.finditer(text):
            # What ends the sentence is no part of the address.
            kept = match[0].rstrip(".,;:!?'()[]")
            yield match.start(), match.start() + len(kept)
    for match in _IMAGE_TARGET.finditer(text):
        yield match.span()


def _code(text: str) -> Iterator[Span]:
    yield from _between(text, "```", "```")
    for name in ("code", "pre", "kbd", "samp"):
        yield from _between(text, f"<{name}>", f"</{name}>")
    for pattern in (_INLINE_CODE, _TAG):
        for match in pattern.finditer(text):
            yield match.span()


def _between(text: str, opening: str, closing: str) -> Iterator[Span]:
    at = text.find(opening)
    while at >= 0:
        end = text.find(closing, at + len(opening))
        if end < 0:
            return
        yield at, end + len(closing)
        at = text.find(opening, end + len(closing))


def _law_titles(text: str) -> Iterator[Span]:
    for match in _TITLE.finditer(text):
        if _LAW.search(fold(match[0])):
            yield match.span()


def _credits(text: str) -> Iterator[Span]:
    lines = text.split("\n")
    starts: list[int] = []
    at = 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    known = {number for number, line in enumerate(lines) if _is_credit(line)}
    beside = {number + step for number in known for step in (-1, 1)} - known
    for number in sorted(known):
        yield starts[number], starts[number] + len(lines[number])
    for number in sorted(beside):
        if 0 <= number < len(lines) and unknown_label(lines[number]):
            yield starts[number], starts[number] + len(lines[number])
    for match in _BRACKET.finditer(text):
        if _is_credit(match[0]):
            yield match.span()


def _is_credit(line: str) -> bool:
    if not 3 <= len(line) <= _LONGEST_CREDIT or not _CREDIT_HINT.search(fold(line)):
        return False
    return parse_line(line) is not None
