"""Credits whose role stands behind the names: 王忠虎 摄, 徐菁/文, 记者王欢摄影报道, 图片由某单位提供.

Used by the credit parser only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.text.credits.lexer import Token, tokenize
from articles.text.credits.model import ParsedCredit
from articles.text.credits.people import People
from articles.text.fold import fold
from articles.text.roles import SHORT_ROLES, SUFFIXES

Clauses = list[list[Token]]

_COURTESY = re.compile(
    r"(?:本版|本组|本文|文中|文内)?(?:图片|照片|视频截图|供图)?(?:均|皆|除署名外均)?由"
    r"([^。！？，,：:；;（）()]{2,40}?)(提供|供图|拍摄|摄影|摄)"
)
_LONGEST_COURTESY = 80
# Longest first: 摄影报道 before 摄影 before 摄.
_GLUED = sorted((suffix for suffix in SUFFIXES if "/" not in suffix), key=len, reverse=True)


def split_suffixes(clauses: Clauses, *, glued: bool) -> list[tuple[Clauses, tuple[str, ...]]]:
    """Group clauses by the role words that end them; the last group has no roles if nothing ends it.

    With `glued` a role word may also touch the last name (王忠虎摄). The role words are taken out.
    """
    groups: list[tuple[Clauses, tuple[str, ...]]] = []
    open_clauses: Clauses = []
    for clause in clauses:
        current: list[Token] = []
        at = 0
        while at < len(clause):
            roles, used = _suffix_at(clause, at) if current or open_clauses else ((), 0)
            if not roles and glued:
                name, roles, used = _glued_at(clause, at)
                current.extend([name] if name else [])
            if roles:
                groups.append(([*open_clauses, current] if current else open_clauses, roles))
                open_clauses, current = [], []
                at += used
                continue
            current.append(clause[at])
            at += 1
        if current:
            open_clauses.append(current)
    return [*groups, (open_clauses, ())] if open_clauses or not groups else groups


def courtesy_credit(line: str) -> ParsedCredit | None:
    """图片由大连市委宣传部提供 / 由王忠虎摄: a credit written as a sentence; None if the line is no such."""
    inner = line.strip("（）()【】[] \u3000。")
    if len(inner) > _LONGEST_COURTESY:
        return None
    match = _COURTESY.fullmatch(fold(inner))
    if match is None:
        return None
    given = match[2] in ("提供", "供图")
    people = People(organisations=given)
    if not people.read(tokenize(inner[match.start(1) : match.end(1)])) or not people.found:
        return None
    credit = ParsedCredit(("photo_courtesy",) if given else ("photo",), tuple(people.found), line)
    return replace(credit, warnings=tuple(people.warnings))


def given_by(body: Sequence[Token]) -> ParsedCredit | None:
    """图：受访者提供 – the words behind a label for pictures that say who gave them; None if they say nothing of the kind."""
    word = body[0].text if len(body) == 1 and body[0].kind == "word" else ""
    given = next((end for end in ("提供", "供图") if fold(word[-2:]) == end), "")
    if not given or not 3 < len(word) <= _LONGEST_COURTESY:
        return None
    people = People(organisations=True)
    if not people.read([replace(body[0], text=word[:-2], end=body[0].end - 2)]) or not people.found:
        return None
    return ParsedCredit(("photo_courtesy",), tuple(people.found), "", warnings=tuple(people.warnings))


def _suffix_at(clause: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    """The roles of the suffix that starts at a token and how many tokens it takes; ((), 0) if none does."""
    words = [fold(token.text).replace("／", "/") for token in clause[at : at + 3]]
    if "".join(words) in ("文/图", "图/文"):
        return SUFFIXES["".join(words)], 3
    if len(words) > 1 and words[0] == "/" and words[1] in SHORT_ROLES:
        return (SHORT_ROLES[words[1]],), 2
    if words[0] in SUFFIXES and clause[at].kind == "word":
        return SUFFIXES[words[0]], 1
    return (), 0


def _glued_at(clause: Sequence[Token], at: int) -> tuple[Token | None, tuple[str, ...], int]:
    """A word that ends with a role: its front part as a token of its own, the roles, and 1."""
    token = clause[at]
    flat = fold(token.text[-8:])
    for suffix in _GLUED if token.kind == "word" else ():
        if flat.endswith(suffix) and len(token.text) >= len(suffix) + 2:
            cut = len(token.text) - len(suffix)
            front = replace(token, text=token.text[:cut], end=token.start + cut)
            return front, SUFFIXES[suffix], 1
    return None, (), 0
