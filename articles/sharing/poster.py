"""The poster that readers pass on: 1080 × 1920, with the address as a QR code and in print.

Art above, words below it, one foot for all: figures or a quotation, the outlet, the way to the page.
"""

from __future__ import annotations

from articles.sharing import figures
from articles.sharing.card import billed
from articles.sharing.setting import Block
from articles.sharing.sheet import Sheet
from articles.sharing.words import Words

SIZE = (1080, 1920)
EDGE = 84
WIDTH = SIZE[0] - 2 * EDGE
BOTTOM = SIZE[1] - 76
CODE = 232  # pixels of the QR code, about
ART = 1554  # where the plates of themes end
AIR = 64  # between blocks
# How far down the picture of a story reaches, by how much its words need.
LEAST_ART, MOST_ART = 620, 1080
MOST_TALL_ART = 1320  # of a series' own for tall sheets
_LONG = (150, 130, 120, 112, 104, 96, 88, 80, 72, 66, 60, 54, 48, 43, 38, 34)


def draw_poster(words: Words) -> bytes:
    """The poster as a JPEG. No more than a second of work, whatever the words."""
    sheet = Sheet(words, SIZE)
    if words.series and not words.picture:
        _MANNERS[words.look.manner](sheet)
    else:
        _story(sheet)
    return sheet.jpeg()


def _story(sheet: Sheet) -> None:
    look, end = sheet.look, _foot(sheet)
    texts = _story_texts(sheet, int(end) - LEAST_ART - 2 * AIR)
    tall = sum(block.height for block, _fill, _gap in texts) + sum(gap for _block, _fill, gap in texts[:-1])
    most = MOST_TALL_ART if sheet.words.tall_picture else MOST_ART
    art = min(round(end - tall - 2 * AIR), most)
    if sheet.art((0, 0, SIZE[0], art), tall=True):
        top = art + float(AIR)
    else:  # words alone, larger: the sheet is theirs
        sheet.double_rule(EDGE, EDGE, SIZE[0] - EDGE)
        top = 150.0
        texts = _story_texts(sheet, int(end) - 150 - AIR, (300, 260, 220, 190, 168))
    for block, fill, gap in texts:
        if fill == "quote":
            top = max(top, end - AIR - block.height) if art == most or top < LEAST_ART else top
            sheet.rule(top - 30, EDGE, EDGE + 72, 6, look.accent)
        top = sheet.block(block, (EDGE, top), _FILLS[fill](look)) + gap


_FILLS = {
    "label": lambda look: look.accent,
    "quote": lambda look: look.ink,
    "head": lambda look: look.ink,
    "below": lambda look: look.muted,
}


def _story_texts(sheet: Sheet, room: int, larger: tuple[int, ...] = ()) -> list[tuple[Block, str, int]]:
    """The blocks that stand on a story's poster, each with its kind and the space below it. The headline comes first:

    tagline and quotation are left out where they would make it small.
    """
    words = sheet.words
    label = (sheet.fit([words.label], "sans-bold", (36, 32, 28), (WIDTH, 96), 1.35), "label", 30)
    below = (sheet.fit([words.subheading], "sans", (36, 32), (WIDTH, 108), 1.5), "below", 76)
    quote = (sheet.fit([words.quote], "serif-bold", (46, 42, 38), (WIDTH, 210), 1.5), "quote", 0)
    told = [label] if words.label else []
    for more in ([below, quote], [below], []):
        kept = [each for each in more if each[0].lines]
        taken = sum(block.height + gap for block, _kind, gap in (*told, *kept)) + 100
        head = sheet.fit(words.pieces, "title", (*larger, *_LONG), (WIDTH, room - taken), 1.24)
        if head.height <= room - taken and (head.face.size >= 66 or not kept):
            break
    return [*told, (head, "head", 28 if below in kept else 76), *kept]


def _foot(sheet: Sheet) -> float:
    """Figures, outlet, address and code; returns where it begins."""
    words, look = sheet.words, sheet.look
    left, highest = sheet.qr_code(SIZE[0] - EDGE, BOTTOM, CODE)
    room = left - EDGE - 24
    address = sheet.fit([words.printed_address], "sans", (27, 24, 21), (room, 66), 1.3)
    top = float(BOTTOM - address.height)
    sheet.block(address, (EDGE, top), look.muted)
    outlet = sheet.fit([words.outlet], "serif-bold", (54, 46, 38, 30), (room, 60))
    top -= outlet.height + 20
    sheet.block(outlet, (EDGE, top), look.ink)
    call = sheet.fit([words.call], "sans", (27, 24), (room, 66), 1.3)
    top -= call.height + 34
    sheet.block(call, (EDGE, top), look.accent)
    top = min(top, highest) - 38.0
    if words.figures:
        top -= 184
        _figures(sheet, top)
        top -= 38
    sheet.rule(top, EDGE, SIZE[0] - EDGE, 3, look.ink)
    return top


