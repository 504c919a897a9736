"""Which paragraph of one body is which of another: equal, edited in place, or moved. Pure; used by `diff` only."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from articles.diff_text import MANY, TOO_MANY, Block, likeness

# Two paragraphs that share this much are one that was edited; a moved one must share more.
ALIKE = 0.4
MOVED_ALIKE = 0.6
# Characters looked at for likeness in one stretch; in a larger one only equal paragraphs are recognised.
READABLE = 1_000_000
Step = tuple[int | None, int | None]


def aligned(before: list[Block], after: list[Block]) -> list[Step]:
    """Pairs of places in reading order; None where one side has nothing."""
    steps: list[Step] = []
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > MANY)
    for code, i, i_end, j, j_end in matcher.get_opcodes():
        if code == "equal":
            steps += zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            steps += _paired(before, after, range(i, i_end), range(j, j_end))
    return steps


def moved(before: list[Block], after: list[Block], gone: list[int], come: list[int]) -> dict[int, int]:
    """Paragraphs that left one place and stand in another, old place to new: equal ones first, then edited ones."""
    moves: dict[int, int] = {}
    free = dict.fromkeys(new for new in come if after[new].text)
    equal = {after[new]: new for new in reversed(free)}
    for old in gone:
        found = equal.pop(before[old], None)
        if found is not None:
            moves[old] = found
            del free[found]
    if not _readable(before, after, gone, come):
        return moves
    for old in (place for place in gone if place not in moves and before[place].text):
        scored = [(likeness(before[old].text, after[new].text), -new) for new in free]
        score, place = max(scored, default=(0.0, 0))
        if score >= MOVED_ALIKE:
            moves[old] = -place
            del free[-place]
    return moves


def is_coarse(before: list[Block], after: list[Block]) -> bool:
    """Whether two bodies are more than can be compared word by word: a paragraph too long, or too many that changed."""
    longest = max((len(block.tokens) for block in (*before, *after)), default=0)
    if longest > TOO_MANY:
        return before != after
    steps = aligned(before, after)
    gone = [old for old, new in steps if old is not None and new is None]
    come = [new for old, new in steps if old is None and new is not None]
    return bool(gone and come) and not _readable(before, after, gone, come)


def _paired(before: list[Block], after: list[Block], olds: range, news: range) -> list[Step]:
    """Edited paragraphs of one stretch, matched in order to the first that is like enough."""
    steps: list[Step] = []
    start = news.start
    look = _readable(before, after, olds, news)
    for old in olds:
        nearby = range(start, news.stop) if look else ()
        found = next((new for new in nearby if _alike(before[old], after[new])), None)
        if found is None:
            steps.append((old, None))
            continue
        steps += [(None, new) for new in range(start, found)]
        steps.append((old, found))
        start = found + 1
    return [*steps, *((None, new) for new in range(start, news.stop))]


def _alike(old: Block, new: Block) -> bool:
    if not old.text and not new.text:
        return old.tag == new.tag
    return likeness(old.text, new.text) >= ALIKE


def _readable(before: list[Block], after: list[Block], olds: Sequence[int], news: Sequence[int]) -> bool:
    """Whether comparing every one with every other takes a moment and not minutes."""
    old_size, new_size = (
        sum(len(side[at].text) for at in places) for side, places in ((before, olds), (after, news))
    )
    return old_size * len(news) + new_size * len(olds) <= READABLE
