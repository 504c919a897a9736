"""What is known about personal names: surnames, name shapes, and traces of machine conversion.

Names are never converted by machine: conversion turns 朴峰 into 樸峰 and 于海 into 於海. `looks_converted`
only says that it probably happened, so that an editor can look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from articles.text.fold import fold, fold_table
from articles.text.roles import Script
from articles.text.wordlists import COMPOUND_SURNAMES, NO_NAMES, SURNAMES

_HAN = "\u3400-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff"
_HAN_NAME = re.compile(rf"[{_HAN}]{{2,4}}")
_DOTTED_NAME = re.compile(rf"[{_HAN}]{{1,12}}(?:[·•・‧][{_HAN}]{{1,12}}){{1,5}}")
_LATIN_NAME = re.compile(r"[^\W\d_][^\W\d_.'’\-]*+(?:[.'’\- ]+[^\W\d_]++)*+\.?")

# In front of a name, in a text in traditional script: no surname is written so; the right one follows.
_BROKEN_SURNAMES = dict(
    zip(
        "樸範於餘遊幹佔徵採夥準嶽薑鬱穀麴鐘瀋後係裡裏種蕭閆寧麵捲復黨僕隻檯鬥誌昇併閤衝鬍錶籤劃迴週",
        "朴范于余游干占征采伙准岳姜郁谷曲鍾沈后系里里种肖闫甯面卷复党仆只台斗志升并合冲胡表签划回周",
        strict=True,
    )
)
# These are right surnames in traditional script too, so they prove nothing.
_SOUND_SURNAMES = frozenset("蕭閆寧黨復週")
# Inside a given name these are hardly ever meant.
_BROKEN_GIVEN = dict(
    zip(
        "夥巖準徵佔鬆遊採薑穀麵鬥颱隻齣鬱嶽誌緻錶鬍鬚籲闆彆衝併迴週籤捲裡",
        "伙岩准征占松游采姜谷面斗台只出郁岳志致表胡须吁板别冲并回周签卷里",
        strict=True,
    )
)
# Written so in simplified script as well, at least in names.
_SIMPLIFIED_TOO = frozenset("乾徵於後甯淼堃喆像俱藉沈彷祇雠")


def surname_of(name: str) -> str:
    """The surname a Chinese name begins with, as printed; empty if it begins with none that is known."""
    flat = fold(name)
    if flat[:2] in COMPOUND_SURNAMES and len(name) > 2:
        return name[:2]
    return name[:1] if flat[:1] in SURNAMES else ""


def is_plain_name(word: str) -> bool:
    """Whether a word is surely a name by its shape: known surname and 2–3 characters, dotted, or Latin."""
    if _DOTTED_NAME.fullmatch(word) or is_latin_name(word):
        return True
    if not _HAN_NAME.fullmatch(word) or fold(word)[:2] in NO_NAMES:
        return False
    surname = surname_of(word)
    return bool(surname) and len(word) <= len(surname) + 2


def is_dotted_name(word: str) -> bool:
    """Whether a word is a name with a middle dot, as 阿依古丽·买买提."""
    return _DOTTED_NAME.fullmatch(word) is not None


def is_latin_name(word: str) -> bool:
    """Whether a word is made of letters of an alphabet, with blanks, dots, apostrophes, hyphens between."""
    return not re.search(rf"[{_HAN}]", word) and _LATIN_NAME.fullmatch(word) is not None


def looks_converted(name: str, script: Script = "hant") -> str | None:
    """The form a name probably had before a machine converted it, or None if nothing looks wrong.

    In traditional text: 樸峰 → 朴峰, 範曉 → 范曉. In simplified text a traditional character left in the
    name is the trace: 葉青 → 叶青. A suspicion only; the name itself is for an editor to decide.
    """
    restored = _restored_hant(name) if script == "hant" else _restored_hans(name)
    return restored if restored != name else None


def _restored_hant(name: str) -> str:
    first, rest = name[:1], name[1:]
    if first not in _SOUND_SURNAMES:
        first = _BROKEN_SURNAMES.get(first, first)
    return first + _replaced(rest, _BROKEN_GIVEN)


def _restored_hans(name: str) -> str:
    return "".join(char if char in _SIMPLIFIED_TOO else fold_table().get(ord(char), char) for char in name)


def _replaced(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)
