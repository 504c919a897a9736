"""Finds the figures of a story with their places, and gives each the key that its tick is bound to.

Pure but for `content_of`, which reads a story's rows. Used by every other file of this package.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from articles.inserts.placed import Placed
from articles.models.article import Article
from articles.text.figures import Figure, ledger
from articles.text.markup import plain_text

# What is printed of a story and may hold figures, in the order of print.
LINES = ("kicker", "headline", "subheading", "standfirst", "editors_note")
BODY, CAPTION = "body", "caption"
_EDGE = re.compile(r"[。！？；]")
_NEARBY = 24

Content = Mapping[str, Any]  # the LINES and the body as text, captions as a list


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a caption or a printed line. `number` counts paragraphs and captions from 1."""

    place: str
    number: int
    text: str

    @property
    def name(self) -> str:
        """The place in words: paragraph 2, headline."""
        if self.place == BODY:
            return _("paragraph %(number)d") % {"number": self.number}
        if self.place == CAPTION:
            return _("picture %(number)d") % {"number": self.number}
        field: Any = Article._meta.get_field(self.place)
        return str(field.verbose_name)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure where it stands: at `[start, end)` of its passage. `key` is what a tick of it is bound to."""

    key: str
    figure: Figure
    passage: Passage
    start: int
    end: int

    @property
    def before(self) -> str:
        """The words of its sentence in front of it, as many as tell it from others."""
        words = self.passage.text[max(0, self.start - _NEARBY) : self.start]
        return _EDGE.split(words)[-1]

    @property
    def is_cut(self) -> bool:
        """Whether its sentence begins further ahead than `before`."""
        start = self.start - len(self.before)
        return start > 0 and not _EDGE.match(self.passage.text[start - 1])

    @property
    def after(self) -> str:
        """The words of its sentence behind it."""
        return _EDGE.split(self.passage.text[self.end : self.end + _NEARBY])[0]


def content_of(article: Article) -> dict[str, Any]:
    """What is printed of a stored story."""
    told: dict[str, Any] = {name: getattr(article, name) for name in (*LINES, BODY)}
    return told | {"captions": [use.caption for use in Placed(article).pictures]}


def content_in(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """What was printed of a story at one revision."""
    told: dict[str, Any] = {name: snapshot.get(name, "") for name in (*LINES, BODY)}
    return told | {"captions": [use.get("caption", "") for use in snapshot.get("images", [])]}


def passages(content: Content) -> list[Passage]:
    """The passages of a story in order, each on one line; empty ones are none."""
    found = [Passage(name, 1, line) for name in LINES for line in _filled(str(content.get(name, "")))]
    body = _filled(plain_text(str(content.get(BODY, ""))))
    found += [Passage(BODY, number, line) for number, line in enumerate(body, start=1)]
    captions = enumerate(content.get("captions", ()), start=1)
    return found + [Passage(CAPTION, number, line) for number, words in captions for line in _filled(words)]


def find(content: Content) -> list[Found]:
    """The figures of a story in its order, with their keys."""
    told = passages(content)
    starts = _starts(told)
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for figure in figures_in(joined(told)):
        at = bisect_right(starts, figure.start) - 1
        same = (figure.text, figure.around)
        seen[same] += 1
        found.append(
            Found(
                _key(*same, seen[same]),
                figure,
                told[at],
                figure.start - starts[at],
                figure.end - starts[at],
            )
        )
    return found


def joined(told: Iterable[Passage]) -> str:
    """Passages as one text, each a line of it."""
    return "\n".join(passage.text for passage in told)


@lru_cache(maxsize=128)
def figures_in(text: str) -> tuple[Figure, ...]:
    """The figures of a text, remembered: the parts of a series are asked for again with every look at one of them."""
    return tuple(ledger(text))


def _starts(told: list[Passage]) -> list[int]:
    starts, at = [], 0
    for passage in told:
        starts.append(at)
        at += len(passage.text) + 1
    return starts


def _key(text: str, around: str, nth: int) -> str:
    """The identity of a figure in its sentence; the same words twice are told apart by their order."""
    return hashlib.sha256(f"{text}\0{around}\0{nth}".encode("utf-8", "surrogatepass")).hexdigest()


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
