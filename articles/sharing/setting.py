"""Breaks a line of Chinese and chooses its size. Pure: text and a way to measure in, lines out.

Lines never begin with a closing mark nor end with an opening one, words and numbers stay whole, and the places where
the desk allows a break are liked best. Used by `card` and `poster`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.sharing.faces import Face

_UNIT = re.compile(r"[A-Za-z0-9À-ɏ.,:/@%&'’+_-]+|\s+|.", re.DOTALL)
_CLOSING = "，。、；：！？”’」』》〉）】〕·—…,.;:!?)%％"
# Words that lean on the one before them: a line that begins with one reads badly.
_LEANING = "的了着著们們"
_OPENING = "“‘《〈「『（【〔("
# What a break costs beside the raggedness it makes: none where the desk or a mark allows it.
_ANYWHERE = 0.12
# How much smaller type may be for the sake of good line ends.
_WORTH = 0.6


@dataclass(frozen=True)
class Block:
    """Text set: its lines and face. `height` is that of all lines in pixels."""

    lines: list[str]
    face: Face
    leading: float

    @property
    def step(self) -> int:
        """From the top of one line to that of the next, in pixels."""
        return round(self.face.size * self.leading)

    @property
    def height(self) -> int:
        """From the top of the first em box to the bottom of the last."""
        return self.step * (len(self.lines) - 1) + self.face.size if self.lines else 0


def fitted(
    pieces: Sequence[str], face: Face, sizes: Sequence[int], width: int, height: int, leading: float = 1.3
) -> Block:
    """The text in the largest of `sizes` (falling) whose lines keep to a box; the smallest if none does.

    A size not much smaller is taken if the lines then end where a break is welcome.
    """
    found: Block | None = None
    for size in sizes:
        lines, welcome = _broken(pieces, face.sized(size), width)
        block = Block(lines, face.sized(size), leading)
        if block.height > height:
            continue
        if welcome:
            return block
        found = found or block
        if size < found.face.size * _WORTH:
            break
    return found or Block(broken(pieces, face.sized(sizes[-1]), width), face.sized(sizes[-1]), leading)


def broken(pieces: Sequence[str], face: Face, width: int) -> list[str]:
    """Text in lines no wider than `width`: as few as can be, even, broken where it reads well.

    `pieces` are the text cut where a break is welcome. A word wider than a line is cut where the line ends.
    """
    return _broken(pieces, face, width)[0]


def _broken(pieces: Sequence[str], face: Face, width: int) -> tuple[list[str], bool]:
    """The lines, and whether each ends where a break is welcome."""
    units = _units(pieces, face, width)
    if not units:
        return [], True
    fewest = _fewest([each[1] for each in units], width)
    best: list[tuple[float, int, int]] = [(0.0, 0, 0)]  # cost, lines, where the last line begins
    for end in range(1, len(units) + 1):
        best.append(_cheapest(units, best, end, width, fewest))
    lines, end, welcome = [], len(units), True
    while end:
        start = best[end][2]
        welcome = welcome and (end == len(units) or units[end - 1][2] == 0)
        lines.append("".join(text for text, _width, _cost in units[start:end]).strip())
        end = start
    return lines[::-1], welcome


def _cheapest(
    units: list[tuple[str, float, float]],
    best: list[tuple[float, int, int]],
    end: int,
    width: int,
    fewest: int,
) -> tuple[float, int, int]:
    """The best last line that ends before unit `end`."""
    found = (float("inf"), 0, end - 1)
    used = 0.0
    for start in range(end - 1, -1, -1):
        used += units[start][1]
        if used > width and start < end - 1:
            break
        before, lines, _start = best[start]
        more = 1.0 if lines + 1 > fewest else 0.0
        cost = before + ((width - used) / width) ** 2 + units[end - 1][2] + more
        found = min(found, (cost, lines + 1, start))
    return found


def _fewest(widths: list[float], width: int) -> int:
    lines, used = 1, 0.0
    for each in widths:
        if used and used + each > width:
            lines, used = lines + 1, 0.0
        used += each
    return lines


def _units(pieces: Sequence[str], face: Face, width: int) -> list[tuple[str, float, float]]:
    """What may not be broken, with its width and what a break behind it costs."""
    texts: list[str] = []
    welcome: set[int] = set()
    for piece in pieces:
        for unit in _UNIT.findall(piece):
            parts = [unit] if face.width(unit) <= width else list(unit)
            if texts and (unit[0] in _CLOSING + _LEANING or texts[-1][-1] in _OPENING):
                texts[-1] += parts.pop(0)
            texts += parts
        welcome.add(len(texts) - 1)
    return [
        (
            text,
            face.width(text),
            0.0 if place in welcome or text[-1] in _CLOSING or text.isspace() else _ANYWHERE,
        )
        for place, text in enumerate(texts)
    ]
