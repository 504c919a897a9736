"""Whether work grows with what it is given, and no faster: the ratio of two measurements in one run.

Seconds say more about the machine than about the code; how long things take is told by `make bench`.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

# A square would take thirty-six times as long; a busy machine does not make two and a half times of six.
TIMES = 6
AT_MOST = 2.5 * TIMES
Given = TypeVar("Given")
# Below the first the clock measures itself; what takes less than the second is asked for more.
_NOTHING, _SOMETHING = 0.0005, 0.002


def grows_too_fast(work: Callable[[Given], object], make: Callable[[int], Given], small: int) -> str:
    """What is wrong if six times as much takes far more than six times as long; "" if it does not.

    `make` gives what is worked on, of a size; `small` is the lesser size, or more where that takes no time. Measured up
    to three times, on the processor's clock and without the collector: whatever grows as a square does so every time.
    """
    work(make(small))  # what is made once and kept counts for neither
    for _step in range(2):
        if _seconds(work, make(small)) < _SOMETHING:
            small *= 4
    sizes = make(small), make(small * TIMES)
    ratios = []
    for _try in range(3):
        short, long = (_seconds(work, given) for given in sizes)
        ratios.append(long / short)
        if ratios[-1] < AT_MOST:
            return ""
    return f"{TIMES} times as much took {min(ratios):.1f} times as long"


def _seconds(work: Callable[[Given], object], given: Given) -> float:
    was_on = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        work(given)
        return max(time.process_time() - start, _NOTHING)
    finally:
        if was_on:
            gc.enable()
