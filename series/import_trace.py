"""Where every piece of a pasted text went: the original marked by field, and removed pieces put back into the body.

Pure; for the paste page. The parser proves by its ledger that no character is lost, this file shows a person where
each one is.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from articles.text.markup import plain_text
from articles.text.story import ParsedStory, ledger
from articles.text.story.lines import clean, printable

# A story has some hundred lines. What is longer is shown up to here; the sum of characters is of all of it.
MOST_LINES = 1500
_MOST_PARTS = 300
_LONGEST_PART = 400
_IMAGE = re.compile(r"(!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\))")
_WORDS = re.compile(r"\w")

REMOVED = "removed"
BODY = "body"
UNKNOWN = ""


@dataclass(frozen=True)
class Span:
    """A piece of one line and the field it went to: `removed` with its reason, or empty for what no field holds.

    A section head has the field `body` and the reason `h2`.
    """

    text: str
    field: str
    reason: str = ""


@dataclass(frozen=True)
class Tally:
    """Characters without blanks: what came in, what stands in fields, what was removed, what is nowhere."""

    given: int
    in_fields: int
    removed: int
    missing: int

    @property
    def adds_up(self) -> bool:
        """Whether fields and removed pieces are everything that came in."""
        return not self.missing and self.in_fields + self.removed == self.given


def tally(story: ParsedStory, text: str) -> Tally:
    """The sum of characters, proved by the parser's ledger."""
    visible, invisible = clean(text)
    given = _weight(visible) + _weight(printable(invisible))
    removed = sum(_weight(piece.text) for piece in story.removed)
    balance = ledger(story, text)
    held = given - len(balance.missing) + len(balance.invented)
    return Tally(given, held - removed, removed, len(balance.missing))


def trace(story: ParsedStory, text: str) -> tuple[list[list[Span]], int]:
    """The lines of a text as spans that say where they went, and how many lines were too many to show."""
    lines = [line.strip() for line in clean(text)[0].split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    claims = _Claims(story)
    return [claims.spans(line) for line in lines[:MOST_LINES]], max(0, len(lines) - MOST_LINES)


def put_back(story: ParsedStory, text: str, places: Iterable[int]) -> ParsedStory:
    """The story with the removed pieces of these places in its body again, each where it stood in the text.

    Every character stays accounted for: what is in the body is no longer in `removed`. Places that name nothing, and
    characters that do not print, are passed over.
    """
    wanted = {at for at in places if 0 <= at < len(story.removed) and may_go_back(story.removed[at].text)}
    if not wanted:
        return story
    visible = clean(text)[0]
    standing = _standing([removed.text for removed in story.removed], visible)
    pieces = [(standing[at], _paragraph(story.removed[at].text)) for at in sorted(wanted)]
    pieces += _standing_blocks(story, visible)
    pieces.sort(key=lambda piece: piece[0])
    left = [removed for at, removed in enumerate(story.removed) if at not in wanted]
    return replace(story, body_html="\n".join(block for _, block in pieces), removed=left)


def may_go_back(text: str) -> bool:
    """Whether a removed piece is anything that can stand in a text."""
    return text.isprintable()


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>"


def _standing(pieces: Sequence[str], text: str) -> list[int]:
    """Where each piece stands; equal ones stand one behind the other. What is not found stands at the end."""
    after: dict[str, int] = {}
    found: list[int] = []
    for piece in pieces:
        at = text.find(piece, after.get(piece, 0))
        found.append(at if at >= 0 else len(text))
        after[piece] = found[-1] + len(piece)
    return found


def _standing_blocks(story: ParsedStory, text: str) -> list[tuple[int, str]]:
    """The blocks of the body with their places in the text, which never go backwards."""
    placed: list[tuple[int, str]] = []
    cursor = 0
    for block in story.body_html.split("\n") if story.body_html else []:
        words = plain_text(block).split("\n")[0]
        at = text.find(words, cursor)
        placed.append((at if at >= 0 else cursor, block))
        cursor = at + len(words) if at >= 0 else cursor
    return placed


def _weight(text: str) -> int:
    return len("".join(text.split()))


class _Claims:
    """What the fields of a story hold, each to be found once in its text."""

    def __init__(self, story: ParsedStory) -> None:
        blocks = [
            (words, "h2" if block.startswith(("<h2>", "<h3>")) else "")
            for block in story.body_html.split("\n")
            for words in plain_text(block).split("\n")  # a list or a table has many lines
        ]
        self._body = "\n".join(words for words, _ in blocks)
        self._left: dict[str, list[Span]] = defaultdict(list)
        claims = [*_small(story), *(Span(words, BODY, tag) for words, tag in blocks)]
        claims += [Span(line, "editors_note") for line in story.editors_note.split("\n")[1:]]
        for claim in claims:
            if claim.text:
                self._left[claim.text].append(claim)
        parts = Counter(claim.text for claim in _small(story) if 0 < len(claim.text) <= _LONGEST_PART)
        self._parts = list(parts)[:_MOST_PARTS]

    def spans(self, line: str) -> list[Span]:
        """One line in pieces."""
        if not line:
            return []
        if self._left.get(line):
            return [self._left[line].pop(0)]
        if "![" in line and _IMAGE.search(line):
            return [
                span for part in _IMAGE.split(line) if part.strip() for span in self._image_or_words(part)
            ]
        return list(self._in_parts(line))

    def _image_or_words(self, part: str) -> list[Span]:
        if _IMAGE.fullmatch(part):
            return [Span(part, REMOVED, "placeholder")]
        return self.spans(part.strip())

    def _in_parts(self, line: str) -> Iterator[Span]:
        """Labels, titles, credits and the like inside a line, and what stands between them."""
        at = 0
        while at < len(line):
            start, part = self._next_part(line, at)
            if line[at:start].strip():
                yield self._between(line[at:start].strip())
            if part:
                yield self._left[part].pop(0)
            at = start + len(part) if part else len(line)

    def _next_part(self, line: str, at: int) -> tuple[int, str]:
        places = [(line.find(part, at), -len(part), part) for part in self._parts if self._left.get(part)]
        found = min((place for place in places if place[0] >= 0), default=None)
        return (found[0], found[2]) if found else (len(line), "")

    def _between(self, words: str) -> Span:
        if self._left.get(words):
            return self._left[words].pop(0)
        if words in self._body:
            return Span(words, BODY)
        return Span(words, UNKNOWN) if _WORDS.search(words) else Span(words, REMOVED, "label")


def _small(story: ParsedStory) -> Iterator[Span]:
    """Everything that may share a line with something else."""
    for name in ("kicker", "headline", "subheading"):
        yield Span(getattr(story, name), name)
    if not story.repeats_series:
        yield Span(story.series_title, "series_title")  # else it only repeats what stands there
    yield Span(story.editors_note.split("\n")[0], "editors_note")
    for credit in story.credits:
        yield Span(credit.raw.strip(), "credits")
    yield Span(story.source, "source")
    if any(warning.code == "several_sources" for warning in story.warnings):
        yield from (Span(part, "source") for part in story.source.split(" "))
    yield from (Span(line, "production_note") for line in story.production_note.split("\n"))
    yield from (Span(removed.text, REMOVED, removed.reason) for removed in story.removed)
