"""The type of cards and posters: three faces, each in mainland and in Taiwan forms. Sign by sign, no shaping.

The files are cuts of Noto CJK (SIL Open Font License, see fonts/OFL.txt) made by tests/tools/share_fonts.py; a list of
its characters lies beside each. Used by `card`, `poster` and `setting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
# What Chinese printers set where they lack a sign.
MISSING = "〓"
_OPENING = "“‘《〈「『（【〔"
# Pictographs: no newspaper prints them in a headline, and no face of ours has them.
_PICTOGRAPHS = range(0x1F000, 0x1FB00)


@lru_cache(maxsize=96)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{name}.otf"), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8)
def _characters(name: str) -> frozenset[str]:
    return frozenset((FONTS / f"{name}.txt").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Face:
    """One face in one size and script. `name` is serif-bold, sans or sans-bold; the size is in pixels."""

    name: str
    size: int
    script: str

    def sized(self, size: int) -> Face:
        """The same face in another size."""
        return Face(self.name, size, self.script)

    def runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        """The text in pieces, each with the file that has its signs. What none has is set as 〓."""
        told = [(self._file(sign), sign) for sign in map(_printed, text) if sign]
        signs = [(name or "sans", sign if name else MISSING) for name, sign in told]
        return [
            (_font(name, self.size), "".join(sign for _name, sign in group))
            for name, group in groupby(signs, key=lambda each: each[0])
        ]

    def width(self, text: str) -> float:
        """How wide a text is set, in pixels."""
        return sum(font.getlength(piece) for font, piece in self.runs(text))

    def draw(self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, fill: str) -> float:
        """Set one line with its em box at `at` (left, top); returns where it ends.

        A line that begins with an opening mark is moved out by the blank half of that mark.
        """
        left, top = at
        if text[:1] and text[0] in _OPENING:
            left -= self.size * 0.45
        for font, piece in self.runs(text):
            # the baseline of these faces lies at 88 % of the em box
            draw.text((left, top + self.size * 0.88), piece, font=font, fill=fill, anchor="ls")
            left += font.getlength(piece)
        return left

    def draw_down(
        self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, fill: str, step: float
    ) -> float:
        """Set a column of Han signs with its first em box at `at`; `step` from sign to sign. Returns where it ends."""
        left, top = at
        for sign in text:
            self.draw(draw, (left + (self.size - self.width(sign)) / 2, top), sign, fill)
            top += step
        return top

    def _file(self, sign: str) -> str:
        """The file that has a sign, the page's own forms first; "" for none."""
        own, other = self.name, f"{self.name}-hant"
        if self.script == "hant":
            own, other = other, own
        return next((name for name in (own, other) if sign in _characters(name)), "")


def _printed(sign: str) -> str:
    """A sign as it is set: every blank but the ideographic one is a space, what cannot be seen is nothing."""
    if sign == "\u3000" or sign.isprintable():
        return "" if ord(sign) in _PICTOGRAPHS else sign
    return " " if sign.isspace() else ""
