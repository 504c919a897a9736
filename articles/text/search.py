"""What search makes of text: words and overlapping pairs of characters, the same for every database.

Index side: `tokens` and `flat`. Query side: `terms`. Without an index: `holds`. To mark hits in what people read: `spans`.
A text is found by a term if it holds every token of the term and, where that says too little, its phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from articles.text.fold import THOUSANDS, flatten, fold_table, norm

# More words than this in one question narrow nothing down any more.
MOST_TERMS = 8
# A word without blanks that is longer is an address or a trap; its beginning is enough.
LONGEST_WORD = 60
# Scripts written without blanks: Han (all planes), kana, hangul syllables, 〇 and 々.
_DENSE = "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
# A dense run | a number with its points | any other word. Possessive: a failing tail is never re-read.
_WORD = re.compile(rf"([{_DENSE}]++)|\d++(?:\.\d++)*+|(?:(?![{_DENSE}\d])[^\W_])++")
_IS_DENSE = re.compile(rf"[{_DENSE}]")
# Runs in which every character folds to exactly one: folded as a whole, which is fifty times as fast. Without 〸〹〺,
# which become Han that the fold table does not know of.
_EVEN = re.compile(
    "[\x00-\x7f\u00b7\u2014\u2018\u2019\u201c\u201d\u3000-\u3037\u303b-\u303f\u3400-\u9fff\uff01-\uff5e]+"
)
_HAN = re.compile("[\u3400-\u9fff]+")
# What may stand between two words of a phrase: 山海为证·金普 meets 山海為證，金普.
_GAP = r"[\W_]{0,8}"


@dataclass(frozen=True, slots=True)
class Term:
    """One blank-separated word of a question."""

    text: str  # as typed
    tokens: tuple[str, ...]  # all of them stand in a text that is found
    phrase: str = ""  # stands in the `flat` of such a text; "" where the tokens say it all


def words(text: str) -> list[str]:
    """The words of a text in order, folded: runs of Han, numbers with their points, words of other scripts."""
    found = []
    for match in _WORD.finditer(norm(text)):
        found.append(match[0] if match[1] else match[0][:LONGEST_WORD])
    return found


def tokens(text: str) -> set[str]:
    """What a text is found by: every Han character, every pair of neighbours, every number and other word."""
    found: set[str] = set()
    for word in words(text):
        if is_dense(word):
            found.update(word)
            found.update(a + b for a, b in pairwise(word))
        else:
            found.add(word)
    return found


def flat(text: str) -> str:
    """The words of a text with one blank between and around them: what phrases are looked for in."""
    return f" {' '.join(words(text))} "


def terms(question: str) -> list[Term]:
    """What a reader typed, as terms that must all be met; quotes and punctuation only separate."""
    found = []
    for typed in question.split():
        parts = words(typed)
        needed = [token for word in parts for token in _tokens_of(word)]
        if needed:
            phrase = _phrase(parts) if len(needed) > 1 else ""
            found.append(Term(typed, tuple(dict.fromkeys(needed)), phrase))
    return found[:MOST_TERMS]


def holds(text: str, term: Term) -> bool:
    """Whether a text by itself meets a term, as the index would say."""
    return tokens(text).issuperset(term.tokens) and term.phrase in flat(text)


def spans(text: str, typed: Iterable[str]) -> list[tuple[int, int]]:
    """Where these words stand in `text` as given (offsets in characters), merged and in order."""
    asked = [parts for parts in map(words, typed) if parts]
    if all(_HAN.fullmatch(word) for parts in asked for word in parts) and _EVEN.fullmatch(text):
        patterns = [_pattern_as_printed(tuple(parts)) for parts in asked]
        return _merged(sorted(hit.span() for pattern in patterns for hit in pattern.finditer(text)))
    return _spans_folded(text, [_pattern(parts) for parts in asked])


def _spans_folded(text: str, patterns: Sequence[re.Pattern[str]]) -> list[tuple[int, int]]:
    folded, origin = _folded_with_origin(text)
    hits = [
        (origin[hit.start()], origin[hit.end() - 1] + 1)
        for pattern in patterns
        for hit in pattern.finditer(folded)
    ]
    return _merged(sorted(hits))


@lru_cache(maxsize=256)
def _pattern_as_printed(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Words of Han in a text of even characters: to look for every form of a word is ten times as fast as to fold the text."""
    kin = _kin()
    forms = ("".join(f"[{kin.get(character, '')}{character}]" for character in word) for word in parts)
    return re.compile(_GAP.join(forms))


@lru_cache(maxsize=1)
def _kin() -> dict[str, str]:
    """A simplified character → the traditional and variant ones that fold to it."""
    found: dict[str, str] = defaultdict(str)
    for code, simplified in fold_table().items():
        found[simplified] += chr(code)
    return found


def is_dense(word: str) -> bool:
    """Whether a word of `words` is a run of characters written without blanks."""
    return _IS_DENSE.match(word) is not None


def _tokens_of(word: str) -> list[str]:
    return [a + b for a, b in pairwise(word)] if is_dense(word) and len(word) > 1 else [word]


def _phrase(parts: list[str]) -> str:
    """Words side by side; a number or Latin word is whole, a Han run may go on."""
    before = "" if is_dense(parts[0]) else " "
    after = "" if is_dense(parts[-1]) else " "
    return f"{before}{' '.join(parts)}{after}"


def _pattern(parts: list[str]) -> re.Pattern[str]:
    before = "" if is_dense(parts[0]) else r"(?<![0-9a-z])"
    after = "" if is_dense(parts[-1]) else r"(?![0-9a-z])"
    return re.compile(before + _GAP.join(map(re.escape, parts)) + after)


def _folded_with_origin(text: str) -> tuple[str, list[int]]:
    """`norm`, and for each resulting character the offset of the one it came from."""
    out: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(text):
        even = _EVEN.match(text, at)
        piece = even[0] if even else text[at]
        flattened = flatten(piece)
        out.append(flattened)
        origin.extend(range(at, at + len(piece)) if even else [at] * len(flattened))
        at += len(piece)
    return _without_commas("".join(out), origin)


def _without_commas(folded: str, origin: list[int]) -> tuple[str, list[int]]:
    commas = {
        at for hit in THOUSANDS.finditer(folded) for at in range(hit.start(), hit.end()) if folded[at] == ","
    }
    if not commas:
        return folded, origin
    kept = [at for at in range(len(folded)) if at not in commas]
    return "".join(folded[at] for at in kept), [origin[at] for at in kept]


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
