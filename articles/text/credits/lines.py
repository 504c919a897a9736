"""Read one credit line: `parse_line` finds its labels, cuts it there, and reads the people of every piece.

Strict where only the names speak for a credit, so that a sentence of the story never becomes one.
The time is linear in the length of the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from articles.text.credits.english import parse_english_line
from articles.text.credits.labels import Label, label_at, label_before, starts_with_role
from articles.text.credits.lexer import Token, tokenize
from articles.text.credits.model import ParsedCredit
from articles.text.credits.people import ORGANISATION_ROLES, People, are_surely_people
from articles.text.credits.suffixes import courtesy_credit, given_by, split_suffixes
from articles.text.credits.touching import split_touching
from articles.text.roles import ROLE_BY_CODE, role_codes

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class _Head:
    """A label with the tokens from `start` to `end` (its colon or slash included)."""

    start: int
    end: int
    label: Label
    marked: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A credit before its `raw` is cut: `start` is its offset in the line."""

    start: int
    credit: ParsedCredit


def parse_line(line: str) -> list[ParsedCredit] | None:
    """Read a line as one or more credits, in printed order; None if it is not a credit line.

    The line is brought to NFC; names and organisations are kept as printed. Never raises.
    """
    line = unicodedata.normalize("NFC", line).strip()
    if not line:
        return None
    if not _HAN.search(line):
        return parse_english_line(line)
    courtesy = courtesy_credit(line)
    if courtesy is not None:
        return [courtesy]
    tokens = split_touching(tokenize(line))
    heads = _find_heads(tokens)
    if heads is None:
        return None
    pieces = _read_pieces(tokens, heads)
    return _with_raws(line, pieces) if pieces else None


def _find_heads(tokens: Sequence[Token]) -> list[_Head] | None:
    """All labels of the line in order, or None where a colon follows something that is no label."""
    heads: list[_Head] = []
    at = 0
    while at < len(tokens):
        floor = heads[-1].end if heads else 0
        head = _head_at(tokens, at, floor)
        if head is None and tokens[at].kind == "colon":
            return None
        if head is not None:
            heads.append(head)
        at = max(at + 1, head.end if head is not None else 0)
    return heads


def _head_at(tokens: Sequence[Token], at: int, floor: int) -> _Head | None:
    """The label that the token at `at` reveals: by a colon, by a slash, or by standing before names."""
    kind = tokens[at].kind
    if kind == "colon":
        label = label_before(tokens, at, floor)
        return None if label is None else _Head(label.start, at + 1, label, marked=True)
    if kind == "slash":
        return _slashed_head(tokens, at, floor)
    if kind == "word" and (at == floor or tokens[at].gap or tokens[at - 1].kind == "semi"):
        return _spaced_head(tokens, at)
    return None


def _slashed_head(tokens: Sequence[Token], at: int, floor: int) -> _Head | None:
    """文/记者A: a role, a slash, and something that is no role itself."""
    if at == floor or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return None
    if starts_with_role(tokens, at + 1):
        return None
    label = label_before(tokens, at, floor)
    if label is None or label.title:
        return None
    first = tokens[label.start]
    starts_clause = label.start == floor or first.gap or tokens[label.start - 1].kind in ("list", "semi")
    return _Head(label.start, at + 1, label, marked=True) if starts_clause else None


def _spaced_head(tokens: Sequence[Token], at: int) -> _Head | None:
    """责编 闫含: a role of two characters or more, a blank, and a name."""
    read = label_at(tokens, at)
    if read is None:
        return None
    label, end = read
    if end >= len(tokens) or tokens[end].kind != "word" or not tokens[end].gap:
        return None
    if len(label.printed) < 2 or role_codes(tokens[end].text) is not None:
        return None
    follower = tokens[end + 1].kind if end + 1 < len(tokens) else "word"
    if follower in ("colon", "slash") and label_before(tokens, end + 1, at) is not None:
        return None
    return _Head(at, end, label, marked=False)


