"""Both scripts as one: text folded to simplified by a character table, for comparing and for searching.

What search makes of folded text is `articles.text.search`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_TABLE_FILE = Path(__file__).parent / "data" / "fold.txt"

THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})++(?!\d)")


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


def flatten(text: str) -> str:
    """NFKC, lower case, simplified. A full-width comma stays a mark of its own: in 项目，5,000亿 it is no part of a number."""
    return fold(unicodedata.normalize("NFKC", text.replace("，", "、")).lower())


def norm(text: str) -> str:
    """Bring text to the form compared in search: NFKC, lower case, simplified, no thousands commas."""
    flat = flatten(text)
    return THOUSANDS.sub(lambda hit: hit[0].replace(",", ""), flat)
