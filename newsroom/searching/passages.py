"""What the page shows of a find: headline, byline and a passage, the words that were asked for marked.

Texts are handed to the template in pieces and escaped there; nothing here makes HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.models.published import PublishedArticle
from articles.search.plain import plain_text
from articles.text.pinyin import name_keys
from articles.text.search import Term, spans

# About three lines on a phone.
PASSAGE = 96
_BEFORE = 24
# The best place is looked for among the first of them.
_MOST_HITS = 100
_SENTENCE_END = re.compile("[。！？；\n]")
_ELLIPSIS = "……"
_STOPS = ("。", "！", "？", "…", "”")
_AFTER_STOP = re.compile("([。！？…”])\\n")


class Piece(NamedTuple):
    """A run of text, marked or not; `breaks` where a line may break before it."""

    text: str
    marked: bool
    breaks: bool = False


def words_for(terms: Sequence[Term], row: PublishedArticle) -> list[str]:
    """What to mark in a story: the words as typed, and the names whose pinyin was typed."""
    typed = [term.text for term in terms]
    asked = {term.text.lower() for term in terms if term.text.isascii()}
    names = {person["name"] for line in row.credits for person in line["people"]} if asked else set()
    return [*typed, *sorted(name for name in names if asked.intersection(name_keys(name)))]


def marked(text: str, words: Sequence[str], cuts: Sequence[int] = ()) -> list[Piece]:
    """A whole text in pieces. `cuts` are offsets where a line may break."""
    found = spans(text, words)
    places = {cut for cut in cuts if 0 < cut < len(text)}
    edges = sorted({0, len(text), *places, *(at for span in found for at in span)})
    return [
        Piece(text[start:end], any(a <= start and end <= b for a, b in found), start in places)
        for start, end in pairwise(edges)
    ]


def passage(row: PublishedArticle, words: Sequence[str]) -> list[Piece]:
    """The standfirst if the words stand in it, else the place of the text where most of them do, else the standfirst."""
    if row.standfirst and spans(row.standfirst, words):
        return marked(_cut(row.standfirst), words)
    for text in _texts(row):
        if found := spans(text, words):
            return marked(_around(text, found), words)
    return marked(_cut(row.standfirst or plain_text(row.body_html)), words)


def _texts(row: PublishedArticle) -> list[str]:
    """Body, editor's note, captions, figures: what is searched and stands in no title."""
    pictures = [*([row.lead_image] if row.lead_image else []), *row.gallery]
    captions = [picture.get("caption", "") for picture in pictures]
    figures = [f"{f['prefix']}{f['value']}{f['unit']}{f['label']}" for f in row.key_figures]
    clip = row.lead_clip or {}
    spoken = (clip.get("caption", ""), clip.get("transcript", ""))
    return [
        text for text in (plain_text(row.body_html), row.editors_note, *captions, *spoken, *figures) if text
    ]


def _cut(text: str) -> str:
    return _told(text[: PASSAGE * 2], ends=len(text) <= PASSAGE * 2)


def _around(text: str, found: list[tuple[int, int]]) -> str:
    """A passage around the densest group of hits, from the beginning of a sentence where one is near."""
    places = [start for start, _end in found[:_MOST_HITS]]
    _most, best = max(
        (bisect_left(places, place + PASSAGE) - nth, -place) for nth, place in enumerate(places)
    )
    best = -best
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(0, best - _BEFORE), best)]
    start = ends[-1] if ends else max(0, best - _BEFORE)
    end = max(dict(found)[best], min(len(text), start + PASSAGE))
    before = _ELLIPSIS if start and not ends else ""
    return before + _told(text[start:end], ends=end >= len(text))


def _told(text: str, *, ends: bool) -> str:
    """One line: paragraphs run on after a full stop; heads and items are set off by a blank of full width."""
    line = _AFTER_STOP.sub(r"\1", text.strip()).replace("\n", "\u3000")
    return line if ends or line.endswith(_STOPS) else line.rstrip("，、；：") + _ELLIPSIS
