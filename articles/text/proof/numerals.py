"""N: how numbers and their units are printed – years, 千 and 百, percent, currency, units of measurement.

GB/T 15835-2011.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from articles.text.proof.copy import Copy
from articles.text.proof.model import Example, Finding, Rule, gettext_noop

_DIGITS_OF = "零一二三四五六七八九"
_SHORT_YEAR = re.compile(r"(?<![\d—～~-])(\d{2})年(?=\d{1,2}月)")
_DIGITS_AND_SOME = re.compile(r"(?<![\d.])(\d++)几(?!何)")
_FALLS_TIMES = re.compile(r"(?:减少|下降|降低|缩短|缩小|减低)了?[\d.一二两三四五六七八九十]++倍")
_PERCENT_POINT = re.compile(r"[%％‰](个?百分点)")
_LONG_BEFORE_WAN = re.compile(r"(?<![\d.])(\d{5,12}(?:\.\d{1,6})?)万(?!亿)")
_DIGIT_AND_THOUSAND = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{1,3})?)(?:(千)(?![米克瓦卡伏赫字帕焦牛安分帧兆升])|(百)(?![分帕]))"
)
_UNIT_CASE = re.compile(r"(?<=\d)([ \u00a0]?)(KM|Km|KG|Kg|KWH|kwh|Kwh|KW(?!h)|MM|CM)(?![A-Za-z])")
_UNITS = {"km": "km", "kg": "kg", "kwh": "kWh", "kw": "kW", "mm": "mm", "cm": "cm"}
_CURRENCY_TWICE = re.compile(
    r"[¥￥$][ \u00a0]?(\d[\d.,]*+[万亿]?(?:元|美元))|(?<=\d)([ \u00a0]?元)(?:RMB|人民币)"
)
_ZERO_YEAR = re.compile(
    r"(?<![一二三四五六七八九零〇百千万])([一二][一二三四五六七八九零0OＯo○〇]{3})(?=年|[—～至-][一二])"
)
_WRONG_ZERO = re.compile("[零0OＯo○]")


def short_years(copy: Copy) -> Iterator[Finding]:
    """N01: a year of two digits before a month."""
    today = copy.context.date or date(2026, 1, 1)
    for hit in _SHORT_YEAR.finditer(copy.flat):
        century = "20" if int(hit[1]) <= today.year % 100 + 10 else "19"
        yield Finding(hit.start(), hit.end(), f"{century}{hit[1]}年")


def digits_and_some(copy: Copy) -> Iterator[Finding]:
    """N04: digits before 几."""
    for hit in _DIGITS_AND_SOME.finditer(copy.flat):
        some = copy.text[hit.end() - 1]
        words = _tens(int(hit[1])) if len(hit[1]) == 2 and hit[1].endswith("0") else ""
        yield Finding(hit.start(), hit.end(), words + some if words else "")


def _tens(number: int) -> str:
    """10 … 90 in words."""
    return ("" if number < 20 else _DIGITS_OF[number // 10]) + "十"


def falls_by_times(copy: Copy) -> Iterator[Finding]:
    """N07: nothing can fall by more than itself."""
    for hit in _FALLS_TIMES.finditer(copy.flat):
        yield Finding(hit.start(), hit.end())


def percent_points(copy: Copy) -> Iterator[Finding]:
    """N08: a percent sign before 百分点."""
    for hit in _PERCENT_POINT.finditer(copy.flat):
        yield Finding(hit.start(), hit.end(), copy.text[hit.start(1) : hit.end(1)])


def long_number_before_wan(copy: Copy) -> Iterator[Finding]:
    """N09: from a hundred million on, 亿 reads better than 万."""
    for hit in _LONG_BEFORE_WAN.finditer(copy.flat):
        value = _plain(Decimal(hit[1]) / 10000)
        yield Finding(hit.start(), hit.end(), f"{value}{'億' if copy.script == 'hant' else '亿'}")


def digit_and_thousand(copy: Copy) -> Iterator[Finding]:
    """N10: a digit before 千 or 百, where only 万 and 亿 may follow digits; units (千米) are exempt."""
    for hit in _DIGIT_AND_THOUSAND.finditer(copy.flat):
        value = _plain(Decimal(hit[1]) * (1000 if hit[2] else 100))
        yield Finding(hit.start(), hit.end(), value if "." not in value else "")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_case(copy: Copy) -> Iterator[Finding]:
    """N13: capitals in units of measurement."""
    for hit in _UNIT_CASE.finditer(copy.text):
        yield Finding(hit.start(2), hit.end(2), _UNITS[hit[2].lower()])


def currency_twice(copy: Copy) -> Iterator[Finding]:
    """N14: the currency before and behind the amount."""
    for hit in _CURRENCY_TWICE.finditer(copy.flat):
        group = 1 if hit[1] else 2
        yield Finding(hit.start(), hit.end(), copy.text[hit.start(group) : hit.end(group)])


def zero_in_years(copy: Copy) -> Iterator[Finding]:
    """N15: 零 or a letter for 〇 in a year in Chinese numerals."""
    for hit in _ZERO_YEAR.finditer(copy.flat):
        if _WRONG_ZERO.search(hit[1]):
            yield Finding(hit.start(1), hit.end(1), _WRONG_ZERO.sub("〇", hit[1]))


RULES = (
    Rule(
        "N01",
        "warn",
        gettext_noop("Year of two digits"),
        short_years,
        (
            Example("25年7月中旬", "2025年7月中旬"),
            Example("98年5月", "1998年5月", "hant"),
        ),
        fine=("2025年7月", "有期徒刑10年3个月"),
    ),
    Rule(
        "N04",
        "warn",
        gettext_noop("几 behind digits"),
        digits_and_some,
        (
            Example("来了20几个人", "来了二十几个人"),
            Example("來了20幾個人", "來了二十幾個人", "hant"),
        ),
        fine=("来了几个人", "解第3几何题"),
    ),
    Rule(
        "N07",
        "warn",
        gettext_noop("A fall counted in multiples"),
        falls_by_times,
        (
            Example("能耗下降了2倍", "能耗下降了一半"),
            Example("能耗下降兩倍", "能耗下降50%", "hant"),
        ),
        fine=("产量增长2倍",),
    ),
    Rule(
        "N08",
        "warn",
        gettext_noop("Percent sign in front of 百分点"),
        percent_points,
        (
            Example("提高3.2%个百分点", "提高3.2个百分点"),
            Example("提高3.2%個百分點", "提高3.2個百分點", "hant"),
        ),
        fine=("提高3.2%", "提高3.2个百分点"),
    ),
    Rule(
        "N09",
        "info",
        gettext_noop("Number in 万 that reads better in 亿"),
        long_number_before_wan,
        (
            Example("总投资22600万元", "总投资2.26亿元"),
            Example("總投資22600萬元", "總投資2.26億元", "hant"),
        ),
        fine=("总投资2260万元",),
    ),
    Rule(
        "N10",
        "warn",
        gettext_noop("Digits in front of 千 or 百"),
        digit_and_thousand,
        (
            Example("来了3千人", "来了3000人"),
            Example("來了5百人", "來了500人", "hant"),
        ),
        fine=("3千米", "5千瓦", "5百分", "2025百强企业"),
    ),
    Rule(
        "N13",
        "info",
        gettext_noop("Capitals in a unit of measurement"),
        unit_case,
        (Example("长36KM", "长36km"), Example("重5KG", "重5kg", "hant")),
        fine=("36km", "5kWh"),
    ),
    Rule(
        "N14",
        "warn",
        gettext_noop("Currency named twice"),
        currency_twice,
        (
            Example("售价¥100元", "售价100元"),
            Example("售價100元人民幣", "售價100元", "hant"),
        ),
        fine=("¥100", "100元"),
    ),
    Rule(
        "N15",
        "warn",
        gettext_noop("Wrong zero in a year in Chinese numerals"),
        zero_in_years,
        (
            Example("二零二五年", "二〇二五年"),
            Example("二O二五年", "二〇二五年", "hant"),
        ),
        fine=("二〇二五年", "一百零二年"),
    ),
)
