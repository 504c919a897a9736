"""What formatting a line of the text had where it came from: a heading, bold words, a list, a table.

The text decides what is in a story; shapes only say how a stretch of it looked. A line that somebody has changed since
no longer fits its shape, and is a plain line. Used by the story parser; `articles.intake` makes the shapes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from articles.text.credits import parse_line
from articles.text.markup import plain_text
from articles.text.story.draft import label_of
from articles.text.story.lines import LONGEST_BOILERPLATE, Line
from articles.text.story.note import NOTE_LABELS

TEXT_TAGS = ("p", "h2", "h3", "figcaption")


@dataclass(frozen=True, slots=True)
class Shape:
    """One block as it was formatted: its lines of plain text, its tag, and its HTML.

    For `p`, `h2`, `h3` and `figcaption`, which have one line, the HTML is the inside of the block; for a list, a
    quotation or a table it is the whole block. It comes out of the allow-list, so everything in it is escaped.
    """

    lines: tuple[str, ...]
    tag: str
    html: str


def fit(lines: list[Line], shapes: Sequence[Shape]) -> None:
    """Give every line its shape where one of the same words is left; lists, quotations and tables stay whole.

    A block whose lines are credits or begin the editor's note is only a frame around them: its lines stay plain.
    """
    waiting: dict[str, deque[Shape]] = defaultdict(deque)
    for given in shapes:
        waiting[given.lines[0]].append(given)
    at = 0
    while at < len(lines):
        queue = waiting.get(lines[at].text) if lines[at].is_open else None
        shape = queue.popleft() if queue else None
        at += _put(shape, lines, at) if shape is not None else 1


def _put(shape: Shape, lines: list[Line], at: int) -> int:
    """Mark the lines of one shape; how many lines it took."""
    if shape.tag in TEXT_TAGS:
        lines[at].shape = shape.tag, shape.html
        return 1
    held = lines[at : at + len(shape.lines)]
    if [line.text for line in held] != list(shape.lines) or _is_frame(held):
        return 1
    held[0].kind, held[0].shape = "block", (shape.tag, shape.html)
    for line in held[1:]:
        line.kind, line.shape = "held", (shape.tag, "")
    return len(held)


def _is_frame(lines: Sequence[Line]) -> bool:
    if label_of(lines[0], NOTE_LABELS) is not None:
        return True
    return all(len(line.text) <= LONGEST_BOILERPLATE and parse_line(line.text) is not None for line in lines)


def shaped(line: Line, *tags: str) -> str:
    """The HTML of a line that has one of these shapes and still says the same words; empty if it has none."""
    tag, html = line.shape
    return html if tag in tags and plain_text(html) == line.text else ""
