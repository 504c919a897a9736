"""Credits that touch: 责编：张三校对：李四, 初审张三复审李四, 张三 文 李四 图. They are cut into the tokens of the plain form.

Here nothing but the words tells where one credit ends, so only labels that nobody takes for an ordinary word are cut
off, and only from names that are surely names. Used by the credit parser only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.text.credits.lexer import Token
from articles.text.fold import fold
from articles.text.names import is_plain_name
from articles.text.roles import longest_label, role_codes, title_at_end
from articles.text.wordlists import TOUCHING_LABELS

_LONGEST_WORD = 60
_MOST_WORDS = 40
_SHORTEST_CREDIT = 4
_NAME_LENGTHS = (3, 2, 4)
_BY_WORK = ("文", "图")


def split_touching(tokens: list[Token]) -> list[Token]:
    """The tokens with what touches cut apart; the same tokens where nothing does, or where it is not sure."""
    if any(token.kind == "colon" for token in tokens):
        return list(_before_colons(tokens))
    if len(tokens) > _MOST_WORDS or any(token.kind != "word" for token in tokens):
        return tokens
    return _short_forms(tokens) or _bare_labels(tokens) or tokens


def _before_colons(tokens: Sequence[Token]) -> Iterator[Token]:
    """张三校对：李四 – a name that runs into the next label; never the first word, which may be all label."""
    for at, token in enumerate(tokens):
        runs_on = 0 < at < len(tokens) - 1 and token.kind == "word" and tokens[at + 1].kind == "colon"
        cut = _label_start(token.text) if runs_on else 0
        if cut:
            yield from _cut(token, cut)
        else:
            yield token


def _label_start(word: str) -> int:
    """Where the label begins that ends a word of `name + label`; 0 if the word is no such thing."""
    if role_codes(word) is not None:
        return 0
    for length in range(min(longest_label(), len(word) - 2), 1, -1):
        known = role_codes(word[-length:]) is not None or title_at_end(word[-length:]) == (
            "",
            fold(word[-length:]),
        )
        if known and is_plain_name(word[:-length]):
            return len(word) - length
    return 0


def _bare_labels(tokens: Sequence[Token]) -> list[Token]:
    """初审张三复审李四, 编辑张三 责编李四: two credits at least, so that 设计方案 stays a word."""
    found: list[Token] = []
    for token in tokens:
        cuts = _credits_in(token.text)
        if not cuts:
            return []
        for start, label_end, end in cuts:
            at = token.start + start
            label = replace(
                token, text=token.text[start:label_end], start=at, end=token.start + label_end, gap=True
            )
            name = replace(
                token,
                text=token.text[label_end:end],
                start=token.start + label_end,
                end=token.start + end,
                gap=True,
            )
            found += [label, name]
    return found if len(found) >= _SHORTEST_CREDIT else []


def _credits_in(word: str) -> list[tuple[int, int, int]]:
    """Start, end of the label and end of the name for every credit of a word; empty if the word is anything else."""
    flat = fold(word)
    if len(word) > _LONGEST_WORD or len(flat) != len(word):
        return []
    cuts: list[tuple[int, int, int]] = []
    at = 0
    while at < len(word):
        label = _label_at(flat, at)
        end = _name_end(word, flat, at + label) if label else 0
        if not end:
            return []
        cuts.append((at, at + label, end))
        at = end
    return cuts


def _label_at(flat: str, at: int) -> int:
    """Length of the label that begins here, the longest one; 0 if none does."""
    return next((len(label) for label in TOUCHING_LABELS if flat.startswith(label, at)), 0)


def _name_end(word: str, flat: str, at: int) -> int:
    """Where the name that begins here ends: at the end of the word or before the next label."""
    for length in _NAME_LENGTHS:
        end = at + length
        closes = end == len(word) or (end < len(word) and _label_at(flat, end) > 0)
        if closes and is_plain_name(word[at:end]):
            return end
    return 0


def _short_forms(tokens: Sequence[Token]) -> list[Token]:
    """张三 文 李四 图, or 文 张三 图 李四: both works are named, each beside its people."""
    roles = [token.text for token in tokens if fold(token.text) in _BY_WORK]
    if len({fold(role) for role in roles}) != len(_BY_WORK) or len(roles) != len(_BY_WORK):
        return []
    names = [token.text for token in tokens if fold(token.text) not in _BY_WORK]
    leads, ends = fold(tokens[0].text) in _BY_WORK, fold(tokens[-1].text) in _BY_WORK
    if leads == ends or len(names) < len(roles) or not all(map(is_plain_name, names)):
        return []
    return list(_with_slashes(tokens, before=ends))


def _with_slashes(tokens: Sequence[Token], *, before: bool) -> Iterator[Token]:
    for token in tokens:
        is_role = fold(token.text) in _BY_WORK
        edge = token.start if before else token.end
        slash = Token("slash", "/", edge, edge, gap=False)
        if is_role and before:
            yield slash
        yield token
        if is_role and not before:
            yield slash


def _cut(token: Token, at: int) -> Iterator[Token]:
    middle = token.start + at
    yield replace(token, text=token.text[:at], end=middle)
    yield replace(token, text=token.text[at:], start=middle, gap=True)
