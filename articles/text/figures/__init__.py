"""The figures of a story: `ledger(text)` finds every number with its unit, `compare(mine, others)` the clashes.

Pure functions for both scripts. Not the candidates for 数读, which `story` picks for the eye.
"""

from articles.text.figures.compare import Clash, compare
from articles.text.figures.find import Figure, ledger
from articles.text.figures.numbers import chinese_number, plain

__all__ = ["Clash", "Figure", "chinese_number", "compare", "ledger", "plain"]
