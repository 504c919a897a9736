"""A story as pieces of copy: headline, lines, standfirst, note, every block of the body, captions and alternative texts.

`sheet_of` cuts a snapshot, `sheet_from` what a form sends while somebody types; both give the same pieces for the same
words, so that a finding has one name. Credits are not copy and are left out. Imports the pure text functions only.
"""

from __future__ import annotations

import html as html_entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from articles.text.markup import Piece as Markup
from articles.text.markup import split_markup

# The plain fields of a story, in reading order. Several lines are several paragraphs of one piece.
FIELDS = ("kicker", "headline", "subheading", "standfirst", "editors_note")
_LINK = re.compile(r'<a href="([^"]*)"')
_HALVES = re.compile("[\ud800-\udfff]")
_TAB = str.maketrans("\t\r\n\f", "    ")
# Nobody files more than this; what is longer is refused before anything is checked.
MAX_CHARACTERS = 200_000
MAX_PIECES = 4_000


class SheetTooLarge(ValueError):
    """More copy than one story may hold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of copy. `field` is a field's name, body, caption or alt; `block` counts the blocks of the body from
    0; `ref` is the uid of the picture's use."""

    field: str
    text: str
    block: int = 0
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the check of its words sees it: the use's uid, and whether the original says a machine made it."""

    ref: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    generated: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is checked of one story."""

    pieces: tuple[Piece, ...]
    pictures: tuple[Picture, ...] = ()
    links: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All copy, one piece after the other."""
        return "\n".join(piece.text for piece in self.pieces)


def sheet_of(snapshot: Mapping[str, Any], generated: frozenset[str] = frozenset()) -> Sheet:
    """The pieces of a snapshot. `generated` holds the hashes of originals that carry a machine's mark."""
    body = snapshot.get("body", "")
    pictures = [
        Picture(
            ref=image["use"],
            alt=image.get("alt", ""),
            caption=image.get("caption", ""),
            credit=image.get("credit", ""),
            generated=image["image"] in generated,
            label=image.get("ai_label", ""),
        )
        for image in snapshot.get("images", ())
    ]
    fields = {name: snapshot.get(name, "") for name in FIELDS}
    names = [person["name"] for line in snapshot.get("credits", ()) for person in line["people"]]
    links = [html_entities.unescape(link) for link in _LINK.findall(body)]
    return _sheet(fields, [block.text for block in body_blocks(body)], pictures, links, names)


def sheet_from(
    told: Mapping[str, Any], names: tuple[str, ...] = (), generated: frozenset[str] = frozenset()
) -> Sheet:
    """The pieces of what a form holds: `fields` by name, `body` as a list of blocks, `pictures`, `links`.

    `generated` holds the uids of pictures whose originals carry a machine's mark. Whatever is not of that shape is left out. Raises SheetTooLarge.
    """
    fields = {name: _text(_mapping(told.get("fields")).get(name)) for name in FIELDS}
    blocks = [_text(block) for block in _list(told.get("body"))]
    pictures = [
        Picture(
            ref=_text(row.get("ref"))[:40],
            **{name: _text(row.get(name)).strip() for name in ("alt", "caption", "credit", "label")},
            generated=row.get("ref") in generated,
        )
        for row in map(_mapping, _list(told.get("pictures")))
    ]
    links = [_text(link) for link in _list(told.get("links"))]
    _check_size(fields, blocks, pictures, links)
    return _sheet(fields, blocks, pictures, links, list(names))


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body: its words, and where each stretch of them stands in the list of HTML pieces."""

    text: str
    stretches: tuple[tuple[int, int], ...]  # (number of the piece, offset of its first character in `text`)


def body_blocks(html: str) -> list[Block]:
    """The blocks of a clean body that hold words, in order: a paragraph, a heading, an item, a cell each."""
    return list(_blocks(split_markup(html)))


def _blocks(pieces: list[Markup]) -> Iterator[Block]:
    words: list[str] = []
    stretches: list[tuple[int, int]] = []
    length = 0
    for number, piece in enumerate(pieces):
        if piece.is_tag and piece.name in ("br", "img"):
            added = "\n" if piece.name == "br" else ""
        elif piece.is_tag:
            if not _inline(piece):
                yield from _whole(words, stretches)
                words, stretches, length = [], [], 0
            continue
        else:
            stretches.append((number, length))
            added = html_entities.unescape(piece.text).translate(_TAB)
        words.append(added)
        length += len(added)
    yield from _whole(words, stretches)


def _inline(piece: Markup) -> bool:
    return piece.is_inline or not piece.name


def _whole(words: list[str], stretches: list[tuple[int, int]]) -> Iterator[Block]:
    text = "".join(words)
    if text.strip():
        yield Block(text, tuple(stretches))


def _sheet(
    fields: Mapping[str, str], blocks: list[str], pictures: list[Picture], links: list[str], names: list[str]
) -> Sheet:
    pieces = [Piece(name, fields[name]) for name in FIELDS if fields[name].strip()]
    whole = [block for block in blocks if block.strip()]
    pieces += [Piece("body", text, block=number) for number, text in enumerate(whole)]
    for picture in pictures:
        for name in ("caption", "alt"):
            words = getattr(picture, name)
            if words.strip() and (name == "caption" or words != picture.caption):
                pieces.append(Piece(name, words, ref=picture.ref))
    return Sheet(tuple(pieces), tuple(pictures), tuple(dict.fromkeys(links)), tuple(dict.fromkeys(names)))


def _check_size(
    fields: Mapping[str, str], blocks: list[str], pictures: list[Picture], links: list[str]
) -> None:
    words = [*fields.values(), *blocks, *links]
    words += [word for picture in pictures for word in (picture.alt, picture.caption, picture.credit)]
    if len(words) > MAX_PIECES or sum(map(len, words)) > MAX_CHARACTERS:
        raise SheetTooLarge


def _text(value: Any) -> str:
    """A string without halves of characters, which no answer could hold; they are found as lost ones."""
    return _HALVES.sub("\ufffd", value) if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
