"""The sheet that cards and posters are drawn on: plates, pictures, rules, blocks of text, QR code.

Used by `card` and `poster`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import segno
from django.core.files.storage import storages
from PIL import Image, ImageDraw, ImageOps

from articles.sharing.faces import Face
from articles.sharing.look import Box, Look
from articles.sharing.setting import Block, fitted
from articles.sharing.words import Words

QUIET = 4  # modules of white round a QR code


class Unfinished(bytes):
    """A drawing whose picture could not be read just now."""


class Sheet:
    """A picture being drawn, in the look and the script of its words."""

    def __init__(self, words: Words, size: tuple[int, int]) -> None:
        """An empty sheet."""
        self.words, self.look = words, words.look
        self.image = Image.new("RGB", size, self.look.paper)
        self.draw = ImageDraw.Draw(self.image)
        self.lacks_picture = False

    def face(self, name: str, size: int) -> Face:
        """A face in the sheet's script; "title" is the one of the look."""
        return Face(self.look.title if name == "title" else name, size, self.words.script)

    def fit(
        self,
        pieces: Sequence[str],
        name: str,
        sizes: Sequence[int],
        box: tuple[int, int],
        leading: float = 1.3,
    ) -> Block:
        """Text as large as a box of (width, height) allows."""
        return fitted(pieces, self.face(name, sizes[0]), sizes, box[0], box[1], leading)

    def block(self, block: Block, at: tuple[float, float], fill: str) -> float:
        """Print lines from a place downwards; returns where the last one ends."""
        left, top = at
        for line in block.lines:
            block.face.draw(self.draw, (left, top), line, fill)
            top += block.step
        return at[1] + block.height

    def rule(self, top: float, left: float, right: float, weight: int, fill: str) -> None:
        """A horizontal rule."""
        self.draw.rectangle((left, top, right, top + weight - 1), fill=fill)

    def double_rule(self, top: float, left: float, right: float) -> None:
        """文武线: a thick rule and a thin one."""
        self.rule(top, left, right, 6, self.look.ink)
        self.rule(top + 10, left, right, 2, self.look.ink)

    def plate(self, path: Path | None, at: tuple[int, int] = (0, 0)) -> None:
        """The art of a theme, as it is."""
        if path is not None:
            self.image.paste(_plate(path), at)

    def art(self, box: Box, *, tall: bool = False) -> bool:
        """Fill a box with the picture of the story, else with a part of the theme's art; says whether there was any.

        `tall` asks for the tall picture first, where there is one.
        """
        size = (box[2] - box[0], box[3] - box[1])
        found = self._picture(self.words.tall_picture if tall else "", size)
        found = found or self._picture(self.words.picture, size) or _detail(self.look, size)
        if found:
            self.image.paste(found, box[:2])
        return found is not None

    def _picture(self, name: str, size: tuple[int, int]) -> Image.Image | None:
        found = _picture(name, size)
        self.lacks_picture |= bool(name) and found is None
        return found

    def fade(self, top: int, bottom: int) -> None:
        """Let what is drawn pass over into the paper between two heights."""
        width = self.image.width
        veil = Image.linear_gradient("L").resize((width, bottom - top))
        paper = Image.new("RGB", veil.size, self.look.paper)
        self.image.paste(paper, (0, top), veil)

    def seal(self, text: str, right: float, top: float, size: int) -> None:
        """A short label as a seal, two or three signs a row, white on the accent."""
        face = self.face("serif-bold", size)
        across = 2 if len(text) <= 6 else 3
        rows = [text[start : start + across] for start in range(0, len(text), across)]
        pad, step = size * 0.42, size * 1.18
        width = across * size + 2 * pad
        height = step * (len(rows) - 1) + size + 2 * pad
        self.draw.rounded_rectangle((right - width, top, right, top + height), 6, fill="#B23420")
        for place, row in enumerate(rows):
            face.draw(self.draw, (right - width + pad, top + pad + place * step), row, "#FFF8F2")

    def qr_code(self, right: int, bottom: int, wanted: int) -> tuple[int, int]:
        """The address as a QR code of about `wanted` pixels, quiet zone and all; returns its left and top edge."""
        code = segno.make(self.words.address, error="m", micro=False, boost_error=False)
        modules = code.symbol_size(border=QUIET)[0]
        out = io.BytesIO()
        code.save(out, kind="png", scale=max(4, wanted // modules), border=QUIET, dark="#000", light="#fff")
        drawn = Image.open(out).convert("RGB")
        self.image.paste(drawn, (right - drawn.width, bottom - drawn.height))
        return right - drawn.width, bottom - drawn.height

    def jpeg(self) -> bytes:
        """The sheet as a file. The same words give the same bytes, but `Unfinished` ones while the picture is missing."""
        out = io.BytesIO()
        self.image.save(out, "JPEG", quality=88, optimize=True, progressive=True)
        return Unfinished(out.getvalue()) if self.lacks_picture else out.getvalue()


@lru_cache(maxsize=8)
def _plate(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def _picture(name: str, size: tuple[int, int]) -> Image.Image | None:
    if not name:
        return None
    try:
        with storages["public"].open(name) as file, Image.open(file) as image:
            return ImageOps.fit(image.convert("RGB"), size, Image.Resampling.LANCZOS)
    except OSError:  # it was withdrawn this moment, or the store is being restored: the words still stand
        return None


def _detail(look: Look, size: tuple[int, int]) -> Image.Image | None:
    if look.detail_plate is None or look.detail is None:
        return None
    return ImageOps.fit(_plate(look.detail_plate).crop(look.detail), size, Image.Resampling.LANCZOS)