def _figures(sheet: Sheet, top: float) -> None:
    """Figures in a row: the value large and on one line, its unit beside it, what it counts below."""
    words, look = sheet.words, sheet.look
    width = figures.column(len(words.figures))
    for place, (prefix, value, unit, label) in enumerate(words.figures):
        left = EDGE + place * (width + figures.GAP)
        small = sheet.face("sans", 28)
        room = int(width - small.width(prefix) - small.width(unit) - 12)
        number = sheet.fit([value], "serif-bold", (92, 80, 68, 56, 44, 34, 28), (room, 92), 3)
        base = top + 92
        at: float = left
        if prefix:
            at = small.draw(sheet.draw, (at, base - 32), prefix, look.ink) + 4
        at = number.face.draw(sheet.draw, (at, base - number.face.size * 0.94), value, look.ink)
        small.draw(sheet.draw, (at + 8, base - 32), unit, look.ink)
        told = sheet.fit([label], "sans", (27, 24, 21), (width, 64), 1.25)
        sheet.block(told, (left, base + 16), look.muted)


def _scroll(sheet: Sheet) -> None:
    """A handscroll: the title in columns from the right, the tagline beside it, one seal."""
    words, look = sheet.words, sheet.look
    sheet.plate(look.poster_plate)
    end = _foot(sheet)
    if end < ART:
        _clear(sheet, int(end))
    if len(words.headline) > 9 or len(words.pieces) > 3:
        head = sheet.fit(words.pieces, "title", _LONG, (WIDTH, 300), 1.24)
        top = sheet.block(head, (EDGE, 120), look.ink)
        below = sheet.fit([words.subheading], "serif-bold", (40, 36, 32), (WIDTH, 130), 1.5)
        sheet.block(below, (EDGE, top + 36), look.ink)
        if words.label and len(words.label) <= 9:
            sheet.seal(words.label, SIZE[0] - EDGE, 740, 38)
        return
    columns = [piece for piece in words.pieces if piece not in ("", "·")] or ["·"]
    size = min(236, 960 // max(len(column) for column in columns), 560 // len(columns))
    left = float(SIZE[0] - EDGE)
    for column in columns:
        left -= size
        sheet.face("title", size).draw_down(sheet.draw, (left, 84), column, look.ink, size * 1.02)
        left -= size * 0.2
    left = _tagline(sheet, left - 10)
    if words.label and len(words.label) <= 9:  # left of the sun there is room at the top only
        right, top = (left, 636.0) if left > 520 else (EDGE + 110.0, 84.0)
        sheet.seal(words.label, right, top, 38)


def _tagline(sheet: Sheet, left: float) -> float:
    """The tagline in columns of its own, a rule before them; returns the left edge of the rule."""
    words, look = sheet.words, sheet.look
    if not words.subheading:
        return left
    edge = left - 36
    sheet.draw.rectangle((edge, 104, edge + 1, 534), fill=look.ink)
    face = sheet.face("serif-bold", 40)
    column = -(-len(words.subheading) // -(-len(words.subheading) // 9))
    at = edge - 34
    for start in range(0, len(words.subheading), column):
        at -= 40
        face.draw_down(sheet.draw, (at, 104), words.subheading[start : start + column], look.ink, 47)
        at -= 38
    return edge - 34


def _bill(sheet: Sheet) -> None:
    """A poster of the old kind: the title over the whole sky, the harbour below."""
    words, look = sheet.words, sheet.look
    sheet.plate(look.poster_plate)
    end = _foot(sheet)
    if end < ART:
        _clear(sheet, int(end), fading=False)
    top = (
        sheet.block(sheet.fit([words.label], "sans-bold", (38, 34), (WIDTH, 90)), (EDGE, 84), look.on_art)
        + 12
    )
    below = sheet.fit([words.subheading], "sans-bold", (34, 30), (WIDTH, 100), 1.4)
    top = sheet.block(below, (EDGE, top), look.on_art) + 36
    box = (WIDTH, int(820 - top))
    rows = billed(words)
    if rows:
        head = Block(
            rows, sheet.face("title", min(box[0] // max(map(len, rows)), box[1] // len(rows), 420)), 1.0
        )
    else:
        head = sheet.fit(words.pieces, "title", (180, 160, *_LONG), box, 1.14)
    sheet.block(head, (EDGE - head.face.size * 0.05, top), "#FBF3E6")


def _page(sheet: Sheet) -> None:
    """The head of a newspaper page, its engraving below."""
    words, look = sheet.words, sheet.look
    end = _foot(sheet)
    sheet.double_rule(84, EDGE, SIZE[0] - EDGE)
    top = 124.0
    if words.label:
        top = (
            sheet.block(
                sheet.fit([words.label], "sans-bold", (38, 34), (WIDTH, 90)), (EDGE, top), look.accent
            )
            + 28
        )
    engraved = 660 if look.poster_plate else 80
    sizes = (456, 400, 300, 260, 228, 200, 180, 160, *_LONG)
    head = sheet.fit(words.pieces, "title", sizes, (WIDTH, int(end - engraved - 170 - top)), 1.08)
    top = sheet.block(head, (EDGE, top), look.ink)
    below = sheet.fit([words.subheading], "serif-bold", (44, 40, 36, 32), (WIDTH, 130), 1.45)
    sheet.block(below, (EDGE, top + 32), look.ink)
    if look.poster_plate:
        sheet.plate(look.poster_plate, (0, int(end) - 660))


def _clear(sheet: Sheet, top: int, *, fading: bool = True) -> None:
    """Paper under the foot, where it reaches into the art; then the foot again."""
    if fading:
        sheet.fade(max(top - 160, 0), top)
    sheet.draw.rectangle((0, top, *SIZE), fill=sheet.look.paper)
    _foot(sheet)


_MANNERS = {"scroll": _scroll, "bill": _bill, "page": _page}
