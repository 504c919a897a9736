"""Search text: fold to simplified by a character table, then words and overlapping bigrams.

The same tokens serve PostgreSQL and SQLite, so nothing needs to be installed on the server.
Index side: `tokens(text)`. Query side: `query_terms(q)`. To mark hits in what people read: `match_spans`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

_TABLE_FILE = Path(__file__).parent / "data" / "fold.txt"

# Scripts written without blanks: Han (all planes), kana, hangul syllables, 〇 and 々.
_DENSE = "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
# A dense run | a number with its points | any other word. Possessive: a failing tail is never re-read.
_WORD = re.compile(rf"([{_DENSE}]++)|\d++(?:\.\d++)*+|(?:(?![{_DENSE}\d])[^\W_])++")
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})++(?!\d)")


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One blank-separated word of a query: its tokens stand next to each other, in this order.

    With `prefix` the last token is only the beginning of an indexed one (`字:*`), because a single
    character is inside bigrams in the index.
    """

    tokens: tuple[str, ...]
    prefix: bool = False


@lru_cache(maxsize=1)
def fold_table() -> dict[int, str]:
    """The shipped table, as `str.translate` wants it: code point of a character → its simplified one."""
    pairs: dict[int, str] = {}
    for line in _TABLE_FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            pairs.update((ord(pair[0]), pair[1]) for pair in line.split())
    return pairs


def fold(text: str) -> str:
    """Replace every traditional or variant character by its simplified one; the length never changes.

    For comparing and searching only: it merges 乾 and 干, 后 and 後, so never show its result to people.
    """
    return text.translate(fold_table())


def norm(text: str) -> str:
    """Bring text to the form compared in search: NFKC, lower case, simplified, no thousands commas."""
    flat = fold(unicodedata.normalize("NFKC", text).lower())
    return _THOUSANDS.sub(lambda hit: hit[0].replace(",", ""), flat)


def tokens(text: str) -> list[str]:
    """Index tokens of plain text in order: bigrams of Han runs (a lone one as itself), words, numbers."""
    found: list[str] = []
    for match in _WORD.finditer(norm(text)):
        run = match[0]
        if match[1] is None or len(run) == 1:
            found.append(run)
        else:
            found.extend(a + b for a, b in pairwise(run))
    return found


def unigrams(text: str) -> list[str]:
    """Every Han character of the text by itself; a second field for titles, so that 一 finds a title."""
    return [char for match in _WORD.finditer(norm(text)) if match[1] for char in match[1]]


def query_terms(query: str) -> list[QueryTerm]:
    """Split what a reader typed into terms that must all be met; quotes and punctuation only separate.

    A lone character at the end of a term becomes a prefix; one at the beginning before a word
    (第99天) is dropped, because the index holds it only as the second half of a bigram.
    """
    terms: list[QueryTerm] = []
    for word in query.split():
        parts = tokens(word)
        if len(parts) > 1 and _is_lone(parts[0]):
            parts = parts[1:]
        if parts:
            terms.append(QueryTerm(tuple(parts), prefix=_is_lone(parts[-1])))
    return terms


def match_spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of the query stand in `text` as given (offsets in characters), merged and in order."""
    folded, origin = _norm_with_origin(text)
    needles = sorted({norm(word) for word in query.split()} - {""}, key=len, reverse=True)
    hits: list[tuple[int, int]] = []
    for needle in needles:
        at = folded.find(needle)
        while at >= 0:
            hits.append((origin[at], origin[at + len(needle) - 1] + 1))
            at = folded.find(needle, at + len(needle))
    return _merged(sorted(hits))


def _is_lone(token: str) -> bool:
    match = _WORD.fullmatch(token)
    return len(token) == 1 and match is not None and match[1] is not None


def _norm_with_origin(text: str) -> tuple[str, list[int]]:
    """`norm` character by character, with the offset each resulting character came from."""
    out: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        flat = fold(unicodedata.normalize("NFKC", char).lower())
        out.append(flat)
        origin.extend([at] * len(flat))
    return "".join(out), origin


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
