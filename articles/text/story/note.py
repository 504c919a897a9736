"""The editor's note (编者按) above a story, and the guess where it ends. Used by the story parser only."""

from __future__ import annotations

import re

from articles.text.fold import fold
from articles.text.story.draft import Draft
from articles.text.story.lines import Line, is_paragraph
from articles.text.wordlists import words

NOTE_LABELS = (
    *words("编者按语 编者按 编者的话 开栏的话 开栏语 编前语 编前"),
    "editor’s note",
    "editor's note",
)
_MOST_PARAGRAPHS = 3
_ANNOUNCES = re.compile(r"(?:推出|开设|开辟|启动|刊发|推送)[^《。]{0,16}《")


def read_note(draft: Draft, at: int, label: str, rest: str) -> int:
    """Claim the note that the label on line `at` opens, `rest` of that line included; the line after it.

    An image slot is a sure end of a note that begins on its own line; a note that shares the line of its label is mostly
    that paragraph. Else the end is a guess, and a warning says so.
    """
    draft.remove(label, "label")
    opening = draft.lines[at]
    opening.kind = "taken"
    run = [Line(rest, fold(rest), "taken")] if rest else []
    following, blanks, stop = _following(draft.lines, at + 1, len(run))
    run += following
    is_bounded = stop < len(draft.lines) and draft.lines[stop].kind == "slot" and not (rest and len(run) > 1)
    length = len(run) if is_bounded and len(run) <= _MOST_PARAGRAPHS else _guess(run, blanks)
    if length and not (is_bounded and length == len(run)):
        message = "Where the editor's note ends is a guess."
        draft.warn("editors_note_end_guessed", message, run[length - 1].text[:60])
    for line in run[:length]:
        line.kind = "taken"
    draft.story.editors_note = "\n".join(line.text for line in run[:length])
    return at + 1


def _following(lines: list[Line], at: int, have: int) -> tuple[list[Line], list[int], int]:
    """The paragraphs that follow, one more than a note may have; where blank lines stand; the line after."""
    run: list[Line] = []
    blanks: list[int] = []
    while at < len(lines) and have + len(run) <= _MOST_PARAGRAPHS:
        if lines[at].kind == "blank":
            blanks.append(have + len(run))
        elif lines[at].is_open and is_paragraph(lines[at]):
            run.append(lines[at])
        else:
            break
        at += 1
    return run, blanks, at


def _guess(run: list[Line], blanks: list[int]) -> int:
    """How many paragraphs are the note: up to the announcement, or to the first blank line that tells."""
    for number, line in enumerate(run):
        if _ANNOUNCES.search(line.flat):
            return number + 1
    inner = {blank for blank in blanks if 0 < blank < len(run)}
    return min(inner) if inner and len(inner) < len(run) - 1 else min(1, len(run))
