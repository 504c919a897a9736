"""A story as pieces of copy: its lines and body, the words of what stands in and below it, its traditional lines.

`sheet_of` cuts a snapshot, `sheet_from` what a form sends while somebody types; both give the same pieces for the same
words, so that a finding has one name. The names of the credits are no copy. Imports the pure text functions only.
"""

from __future__ import annotations

import html as html_entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from articles.proofing.pieces import (
    CHART_FIELDS,
    CLIP_FIELDS,
    FIELDS,
    FIGURE_FIELDS,
    FOOT_FIELDS,
    HANT_FIELDS,
    NOTICE_FIELDS,
    PICTURE_FIELDS,
    Piece,
    chart_pieces,
    clip_pieces,
    column_of,
    numbered_pieces,
)
from articles.text.markup import Piece as Markup
from articles.text.markup import split_markup

_LINK = re.compile(r'<a href="([^"]*)"')
_HALVES = re.compile("[\ud800-\udfff]")
_TAB = str.maketrans("\t\r\n\f", "    ")
# Nobody files more than this; what is longer is refused before anything is checked.
MAX_CHARACTERS = 200_000
MAX_PIECES = 4_000
_LINES = (*FIELDS, *FOOT_FIELDS, *HANT_FIELDS)


class SheetTooLarge(ValueError):
    """More copy than one story may hold."""


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
    """Everything that is checked of one story. `names` are the credited people, `names_hant` in traditional script."""

    pieces: tuple[Piece, ...]
    pictures: tuple[Picture, ...] = ()
    links: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    names_hant: tuple[str, ...] = ()

    @property
    def hans(self) -> tuple[Piece, ...]:
        """The pieces of the simplified master."""
        return tuple(piece for piece in self.pieces if not piece.is_hant)

    @property
    def text(self) -> str:
        """The simplified copy, one piece after the other."""
        return "\n".join(piece.text for piece in self.hans)

    @property
    def whole(self) -> str:
        """All copy, of both scripts."""
        return "\n".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Cut:
    """What a sheet is made of, whether it was stored or typed."""

    fields: Mapping[str, str]
    blocks: list[str]
    pictures: list[Picture]
    rows: list[Piece]
    links: list[str]


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
    own = snapshot.get("hant", {})
    fields = {name: snapshot.get(name, "") for name in (*FIELDS, *FOOT_FIELDS)}
    fields["ai_note"] = snapshot.get("ai", {}).get("note", "")
    fields |= {name: own.get(name.removesuffix("_hant"), "") for name in HANT_FIELDS}
    people = [person for line in snapshot.get("credits", ()) for person in line["people"]]
    names = [(person["name"], person.get("name_hant") or person["name"]) for person in people]
    links = [html_entities.unescape(link) for link in _LINK.findall(body)]
    rows = [piece for told in snapshot.get("clips", ()) for piece in clip_pieces(told, told["use"])]
    rows += [piece for told in snapshot.get("charts", ()) for piece in chart_pieces(told, told["use"])]
    rows += numbered_pieces(snapshot.get("key_figures", ()), FIGURE_FIELDS)
    rows += numbered_pieces(snapshot.get("corrections", ()), NOTICE_FIELDS)
    blocks = [block.text for block in body_blocks(body)]
    return _sheet(_Cut(fields, blocks, pictures, rows, links), names)


def sheet_from(
    told: Mapping[str, Any],
    names: tuple[tuple[str, str], ...] = (),
    generated: frozenset[str] = frozenset(),
) -> Sheet:
    """The pieces of what a form holds: `fields` by name, `body` as a list of blocks, `links`, and as lists of rows
    `pictures`, `clips`, `charts`, `figures`, `corrections`.

    `names` are the credited people in both scripts; `generated` holds the uids of pictures whose originals carry a
    machine's mark. Whatever is not of that shape is left out. Raises SheetTooLarge.
    """
    fields = {name: _text(_mapping(told.get("fields")).get(name)) for name in _LINES}
    blocks = [_text(block) for block in _list(told.get("body"))]
    pictures = [
        Picture(
            ref=_text(row.get("ref"))[:40],
            **{name: _text(row.get(name)).strip() for name in ("alt", "caption", "credit", "label")},
            generated=row.get("ref") in generated,
        )
        for row in map(_mapping, _list(told.get("pictures")))
    ]
    rows = [piece for row, ref in _rows(told, "clips", CLIP_FIELDS) for piece in clip_pieces(row, ref)]
    rows += [piece for row, ref in _rows(told, "charts", CHART_FIELDS) for piece in chart_pieces(row, ref)]
    rows += numbered_pieces((row for row, _ref in _rows(told, "figures", FIGURE_FIELDS)), FIGURE_FIELDS)
    rows += numbered_pieces((row for row, _ref in _rows(told, "corrections", NOTICE_FIELDS)), NOTICE_FIELDS)
    links = [_text(link) for link in _list(told.get("links"))]
    cut = _Cut(fields, blocks, pictures, rows, links)
    _check_size(cut)
    return _sheet(cut, list(names))


def _rows(
    told: Mapping[str, Any], kind: str, fields: tuple[str, ...]
) -> Iterator[tuple[dict[str, str], str]]:
    """The rows of one kind with the uid of each."""
    for row in map(_mapping, _list(told.get(kind))):
        yield (
            {column_of(name): _text(row.get(column_of(name))) for name in fields},
            _text(row.get("ref"))[:40],
        )


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


def _sheet(cut: _Cut, names: list[tuple[str, str]]) -> Sheet:
    pieces = [Piece(name, cut.fields[name]) for name in FIELDS if cut.fields[name].strip()]
    whole = [block for block in cut.blocks if block.strip()]
    pieces += [Piece("body", text, block=number) for number, text in enumerate(whole)]
    for picture in cut.pictures:
        for name in PICTURE_FIELDS:
            words = getattr(picture, name)
            if words.strip() and (name != "alt" or words != picture.caption):
                pieces.append(Piece(name, words, ref=picture.ref))
    pieces += cut.rows
    pieces += [Piece(name, cut.fields[name]) for name in FOOT_FIELDS if cut.fields[name].strip()]
    pieces += [Piece(name, cut.fields[name]) for name in HANT_FIELDS if cut.fields[name].strip()]
    hans, hant = (tuple(dict.fromkeys(pair[script] for pair in names)) for script in (0, 1))
    return Sheet(tuple(pieces), tuple(cut.pictures), tuple(dict.fromkeys(cut.links)), hans, hant)


def _check_size(cut: _Cut) -> None:
    words = [*cut.fields.values(), *cut.blocks, *cut.links]
    words += [word for picture in cut.pictures for word in (picture.alt, picture.caption, picture.credit)]
    # what is no copy in captions and tables is line ends
    words += [piece.text.replace("\n", "") for piece in cut.rows]
    if len(words) > MAX_PIECES or sum(map(len, words)) > MAX_CHARACTERS:
        raise SheetTooLarge


def _text(value: Any) -> str:
    """A string without halves of characters, which no answer could hold; they are found as lost ones."""
    return _HALVES.sub("\ufffd", value) if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
