"""The run of a series drawn as a tide: a curve with a mark for every slot, and their dates below.

Pure: takes `Progress`, gives numbers and paths for a template. The figure decorates; the list of parts says the
same in words. Used by `series.landing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import pi, sin

from django.utils import timezone

from series.reading import Progress, Slot

# Up to this many slots each has its date; in a longer series every fifth has, beside the first.
DATED_SINGLY = 12
EVERY = 5
# How many curves a path is made of. Sixteen a wave and more look like one line.
PIECES = 48


@dataclass(frozen=True)
class Mark:
    """A slot on the curve. `state` is a slot's, or "latest"."""

    x: float
    y: float
    state: str


@dataclass(frozen=True)
class Curve:
    """The figure at one size, in its own units."""

    width: int
    height: int
    mean: float
    past: str  # path up to the last slot that has come, "" where none has
    fill: str
    ahead: str  # path from there on, "" where nothing is to come
    marks: list[Mark]


@dataclass(frozen=True)
class Day:
    """What stands below a mark: the bare number and the date, both empty where there is no room."""

    label: str
    on: str


@dataclass(frozen=True)
class Tide:
    """The figure for wide pages and for phones, and the dates."""

    wide: Curve
    tall: Curve
    days: list[Day]


def draw_tide(progress: Progress) -> Tide | None:
    """The tide of a series, or None while readers may know of no slot."""
    if not progress.slots:
        return None
    return Tide(
        wide=_curve(progress, width=1200, height=150),
        tall=_curve(progress, width=350, height=110),
        days=_days(progress.slots),
    )


def _curve(progress: Progress, *, width: int, height: int) -> Curve:
    count = len(progress.slots)
    places = [width * (index + 0.5) / count for index in range(count)]
    come = [x for x, slot in zip(places, progress.slots, strict=True) if slot.state != "announced"]
    now = 0.0 if not come else width if come[-1] == places[-1] else come[-1]
    past = _path(0, now, width, height) if now else ""
    return Curve(
        width=width,
        height=height,
        mean=height / 2,
        past=past,
        fill=f"{past}V{height}H0Z" if past else "",
        ahead=_path(now, width, width, height) if now < width else "",
        marks=[
            Mark(round(x, 1), round(_level(x, width, height), 1), _state(slot, progress.latest))
            for x, slot in zip(places, progress.slots, strict=True)
        ],
    )


def _state(slot: Slot, latest: Slot | None) -> str:
    return "latest" if slot == latest else slot.state


def _level(x: float, width: int, height: int) -> float:
    """The water at a place: three tides from side to side, the middle one the highest."""
    run = x / width
    return height / 2 - height * (0.22 + 0.08 * sin(pi * run)) * sin(2 * pi * (3 * run + 0.08))


def _path(start: float, end: float, width: int, height: int) -> str:
    """The curve between two places as cubic pieces that follow its slope."""
    pieces = max(2, round(PIECES * (end - start) / width))
    step = (end - start) / pieces
    path = [f"M{start:.1f} {_level(start, width, height):.1f}"]
    for index in range(pieces):
        a, b = start + index * step, start + (index + 1) * step
        first = _level(a, width, height) + _slope(a, width, height) * step / 3
        second = _level(b, width, height) - _slope(b, width, height) * step / 3
        path.append(
            f"C{a + step / 3:.1f} {first:.1f} {b - step / 3:.1f} {second:.1f} {b:.1f} {_level(b, width, height):.1f}"
        )
    return "".join(path)


def _slope(x: float, width: int, height: int) -> float:
    return _level(x + 0.5, width, height) - _level(x - 0.5, width, height)


def _days(slots: list[Slot]) -> list[Day]:
    if len(slots) <= DATED_SINGLY:
        return [_day(slot) for slot in slots]
    return [
        _day(slot) if place == 1 or place % EVERY == 0 else Day("", "")
        for place, slot in enumerate(slots, start=1)
    ]


def _day(slot: Slot) -> Day:
    on = _date(slot)
    return Day(slot.label.removeprefix("之") or slot.label, f"{on.month}.{on.day}" if on else "")


def _date(slot: Slot) -> date | None:
    moment = slot.published_at or slot.withdrawn_at
    return timezone.localdate(moment) if moment else slot.announced_on
