"""Keep personal names out of a conversion: find them by their context and stand characters in for them.

A name of two characters is also a piece of ordinary words (于海 in 位于海边), so it counts as a name only
where the words around it say so. Used by `scripts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from articles.text.fold import fold
from articles.text.roles import TITLES
from articles.text.wordlists import words

# In front of a name, beside the titles of the credit table. Simplified; compared with folded text.
_POSTS = words(
    "主任 书记 局长 部长 处长 科长 院长 校长 所长 站长 馆长 区长 市长 省长 县长 镇长 乡长 村长 社长 台长 行长",
    "会长 秘书长 组长 队长 班长 厂长 店长 总编 主编 编辑 总经理 经理 董事长 总裁 总监 主席 委员 代表 教授 专家",
    "研究员 工程师 医生 护士 老师 同学 先生 女士 同志 师傅 律师 法官 检察官 负责人 发言人 主持人 创始人 董事 居民",
    "村民 市民 游客 业主 职工 工人 党员 干部 作者 译者 导演 演员 诗人 作家 画家 歌手 艺人 摄影师 设计师 校长",
)
_BEFORE = tuple(sorted({fold(title.zh_hans) for title in TITLES} | set(_POSTS), key=len, reverse=True))
_LONGEST_BEFORE = max(map(len, _BEFORE))
# Behind a name: what people do in news, and how they are addressed.
_AFTER = words(
    "说 称 表示 介绍 告诉 认为 指出 强调 坦言 回忆 透露 解释 补充 提到 谈到 感慨 感叹 笑道 问道 答道 写道 向记者 对记者",
    "先生 女士 同志 老师 主任 书记 局长 部长 院长 校长 教授 经理 一行 等人 夫妇 一家 摄影报道",
    "采写 拍摄 撰写 撰文 执笔 绘制 报道 采访 主持 负责 带队 牵头",
)
# Behind a name that already stands at the beginning of a clause.
_AFTER_AT_START = words(
    "在 是 和 与 等 曾 也 就 还 向 对 为 把 被 从 已 正 将 又 都 带 的 及 摄 作 任 当 担任 出任"
)
# In front of a name in the middle of a clause; what stands behind it must then end the name as at a beginning.
_LEADING = words("由 与 和 及 对 向 被 跟 同 请 找 见 叫 让 给 据 是 为 派 随 问")
_HARD = re.compile(r"[\s\u3000，。、；：？！“”‘’「」『』（）()《》〈〉【】—…·,.;:?!/／|｜丨\"'\[\]]")


class Mask:
    """Stand-ins from the private use areas that do not occur in a text, and the way back."""

    def __init__(self, text: str) -> None:
        used = set(text)
        candidates = map(chr, chain(range(0xE000, 0xF900), range(0xF0000, 0xFFFFE)))
        self._free = (char for char in candidates if char not in used)
        self._by_value: dict[str, str] = {}

    def stand_in(self, value: str) -> str:
        """The one character that stands for `value`."""
        if value not in self._by_value:
            self._by_value[value] = next(self._free)
        return self._by_value[value]

    def fresh(self) -> str:
        """A character that occurs nowhere and stands for nothing, to cut at."""
        return next(self._free)

    def restore(self, text: str) -> str:
        """Put every value back in place of its stand-in."""
        return text.translate({ord(char): value for value, char in self._by_value.items()})


def protect(
    text: str,
    names: Mapping[str, str],
    mask: Mask,
    transparent: str = "",
    terms: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Replace names and terms by stand-ins of what they must become; the length never changes.

    `names` maps a name as found to the name as it must be printed; `terms` maps words to theirs, which are taken
    wherever they stand, the longer before the shorter, and never as a piece of a longer name. Characters of `transparent` (marks of
    inline tags) may stand inside a name and are not looked at when judging its context. Lone surrogates
    and NUL are masked as well: the converter refuses the ones and ends at the other.
    """
    chars = [mask.stand_in(char) if _is_inconvertible(char) else char for char in text]
    places = [at for at, char in enumerate(text) if char not in transparent]
    visible = "".join(text[at] for at in places) if len(places) < len(text) else text
    become = {**terms, **names}
    for start, found in _occurrences(visible, names, terms):
        for offset, value in enumerate(_spread(become.get(found, found), len(found))):
            chars[places[start + offset]] = mask.stand_in(value)
    return "".join(chars)


def _is_inconvertible(char: str) -> bool:
    return char == "\0" or "\ud800" <= char <= "\udfff"


def _occurrences(text: str, names: Mapping[str, str], terms: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    free = {*terms, *terms.values()}
    wanted = sorted({*names, *names.values(), *free} - {""}, key=len, reverse=True)
    if not wanted:
        return
    pattern = re.compile("|".join(map(re.escape, wanted)))
    at = 0
    while (match := pattern.search(text, at)) is not None:
        if len(match[0]) > 2 or match[0] in free or _stands_as_name(text, match.start(), match.end()):
            yield match.start(), match[0]
            at = match.end()
        else:
            at = match.start() + 1


def _spread(value: str, length: int) -> list[str]:
    """The value over as many places as the name had: one character each, the rest on the last."""
    spread = [value[at : at + 1] for at in range(length - 1)]
    return [*spread, value[length - 1 :]]


def _stands_as_name(text: str, start: int, end: int) -> bool:
    before = fold(text[max(0, start - _LONGEST_BEFORE - 1) : start])
    after = fold(text[end : end + 4])
    if before.rstrip(" \u3000").endswith(_BEFORE) or after.startswith(_AFTER):
        return True
    if before and not _HARD.match(before[-1]) and not before.endswith(_LEADING):
        return False
    return not after or _HARD.match(after[0]) is not None or after.startswith(_AFTER_AT_START)
