"""Words that mean another day on another day: 今日, 去年, 下周. Find them, resolve them, and notice a shift.

Pure functions for both scripts. `guard(text, written=…, planned=…)` is asked whenever the day of publication is
set or moved; nothing here changes the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta

from articles.text.fold import fold
from articles.text.proof.model import gettext_noop
from articles.text.wordlists import words


@dataclass(frozen=True, slots=True)
class Span:
    """The days a word means, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        """As printed in both scripts, as short as the days allow: 2026年, 2026年1月, 2026年1月2日."""
        first, last = self.first, self.last
        if first == last:
            return f"{first.year}年{first.month}月{first.day}日"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year}年"
        if self == _month(first, 0):
            return f"{first.year}年{first.month}月"
        return f"{Span(first, first)}—{Span(last, last)}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relative word at `[start, end)`. `key` is its simplified form without doubling (今年年底 is 今年底)."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A phrase that meant `was` on the day of writing and will mean `now` to the reader.

    `message` is an English msgid for `params`.
    """

    start: int
    end: int
    text: str
    was: Span
    now: Span
    message: str
    params: dict[str, str] = field(default_factory=dict, hash=False)


_MEANS_NOW = gettext_noop("“%(phrase)s” meant %(was)s when it was written; readers will take it for %(now)s")

Resolver = Callable[[date], Span]


def _bounded(year: int, month: int, day: int) -> date:
    """A date inside the calendar, at its edge where the year is beyond it."""
    return date(min(max(year, MINYEAR), MAXYEAR), month, day)


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _days(first: int, last: int | None = None) -> Resolver:
    return lambda day: Span(_shifted(day, first), _shifted(day, first if last is None else last))


def _years(offset: int) -> Resolver:
    return lambda day: Span(_bounded(day.year + offset, 1, 1), _bounded(day.year + offset, 12, 31))


def _months_of_year(offset: int, first: int, last: int) -> Resolver:
    """Months `first` to `last` of the year `offset` away."""
    return lambda day: Span(
        _bounded(day.year + offset, first, 1), _month(_bounded(day.year + offset, last, 1), 0).last
    )


def _month(day: date, offset: int) -> Span:
    months = day.year * 12 + day.month - 1 + offset
    first = _bounded(months // 12, months % 12 + 1, 1)
    following = (
        date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < MAXYEAR else None
    )
    last = following - timedelta(days=1) if following else date(first.year, 12, 31)
    return Span(first, last)


def _months(offset: int) -> Resolver:
    return lambda day: _month(day, offset)


def _part_of_month(offset: int, first: int, last: int) -> Resolver:
    """Days of a month, as 月初 and 月底 mean them; `last` 31 is the end of any month."""

    def resolve(day: date) -> Span:
        month = _month(day, offset)
        return Span(
            month.first.replace(day=first), month.last if last > 28 else month.first.replace(day=last)
        )

    return resolve


def _weeks(offset: int, weekday: int | None = None) -> Resolver:
    """The week `offset` away, Monday to Sunday, or one day of it."""

    def resolve(day: date) -> Span:
        monday = 7 * offset - day.weekday()
        return _days(monday, monday + 6)(day) if weekday is None else _days(monday + weekday)(day)

    return resolve


def _quarter(offset: int) -> Resolver:
    def resolve(day: date) -> Span:
        start = 3 * ((day.month - 1) // 3 + offset) - (day.month - 1)
        return Span(_month(day, start).first, _month(day, start + 2).last)

    return resolve


# Rough words: what was recent stays recent for a week, and so on. Days that do not count as a shift.
_ROUGH = {"近日": 7, "日前": 7, "近期": 21, "连日来": 7, "近来": 21, "过去一年": 31, "一年来": 31}

_RESOLVERS: dict[str, Resolver] = {
    **dict.fromkeys(words("今日 今天 今晨 今早 今晚 今夜"), _days(0)),
    **dict.fromkeys(words("昨日 昨天 昨晚 昨夜 昨晨"), _days(-1)),
    **dict.fromkeys(words("明日 明天 明晨 明早 明晚"), _days(1)),
    **dict.fromkeys(words("前日 前天 前晚"), _days(-2)),
    **dict.fromkeys(words("后日 后天"), _days(2)),
    **dict.fromkeys(words("近日 日前 连日来"), _days(-7, 0)),
    **dict.fromkeys(words("近期 近来"), _days(-30, 0)),
    **dict.fromkeys(words("过去一年 一年来"), _days(-365, 0)),
    **dict.fromkeys(words("今年 年内"), _years(0)),
    "去年": _years(-1),
    "前年": _years(-2),
    "明年": _years(1),
    "后年": _years(2),
    **dict.fromkeys(words("本月 这个月"), _months(0)),
    **dict.fromkeys(words("上月 上个月"), _months(-1)),
    **dict.fromkeys(words("下月 下个月"), _months(1)),
    **dict.fromkeys(words("本季度"), _quarter(0)),
    "上季度": _quarter(-1),
    "下季度": _quarter(1),
    **dict.fromkeys(words("本周 这周 本星期"), _weeks(0)),
    **dict.fromkeys(words("上周 上星期"), _weeks(-1)),
    **dict.fromkeys(words("下周 下星期"), _weeks(1)),
}
_YEAR_WORDS = {"": 0, "今年": 0, "去年": -1, "前年": -2, "明年": 1}
_YEAR_PARTS = {
    **dict.fromkeys(words("年初"), (1, 2)),
    **dict.fromkeys(words("年中"), (6, 7)),
    **dict.fromkeys(words("年底 年末 岁末"), (12, 12)),
    "上半年": (1, 6),
    "下半年": (7, 12),
}
for _word, _offset in _YEAR_WORDS.items():
    for _part, (_first, _last) in _YEAR_PARTS.items():
        _RESOLVERS[_word + _part.removeprefix("年" if _word else "")] = _months_of_year(
            _offset, _first, _last
        )
for _word, _offset in {"": 0, "本": 0, "上": -1, "下": 1}.items():
    _RESOLVERS[f"{_word}月初"] = _part_of_month(_offset, 1, 10)
    _RESOLVERS[f"{_word}月中旬"] = _part_of_month(_offset, 11, 20)
    _RESOLVERS[f"{_word}月底"] = _part_of_month(_offset, 21, 31)
for _word, _offset in {"本": 0, "这": 0, "上": -1, "下": 1}.items():
    for _name in ("周", "星期"):
        for _weekday, _char in enumerate("一二三四五六日"):
            _RESOLVERS[f"{_word}{_name}{_char}"] = _weeks(_offset, _weekday)
    _RESOLVERS[f"{_word}周末"] = _weeks(_offset, 5)

# Written with the year twice: 今年年底 is 今年底.
_SPELLINGS = {
    f"{word}{part}": f"{word}{part.removeprefix('年')}"
    for word in _YEAR_WORDS
    if word
    for part in _YEAR_PARTS
} | {f"{word}{name}天": f"{word}{name}日" for word in "本这上下" for name in ("周", "星期")}
_PHRASE = re.compile("|".join(sorted({*_RESOLVERS, *_SPELLINGS}, key=len, reverse=True)))
# Places where the same characters are something else. Checked in front of and behind the phrase.
_BEFORE = {
    "今": re.compile(r"[古如当迄]\Z"),
    "去年": re.compile(r"过\Z"),
    "前": re.compile(r"[目以从此之先空眼年月日天周期\d]\Z"),
    "后": re.compile(r"[先以之此最今然午雨饭课\d年月日天]\Z"),
    "年": re.compile(
        r"[\d〇一二三四五六七八九十两几数年今去明前后当每同历往翌次近整全大青少中老成壮童常多百千学]\Z"
    ),
    "月": re.compile(r"[\d一二三四五六七八九十正腊每当同次翌个]\Z"),
    "上半年": re.compile(r"[年\d]\Z"),
    "下半年": re.compile(r"[年\d]\Z"),
    "本": re.compile(r"[基根原日资成版书剧样]\Z"),
    "上": re.compile(r"[以之]\Z"),
    "明": re.compile(r"[好文光说声发证透聪表阐]\Z"),
    "日前": re.compile(r"[\d一二三四五六七八九十今昨明节生假元末周平整当次首即落旦庆往每终限工]\Z"),
    "近": re.compile(r"[最附邻临将接靠\d]\Z"),
    "岁": re.compile(r"\d\Z"),
    "一年来": re.compile(r"[\d十一二三四五六七八九近]\Z"),
}
_AROUND_US = "[边围期转刊长]"
_BEHIND = {
    "今日": re.compile("头条|说法|关注"),
    "明天": re.compile("会更|更加?[美好]|的希望"),
    "前天": re.compile("[气空]"),
    "后天": re.compile("[的性气空]|努力|形成|培养|养成"),
    "今年": re.compile("[代轻]"),
    "去年": re.compile("代"),
    **dict.fromkeys(("本周", "上周", "下周", "这周"), re.compile(_AROUND_US)),
    **dict.fromkeys(("本月", "上月", "下月"), re.compile("[球亮台刊饼色]")),
    **dict.fromkeys(("年初", "月初"), re.compile("[一二三四五六七八九十]")),
    "年中": re.compile("[国华央间]"),
    "近日": re.compile("点"),
}
_TITLE = re.compile(r"《[^《》\n]{1,100}》")


def find(text: str) -> list[Phrase]:
    """All relative words of a text in its order; those in titles, and after an explicit year, are none."""
    flat = _TITLE.sub(lambda title: "\n" * len(title[0]), fold(text))
    return list(_phrases(text, flat))


def _phrases(text: str, flat: str) -> Iterator[Phrase]:
    at = 0
    while (match := _PHRASE.search(flat, at)) is not None:
        start, end = match.span()
        if _is_relative(flat, match):
            yield Phrase(start, end, text[start:end], _SPELLINGS.get(match[0], match[0]))
            at = end
        else:
            at = start + 1


def _is_relative(flat: str, match: re.Match[str]) -> bool:
    """Whether the characters are the word, and not a piece of 目前, 如今, 2025年初, 后天努力."""
    word = match[0]
    before = flat[max(0, match.start() - 1) : match.start()]
    for head, pattern in _BEFORE.items():
        if word.startswith(head) and pattern.search(before):
            return False
    behind = _BEHIND.get(word)
    return behind is None or behind.match(flat, match.end()) is None


def resolve(phrase: Phrase | str, day: date) -> Span:
    """What a phrase, or its simplified words, means to somebody who reads it on a day.

    Raises `KeyError` for words that are no phrase of ours.
    """
    key = phrase.key if isinstance(phrase, Phrase) else _SPELLINGS.get(phrase, phrase)
    return _RESOLVERS[key](day)


def guard(text: str, *, written: date, planned: date) -> list[Shift]:
    """The phrases whose meaning changes between two days: drafted and planned, or planned before and now.

    Rough words (近日) shift only when the days are further apart than the word is vague.
    """
    if written == planned:
        return []
    shifts: list[Shift] = []
    for phrase in find(text):
        was, now = resolve(phrase, written), resolve(phrase, planned)
        if was == now or abs((planned - written).days) <= _ROUGH.get(phrase.key, 0):
            continue
        params = {"phrase": phrase.text, "was": str(was), "now": str(now)}
        shifts.append(Shift(phrase.start, phrase.end, phrase.text, was, now, _MEANS_NOW, params))
    return shifts