def _read_pieces(tokens: Sequence[Token], heads: Sequence[_Head]) -> list[_Piece] | None:
    pieces: list[_Piece] = []
    before = tokens[: heads[0].start] if heads else tokens
    if before:
        headless = _read_headless(before)
        if headless is None:
            return None
        pieces.extend(headless)
    for head, following in zip_longest(heads, heads[1:]):
        body = tokens[head.end : following.start if following else len(tokens)]
        read = _read_headed(tokens[head.start].start, head, body)
        if read is None:
            return None
        pieces.extend(read)
    return pieces


def _read_headless(tokens: Sequence[Token]) -> list[_Piece] | None:
    """记者 王忠虎 摄 / 徐菁/文 李嘉欣/图 / 记者 汪丽娜 通讯员 王硕: people without a label in front."""
    pieces: list[_Piece] = []
    for group, roles in split_suffixes(_clauses(tokens), glued=True):
        people = People()
        if not _read_clauses(people, group) or not are_surely_people(people.found):
            return None
        if not roles and not people.found[0].title:
            return None
        credit = ParsedCredit(roles or ("text",), tuple(people.found), "", warnings=tuple(people.warnings))
        pieces.append(_Piece(group[0][0].start, credit))
    return pieces or None


def _read_headed(start: int, head: _Head, body: Sequence[Token]) -> list[_Piece] | None:
    """The credit of one label; an empty list where the label stands alone, None where no people follow it."""
    if not body:
        return []
    label = head.label
    given = given_by(body) if label.roles == ("photo",) else None
    if given is not None:
        return [_Piece(start, given)]
    groups = split_suffixes(_clauses(body), glued=False)
    if len(groups) > 1:
        return None
    clauses, suffix = groups[0]
    roles = _headed_roles(label, suffix)
    if roles is None:
        return None
    people = _people_for(label, roles)
    if not _read_clauses(people, clauses) or not people.found:
        return None
    if not head.marked and not are_surely_people([p for p in people.found if p.name]):
        return None
    credit = ParsedCredit(
        roles, tuple(people.found), "", _printed_label(label, roles), tuple(people.warnings)
    )
    return [_Piece(start, credit)]


def _people_for(label: Label, roles: tuple[str, ...]) -> People:
    return People(
        organisations=bool(ORGANISATION_ROLES & set(roles)),
        only_organisations="source" in roles,
        title=label.title,
        organisation=label.organisation,
    )


def _headed_roles(label: Label, suffix: tuple[str, ...]) -> tuple[str, ...] | None:
    """记者：王欢 摄 is a photo credit; 图：王欢 摄 says it twice; 编辑：王欢 摄 is nothing we understand."""
    if not suffix or set(suffix) <= set(label.roles):
        return label.roles
    return suffix if label.title else None


def _printed_label(label: Label, roles: tuple[str, ...]) -> str:
    """The label worth keeping: empty where the roles print the same one by themselves."""
    if roles != label.roles:
        return ""
    canonical = {
        "".join(form)
        for form in (
            "/".join(ROLE_BY_CODE[code].zh_hans[0] for code in roles),
            "/".join(ROLE_BY_CODE[code].zh_hant[0] for code in roles),
        )
    }
    return "" if label.printed.replace("／", "/") in canonical else label.printed


def _clauses(tokens: Sequence[Token]) -> list[list[Token]]:
    """Tokens between semicolons; a new clause starts without the title of the last one."""
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "semi":
            clauses.append([])
        else:
            clauses[-1].append(token)
    return [clause for clause in clauses if clause]


def _read_clauses(people: People, clauses: Sequence[Sequence[Token]]) -> bool:
    for number, clause in enumerate(clauses):
        if number:
            people.forget_title()
        if not people.read(clause):
            return False
    return True


def _with_raws(line: str, pieces: Sequence[_Piece]) -> list[ParsedCredit]:
    """Cut the line at the starts of the pieces, so that all raws together are the line."""
    starts = [0, *(piece.start for piece in pieces[1:]), len(line)]
    return [
        replace(piece.credit, raw=line[starts[number] : starts[number + 1]].strip())
        for number, piece in enumerate(pieces)
    ]
