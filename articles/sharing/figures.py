"""How many key figures stand on a poster: as many as have room beside each other, up to three. Pure.

Their alternative text says the same, so it is settled with the words, before anything is drawn. Used by `words`; the
measures are those of the poster's foot.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

MOST = 3
ROW = 912  # pixels between the margins
GAP = 38
# The smallest type that a value, what stands beside it, and its label are set in.
VALUE, SMALL, LABEL = 34, 28, 21

Figure = tuple[str, str, str, str]  # prefix, value, unit, label


def column(count: int) -> int:
    """The width of each of so many figures in pixels."""
    return (ROW - GAP * (count - 1)) // count


def beside(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The first three figures, or so many of them as can be read side by side; one always stands."""
    for count in range(min(MOST, len(figures)), 1, -1):
        if all(_has_room(figure, column(count)) for figure in figures[:count]):
            return tuple(figures[:count])
    return tuple(figures[:1])


def _has_room(figure: Figure, width: int) -> bool:
    """Whether a figure keeps to one line, and its label to two that need not be full."""
    prefix, value, unit, label = figure
    line = VALUE * _ems(value) + SMALL * (_ems(prefix) + _ems(unit)) + 12
    return line <= width and LABEL * _ems(label) <= 2 * (width - LABEL)


def _ems(text: str) -> float:
    return sum(1 if east_asian_width(sign) in "FWA" else 0.6 for sign in text)
