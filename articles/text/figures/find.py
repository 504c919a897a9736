"""Find every number with its unit, what it counts, and the sentence it stands in. One pass, linear.

Patterns are written in simplified script and read the folded text; dates and ordinals are no figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from articles.text.figures.numbers import chinese_number, scale_of
from articles.text.fold import fold
from articles.text.wordlists import words

_UNITS = words(
    "平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 海里 米 公顷 亩 公斤 千克 克 吨 升 千瓦时 兆瓦时 兆瓦 千瓦 度",
    "亿元 元 美元 欧元 港元 日元 英镑 人民币 个百分点 百分点 % ％ ‰ 个月 个 件 家 名 人次 人 户 项 座 栋 幢 条 台 辆",
    "艘 架 套 所 处 次 倍 场 期 批 种 类 门 对 例 张 只 头 棵 株 位 份 部 篇 册 本 班 列 班次 航次 标箱 天 小时 分钟 秒 岁",
    "周年 周 年 个小时 个工作日",
)
_BY_LENGTH = "|".join(sorted(map(re.escape, set(_UNITS) - {"亿元"}), key=lambda unit: -len(unit)))
_ONE = {
    "％": "%",
    "个百分点": "百分点",
    "个小时": "小时",
    "平方千米": "平方公里",
    "千米": "公里",
    "千克": "公斤",
}
_PREFIXES = words("超过 超 突破 逾 至少 不低于 不少于 不足 将近 接近 近 大约 约")
_NUMERALS = "一二两三四五六七八九十百千万亿零〇点"
_SCALE = "(?:万亿|[万亿])"
# 零 behind a time only joins it to the next: 两年零三个月 is 2年 and 3个月, and of these one numeral is enough.
_JOINT = "(?<=[年月天时]零)(?!点)"
_BEFORE_JOINT = "(?=(?:年|个月|天|个?小时)零[一二两三四五六七八九十])"
_WORDS = (
    rf"(?<![{_NUMERALS}])(?!零(?!点)(?<=[年月天时]零))[{_NUMERALS}]{{2,12}}+"
    rf"|{_JOINT}[{_NUMERALS}]{{1,12}}+(?=[多余]?(?:{_BY_LENGTH}))"
    rf"|(?<![{_NUMERALS}])[{_NUMERALS}]{_BEFORE_JOINT}"
)
_FIGURE = re.compile(
    rf"(?P<prefix>{'|'.join(_PREFIXES)})?(?<![第\d.,:：])"
    r"(?:(?P<per>[百千])分之(?:(?P<per_digits>\d{1,12}+(?:\.\d{1,6}+)?+)|(?P<per_words>[一二两三四五六七八九十百零〇点]{1,9}+))"
    rf"|(?P<low>\d{{1,12}}+(?:,\d{{3}})*+(?:\.\d{{1,6}}+)?+)(?P<low_scale>{_SCALE})?(?P<low_unit>{_BY_LENGTH})?"
    rf"(?:[～~—–－\-至到](?P<high>\d{{1,12}}+(?:,\d{{3}})*+(?:\.\d{{1,6}}+)?+)(?P<high_scale>{_SCALE})?)?"
    rf"(?P<more>[多余])?(?P<late_scale>{_SCALE})?(?P<unit>{_BY_LENGTH})?"
    rf"|(?P<words>{_WORDS})(?P<words_more>[多余])?(?P<words_unit>{_BY_LENGTH}))"
)
_MONTH_BEHIND = re.compile(r"\d{1,2}月|[底初末中]|度")
_SENTENCE_EDGE = re.compile(r"[。！？；\n]")
_PHRASE_EDGE = re.compile(r"[^\u3400-\u9fff]|[的等和与及为是在了有]")
_VERBS_BEFORE = re.compile(
    r"(?:(?:可|已|将|共|仅|就|只|约|累计|总共|合计|同比|达到|达|增至|增加到|增加|增长|提高|下降|减少|降低|突破|超过|超|新增))+\Z"
)
_YEAR = re.compile(r"(\d{4})年")
_BACKREFERENCE = ("该", "其", "此", "这", "项目", "建成", "投用", "总", "占地")
_LONGEST_PHRASE = 16
_WINDOW = 160


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its unit at `[start, end)`.

    `value` is in `unit`, 万 and 亿 multiplied out; `high` is the other end of a range. `prefix` (约, 超, 近, 多 …)
    says how exact it is. `before` and `after` are the words next to it, one of which names what is counted;
    `around` is its sentence, with the one before where it only says 该项目; `year` the year named last.
    Unit, prefix and words are in simplified script, `text` and `number` are as printed.
    """

    start: int
    end: int
    text: str
    number: str
    value: Decimal
    unit: str
    prefix: str = ""
    high: Decimal | None = None
    before: str = ""
    after: str = ""
    around: str = ""
    year: str = ""

    @property
    def thing(self) -> str:
        """What is counted, as far as the words next to the number say."""
        return self.before if len(self.before) > 1 else self.after


