"""HTML that was pasted or came in a file, read into a manuscript: Word's, WeChat's, a browser's, our own.

What the allow-list of a body knows (headings, lists, tables, bold) survives as shapes; everything else is words. The
reader is the body's own: linear, and bounded in size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from articles.body.blocks import Node, Run, build
from articles.body.places import place_number, place_uid
from articles.body.printing import print_body
from articles.body.tokens import BodyRefused, Token, read
from articles.intake.images import Found, Pictures
from articles.intake.manuscript import IntakeRefused, Manuscript
from articles.intake.shelf import Shelf
from articles.intake.styles import with_styles
from articles.text.markup import plain_text
from articles.text.story import Shape

MAX_BYTES = 60_000_000  # pictures stand in it as data
MAX_DEPTH = 200
_IMAGE = re.compile(r'<img data-use="([0-9a-f-]{36})">')
_LINE = re.compile(r"<(p|h2|h3)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def read_html(source: str, shelf: Shelf) -> Manuscript:
    """The manuscript of an HTML text. Raises IntakeRefused: too_large, too_many_tags, too_deep."""
    pictures = Pictures(shelf)
    try:
        tokens = read(source, max_bytes=MAX_BYTES, max_depth=MAX_DEPTH)
        root = build(_with_places(with_styles(tokens), pictures))
    except BodyRefused as refused:
        raise IntakeRefused(refused.code, refused.message) from refused
    parts = [part for kid in root.kids if isinstance(kid, Node) for part in _parts(kid, pictures)]
    lines = [line for shape in parts for line in shape.lines]
    shapes = tuple(shape for shape in parts if _tells(shape))
    markup = "".join(_markup(shape, pictures) for shape in parts)
    return Manuscript("\n".join(lines), shapes, markup, tuple(pictures.lost), pictures.kept)


def _with_places(tokens: Iterator[Token], pictures: Pictures) -> Iterator[Token]:
    """Every picture as the reference of an empty place; the words of a `figcaption` go to the picture above it."""
    caption: list[str] | None = None
    for token in tokens:
        if token.value == "figcaption" and token.kind != "text":
            if token.kind == "start" and pictures.found and caption is None:
                caption = []
            elif token.kind == "end" and caption is not None:
                pictures.found[-1].caption = " ".join("".join(caption).split())
                caption = None
        elif caption is not None:
            caption += [token.value] if token.kind == "text" else []
        elif token.kind == "start" and token.value == "img":
            number = pictures.take(token.attributes)
            if number:
                yield Token("start", "img", {"data-use": place_uid(number)})
        else:
            yield token
    if caption:
        pictures.found[-1].caption = " ".join("".join(caption).split())


def _parts(node: Node, pictures: Pictures) -> Iterator[Shape]:
    """The shapes of one top block: one a line, or the whole of a list, a quotation, a table."""
    node = _unframed(node)
    printed = print_body(Node("body", kids=[node]))
    if node.tag in ("p", "h2", "h3"):
        for tag, inner in _LINE.findall(printed):
            for line in inner.split("<br>") if tag == "p" else [inner.replace("<br>", "")]:
                yield from _line(tag, line, pictures)
        return
    block = _IMAGE.sub("", printed)
    lines = tuple(line for line in map(str.strip, plain_text(block).split("\n")) if line)
    if lines:
        yield Shape(lines, node.tag, block)
    for uid in _IMAGE.findall(printed):
        yield from _picture(uid, pictures)


def _line(tag: str, inner: str, pictures: Pictures) -> Iterator[Shape]:
    """One line of text, and behind it the pictures that stood inside."""
    words = _IMAGE.sub("", inner)
    text = unescape(_TAG.sub("", words)).strip()
    if text:
        yield Shape((text,), tag, words.strip())
    for uid in _IMAGE.findall(inner):
        yield from _picture(uid, pictures)


def _picture(uid: str, pictures: Pictures) -> Iterator[Shape]:
    number = place_number(uid)
    if number is None or not 1 <= number <= len(pictures.found):
        return
    found = pictures.found[number - 1]
    yield Shape((found.mark,), "img", str(number))
    if found.caption:
        yield Shape((found.caption,), "figcaption", escape(found.caption, quote=False))


def _unframed(node: Node) -> Node:
    """A table of one cell is a frame around text, as WeChat's editors draw them: its text stands by itself."""
    cells = list(_cells(node)) if node.tag == "table" else []
    if len(cells) != 1 or not all(isinstance(kid, Run) for kid in cells[0].kids):
        return node
    return Node("p", kids=cells[0].kids)


def _cells(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.tag in ("td", "th", "caption"):
                yield kid
            else:
                yield from _cells(kid)


def _tells(shape: Shape) -> bool:
    """Whether a shape says anything that its words do not."""
    return shape.tag != "img" and not (shape.tag == "p" and shape.html == escape(shape.lines[0], quote=False))


def _markup(shape: Shape, pictures: Pictures) -> str:
    if shape.tag == "img":
        return _img(pictures.found[int(shape.html) - 1])
    if shape.tag in ("p", "h2", "h3", "figcaption"):
        return f"<{shape.tag}>{shape.html}</{shape.tag}>"
    return shape.html


def _img(found: Found) -> str:
    return f'<img src="{escape(found.address)}" alt="{escape(found.alt)}">'
