"""The table of all checks, in the order of their ids. Data: the desk, its help page and the tests read it."""

from __future__ import annotations

from articles.text.proof import (
    dates,
    glyphs,
    media,
    names,
    numerals,
    quotes,
    ranges,
    scripts,
    stops,
    terms,
    words,
)
from articles.text.proof.model import Rule

_LETTERS = "PNWT"
_MODULES = (stops, quotes, glyphs, ranges, numerals, dates, words, terms, media, names, scripts)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: (_LETTERS.index(rule.id[0]), rule.id),
    )
)
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