def ledger(text: str) -> list[Figure]:
    """All figures of a text in its order."""
    flat = fold(text)
    edges = [-1, *(edge.start() for edge in _SENTENCE_EDGE.finditer(flat)), len(flat)]
    figures: list[Figure] = []
    sentence, year = 0, ""
    for match in _FIGURE.finditer(flat):
        while edges[sentence + 1] < match.start():
            sentence += 1
            year = year if flat[edges[sentence]] != "\n" else ""
        year = _last_year(flat, edges[sentence] + 1, match.start()) or year
        read = _value(match)
        if read is None or _is_date(flat, match, read[1]):
            continue
        figures.append(_figure(text, flat, match, read, edges, sentence, year))
    return figures


_Read = tuple[Decimal, str, Decimal | None]


def _value(match: re.Match[str]) -> _Read | None:
    """Value, unit and upper end; None where there is no unit or no number."""
    if match["per"]:
        digits = match["per_digits"]
        number = Decimal(digits) if digits else chinese_number(match["per_words"])
        return None if number is None else (number, "%" if match["per"] == "百" else "‰", None)
    if match["words"]:
        number = chinese_number(match["words"])
        return None if number is None else (number, _unit(match["words_unit"]), None)
    return _in_digits(match)


def _in_digits(match: re.Match[str]) -> _Read | None:
    unit = match["unit"] or (match["low_unit"] if match["high"] is None else None)
    if unit is None:
        return None
    late = match["late_scale"] or ""
    low = _number(match["low"]) * scale_of(match["low_scale"] or match["high_scale"] or late)
    if match["high"] is None:
        return low, _unit(unit), None
    return low, _unit(unit), _number(match["high"]) * scale_of(match["high_scale"] or late)


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _unit(word: str) -> str:
    return _ONE.get(word, word)


def _is_date(flat: str, match: re.Match[str], unit: str) -> bool:
    """2025年, 25年7月, 2025—2030年 are no figures; 3年 and 99年 are."""
    if unit != "年":
        return False
    digits = match["high"] or match["low"] or ""
    return len(digits) > 3 or _MONTH_BEHIND.match(flat, match.end()) is not None


def _figure(
    text: str, flat: str, match: re.Match[str], read: _Read, edges: list[int], sentence: int, year: str
) -> Figure:
    start, end = match.span()
    low, high = edges[sentence] + 1, edges[sentence + 1]
    number = next(name for name in ("low", "per_digits", "per_words", "words") if match[name])
    return Figure(
        start,
        end,
        text[start:end],
        text[match.start(number) : match.end(number)],
        read[0],
        read[1],
        match["prefix"] or match["more"] or match["words_more"] or "",
        read[2],
        _phrase_before(flat, max(low, start - _LONGEST_PHRASE), start),
        _phrase_after(flat, end, min(high, end + _LONGEST_PHRASE)),
        _around(flat, edges, sentence, start),
        year,
    )


def _phrase_before(flat: str, low: int, start: int) -> str:
    """重大产业项目 of 等重大产业项目152个; verbs that only lead to the number are cut off."""
    phrase = _VERBS_BEFORE.sub("", flat[low:start])
    edges = list(_PHRASE_EDGE.finditer(phrase))
    return phrase[edges[-1].end() :] if edges else phrase


def _phrase_after(flat: str, end: int, high: int) -> str:
    """重大产业项目 of 152个重大产业项目."""
    phrase = flat[end:high].removeprefix("的")
    edge = _PHRASE_EDGE.search(phrase)
    return phrase[: edge.start()] if edge else phrase


def _around(flat: str, edges: list[int], sentence: int, at: int) -> str:
    """The sentence up to a window; one that opens with 该项目 is understood with the one before."""
    low = edges[sentence] + 1
    if sentence and flat[edges[sentence]] != "\n" and flat.startswith(_BACKREFERENCE, low):
        low = edges[sentence - 1] + 1
        if sentence > 1 and flat[edges[sentence - 1]] != "\n" and flat.startswith(_BACKREFERENCE, low):
            low = edges[sentence - 2] + 1
    return flat[max(low, at - _WINDOW) : min(edges[sentence + 1], at + _WINDOW)]


def _last_year(flat: str, low: int, high: int) -> str:
    found = _YEAR.findall(flat, max(low, high - _WINDOW), high)
    return str(found[-1]) if found else ""
