"""Bold and italics that other programs write as styles: `<span style="font-weight: bold">` is `strong`.

And the other way round: `<b style="font-weight: normal">`, which Google Docs puts around everything, is nothing.
Used by `html` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.body.tokens import Token

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-4]00)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[a-z-]*\s*:\s*[^;]{0,40}line-through", re.IGNORECASE)
_BEARERS = ("span", "font")
_MOST_OPEN = 400


def with_styles(tokens: Iterator[Token]) -> Iterator[Token]:
    """The tokens with marks in place of the styles that mean them."""
    open_now: dict[str, list[tuple[str, ...]]] = {name: [] for name in (*_BEARERS, "b", "strong")}
    for token in tokens:
        stack = open_now.get(token.value) if token.kind != "text" else None
        if stack is None or (token.kind == "start" and len(stack) >= _MOST_OPEN):
            yield token
        elif token.kind == "start":
            stack.append(_marks(token))
            yield from (Token("start", mark) for mark in stack[-1])
        elif stack:
            yield from (Token("end", mark) for mark in reversed(stack.pop()))


def _marks(token: Token) -> tuple[str, ...]:
    style = token.attributes.get("style", "")[:2000]
    if token.value in ("b", "strong"):
        return () if _NOT_BOLD.search(style) else ("strong",)
    marks = [mark for mark, pattern in (("strong", _BOLD), ("s", _STRUCK)) if pattern.search(style)]
    return tuple(marks)
