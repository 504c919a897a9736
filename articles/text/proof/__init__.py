"""Proofing of Chinese copy: `check(text)` finds, `fix(text, ids)` mends what is mechanical, `RULES` lists.

Pure functions. Each rule is one function with its own examples; word lists and what is known about the piece
come in through `Context`.
"""

from articles.text.proof.checking import Counts, check, count, fix, per_ten_thousand
from articles.text.proof.model import (
    Context,
    Example,
    Image,
    Issue,
    Proofreader,
    ProofreaderUnavailable,
    Rule,
    Severity,
    Term,
)
from articles.text.proof.rules import BY_ID, RULES
from articles.text.proof.terms import DEFAULT_TERMS
from articles.text.roles import Script

__all__ = [
    "BY_ID",
    "DEFAULT_TERMS",
    "RULES",
    "Context",
    "Counts",
    "Example",
    "Image",
    "Issue",
    "Proofreader",
    "ProofreaderUnavailable",
    "Rule",
    "Script",
    "Severity",
    "Term",
    "check",
    "count",
    "fix",
    "per_ten_thousand",
]
