"""Where a conversion to traditional script may have chosen the wrong character: 怕冲 is 怕沖, 头发 is 頭髮.

A dictionary decides words it knows; what it leaves – a character by itself, or words cut apart wrongly – is a doubt, with
what was chosen and what else it could be. Pure functions; advice only, nothing here changes the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import rjieba

from articles.text.protect import Mask, protect
from articles.text.scripts import Variant, to_hant
from articles.text.wordlists import words

# A simplified character and the traditional ones it may stand for. Doubtful wherever it stands by itself.
_EITHER = words(
    "后後后 干幹乾干 发發髮 面面麵 里裡里 征徵征 余餘余 范範范 系系係繫 只只隻 复復複覆 历歷曆 钟鐘鍾 尽盡儘 斗鬥斗 谷谷穀",
    "胡胡鬍 卷卷捲 松松鬆 咸鹹咸 朴樸朴 舍舍捨 术術朮 须須鬚 郁郁鬱 折折摺 志志誌 制制製 致致緻 准准準 种種种 周周週",
    "筑築筑 游游遊 占占佔 丑醜丑 淀淀澱 恶惡噁 刮刮颳 伙伙夥 姜姜薑 据據据 夸誇夸 帘簾帘 霉黴霉 辟闢辟 签簽籤 扎扎紮",
    "脏髒臟 采採采 吁籲吁 欲欲慾 汇匯彙 划劃划 坛壇罈 团團糰 托托託 冲沖衝 熏熏薰 并並併并 云雲云 蒙蒙矇濛 弥彌瀰 台臺台颱",
    "于於于 仆僕仆 困困睏 御御禦 岳岳嶽 佣傭佣 闲閒閑 暗暗闇 漓漓灕 沈沈瀋 向向嚮 鉴鑑鑒 厘厘釐 杰傑杰",
)
# Nearly always the first, and doubtful only where another one was chosen.
_SELDOM = words(
    "回回迴 出出齣 家家傢 升升昇陞 借借藉 曲曲麴 合合閤 别別彆 板板闆 幸幸倖 累累纍 表表錶 了了瞭 才才纔 注注註 千千韆",
    "秋秋鞦 当當噹 冬冬鼕 哄哄鬨 呆呆獃 布布佈 奸奸姦 欢歡懽 症症癥 价價价 适適适 腊臘腊 听聽听 确確确 愿願愿 凶凶兇",
)
_OPTIONS = {entry[0]: entry[1:] for entry in (*_EITHER, *_SELDOM)}
_ONLY_CHANGED = frozenset(entry[0] for entry in _SELDOM)
_HONG_KONG = str.maketrans("裡臺", "裏台")
_COUNTED = r"[\d一二三四五六七八九十百千万亿两几数多半这那每]"
# Places that leave no doubt about a character by itself: what is in front of it, what is behind it, what was chosen.
_SURE: tuple[tuple[str, re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (char, re.compile(before + r"\Z"), re.compile(after), chosen)
    for char, before, after, chosen in (
        ("后", r"(?<![皇太王母])", r"(?![妃宫稷羿])", "後"),
        ("里", r"[\u3400-\u9fff](?<![\d一二三四五六七八九十百千万两几数公华英海])", "", "裡裏"),
        ("只", rf"(?<!{_COUNTED})", r"(?![，。、；])", "只"),
        ("台", rf"{_COUNTED}", "", "臺台"),
        ("周", rf"{_COUNTED}", "", "週"),
        ("种", "", "", "種"),
        ("于", "", r"\d|[\u3400-\u9fff](?![说称表介])", "於"),
        ("并", r"[，、；]", "", "並"),
        ("向", "", "", "向"),
        ("占", "", "", "占佔"),
    )
)
# The other way: one traditional character for two simplified ones, or one that some words keep.
_UNSURE_BACK = re.compile("[著乾藉瞭徵覆餘夥鍾於畫閤昇陞喫捲黏]")
_CLAUSE = re.compile(r"[^\u3400-\u9fff\w]")
_LONGEST_TERM = 10


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place `[start, end)` of the text: what it was converted to, and what else it may be, all of one length."""

    start: int
    end: int
    text: str
    chosen: str
    others: tuple[str, ...]


def doubts(
    text: str,
    names: Mapping[str, str] | None = None,
    terms: Mapping[str, str] | None = None,
    variant: Variant = "tw",
) -> list[Doubt]:
    """The doubtful places of a simplified text, in its order. What names and terms settle is none.

    Raises `ScriptsUnavailable` without the converter.
    """
    masked, converted = _beside(text, names or {}, terms or {}, variant)
    if len(converted) != len(text):
        return []
    return list(_all(text, masked, converted, variant))


