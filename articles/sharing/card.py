"""The card that stands for a link elsewhere: 1200 × 630.

A story has its headline beside its picture, never on it. A series has its title as its theme sets it.
"""

from __future__ import annotations

from articles.sharing.setting import Block
from articles.sharing.sheet import Sheet
from articles.sharing.words import Words

SIZE = (1200, 630)
EDGE = 56
# Where the picture begins, and how wide the text beside it runs.
PICTURE = 616
COLUMN = PICTURE - 2 * EDGE
_HEADLINE = (104, 96, 88, 82, 76, 70, 64, 58, 52, 47, 42, 38, 34, 30, 27, 24)


def draw_card(words: Words) -> bytes:
    """The card as a JPEG. No more than a fraction of a second of work, whatever the words."""
    sheet = Sheet(words, SIZE)
    if words.series and not words.picture:
        _MANNERS[words.look.manner](sheet)
    else:
        _story(sheet)
    return sheet.jpeg()


def _story(sheet: Sheet) -> None:
    pictured = sheet.art((PICTURE, 0, *SIZE))
    width = COLUMN if pictured else SIZE[0] - 2 * EDGE
    words, look = sheet.words, sheet.look
    top = float(EDGE)
    if words.label:
        label = sheet.fit([words.label], "sans-bold", (28, 24, 20), (width, 72), 1.35)
        top = sheet.block(label, (EDGE, top), look.accent) + 26
    foot = SIZE[1] - EDGE - 34
    _foot(sheet, foot, EDGE + width)
    sizes = _HEADLINE if pictured else (260, 220, 190, 168, 150, 134, 118, *_HEADLINE)
    below = _subheading(sheet, width, pictured)
    room = int(foot - 44 - top - (below.height + 24 if below.lines else 0))
    head = sheet.fit(words.pieces, "title", sizes, (width, room), 1.26)
    if below.lines and head.face.size < 40:  # a long headline needs the room
        below = Block([], below.face, below.leading)
        head = sheet.fit(words.pieces, "title", sizes, (width, int(foot - 44 - top)), 1.26)
    end = sheet.block(head, (EDGE, top), look.ink)
    sheet.block(below, (EDGE, end + 24), look.muted)


def _subheading(sheet: Sheet, width: int, pictured: bool) -> Block:
    words = sheet.words
    size = 26 if pictured else 32
    return sheet.fit([words.subheading], "sans", (size, size - 4), (width, size * 3), 1.5)


def _foot(sheet: Sheet, top: float, right: float) -> None:
    sheet.rule(top - 22, EDGE, right, 2, sheet.look.ink)
    outlet = sheet.fit([sheet.words.outlet], "serif-bold", (34, 28, 22, 18), (int(right) - EDGE, 40))
    sheet.block(outlet, (EDGE, top), sheet.look.ink)


def _scroll(sheet: Sheet) -> None:
    """A handscroll: the title in a column from the right, the sky left to it."""
    sheet.plate(sheet.look.card_plate)
    sheet.fade(440, 630)
    words, look = sheet.words, sheet.look
    outlet = sheet.fit([words.outlet], "serif-bold", (34, 28, 22), (420, 40))
    sheet.block(outlet, (EDGE, 44), look.ink)
    left = float(SIZE[0] - 64)
    if len(words.headline) <= 9 and len(words.pieces) <= 3:
        columns = [piece for piece in words.pieces if piece not in ("", "·")] or ["·"]
        size = min(130, 538 // max(len(column) for column in columns))
        for column in columns:
            left -= size
            sheet.face("title", size).draw_down(sheet.draw, (left, 46), column, look.ink, size * 1.02)
            left -= size * 0.25
        left -= 12
    else:
        # left of the sun
        head = sheet.fit(words.pieces, "title", (64, 58, 52, 46, 40, 34, 30, 26, 22), (516, 300), 1.26)
        sheet.block(head, (EDGE, 116), look.ink)
    if words.label and len(words.label) <= 9:
        sheet.seal(words.label, left, 58, 27)
    below = sheet.fit([words.subheading], "serif-bold", (34, 30, 26, 22), (760, 90), 1.35)
    sheet.block(below, (EDGE, SIZE[1] - 46 - below.height), look.ink)


def _bill(sheet: Sheet) -> None:
    """A poster: the title as large as the sky beside the sun allows."""
    sheet.plate(sheet.look.card_plate)
    words, look = sheet.words, sheet.look
    top = sheet.block(sheet.fit([words.label], "sans-bold", (28, 24), (560, 60)), (EDGE, 44), look.on_art)
    box = (560, 350)
    rows = billed(words)
    if rows:
        head = Block(rows, sheet.face("title", min(528 // max(map(len, rows)), 350 // len(rows), 190)), 1.0)
    else:
        head = sheet.fit(words.pieces, "title", (96, 84, 72, 64, 56, 48, 40, 34, 28), box, 1.2)
    sheet.block(head, (EDGE - 6, top + 18), "#FBF3E6")
    outlet = sheet.fit([words.outlet], "sans-bold", (34, 28, 22), (420, 40))
    sheet.block(outlet, (EDGE, SIZE[1] - 44 - 34), "#FBF3E6")
    below = sheet.fit([words.subheading], "sans-bold", (24, 22), (420, 66), 1.35)
    sheet.block(below, (EDGE, SIZE[1] - 100 - below.height + 8), "#FBF3E6")


def billed(words: Words) -> list[str]:
    """A short title in the rows of a bill: two signs a row, or up to four; none for a longer one."""
    pieces = [piece for piece in words.pieces if piece != "·"]
    if len(pieces) > 1 and max(map(len, pieces)) <= 4 and len(pieces) <= 3:
        return pieces
    if len(words.headline) > 8:
        return []
    across = 2 if len(words.headline) <= 4 else 4
    return [words.headline[start : start + across] for start in range(0, len(words.headline), across)]


def _page(sheet: Sheet) -> None:
    """The head of a newspaper page, the engraving below it."""
    look, words = sheet.look, sheet.words
    if look.card_plate:
        sheet.plate(look.card_plate, (0, SIZE[1] - 244))
    sheet.double_rule(44, EDGE, SIZE[0] - EDGE)
    top = 74.0
    outlet = sheet.fit([words.outlet], "serif-bold", (28, 24, 20), (380, 36))
    sheet.block(
        outlet, (SIZE[0] - EDGE - outlet.face.width(outlet.lines[0]) if outlet.lines else 0, top), look.ink
    )
    if words.label:
        top = sheet.block(
            sheet.fit([words.label], "sans-bold", (28, 24), (680, 40)), (EDGE, top), look.accent
        )
    room = 200 if look.card_plate else 330
    head = sheet.fit(
        words.pieces, "title", (176, 150, 128, 104, 88, 72, 60, 50, 42, 34, 28), (1088, room), 1.2
    )
    end = sheet.block(head, (EDGE, top + 16), look.ink)
    room = int((SIZE[1] - 262 if look.card_plate else SIZE[1] - EDGE) - end - 18)
    below = sheet.fit([words.subheading], "serif-bold", (32, 28, 24, 20), (1088, room), 1.4)
    if below.height <= room:
        sheet.block(below, (EDGE, end + 18), look.muted)


_MANNERS = {"scroll": _scroll, "bill": _bill, "page": _page}
