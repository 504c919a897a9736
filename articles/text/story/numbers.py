"""The number of a story in its series, where one of its titles says it: 之三, ③, （上）, 第三篇, 3/5.

Used by the story parser only.
"""

from __future__ import annotations

import re

from articles.text.fold import fold

_DIGITS = "零一二三四五六七八九"
_HAN = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚"
_UPPER_LOWER = {"上": 1, "中": 2}  # 下 is the second of two or the third of three: nobody can tell
_NUMBERS = (
    re.compile(rf"之(?P<han>{_HAN})(?=$|[】》）)\]：:丨｜|\s])"),
    re.compile(rf"(?P<circled>[{_CIRCLED}])"),
    re.compile(rf"第(?P<han>{_HAN})[篇期集章回]"),
    re.compile(r"第(?P<plain>\d{1,3})[篇期集章回]"),
    re.compile(rf"[（(](?P<han>{_HAN})[）)]$"),
    re.compile(r"[（(](?P<plain>\d{1,3})(?:/\d{1,3})?[）)]"),
    re.compile(r"[（(](?P<part>[上中])[）)]"),
    re.compile(r"[.·・](?P<plain>\d{1,2})[】》]?$"),
    re.compile(r"part (?P<plain>\d{1,3})\b"),
)
_LONGEST = 120


def number_in(*titles: str) -> int | None:
    """The first number that a title states, 1 to 999; None where none does."""
    for title in titles:
        flat = fold(title[:_LONGEST]).lower()
        for pattern in _NUMBERS:
            match = pattern.search(flat)
            number = _value(match) if match is not None else 0
            if number:
                return number
    return None


def _value(match: re.Match[str]) -> int:
    kinds = match.groupdict()
    if kinds.get("han"):
        return _from_han(kinds["han"])
    if kinds.get("circled"):
        return _CIRCLED.index(kinds["circled"]) + 1
    if kinds.get("part"):
        return _UPPER_LOWER[kinds["part"]]
    return int(kinds["plain"])


def _from_han(text: str) -> int:
    """三 is 3, 十二 is 12, 二十 is 20; anything else is 0."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.index(text) if len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
