"""How the number of a part is printed: 之三, ③, 中, 第三期, 【03】, 3. Pure; traditional forms come from a table here.

Used by `series.publishing` (frozen into public rows) and by the desk.
"""

from __future__ import annotations

from articles.models.published import Script

_DIGITS = "零一二三四五六七八九"
_UPPER = {2: "上下", 3: "上中下"}
# 第一篇 and its kin: the same sign in both scripts
_ORDINALS = {"piece": "篇", "issue": "期", "episode": "集", "chapter": "章"}
_FIGURES = {
    "issue_no": "第{number}期",
    "bracket": "【{number:02d}】",
    "pipe": "{number:02d}丨",
    "plain": "{number}",
    "none": "",
}


def part_label(number: int, style: str, *, script: str, total: int = 0) -> str:
    """The printed label of part `number`; "" for a series that prints none.

    `style` is a `Series.LabelStyle`; `total` is the number of slots, needed by 上/中/下, which exist for two and three
    parts only, and by fractions; without it both fall back, to 之N and to the bare number. Circled figures exist up
    to 50 and fall back to 之N.
    """
    if style == "circled" and 1 <= number <= 50:
        return _circled(number)
    if style == "upper" and number <= total and total in _UPPER:
        return _UPPER[total][number - 1]
    if style in _ORDINALS:
        return f"第{chinese(number)}{_ORDINALS[style]}"
    if style in _FIGURES:
        return _FIGURES[style].format(number=number)
    if style == "fraction":
        return f"{number}／{total}" if number <= total else str(number)
    return f"之{chinese(number)}" if script in Script.values else str(number)


def chinese(number: int) -> str:
    """A whole number from 1 to 999 in Chinese numerals: 12 is 十二, 105 is 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "") or "零"


def _circled(number: int) -> str:
    """① to ⑳, ㉑ to ㉟ and ㊱ to ㊿ stand in three blocks of Unicode."""
    if number <= 20:
        return chr(0x2460 + number - 1)
    return chr(0x3251 + number - 21) if number <= 35 else chr(0x32B1 + number - 36)
