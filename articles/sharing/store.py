"""Where drawn cards and posters are kept, and that each is drawn once however many ask.

A file's name holds the hash of its words and of the drawing's version, so nothing stale is ever found; what was kept
of the page before is removed. A drawing whose picture could not be read – it is being restored – is kept for a minute. No address leads to the store: a view asks the published row first, every time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings
from django.core.files import locks

from articles.sharing.sheet import Unfinished
from articles.sharing.words import Words

# A process draws one at a time, and few wait meanwhile: whoever waits holds a thread that readers of pages need, and
# a process has four of them as the README starts it.
WAITING = 2
_DRAWING = BoundedSemaphore(1)
_IN_LINE = BoundedSemaphore(1 + WAITING)
PATIENCE = 8  # seconds a request waits for its turn
UNFINISHED = 60  # seconds that a drawing without its picture is kept


class Busy(Exception):
    """Too many are being drawn at once. Ask again in a moment."""


def kept(words: Words, part: str, draw: Callable[[Words], bytes]) -> bytes:
    """The drawing of these words: read if it was made before, else made and kept. `part` is card or poster.

    Raises Busy at once if WAITING others wait for their turn, else if it does not come within PATIENCE.
    """
    path = _path(words, part)
    found = _read(path)
    if found is not None:
        return found
    if not _IN_LINE.acquire(blocking=False):
        raise Busy
    try:
        return _drawn_in_turn(path, words, draw)
    finally:
        _IN_LINE.release()


def _drawn_in_turn(path: Path, words: Words, draw: Callable[[Words], bytes]) -> bytes:
    if not _DRAWING.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _drawn(path, words, draw)
    finally:
        _DRAWING.release()


def _drawn(path: Path, words: Words, draw: Callable[[Words], bytes]) -> bytes:
    """Draw under a lock that other processes share; whoever comes second finds the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / ".lock").open("w") as lock:
        locks.lock(lock, locks.LOCK_EX)
        found = _read(path)
        if found is None:
            found = draw(words)
            _replace(path, found)
    return found


def _path(words: Words, part: str) -> Path:
    """A folder an address, a file an edition of it."""
    page = hashlib.sha256(words.address.encode()).hexdigest()[:24]
    told = hashlib.sha256(repr(sorted(asdict(words).items())).encode("utf-8", "replace")).hexdigest()[:32]
    return Path(settings.SHARE_ROOT) / page[:2] / page / f"{part}-{told}.jpg"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return _read_unfinished(_unfinished(path))


def _read_unfinished(path: Path) -> bytes | None:
    try:
        is_young = 0 <= time.time() - path.stat().st_mtime < UNFINISHED
        return Unfinished(path.read_bytes()) if is_young else None
    except FileNotFoundError:
        return None


def _unfinished(path: Path) -> Path:
    return path.with_name(f"{path.stem}.unfinished.jpg")


def _replace(path: Path, data: bytes) -> None:
    """Put the file into place at one stroke, and take away earlier editions of it."""
    path = _unfinished(path) if isinstance(data, Unfinished) else path
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(temporary).replace(path)
    for old in path.parent.glob(f"{path.name.partition('-')[0]}-*.jpg"):
        if old != path:
            old.unlink(missing_ok=True)
