"""The geometry of a chart: frozen rows in, numbers for SVG shapes out. Pure; no text is drawn.

Words stay HTML, so that they grow with the reader's size, wrap on a phone and are read aloud; shapes may be stretched
to any width. Lengths are in thousandths of the plot, written as whole numbers: the same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from articles.charts.rows import as_decimal, printed_number

FULL = 1000
MOST_NAMED = 7  # labels below a line that fit beside each other on a phone
MOST_TICKS = 5
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: from `x`, `width` long; `is_below` left of the zero line."""

    label: str
    value: str
    x: int
    width: int
    is_below: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line. `is_named`: its label is printed below the plot."""

    label: str
    value: str
    x: int
    y: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A horizontal line of the plot and what stands beside it."""

    label: str
    y: int


def bars(rows: list[list[str]]) -> list[Bar]:
    """Bars from a common zero; the longest fills the plot."""
    values = [as_decimal(value) for _label, value in rows]
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    span = high - low or Decimal(1)
    zero = _share(-low, span)
    drawn = []
    for (label, value), number in zip(rows, values, strict=True):
        width = _share(abs(number), span)
        drawn.append(
            Bar(label, printed_number(value), zero - width if number < 0 else zero, width, number < 0)
        )
    return drawn


def line(rows: list[list[str]]) -> Mapping[str, Any]:
    """A line over evenly spaced labels: `points`, `ticks` from top to bottom, `path` for SVG, `last` point."""
    values = [as_decimal(value) for _label, value in rows]
    marks = _ticks(min(values), max(values))
    low, span = marks[0], marks[-1] - marks[0]
    named = _named(len(rows))
    points = [
        Point(
            label,
            printed_number(value),
            round(Decimal(FULL * place) / (len(rows) - 1)),
            FULL - _share(number - low, span),
            place in named,
        )
        for place, ((label, value), number) in enumerate(zip(rows, values, strict=True))
    ]
    ticks = [Tick(printed_number(_plain(mark)), FULL - _share(mark - low, span)) for mark in reversed(marks)]
    path = " ".join(f"{'L' if place else 'M'}{point.x} {point.y}" for place, point in enumerate(points))
    return {"points": points, "ticks": ticks, "path": path, "last": points[-1]}


def _share(part: Decimal, whole: Decimal) -> int:
    return round(part * FULL / whole)


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round marks that enclose the values, at most five. From zero, unless the values lie far from it."""
    if (low > 0 and low * 2 < high) or low == high > 0:
        low = Decimal(0)
    if low == high:
        high = low + 1
    step = _step((high - low) / (MOST_TICKS - 1))
    first = (low / step).to_integral_value("ROUND_FLOOR") * step
    marks = [first]
    while marks[-1] < high:
        marks.append(marks[-1] + step)
    if len(marks) > MOST_TICKS:
        marks = [*marks[::2], *([marks[-1] + step] if len(marks) % 2 == 0 else [])]
    return marks


def _step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 × 10ⁿ that is at least so large."""
    unit = Decimal(1).scaleb(least.adjusted())
    return next(step * unit for step in _STEPS if step * unit >= least)


def _plain(mark: Decimal) -> str:
    text = f"{mark:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _named(count: int) -> set[int]:
    """Which labels are printed: all of a few, else the first, the last and some evenly between."""
    if count <= MOST_NAMED:
        return set(range(count))
    every = -(-(count - 1) // (MOST_NAMED - 1))
    # not the last but one beside the last
    return {place for place in range(0, count, every) if count - 1 - place >= every} | {count - 1}
