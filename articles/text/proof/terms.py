"""W: word lists – confusables, house terms, persons with their titles – and the small ones we ship.

Lists are data the desk keeps; they are found in one pass whatever their length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from articles.text.fold import fold
from articles.text.proof.copy import Copy
from articles.text.proof.model import Context, Example, Finding, Rule, Term, TermKind, gettext_noop
from articles.text.wordlists import words

# Wrong and right, alike in both scripts once folded; a third form is the right one in traditional script.
_CONFUSABLES = (
    "美仑美奂:美轮美奂:美輪美奐 美伦美奂:美轮美奂:美輪美奐 一如继往:一如既往 再接再励:再接再厉:再接再厲 松驰:松弛:鬆弛",
    "帐蓬:帐篷:帳篷 好象:好像 按装:安装:安裝 分岐:分歧 消毁:销毁:銷毀 精萃:精粹 黄埔江:黄浦江:黃浦江",
    "共度难关:共渡难关:共渡難關 霄禁:宵禁 科创版:科创板:科創板 批露:披露 既使:即使 座落:坐落 带口罩:戴口罩",
    "一幅对联:一副对联:一副對聯 穿流不息:川流不息 迫不急待:迫不及待 渡假:度假",
)
_HOUSE = (
    "世界贸易组织成员国:世界贸易组织成员:世界貿易組織成員 世贸组织成员国:世贸组织成员:世貿組織成員",
    "亚太经合组织成员国:亚太经合组织成员:亞太經合組織成員 北朝鲜:朝鲜:朝鮮 残废人:残疾人:殘疾人",
    "弱智:智力障碍者:智力障礙者 凯旋而归:凯旋:凱旋 凯旋归来:凯旋:凱旋 被评为为:被评为:被評為",
)
# Where the letters of a wrong word meet by accident: 爱好象棋, 既使用…又, 一座落成的桥.
_UNLESS = {
    "好象": words("好象棋 爱好象 好象牙 喜好象"),
    "既使": words("既使用 既使得 既使其 既使人"),
    "按装": words("按装置 按装修 按装配 按装机 按装备 按装载"),
    "座落": words("讲座落 一座落 两座落 这座落 那座落 每座落 座落幕 座落成 座落地"),
    "批露": words("批露天 批露营 批露台"),
    "带口罩": words("自带口罩 携带口罩 附带口罩"),
    "渡假": words("过渡假"),
    "北朝鲜": words("东北朝鲜 西北朝鲜 华北朝鲜"),
    "弱智": words("弱智能 薄弱智"),
}
_POSTS = words(
    "总书记 书记 主席 副主席 总理 副总理 部长 副部长 省长 副省长 市长 副市长 区长 副区长 县长 副县长 镇长 乡长",
    "主任 副主任 局长 副局长 厅长 副厅长 处长 院长 副院长 校长 副校长 委员 常委 秘书长 会长 董事长 总经理 总裁 代表",
)
_LONGEST_TITLE = 40
_LIST_MARKS = "、和与及"

_SHOULD_BE = gettext_noop("“%(wrong)s” should be “%(right)s”")
_AVOID = gettext_noop("“%(wrong)s” is not used here")
_WRONG_TITLE = gettext_noop("The title of %(name)s is %(title)s")
_WRONG_ORDER = gettext_noop("%(name)s is named before %(before)s")


def _rows(kind: TermKind, lines: Iterable[str]) -> Iterator[Term]:
    for entry in words(*lines):
        wrong, right, *hant = entry.split(":")
        yield Term(
            wrong,
            right,
            kind=kind,
            suggestion_hant=hant[0] if hant else right,
            unless=_UNLESS.get(wrong, ()),
        )


DEFAULT_TERMS: tuple[Term, ...] = (*_rows("confusable", _CONFUSABLES), *_rows("house", _HOUSE))


class _Hit(NamedTuple):
    start: int
    end: int
    term: Term


class _Index(NamedTuple):
    """Terms by their word, the lengths of words by first character (longest first), and all first characters."""

    rows: dict[str, list[Term]]
    lengths: dict[str, list[int]]
    beginnings: re.Pattern[str]


@lru_cache(maxsize=8)
def _index(terms: tuple[Term, ...], kind: TermKind) -> _Index | None:
    rows: dict[str, list[Term]] = {}
    for term in terms:
        if term.pattern and term.kind == kind:
            rows.setdefault(fold(term.pattern), []).append(term)
    lengths: dict[str, set[int]] = {}
    for word in rows:
        lengths.setdefault(word[0], set()).add(len(word))
    if not rows:
        return None
    longest_first = {char: sorted(found, reverse=True) for char, found in lengths.items()}
    return _Index(rows, longest_first, re.compile("[" + re.escape("".join(lengths)) + "]"))


def _hits(copy: Copy, kind: TermKind) -> Iterator[_Hit]:
    """Where terms of a kind stand that are in force on the day of publication, the longest at each place."""
    index = _index(DEFAULT_TERMS if copy.context.terms is None else copy.context.terms, kind)
    if index is None:
        return
    done = 0
    for beginning in index.beginnings.finditer(copy.flat):
        at = beginning.start()
        hit = _hit_at(copy, index, at) if at >= done else None
        if hit is not None:
            done = hit.end
            yield hit


def _hit_at(copy: Copy, index: _Index, at: int) -> _Hit | None:
    flat = copy.flat
    for length in index.lengths[flat[at]]:
        word = flat[at : at + length]
        for term in index.rows.get(word, ()):
            if term.is_valid(copy.context.date) and not _is_part(flat, at, word, term):
                return _Hit(at, at + length, term)
    return None


def _is_part(flat: str, at: int, word: str, term: Term) -> bool:
    """Whether the word is only a piece of a longer one that is right."""
    for longer in map(fold, term.unless):
        offset = longer.find(word)
        if 0 <= offset <= at and flat.startswith(longer, at - offset):
            return True
    return False


def confusables(copy: Copy) -> Iterator[Finding]:
    """W21: words often written with a wrong character."""
    yield from _listed(copy, "confusable")


def house_terms(copy: Copy) -> Iterator[Finding]:
    """W22: words the house does not use."""
    yield from _listed(copy, "house")


def _listed(copy: Copy, kind: TermKind) -> Iterator[Finding]:
    for start, end, term in _hits(copy, kind):
        hant = copy.script == "hant" and term.suggestion_hant
        right = term.suggestion_hant if hant else term.suggestion
        if kind == "house" and right and copy.text[start:end] == right:
            continue
        params = {"wrong": copy.text[start:end], "right": right}
        yield Finding(start, end, right, _SHOULD_BE if right else _AVOID, params, term.severity)


def persons(copy: Copy) -> Iterator[Finding]:
    """W24: a person of the desk's table with another title, or in a list before one who stands higher."""
    previous: _Hit | None = None
    for hit in _hits(copy, "person"):
        yield from _title_of(copy, hit)
        if previous is not None and _is_list(copy, previous, hit):
            higher, lower = hit.term, previous.term
            if higher.rank and lower.rank and higher.rank < lower.rank:
                params = {"name": higher.pattern, "before": lower.pattern}
                yield Finding(previous.start, hit.end, "", _WRONG_ORDER, params, higher.severity)
        previous = hit


