"""Small pictures made for tests: real files, never the same bytes twice unless asked for."""

from __future__ import annotations

import io
import itertools

from PIL import Image as Pillow

_shade = itertools.count(1)


def jpeg(width: int = 90, height: int = 60, *, shade: int | None = None) -> bytes:
    """A JPEG of one colour; the same `shade` gives the same bytes."""
    number = next(_shade) if shade is None else shade
    colour = (number % 256, (number * 7) % 256, (number * 13) % 256)
    file = io.BytesIO()
    Pillow.new("RGB", (width, height), colour).save(file, "JPEG")
    return file.getvalue()
