"""Recognise labels in a tokenised credit line: 文/图, 编 辑, 记者、摄影, 县融媒体中心记者.

A label is roles (or one title) joined by slashes and the like, each possibly padded with blanks.
Used by the credit parser and the renderer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.text.credits.lexer import Token
from articles.text.roles import role_codes, title_at_end

_MOST_PADDED = 5
# More roles than this in one label are no label; the bound also keeps reading linear.
_MOST_JOINED = 8
_LONGEST_ITEM = 40
_JOINERS = ("slash", "list", "join")
_AND = re.compile(r"[和与與]")


@dataclass(frozen=True, slots=True)
class Label:
    """A recognised label: the token it starts at, its roles, and the title it may name (记者：)."""

    start: int
    roles: tuple[str, ...]
    printed: str
    title: str = ""
    organisation: str = ""


def label_before(tokens: Sequence[Token], end: int, floor: int) -> Label | None:
    """The longest label that ends just before token `end` and starts at or after token `floor`."""
    label = _item_before(tokens, end, floor)
    for _ in range(_MOST_JOINED):
        if label is None or label.start - 1 <= floor or tokens[label.start - 1].kind not in _JOINERS:
            break
        joiner = tokens[label.start - 1]
        further = _item_before(tokens, label.start - 1, floor)
        if further is None:
            break
        label = _joined(further, joiner.text, label)
    if label is not None and label.start > floor:
        return _with_roles_in_front(tokens, label, floor)
    return label


def _with_roles_in_front(tokens: Sequence[Token], label: Label, floor: int) -> Label:
    """策划 统筹：A – where nothing but a role stands in front of the label, it belongs to it."""
    front = label_at(tokens, floor)
    return _joined(front[0], "/", label) if front is not None and front[1] == label.start else label


def label_at(tokens: Sequence[Token], start: int) -> tuple[Label, int] | None:
    """The label made of roles that starts at token `start`, and the token after it; titles do not count."""
    found: tuple[Label, int] | None = None
    at = start
    for _ in range(_MOST_JOINED):
        item = _item_after(tokens, at)
        if item is None:
            return found
        label, at = item
        found = (label, at) if found is None else (_joined(found[0], tokens[label.start - 1].text, label), at)
        if at >= len(tokens) or tokens[at].kind not in _JOINERS:
            return found
        at += 1
    return None


def starts_with_role(tokens: Sequence[Token], start: int) -> bool:
    """Whether a role stands at token `start`."""
    return _item_after(tokens, start) is not None


def item_label(word: str) -> tuple[tuple[str, ...], str, str] | None:
    """What one unpadded label stands for: its roles, and title and organisation where it names a title."""
    codes = role_codes(word)
    if codes is not None:
        return codes, "", ""
    parts = _AND.split(word)
    if len(parts) > 1:
        many = [role_codes(part) for part in parts]
        if all(many):
            return _unique(code for codes in many if codes for code in codes), "", ""
    split = title_at_end(word)
    return None if split is None else (("text",), split[1], split[0])


def _item_before(tokens: Sequence[Token], end: int, floor: int) -> Label | None:
    best: Label | None = None
    for start in range(end - 1, max(floor, end - _MOST_PADDED) - 1, -1):
        if not _may_be_label(tokens[start]):
            break
        label = _label_of(tokens, start, end)
        best = label or best
    return best


def _item_after(tokens: Sequence[Token], start: int) -> tuple[Label, int] | None:
    best: tuple[Label, int] | None = None
    for end in range(start + 1, min(len(tokens), start + _MOST_PADDED) + 1):
        if not _may_be_label(tokens[end - 1]):
            break
        label = _label_of(tokens, start, end)
        if label is not None and not label.title:
            best = label, end
    return best


def _may_be_label(token: Token) -> bool:
    return token.kind == "word" and len(token.text) <= _LONGEST_ITEM and not token.text.isascii()


def _label_of(tokens: Sequence[Token], start: int, end: int) -> Label | None:
    words = [token.text for token in tokens[start:end]]
    # Padding is even: 编 辑, 总 监 制, 责任 编辑; anything else is a word next to a label.
    if len(words) > 1 and ({len(word) for word in words} not in ({1}, {2})):
        return None
    read = item_label("".join(words))
    # 李四 记者：王五 – a blank between what would be an organisation and its title divides two credits.
    if read is not None and read[2] and len(words) > 1:
        return None
    return None if read is None else Label(start, read[0], "".join(words), read[1], read[2])


def _joined(left: Label, joiner: str, right: Label) -> Label:
    title, organisation = (left.title, left.organisation) if left.title else (right.title, right.organisation)
    roles = _unique((*left.roles, *right.roles))
    return Label(left.start, roles, f"{left.printed}{joiner}{right.printed}", title, organisation)


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