def _title_of(copy: Copy, hit: _Hit) -> Iterator[Finding]:
    """Report a post that stands directly before the name and is not the end of the title in the table."""
    before = copy.flat[max(0, hit.start - _LONGEST_TITLE) : hit.start]
    right = fold(hit.term.suggestion)
    if not right or before.endswith(right):
        return
    post = max((post for post in _POSTS if before.endswith(post)), key=len, default="")
    if post and not right.endswith(post):
        params = {"name": hit.term.pattern, "title": hit.term.suggestion}
        start = hit.start - len(post)
        yield Finding(start, hit.end, "", _WRONG_TITLE, params, hit.term.severity)


def _is_list(copy: Copy, first: _Hit, second: _Hit) -> bool:
    """Whether only a mark of a list, and at most a title, stand between two names."""
    between = copy.flat[first.end : second.start] if second.start - first.end <= _LONGEST_TITLE else ""
    return bool(between) and between[0] in _LIST_MARKS and not any(mark in between for mark in "，。；！？\n")


_PERSONS = Context(
    date=date(2026, 1, 8),
    terms=(
        Term("张三平", "区长", kind="person", rank=1, valid_from=date(2025, 1, 1)),
        Term("李四方", "副区长", kind="person", rank=2, severity="block"),
        Term("王五一", "主任", kind="person", rank=1, valid_to=date(2025, 12, 31)),
    ),
)

RULES = (
    Rule(
        "W21",
        "warn",
        gettext_noop("Wrong character in a word"),
        confusables,
        (
            *(
                Example(f"他们{term.pattern}了", f"他们{term.suggestion}了")
                for term in DEFAULT_TERMS
                if term.kind == "confusable"
            ),
            Example("共度難關", "共渡難關", "hant"),
            Example("再接再勵", "再接再厲", "hant"),
        ),
        fine=(
            "座谈",
            "一如既往",
            "爱好象棋",
            "既使用又维护",
            "一座落成的桥",
            "一批露天市场",
            "按装机容量",
            "自带口罩",
        ),
    ),
    Rule(
        "W22",
        "warn",
        gettext_noop("Word the house does not use"),
        house_terms,
        (
            *(
                Example(f"关于{term.pattern}的", f"关于{term.suggestion}的")
                for term in DEFAULT_TERMS
                if term.kind == "house"
            ),
            Example("北朝鮮", "朝鮮", "hant"),
        ),
        fine=("东北朝鲜族", "凯旋门"),
    ),
    Rule(
        "W24",
        "warn",
        gettext_noop("Title or order of a person differs from the table of persons"),
        persons,
        (
            Example("副市长张三平出席", "区长张三平出席", "hans", _PERSONS),
            Example("李四方、张三平出席", "张三平、李四方出席", "hans", _PERSONS),
            Example("市長張三平出席", "區長張三平出席", "hant", _PERSONS),
        ),
        fine=("副市长张三平出席",),
    ),
)
