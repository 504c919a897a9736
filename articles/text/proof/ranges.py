"""P and N: ranges and approximate numbers.

GB/T 15835-2011. Patterns are written in simplified script and read the folded copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text.proof.copy import Copy
from articles.text.proof.model import Example, Finding, Rule, gettext_noop

_DIGITS_OF = "零一两三四五六七八九"
_HYPHEN_RANGE = re.compile(
    r"(?<![\d.\-－–/A-Za-z])(\d++(?:\.\d++)?+)[-－–](\d++(?:\.\d++)?+)(?=([%‰万亿元个人名家吨米公平千年月日天倍℃岁]))"
)
_UNIT_DROPPED = re.compile(r"(?<![\d.%万亿])(\d[\d.]*+)([～~—])(\d[\d.]*+)(%|‰|万|亿)")
_MEASURES = "个|名|人|天|次|家|位|岁|公里|米|小时"
_ABOUT_IN_DIGITS = re.compile(rf"(?<![\d.、第])([1-9])、([1-9])(?={_MEASURES})")
_ABOUT_IN_CHINESE = re.compile(
    rf"(?<![、第。；：（(])(?<!^)([一二三四五六七八九十])、([二三四五六七八九])(?={_MEASURES}|百|千)",
    re.MULTILINE,
)
_AMOUNT = r"\d[\d.,]*+[万亿]?"
_ABOUT_TWICE = re.compile(rf"(?:大约|约|将近|近){_AMOUNT}[^\d，。、；！？\n]{{0,3}}?(左右|上下)")
_OVER_TWICE = re.compile(rf"(?:超过?|逾|突破|不低于|至少){_AMOUNT}[^\d，。、；！？\n]{{0,3}}?(以上)")


def hyphen_ranges(copy: Copy) -> Iterator[Finding]:
    """P09: a hyphen between two numbers with a unit."""
    for hit in _HYPHEN_RANGE.finditer(copy.flat):
        sign = "—" if hit[3] in "年月日" else "～"
        unit = copy.text[hit.start(3)] if hit[3] in "%‰万亿" else ""
        yield Finding(hit.start(), hit.end(), f"{hit[1]}{unit}{sign}{hit[2]}")


def dropped_units(copy: Copy) -> Iterator[Finding]:
    """P10: 15～30% reads as 15 to 30 percent; the unit belongs to both numbers."""
    for hit in _UNIT_DROPPED.finditer(copy.flat):
        unit = copy.text[hit.start(4) : hit.end(4)]
        sign = "～" if hit[2] == "~" else hit[2]
        yield Finding(hit.start(), hit.end(), f"{hit[1]}{unit}{sign}{hit[3]}{unit}")


def approximate_digits(copy: Copy) -> Iterator[Finding]:
    """N02: an approximate number in digits, 3、4个月."""
    for hit in _ABOUT_IN_DIGITS.finditer(copy.flat):
        low, high = int(hit[1]), int(hit[2])
        if low >= high:
            continue
        words = _DIGITS_OF[low] + _DIGITS_OF[high]
        if copy.script == "hant":
            words = words.replace("两", "兩")
        yield Finding(hit.start(), hit.end(), words)


def approximate_comma(copy: Copy) -> Iterator[Finding]:
    """N03: 、 inside an approximate number; 一、三个坚持 at the head of a clause is numbering."""
    for hit in _ABOUT_IN_CHINESE.finditer(copy.flat):
        yield Finding(hit.start(), hit.end(), hit[1] + hit[2])


def about_twice(copy: Copy) -> Iterator[Finding]:
    """N05: 约 and 左右 say the same."""
    for hit in _ABOUT_TWICE.finditer(copy.flat):
        yield Finding(hit.start(), hit.end(), copy.text[hit.start() : hit.start(1)])


def over_twice(copy: Copy) -> Iterator[Finding]:
    """N06: 超过 and 以上 say the same."""
    for hit in _OVER_TWICE.finditer(copy.flat):
        yield Finding(hit.start(), hit.end(), copy.text[hit.start() : hit.start(1)])


RULES = (
    Rule(
        "P09",
        "warn",
        gettext_noop("Hyphen in a range of numbers"),
        hyphen_ranges,
        (
            Example("2021-2025年", "2021—2025年"),
            Example("增長15%，2-3萬人", "增長15%，2萬～3萬人", "hant"),
        ),
        fine=("2026-01-02", "电话0411-12345678", "比分3-2"),
    ),
    Rule(
        "P10",
        "warn",
        gettext_noop("Unit missing behind the first number of a range"),
        dropped_units,
        (
            Example("增长15～30%", "增长15%～30%"),
            Example("9~16亿元", "9亿～16亿元"),
            Example("9～16億元", "9億～16億元", "hant"),
        ),
        fine=("2021—2025年", "3～5个"),
    ),
    Rule(
        "N02",
        "warn",
        gettext_noop("Approximate number in digits"),
        approximate_digits,
        (
            Example("用了3、4个月", "用了三四个月"),
            Example("用了3、4個月", "用了三四個月", "hant"),
            Example("2、3家企业", "两三家企业"),
        ),
        fine=("第1、2次会议", "1、2、3个"),
    ),
    Rule(
        "N03",
        "warn",
        gettext_noop("、 inside an approximate number"),
        approximate_comma,
        (
            Example("用了三、四个月", "用了三四个月"),
            Example("用了三、四個月", "用了三四個月", "hant"),
        ),
        fine=("一、三个坚持", "第一、二次", "一、二、三家"),
    ),
    Rule(
        "N05",
        "warn",
        gettext_noop("约 and 左右 together"),
        about_twice,
        (
            Example("约300人左右", "约300人"),
            Example("將近300人上下", "將近300人", "hant"),
        ),
        fine=("约300人", "300人左右"),
    ),
    Rule(
        "N06",
        "warn",
        gettext_noop("超过 and 以上 together"),
        over_twice,
        (
            Example("超过5000亿元以上", "超过5000亿元"),
            Example("超過5000億元以上", "超過5000億元", "hant"),
        ),
        fine=("超过5000亿元", "5000亿元以上"),
    ),
)
