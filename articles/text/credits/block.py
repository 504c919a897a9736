"""Read several credit lines at once, as pasted under a story."""

from __future__ import annotations

import unicodedata

from articles.text.credits.lexer import Token, tokenize
from articles.text.credits.lines import parse_line
from articles.text.credits.model import CreditWarning, ParsedCredit
from articles.text.credits.people import People, are_surely_people
from articles.text.fold import fold
from articles.text.wordlists import NEVER_LABELS

_LONGEST_LABEL = 8


def parse_block(text: str) -> tuple[list[ParsedCredit], list[str]]:
    """Read pasted lines: the credits in order, and every line that is none, verbatim.

    Between credit lines a label that the table does not know (特约摄制：张三) still is a credit when surely
    people follow it: it keeps its label, has no roles, and carries the warning `unknown_credit_label`.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parsed = [parse_line(line) for line in lines]
    any_credit = any(parsed)
    credits: list[ParsedCredit] = []
    leftovers: list[str] = []
    for line, found in zip(lines, parsed, strict=True):
        if found is None and any_credit:
            found = unknown_label(line)
        if found is None:
            leftovers.append(line)
        else:
            credits.extend(found)
    return credits, leftovers


def unknown_label(line: str) -> list[ParsedCredit] | None:
    """Read `label：people` for a label outside the table; None unless surely people follow it."""
    line = unicodedata.normalize("NFC", line).strip()
    tokens = tokenize(line[:400]) if len(line) <= 400 else []
    colon = next((at for at, token in enumerate(tokens) if token.kind == "colon"), 0)
    label = "".join(token.text for token in tokens[:colon])
    if not 1 < len(label) <= _LONGEST_LABEL or fold(label).endswith(tuple(NEVER_LABELS)):
        return None
    people = People()
    if not _only_words(tokens[:colon]) or not people.read(tokens[colon + 1 :]):
        return None
    if not are_surely_people(people.found):
        return None
    warning = CreditWarning("unknown_credit_label", "This label is not in the table of credit roles.", label)
    return [ParsedCredit((), tuple(people.found), line, label, (warning, *people.warnings))]


def _only_words(tokens: list[Token]) -> bool:
    return all(token.kind in ("word", "slash", "join") for token in tokens)
