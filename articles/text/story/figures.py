"""Find the numbers of a story that may be worth showing by themselves (数读). Candidates only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.text.fold import fold
from articles.text.story.model import KeyFigure
from articles.text.wordlists import words

MOST_FIGURES = 40

_PREFIXES = words("超过 超 突破 近 约 大约 逾 至少 不低于 不少于 不足")
_UNITS = words(
    "平方公里 平方米 平方千米 立方米 公里 千米 千瓦时 千瓦 兆瓦 万千瓦 公顷 公斤 千克 海里 米 亩 吨 升 度 元 美元 欧元 个百分点 百分点",
    "% ％ ‰ 个 件 家 名 人 人次 户 项 座 栋 条 台 辆 艘 架 套 所 处 次 倍 场 期 批 种 类 天 小时 分钟 秒 岁 张 只 头 棵 株 门 位 对 例",
)
_ALTERNATIVES = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
# Possessive and bounded: a run of a hundred thousand digits is read once and refused.
_FIGURE = re.compile(
    rf"({'|'.join(sorted(_PREFIXES, key=len, reverse=True))})?"
    rf"(?<![\d.,])(\d{{1,12}}+(?:,\d{{3}})*+(?:\.\d{{1,6}}+)?+)(?![\d.,]*\d)\s?([万亿]{{0,2}}(?:{_ALTERNATIVES}))"
)
_CLAUSE_EDGE = re.compile(r"[，。；！？,;!?\n]")
_LONGEST_CLAUSE = 80


def find_figures(paragraphs: Iterable[str]) -> list[KeyFigure]:
    """Numbers with a unit in order of appearance, without dates and years; at most `MOST_FIGURES`."""
    found: dict[tuple[str, str], KeyFigure] = {}
    for paragraph in paragraphs:
        flat = fold(paragraph)
        for match in _FIGURE.finditer(flat):
            start, end = match.span()
            figure = KeyFigure(
                paragraph[match.start(1) : match.end(1)] if match[1] else "",
                match[2],
                paragraph[match.start(3) : match.end(3)],
                _clause(paragraph, flat, start, end),
            )
            found.setdefault((figure.value, figure.unit), figure)
            if len(found) >= MOST_FIGURES:
                return list(found.values())
    return list(found.values())


def _clause(paragraph: str, flat: str, start: int, end: int) -> str:
    """The clause around a number, without the punctuation at its ends."""
    left = max(0, start - _LONGEST_CLAUSE)
    edges = [edge.end() for edge in _CLAUSE_EDGE.finditer(flat, left, start)]
    begin = edges[-1] if edges else left
    stop = _CLAUSE_EDGE.search(flat, end, min(len(flat), end + _LONGEST_CLAUSE))
    return paragraph[begin : stop.start() if stop else end + _LONGEST_CLAUSE].strip()
