"""Timing of a call, and how it is printed. Used by every bench."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import NamedTuple


class Times(NamedTuple):
    """Milliseconds of many runs."""

    p50: float
    p95: float


def timed(call: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run, after one that is not counted."""
    call()
    found = []
    for _run in range(runs):
        began = time.perf_counter()
        call()
        found.append((time.perf_counter() - began) * 1000)
    return found


def summed(runs: list[float]) -> Times:
    """Median and 95th percentile."""
    return Times(median(runs), quantiles(runs, n=20)[-1] if len(runs) > 1 else runs[0])


def cpu(call: Callable[[], object], runs: int) -> float:
    """Milliseconds of processor time that this process spends on a call: what a busy machine does not blur."""
    began = time.process_time()
    for _run in range(runs):
        call()
    return (time.process_time() - began) * 1000 / runs