def converted_beside(
    text: str,
    names: Mapping[str, str] | None = None,
    terms: Mapping[str, str] | None = None,
    variant: Variant = "tw",
) -> str:
    """The conversion of a text, character beside character; the text itself where it cannot be laid beside it."""
    masked, converted = _beside(text, names or {}, terms or {}, variant)
    return converted if len(masked) == len(converted) else text


@dataclass(frozen=True, slots=True)
class Unsure:
    """A character of traditional copy whose simplified form hangs on the word: how it stood, and what it became."""

    before: str
    was: str
    after: str
    now: str


def unsure_simplified(was: str, now: str) -> list[Unsure]:
    """The places of a text in traditional script that a person should see again in its simplified form."""
    if len(was) != len(now):
        return []
    places = (match.start() for match in _UNSURE_BACK.finditer(was))
    return [Unsure(was[max(0, at - 8) : at], was[at], was[at + 1 : at + 9], now[at]) for at in places]


def term_for(text: str, doubt: Doubt) -> tuple[int, int]:
    """The smallest stretch of its clause around a place that stands nowhere else in the text: what a decision for

    this place alone is kept as. Where the words stand twice, they are decided together.
    """
    low, high = doubt.start, doubt.end
    left, right = _clause(text, doubt.start, doubt.end)
    while high - low < _LONGEST_TERM and (high - low < 2 or text.count(text[low:high]) > 1):
        grown = (max(left, low - 1), min(right, high + 1))
        if grown == (low, high):
            break
        low, high = grown if grown[1] - grown[0] <= _LONGEST_TERM else (low, min(right, high + 1))
    return low, high


def _beside(
    text: str, names: Mapping[str, str], terms: Mapping[str, str], variant: Variant
) -> tuple[str, str]:
    """The text with names and terms masked, and its conversion, both of the text's length."""
    mask = Mask(text)
    masked = protect(text, names, mask, terms=terms)
    converted = to_hant(masked, variant=variant, script="hans")
    if len(converted) != len(text):  # a word became longer: nothing can be laid beside
        return masked, converted
    shown = (
        now if one == was else (value if len(value := mask.restore(one)) == 1 else was)
        for was, one, now in zip(text, masked, converted, strict=True)
    )
    return masked, "".join(shown)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    before = [match.end() for match in _CLAUSE.finditer(text, max(0, start - _LONGEST_TERM), start)]
    behind = _CLAUSE.search(text, end)
    return (
        before[-1] if before else max(0, start - _LONGEST_TERM),
        min(behind.start() if behind else len(text), end + _LONGEST_TERM),
    )


def _all(text: str, masked: str, converted: str, variant: Variant) -> Iterator[Doubt]:
    pieces = list(_cut(masked))  # names are single characters here that belong to no word
    alone = _alone([word for word, _at in pieces if len(word) > 1 and _has_options(word)], variant)
    for word, at in pieces:
        end = at + len(word)
        if text[at:end] != word or not _has_options(word):
            continue
        chosen = converted[at:end]
        if len(word) > 1:
            if alone[word] != chosen:
                yield Doubt(at, end, word, chosen, (alone[word],))
        elif _is_doubtful(text, at, chosen):
            options = _OPTIONS[word].translate(_HONG_KONG) if variant == "hk" else _OPTIONS[word]
            yield Doubt(at, end, word, chosen, tuple(one for one in options if one != chosen))


def _cut(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for word in rjieba.cut(text):
        yield word, at
        at += len(word)


def _alone(found: list[str], variant: Variant) -> dict[str, str]:
    """Every word converted by itself, in one go."""
    if not found:
        return {}
    distinct = list(dict.fromkeys(found))
    converted = to_hant("\n".join(distinct), variant=variant, script="hans").split("\n")
    return dict(zip(distinct, converted, strict=True))


def _has_options(word: str) -> bool:
    return any(char in _OPTIONS for char in word)


def _is_doubtful(text: str, at: int, chosen: str) -> bool:
    char = text[at]
    if char in _ONLY_CHANGED:
        return chosen != _OPTIONS[char][0]
    before, after = text[max(0, at - 3) : at], text[at + 1 : at + 4]
    return not any(
        sure == char and chosen in settled and front.search(before) and behind.match(after)
        for sure, front, behind, settled in _SURE
    )
