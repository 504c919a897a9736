"""Numbers as bars: where each stands and how high it is, in units of the drawing. Pure; the desk's templates draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from articles.audience.totals import Numbers

# The drawing is stretched to its place; numbers and days are printed around it, as text.
WIDTH, HEIGHT = 720, 120
_GAP = 0.28


@dataclass(frozen=True)
class Bar:
    """One day: its bar, and the part of it that is set off (those who read to the end)."""

    day: date
    numbers: Numbers
    x: float
    width: float
    y: float
    height: float
    inner_y: float
    inner_height: float


@dataclass(frozen=True)
class Plot:
    """A row of bars, the highest value, and the days that are printed under it: first, middle, last."""

    bars: list[Bar]
    highest: int
    named: list[date]
    width: int = WIDTH
    height: int = HEIGHT


def plot(
    days: Sequence[tuple[date, Numbers]],
    value: Callable[[Numbers], int],
    inner: Callable[[Numbers], int] = lambda _numbers: 0,
) -> Plot:
    """Bars of a number by day. `inner` is drawn inside its bar and never higher than it."""
    highest = max((value(numbers) for _, numbers in days), default=0)
    step = WIDTH / max(1, len(days))
    bars = []
    for place, (day, numbers) in enumerate(days):
        high = round(HEIGHT * value(numbers) / highest, 1) if highest else 0.0
        part = round(HEIGHT * min(inner(numbers), value(numbers)) / highest, 1) if highest else 0.0
        bars.append(
            Bar(
                day=day,
                numbers=numbers,
                x=round(place * step + step * _GAP / 2, 1),
                width=round(step * (1 - _GAP), 1),
                y=HEIGHT - high,
                height=high,
                inner_y=HEIGHT - part,
                inner_height=part,
            )
        )
    dates = [day for day, _ in days]
    return Plot(bars, highest, [dates[0], dates[len(dates) // 2], dates[-1]] if dates else [])


def shares(values: Sequence[int]) -> list[int]:
    """Each value in hundredths of the highest: how long its bar in a table is."""
    highest = max(values, default=0)
    return [round(value * 100 / highest) if highest else 0 for value in values]
