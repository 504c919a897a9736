"""Pinyin keys: how people type names and titles on a keyboard of Latin letters. 徐菁 is `xj`, `xujing`, `xu jing`.

Needs `pypinyin`, imported on first use: its tables take a second to load. Pure: the same text has the same keys.
"""

from __future__ import annotations

from functools import lru_cache

from articles.text.fold import fold
from articles.text.names import surname_of
from articles.text.search import is_dense, words
from articles.text.slugs import SURNAME_READINGS

# Nobody types more of a title than this before the right one is on the screen.
LONGEST = 40


@lru_cache(maxsize=8192)
def name_keys(name: str) -> tuple[str, ...]:
    """What a name is found by, sorted: its initials, its syllables, alone and written together; also as surnames are read."""
    keys: set[str] = set()
    for parts in _name_readings(fold(name)):
        keys |= {"".join(part[0] for part in parts), *parts}
        keys |= {"".join(parts[cut:]) for cut in range(len(parts))}  # zhiyuan, and with it `shen zhiyuan`
        keys |= {"".join(parts[:cut]) for cut in range(1, len(parts))}
    return tuple(sorted({key[:LONGEST] for key in keys if len(key) > 1}))


@lru_cache(maxsize=8192)
def title_keys(title: str) -> tuple[str, ...]:
    """What a title begins with when typed: its initials, and its pinyin in one word. Numbers and Latin words stay."""
    parts = [(part, is_dense(word)) for word in words(title) for part in _parts(word)]
    short = "".join(part[0] if is_syllable else part for part, is_syllable in parts)
    whole = "".join(part for part, _is_syllable in parts)
    return tuple(dict.fromkeys(key[:LONGEST] for key in (short, whole) if key))


def _name_readings(name: str) -> list[list[str]]:
    usual = [part for word in words(name) for part in _parts(word)]
    surname = surname_of(name)
    if surname not in SURNAME_READINGS:
        return [usual]
    given = [part for word in words(name[len(surname) :]) for part in _parts(word)]
    return [usual, [SURNAME_READINGS[surname], *given]]


def _parts(word: str) -> list[str]:
    return _syllables(word) if is_dense(word) else [word]


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 – see above

    return [part for part in lazy_pinyin(text, errors="ignore") if part.isascii()]
