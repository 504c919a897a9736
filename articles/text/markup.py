"""Cut HTML into tags and text without changing a character of it, in one pass.

For converting and searching text that has been through the sanitiser; it does not make HTML safe.
"""

from __future__ import annotations

import html as html_entities
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Text inside these is code or data, not copy.
_VERBATIM = frozenset(("code", "pre", "kbd", "samp", "var", "script", "style", "textarea"))
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "em",
        "i",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "wbr",
    )
)
_VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*+)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(\s*+=\s*+)("[^"]*+"|'[^']*+'|[^\s"'=<>`]++)|"[^"]*+"|'[^']*+'""")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_NO_TRANSLATE = re.compile(r"""\stranslate\s*=\s*["']?no\b""")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of HTML: a whole tag or comment, or the text between two. `copy` says people read it as text."""

    text: str
    is_tag: bool
    copy: bool = False

    @property
    def name(self) -> str:
        """The element name of a tag in lower case, without the slash; empty for text and comments."""
        match = _TAG_NAME.match(self.text) if self.is_tag else None
        return match[1].lower() if match else ""

    @property
    def is_inline(self) -> bool:
        """Whether the tag stands inside a line, so that the words around it belong together."""
        return self.name in _INLINE


def split_markup(html: str) -> list[Piece]:
    """All pieces of an HTML text in order; put together again they are exactly `html`."""
    pieces: list[Piece] = []
    verbatim: list[str] = []
    for text, is_tag in _raw_pieces(html):
        piece = Piece(text, is_tag, copy=not is_tag and not verbatim)
        pieces.append(piece)
        if is_tag:
            _track(verbatim, piece)
    return pieces


def map_alt(tag: str, change: Callable[[str], str]) -> str:
    """The tag with its `alt` value changed; every other character of it stays."""

    def replace(match: re.Match[str]) -> str:
        if match[1] is None or match[1].lower() != "alt" or match[3][0] not in "\"'":
            return match[0]
        quote = match[3][0]
        return f"{match[1]}{match[2]}{quote}{change(match[3][1:-1])}{quote}"

    return _ATTRIBUTE.sub(replace, tag)


def plain_text(html: str) -> str:
    """What a reader sees of an HTML text: no tags, entities resolved, a line break at every block's edge."""
    parts = [
        html_entities.unescape(piece.text) if not piece.is_tag else ("" if piece.is_inline else "\n")
        for piece in split_markup(html)
    ]
    return re.sub(r"\n[\s]*", "\n", "".join(parts)).strip()


def _raw_pieces(html: str) -> Iterator[tuple[str, bool]]:
    at = start = 0
    while (opened := html.find("<", at)) >= 0:
        end = _tag_end(html, opened)
        if end < 0:
            break
        if end == 0:
            at = opened + 1
            continue
        if opened > start:
            yield html[start:opened], False
        yield html[opened:end], True
        at = start = end
    if start < len(html):
        yield html[start:], False


def _tag_end(html: str, opened: int) -> int:
    """Where the tag that opens here ends: 0 if nothing opens here, -1 if it is never closed."""
    if html.startswith("<!--", opened):
        closed = html.find("-->", opened + 4)
        return -1 if closed < 0 else closed + 3
    follower = html[opened + 1 : opened + 2]
    if not follower or not (follower.isalpha() or follower in "/!?"):
        return 0
    return _past_quotes(html, opened + 1)


def _past_quotes(html: str, at: int) -> int:
    """The place behind the first `>` that no quoted attribute value holds; -1 if there is none."""
    while (match := _QUOTE_OR_END.search(html, at)) is not None:
        if match[0] == ">":
            return match.end()
        at = html.find(match[0], match.end()) + 1
        if at == 0:
            return -1
    return -1


def _track(verbatim: list[str], tag: Piece) -> None:
    """Keep the stack of open elements whose text is not copy."""
    name = tag.name
    if tag.text.startswith("</"):
        if verbatim and verbatim[-1] == name:
            verbatim.pop()
    elif name and not tag.text.endswith("/>") and _opens_verbatim(tag, verbatim):
        verbatim.append(name)


def _opens_verbatim(tag: Piece, verbatim: list[str]) -> bool:
    if tag.name in _VERBATIM or (verbatim and verbatim[-1] == tag.name):
        return True
    return _NO_TRANSLATE.search(tag.text) is not None and tag.name not in _VOID
