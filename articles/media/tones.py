"""The colour that holds a picture's place until it comes: one of a fixed set, so that no page needs a style of its own.

`tone_of` gives the name of a class; `css` is what `newsroom/base.css` says of all of them (a test compares the two).
Pure: bytes in, a name out. Used by `picture`.
"""

from __future__ import annotations

import colorsys
import io
from typing import cast

from PIL import Image

Colour = tuple[int, int, int]
_GREYS = (0.09, 0.22, 0.36, 0.52, 0.68, 0.82, 0.95)
_HUES = 12
_SATURATION = 0.32
_LIGHTNESS = (0.22, 0.42, 0.66)
_SAMPLE = 48  # pixels a side are plenty for one colour
_CLUSTERS = 6


def _table() -> dict[str, Colour]:
    """Seven greys and three shades of twelve hues, by class name."""
    colours = [(0.0, light, 0.0) for light in _GREYS]
    colours += [(hue / _HUES, light, _SATURATION) for hue in range(_HUES) for light in _LIGHTNESS]
    return {f"tone-{number}": _rgb(each) for number, each in enumerate(colours)}


def _rgb(hls: tuple[float, float, float]) -> Colour:
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(*hls))
    return red, green, blue


TONES = _table()


def tone_of(rendition: bytes) -> str:
    """The class of the tone nearest to the colour that most of a rendition has. Same bytes, same tone."""
    with Image.open(io.BytesIO(rendition)) as image:
        small = image.convert("RGB").resize((_SAMPLE, _SAMPLE), Image.Resampling.BOX)
    few = small.quantize(_CLUSTERS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    counted = few.convert("RGB").getcolors(_SAMPLE * _SAMPLE) or []
    return nearest(cast(Colour, max(counted)[1]))


def nearest(colour: Colour) -> str:
    """The class of the tone that the eye would take for a colour: green weighs most, blue least."""

    def distance(tone: Colour) -> int:
        red, green, blue = (mine - its for mine, its in zip(colour, tone, strict=True))
        return 3 * red * red + 6 * green * green + 2 * blue * blue

    return min(TONES, key=lambda name: distance(TONES[name]))


def css() -> str:
    """One rule a tone. Alternative text printed on it, should the picture never come, can be read."""
    return "\n".join(
        f".{name} {{ background: #{red:02x}{green:02x}{blue:02x}; color: #{_on(red, green, blue)}; }}"
        for name, (red, green, blue) in TONES.items()
    )


def _on(red: int, green: int, blue: int) -> str:
    """Black or white, whichever has the greater contrast."""
    linear = [
        (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4)
        for part in (red, green, blue)
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "fff"
