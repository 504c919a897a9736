"""Several people at once: each function runs in a thread with a database connection of its own, all let go together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """Run everything at the same moment; returns what each returned or raised, in the order given."""
    gate = threading.Barrier(len(doings), timeout=30)
    results: list[Any] = [None] * len(doings)

    def run(place: int, doing: Callable[[], Any]) -> None:
        try:
            gate.wait()
            results[place] = doing()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, doing), daemon=True) for n, doing in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), (
        "a thread hangs: a deadlock the database did not see"
    )
    return results
