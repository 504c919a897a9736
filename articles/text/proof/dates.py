"""N: dates that cannot be, weekdays that do not fit them, 今日 and 昨日 against the day of publication.

A date without a year is taken to be the one nearest to the day of publication; without that day it is only
asked whether it can exist at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from articles.text.proof.copy import Copy
from articles.text.proof.model import Context, Example, Finding, Rule, gettext_noop

_DAYS = "一二三四五六日"
_DATE = re.compile(
    r"(?<![\d.])(?:(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日"
    r"(?:[，,]?[（(]?(星期|周|礼拜)([一二三四五六日天]))?"
)
# 1月5日周一凡 is a name, 1月5日周日报 a paper.
_BEHIND_WEEKDAY = re.compile(r"[^\u3400-\u9fff]|[上下早晚中凌举开起将在]|\Z")
_NUMERIC_DATE = re.compile(r"(?<![\d\-/.])(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?![\d\-/])")
_OFFSETS = {"前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0}
_OFFSETS |= {"明天": 1, "明日": 1, "后天": 2, "后日": 2}
_WORD = "|".join(_OFFSETS)
_WORD_FIRST = re.compile(rf"({_WORD})[（(]((?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日)[）)]")
_DATE_FIRST = re.compile(rf"(?<!\d)((?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日)[（(]({_WORD})[）)]")

_WRONG_WEEKDAY = gettext_noop("Wrong weekday: %(date)s is 星期%(day)s")
_IMPOSSIBLE = gettext_noop("There is no such date")
_OTHER_DAY = gettext_noop("Seen from the day of publication, %(word)s is %(date)s")

_NEW_YEAR_WEEK = Context(date=date(2026, 1, 8))


def impossible_dates(copy: Copy) -> Iterator[Finding]:
    """N11: 2月30日, and a weekday that is not that of the date."""
    for hit in _DATE.finditer(copy.flat):
        year = int(hit[1]) if hit[1] else None
        if not _exists(year, int(hit[2]), int(hit[3])):
            yield Finding(hit.start(), hit.end(3) + 1, message=_IMPOSSIBLE)
        elif hit[5]:
            yield from _weekday(copy, hit, _resolve(year, int(hit[2]), int(hit[3]), copy.context.date))
    for hit in _NUMERIC_DATE.finditer(copy.flat):
        if not _exists(int(hit[1]), int(hit[3]), int(hit[4])):
            yield Finding(hit.start(), hit.end(), message=_IMPOSSIBLE)


def _weekday(copy: Copy, hit: re.Match[str], day: date | None) -> Iterator[Finding]:
    if day is None or _DAYS[day.weekday()] == hit[5].replace("天", "日"):
        return
    if not _BEHIND_WEEKDAY.match(copy.flat, hit.end()):
        return
    right = _DAYS[day.weekday()]
    params = {"date": chinese_date(day), "day": right}
    prefix = copy.text[hit.start(4) : hit.end(4)]
    yield Finding(hit.start(4), hit.end(5), prefix + right, _WRONG_WEEKDAY, params)


def relative_day(copy: Copy) -> Iterator[Finding]:
    """N12: 昨日（1月5日） in a piece that appears on the eighth."""
    today = copy.context.date
    if today is None:
        return
    for hit in _WORD_FIRST.finditer(copy.flat):
        yield from _compare(today, hit, hit.group(1, 3, 4, 5), hit.span(2))
    for hit in _DATE_FIRST.finditer(copy.flat):
        yield from _compare(today, hit, hit.group(5, 2, 3, 4), hit.span(1))


def _compare(
    today: date, hit: re.Match[str], parts: tuple[str | None, ...], span: tuple[int, int]
) -> Iterator[Finding]:
    """Report the printed date where the word means another day; parts it does not print are not compared."""
    word, year, month, day = parts
    try:
        meant = today + timedelta(days=_OFFSETS[word or "今日"])
    except OverflowError:
        return
    printed = tuple(int(part) if part else None for part in (year, month, day))
    wanted = (meant.year, meant.month, meant.day)
    if all(given in (None, right) for given, right in zip(printed, wanted, strict=True)):
        return
    suggestion = (
        (f"{meant.year}年" if year else "") + (f"{meant.month}月" if month else "") + f"{meant.day}日"
    )
    params = {"word": word or "", "date": chinese_date(meant)}
    yield Finding(*span, suggestion, _OTHER_DAY, params)


def chinese_date(day: date) -> str:
    """2026年1月8日, written alike in both scripts."""
    return f"{day.year}年{day.month}月{day.day}日"


def _exists(year: int | None, month: int, day: int) -> bool:
    """Whether the date can be; 29 February of an unknown year can."""
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def _resolve(year: int | None, month: int, day: int, today: date | None) -> date | None:
    """The date meant, or None where the year cannot be known."""
    if year is not None:
        return date(year, month, day)
    if today is None:
        return None
    candidates = [
        date(near, month, day)
        for near in range(max(1, today.year - 1), min(9999, today.year + 1) + 1)
        if _exists(near, month, day)
    ]
    return min(candidates, key=lambda one: abs(one - today), default=None)


RULES = (
    Rule(
        "N11",
        "block",
        gettext_noop("Impossible date or wrong weekday"),
        impossible_dates,
        (
            Example("2月30日开工", "2月28日开工"),
            Example("2026年1月1日（星期五）", "2026年1月1日（星期四）"),
            Example("2025年2月29日", "2024年2月29日", "hant"),
            Example("1月1日，周五", "1月1日，周四", "hans", _NEW_YEAR_WEEK),
            Example("2026-02-30", "2026-02-28"),
        ),
        fine=("1月1日（星期五）", "13月刊", "版本2026-13"),
    ),
    Rule(
        "N12",
        "warn",
        gettext_noop("今日, 昨日 or 明日 with another date"),
        relative_day,
        (
            Example("昨日（1月5日）开工", "昨日（1月7日）开工", "hans", _NEW_YEAR_WEEK),
            Example("今天（7日）開工", "今天（8日）開工", "hant", _NEW_YEAR_WEEK),
            Example("1月5日（昨天）", "1月7日（昨天）", "hans", _NEW_YEAR_WEEK),
        ),
        fine=("昨日（1月5日）开工",),
    ),
)
