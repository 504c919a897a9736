"""What stands below the text: credits, source, production note, calls, notices. Used by the story parser only."""

from __future__ import annotations

import re

from articles.text.credits import parse_line
from articles.text.credits.block import unknown_label
from articles.text.story.draft import Draft
from articles.text.story.lines import (
    LONGEST_BOILERPLATE,
    Line,
    is_call,
    is_notice,
    is_paragraph,
    is_production_note,
)

_MOST_TAIL_LINES = 80
_INLINE_BYLINE = re.compile(r"(.{0,20}?(?:讯|电|报道))\s{0,2}([（(][^（）()]{2,80}[）)])")


def read_tail(draft: Draft) -> None:
    """Claim everything below the last paragraph, and platform notices and calls wherever they stand."""
    start = _tail_start(draft.lines)
    for at, line in enumerate(draft.lines):
        if line.is_open:
            _drop_boilerplate(draft, line, at_edge=at >= start)
    tail = [line for line in draft.lines[start:] if line.is_open]
    understood = [_take(draft, line) for line in tail]
    if not draft.story.credits:
        return
    first = next((number for number, done in enumerate(understood) if done), len(tail))
    for number, line in enumerate(tail):
        if line.is_open and number > first:
            _take_unknown(draft, line)


def take_inline_byline(draft: Draft) -> None:
    """本报讯（记者 A 通讯员 B）…: take the bracket out of the first paragraph, as the credit it is."""
    first = next((line for line in draft.lines if line.is_open), None)
    match = _INLINE_BYLINE.match(first.text) if first is not None else None
    found = parse_line(match[2]) if match is not None else None
    if first is None or match is None or not found:
        return
    draft.add_credits(found, in_front=True)  # it stood above the lines at the end
    first.text = f"{match[1]} {first.text[match.end() :].lstrip()}".strip()
    draft.warn("byline_taken_from_body", "The byline inside the first paragraph became a credit.", match[2])


def _tail_start(lines: list[Line]) -> int:
    """The line after the last paragraph, looking back no further than a tail can be long."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - 2 * _MOST_TAIL_LINES), -1):
        line = lines[at]
        if line.kind in ("block", "held"):
            return at + 1
        if line.is_open and is_paragraph(line) and not _is_tail_like(line):
            return at + 1
    return max(0, len(lines) - 2 * _MOST_TAIL_LINES)


def _is_tail_like(line: Line) -> bool:
    if len(line.text) > LONGEST_BOILERPLATE:
        return False
    if is_notice(line) or is_call(line, at_edge=True) or is_production_note(line):
        return True
    return parse_line(line.text) is not None


def _drop_boilerplate(draft: Draft, line: Line, *, at_edge: bool) -> None:
    if is_notice(line):
        draft.drop(line, "platform_notice")
    elif is_call(line, at_edge=at_edge):
        draft.drop(line, "call_to_action")


def _take(draft: Draft, line: Line) -> bool:
    if is_production_note(line):
        draft.production.append(line.text)
        line.kind = "taken"
        return True
    return draft.take_credits(line)


def _take_unknown(draft: Draft, line: Line) -> None:
    """A line among the credits that is none of ours: a label we do not know, or text that stays in the body."""
    found = unknown_label(line.text)
    if found is not None:
        draft.add_credits(found)
        line.kind = "taken"
    else:
        message = "This line stands below the text and was not understood; it stays in the body."
        draft.warn("line_not_understood", message, line.text[:120])
