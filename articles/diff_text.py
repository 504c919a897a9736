"""Comparing words: spans of two texts, and the blocks that a canonical body is made of. Pure; used by `diff` only.

Chinese has no blanks between words, so rjieba cuts them; every cut put together is the text again.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

import rjieba

# Beyond this, frequent words no longer start a match: exact comparison would take quadratic time.
MANY = 3000
# Beyond this a run of text is compared sentence by sentence, then as a whole.
TOO_MANY = 20_000
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”’」』）)]*|[^。！？!?\n]+")
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)")
_BLOCKS = frozenset(
    {"p", "h2", "h3", "li", "blockquote", "caption", "tr", "ul", "ol", "table", "thead", "tbody"}
)
_PLACES = _BLOCKS - {"ul", "ol", "table", "thead", "tbody", "blockquote"}
_USE = re.compile(r'data-use="([0-9a-f-]{36})"')
_HREF = re.compile(r'href="([^"]*)"')


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    INS = "ins"
    DEL = "del"


@dataclass(frozen=True, slots=True)
class Token:
    """The smallest thing compared: a word, or a mark (bold begins, a link's address, a picture) that is no word."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, or one mark, of one kind."""

    kind: Kind
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item, table row, rule or picture of a body."""

    tag: str
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(token.text for token in self.tokens if not token.mark)

    @property
    def use(self) -> str:
        """The picture use, if the block is nothing but a picture."""
        if len(self.tokens) == 1 and self.tokens[0].mark == "picture":
            return self.tokens[0].text
        return ""


def words(text: str) -> tuple[Token, ...]:
    """A text cut into words, blanks and signs."""
    return tuple(Token(word) for word in rjieba.cut(text)) if text else ()


def compare(before: Sequence[Token], after: Sequence[Token]) -> tuple[Span, ...]:
    """Spans in reading order: what stayed, what went, what came."""
    if max(len(before), len(after)) > TOO_MANY:
        before, after = _sentences(before), _sentences(after)
    if max(len(before), len(after)) > TOO_MANY:
        return (*_spans(Kind.DEL, before), *_spans(Kind.INS, after))
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > MANY)
    spans: list[Span] = []
    for code, i, i_end, j, j_end in matcher.get_opcodes():
        if code == "equal":
            spans += _spans(Kind.SAME, before[i:i_end])
        else:
            spans += [*_spans(Kind.DEL, before[i:i_end]), *_spans(Kind.INS, after[j:j_end])]
    return tuple(spans)


def unchanged(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """A text as it stands."""
    return tuple(_spans(Kind.SAME, tokens))


def added(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """A text that was not there before."""
    return tuple(_spans(Kind.INS, tokens))


def removed(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """A text that is no longer there."""
    return tuple(_spans(Kind.DEL, tokens))


def likeness(before: str, after: str) -> float:
    """How much two texts have in common, from 0 to 1, by pairs of neighbouring characters."""
    one, two = _pairs(before), _pairs(after)
    total = one.total() + two.total()
    return 2 * (one & two).total() / total if total else 1.0


def blocks(body: str) -> list[Block]:
    """The blocks of a canonical body, in reading order."""
    found: list[Block] = []
    tokens: list[Token] = []
    tag = "p"

    def close() -> None:
        if tokens:
            found.append(Block(tag, tuple(tokens)))
            tokens.clear()

    for closing, name, attributes, text in _TOKEN.findall(body):
        if text:
            tokens.extend(words(html.unescape(text)))
        elif name == "hr":
            close()
            found.append(Block("hr", ()))
        elif name in _BLOCKS:
            close()
            tag = name if name in _PLACES and not closing else "p"
        else:
            tokens.extend(_marks(closing, name, attributes, started=bool(tokens)))
    close()
    return found


def _marks(closing: str, name: str, attributes: str, *, started: bool) -> list[Token]:
    if name == "img":
        use = _USE.search(attributes)
        return [Token(use[1] if use else "", "picture")]
    if name == "br":
        return [Token("\n")]
    if name in ("td", "th"):
        return [Token("｜")] if started and not closing else []
    if name == "a":
        href = _HREF.search(attributes)
        return [] if closing else [Token(html.unescape(href[1]) if href else "", "link")]
    return [Token("", f"{closing}{name}")]


def _spans(kind: Kind, tokens: Sequence[Token]) -> list[Span]:
    """Neighbouring words as one span; every mark by itself."""
    spans: list[Span] = []
    for marked, run in groupby(tokens, key=lambda token: bool(token.mark)):
        if marked:
            spans += [Span(kind, token.text, token.mark) for token in run]
        else:
            spans.append(Span(kind, "".join(token.text for token in run)))
    return spans


def _sentences(tokens: Sequence[Token]) -> list[Token]:
    text = "".join(token.text for token in tokens if not token.mark)
    return [Token(sentence) for sentence in _SENTENCE.findall(text)]


@lru_cache(maxsize=2048)
def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1))) if text else Counter()
