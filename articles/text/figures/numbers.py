"""Numbers as printed, in digits or in Chinese numerals, to exact values. No floats anywhere."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
# At most one digit before each power, powers in falling order; 十 may open the number.
_SECTION = re.compile(
    r"(?:([一二两三四五六七八九])千)?(?:[零〇]?([一二两三四五六七八九])百)?"
    r"(?:[零〇]?([一二两三四五六七八九])?(十))?(?:([零〇])?([一二两三四五六七八九]))?"
)


def scale_of(word: str) -> Decimal:
    """What 万, 亿 and 万亿 multiply by; 1 for the empty word."""
    return Decimal(_SCALES[word])


def chinese_number(word: str) -> Decimal | None:
    """The value of a number in Chinese numerals (simplified), or None for what is none: 三四, 百万, 一二三.

    Reads whole numbers up to 万亿 and decimals behind 点.
    """
    whole, point, fraction = word.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return value
    if not fraction or any(char not in _DIGITS for char in fraction):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))


def _whole(word: str) -> Decimal | None:
    total = Decimal(0)
    for scale in ("亿", "万"):
        head, mark, behind = word.partition(scale)
        if not mark:
            continue
        section = _whole(head) if scale == "亿" else _section(head)
        # 一万五 is 15000 to some and a slip to others.
        if section is None or (len(behind) == 1 and behind in _DIGITS):
            return None
        total += section * _SCALES[scale]
        word = behind.removeprefix("零").removeprefix("〇")
        if not word:
            return total
    rest = _section(word)
    return None if rest is None else total + rest


def _section(word: str) -> Decimal | None:
    """A number below 万; None if it is empty, out of order, or short for something else (一百五)."""
    if word in ("零", "〇"):
        return Decimal(0)
    match = _SECTION.fullmatch(word)
    if match is None or not word:
        return None
    thousands, hundreds, tens, ten, zero, ones = match.groups()
    if ones and not ten and not zero and (hundreds or thousands):
        return None
    value = sum(
        _DIGITS[digit] * power
        for digit, power in ((thousands, 1000), (hundreds, 100), (ones, 1))
        if digit is not None
    )
    return Decimal(value + (10 * (_DIGITS[tens] if tens else 1) if ten else 0))


def plain(value: Decimal) -> str:
    """A value without exponent and without zeros behind the point: 226000000, 9.95."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
