"""W: a name spelt two ways, in the credits and in the text.

A name of the text is the same person's if one character differs and either sounds alike or stands where a
name stands; a credited namesake is nobody's slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pypinyin import Style, pinyin

from articles.text.credits import parse_line
from articles.text.fold import fold
from articles.text.names import is_plain_name, surname_of
from articles.text.proof.copy import HAN, Copy
from articles.text.proof.model import Context, Example, Finding, Rule, gettext_noop
from articles.text.roles import title_at_end
from articles.text.wordlists import words

_HAN_NAME = re.compile(f"[{HAN}]{{2,4}}")
_BEFORE = words(
    "主任 书记 局长 部长 院长 校长 区长 市长 经理 董事长 教授 主席 负责人 居民 村民 市民 先生 女士"
)
_AFTER = words("说 表示 介绍 告诉 认为 指出 强调 坦言 回忆 透露 先生 女士 老师")
_MOST_NAMES = 100

_SPELT = gettext_noop("“%(found)s” in the text, “%(credited)s” in the credits")


def spelt_two_ways(copy: Copy) -> Iterator[Finding]:
    """W23: names of the text that are one character away from a credited one."""
    names = _credited(copy)
    by_shape = _shapes(names)
    if not by_shape:
        return
    pattern = re.compile("|".join(by_shape.values()))
    known = {fold(name) for name in names}
    at = 0
    while (hit := pattern.search(copy.flat, at)) is not None:
        name = _same_person(copy, hit, names, known)
        if name is None:
            at = hit.start() + 1
            continue
        params = {"found": copy.text[hit.start() : hit.end()], "credited": name}
        yield Finding(hit.start(), hit.end(), name, _SPELT, params)
        at = hit.end()


def _credited(copy: Copy) -> list[str]:
    """Credited names: those of the context and those of the credit lines in the text."""
    found = dict.fromkeys(copy.context.names)
    for start, end in copy.credits:
        if len(found) >= _MOST_NAMES:
            break
        for credit in parse_line(copy.raw[start:end]) or ():
            found.update(dict.fromkeys(person.name for person in credit.people))
    names = [name.strip() for name in found if _HAN_NAME.fullmatch(name.strip())]
    return names[:_MOST_NAMES]


def _shapes(names: list[str]) -> dict[str, str]:
    """For every name a pattern in which one character may be any other; the surname stays in short names."""
    shapes: dict[str, str] = {}
    for name in map(fold, names):
        first = 0 if len(name) > 2 else 1
        variants = (
            re.escape(name[:at]) + f"[{HAN}]" + re.escape(name[at + 1 :]) for at in range(first, len(name))
        )
        shapes[name] = "|".join(variants)
    return shapes


def _same_person(copy: Copy, hit: re.Match[str], names: list[str], known: set[str]) -> str | None:
    """The credited name meant by what was found, or None if it is that name, another's, or no name."""
    if hit[0] in known:
        return None
    for name in names:
        flat = fold(name)
        differing = [at for at in range(len(flat)) if flat[at : at + 1] != hit[0][at : at + 1]]
        if len(flat) != len(hit[0]) or len(differing) != 1:
            continue
        alike = len(flat) > 2 and _sound_alike(flat[differing[0]], hit[0][differing[0]])
        if alike or (_stands_as_name(copy, hit) and is_plain_name(hit[0]) and _same_surname(flat, hit[0])):
            return name
    return None


def _same_surname(first: str, second: str) -> bool:
    return surname_of(first) == surname_of(second)


def _stands_as_name(copy: Copy, hit: re.Match[str]) -> bool:
    before = copy.flat[max(0, hit.start() - 6) : hit.start()].rstrip(" \u3000")
    after = copy.flat[hit.end() : hit.end() + 2]
    return title_at_end(before) is not None or before.endswith(_BEFORE) or after.startswith(_AFTER)


@lru_cache(maxsize=4096)
def _sound_alike(first: str, second: str) -> bool:
    """Whether two characters share a reading, tones aside."""
    readings = (
        set(pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")[:1][0])
        for char in (first, second)
    )
    return bool(set.intersection(*readings))


_CREDITED = Context(names=("车晓丹", "徐菁"))

RULES = (
    Rule(
        "W23",
        "warn",
        gettext_noop("Name spelt differently in the text and in the credits"),
        spelt_two_ways,
        (
            Example("镜头里的车小丹笑了。", "镜头里的车晓丹笑了。", "hans", _CREDITED),
            Example("记者徐青从现场获悉", "记者徐菁从现场获悉", "hans", _CREDITED),
            Example("車小丹說，項目開工了。\n編輯：車曉丹", "車曉丹說，項目開工了。\n編輯：車曉丹", "hant"),
        ),
        fine=("车小丹，徐青", "记者徐菁"),
    ),
)
