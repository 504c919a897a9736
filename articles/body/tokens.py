"""A linear reader of hostile HTML: it yields tags and text, and refuses what is too large or too deep.

It follows the tokenizer of HTML5 where that matters – comments, quotes, raw text – and never looks at a character
twice. Used by `clean` only.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

MAX_TAGS = 20_000  # counted as “<”; a long story has a few thousand, and this bounds the time any body takes
MAX_ATTRIBUTES = 40_000
_VOID = frozenset(re.split(" ", "area base br col embed hr img input link meta param source track wbr"))
# Not counted as depth: they close each other, so they cannot nest without something counted between them.
_SELF_CLOSING = frozenset(re.split(" ", "p li a td th tr tbody thead tfoot dd dt option optgroup colgroup"))
# What stands inside is not the story's text.
_RAW = frozenset(
    re.split(" ", "script style xmp iframe noembed noframes noscript textarea title plaintext template")
)
_NAME = re.compile(r"[a-zA-Z][^\t\n\f\r />]*+")
_GAP = re.compile(r"[\t\n\f\r /]*+")
_ATTRIBUTE = re.compile(r"=?[^\t\n\f\r />=]*+")
_EQUALS = re.compile(r"[\t\n\f\r ]*+=[\t\n\f\r ]*+")
_PLAIN_VALUE = re.compile(r"[^\t\n\f\r >]*+")
_COMMENT_END = re.compile(r"--!?>")
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{8,}+|[xX][0-9a-fA-F]{7,}+);?")


class BodyRefused(ValueError):
    """A body that is not stored. `code` is for programs, `message` is a sentence for the person."""

    def __init__(self, code: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Token:
    """A start tag, an end tag or a piece of text with its character references resolved."""

    kind: Literal["start", "end", "text"]
    value: str  # the tag's name in lower case, or the text
    attributes: dict[str, str] = field(default_factory=dict)


def read(source: str, *, max_bytes: int, max_depth: int) -> Iterator[Token]:
    """The tokens of a body in order. Raises BodyRefused: too_large, too_many_tags (at once) or too_deep."""
    check_size(source, max_bytes)
    return _checked(_Reader(source).tokens(), max_depth)


def check_size(source: str, max_bytes: int) -> None:
    """Refuse a body of too many bytes or tags."""
    if len(source) > max_bytes or len(source.encode("utf-8", "surrogatepass")) > max_bytes:
        raise BodyRefused("too_large", _("The text is too large: at most %d kB.") % (max_bytes // 1000))
    if source.count("<") > MAX_TAGS:
        raise _too_many_tags()


def _checked(tokens: Iterator[Token], max_depth: int) -> Iterator[Token]:
    """Pass tokens on while depth is within bounds.

    An end tag closes one element of its own name only: HTML may keep open what stood inside, and a count that trusts
    `</b>` to close a `<div>` can be led by the nose.
    """
    open_now: Counter[str] = Counter()
    depth = 0
    for token in tokens:
        name = token.value
        if token.kind == "start" and name not in _VOID and name not in _SELF_CLOSING:
            open_now[name] += 1
            depth += 1
            if depth > max_depth:
                raise BodyRefused("too_deep", _("The text is nested too deeply. Paste it as plain text."))
        elif token.kind == "end" and open_now[name] > 0:
            open_now[name] -= 1
            depth -= 1
        yield token


class _Reader:
    """Reads one source from its start to its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.attributes_left = MAX_ATTRIBUTES

    def tokens(self) -> Iterator[Token]:
        """Tags and text; what is neither is skipped. A tag that never ends swallows the rest, as in browsers."""
        place, text_from = 0, 0
        while (mark := self.source.find("<", place)) >= 0:
            closing = self.source.startswith("/", mark + 1)
            name = _NAME.match(self.source, mark + 1 + closing)
            if name is None and not self._starts_markup(mark):
                place = mark + 1
                continue
            if mark > text_from:
                yield _text(self.source[text_from:mark])
            if name is None:
                place = text_from = self._after_markup(mark)
                continue
            tag = name.group().lower()
            attributes, place = self._attributes(name.end())
            if closing or tag not in _RAW:
                if place <= len(self.source):
                    yield Token("end" if closing else "start", tag, attributes)
            else:
                place = self._after_raw(place, tag)
            text_from = place
        if text_from < len(self.source):
            yield _text(self.source[text_from:])

    def _starts_markup(self, mark: int) -> bool:
        """Whether a “<” without a name begins a comment or the like, and is not just a sign."""
        after = self.source[mark + 1 : mark + 3]
        return after[:1] in ("!", "?") or (after[:1] == "/" and len(after) == 2)

    def _after_markup(self, mark: int) -> int:
        """The place behind a comment, a declaration or an end tag without a name."""
        if self.source.startswith("<!--", mark):
            for short in (">", "->"):
                if self.source.startswith(short, mark + 4):
                    return mark + 4 + len(short)
            end = _COMMENT_END.search(self.source, mark + 4)
            return end.end() if end else len(self.source)
        close = self.source.find(">", mark)
        return close + 1 if close >= 0 else len(self.source)

    def _attributes(self, place: int) -> tuple[dict[str, str], int]:
        """The attributes of a tag and the place behind it: beyond the end of the source if the tag never ends."""
        found: dict[str, str] = {}
        beyond = len(self.source) + 1
        while True:
            place = _skip(_GAP, self.source, place)
            if place >= len(self.source):
                return found, beyond
            if self.source[place] == ">":
                return found, place + 1
            self._count_attribute()
            name_end = _skip(_ATTRIBUTE, self.source, place)
            name, place, value = self.source[place:name_end].lower(), name_end, ""
            if equals := _EQUALS.match(self.source, place):
                value, place = self._value(equals.end())
            found.setdefault(name, value)

    def _count_attribute(self) -> None:
        self.attributes_left -= 1
        if self.attributes_left < 0:
            raise _too_many_tags()

    def _value(self, place: int) -> tuple[str, int]:
        quote = self.source[place : place + 1]
        if quote in ('"', "'") and quote:
            end = self.source.find(quote, place + 1)
            if end < 0:
                return "", len(self.source) + 1
            return _unescape(self.source[place + 1 : end]), end + 1
        end = _skip(_PLAIN_VALUE, self.source, place)
        return _unescape(self.source[place:end]), end

    def _after_raw(self, place: int, tag: str) -> int:
        """The place behind the end tag of an element whose content is not markup."""
        if tag == "plaintext":
            return len(self.source)
        match = re.compile(f"</{tag}(?=[\t\n\f\r />])", re.IGNORECASE).search(self.source, place)
        return self._attributes(match.end())[1] if match else len(self.source)


def _skip(pattern: re.Pattern[str], source: str, place: int) -> int:
    match = pattern.match(source, place)
    return match.end() if match else place


def _text(raw: str) -> Token:
    return Token("text", _unescape(raw))


def _unescape(raw: str) -> str:
    # A number of a million digits is no character; Python would refuse to read it.
    return html.unescape(_LONG_NUMBER.sub("", raw)) if "&" in raw else raw


def _too_many_tags() -> BodyRefused:
    return BodyRefused("too_many_tags", _("The text has too much formatting. Paste it as plain text."))
