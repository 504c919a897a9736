"""P: quotation marks, book titles and brackets – nested, unbalanced, of the wrong kind or script.

Pairs are found by walking each paragraph once with a stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.text.proof.copy import HAN, Copy, Line
from articles.text.proof.model import HANS, Example, Finding, Rule, gettext_noop

_PAIRS = dict(zip("“‘《〈（【「『", "”’》〉）】」』", strict=True))
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_MARKS = re.compile("[" + "".join((*_PAIRS, *_OPENING)) + "]")
_BETWEEN_TITLES = re.compile("》、《")
_BETWEEN_QUOTES = re.compile("”、“|’、‘")
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]")
_NUMBERING = re.compile(r"[ \t\u3000]*[\dA-Za-z一二三四五六七八九十①-⑳]{1,3}\Z")
_CURLY = re.compile("[“”‘]|(?<![A-Za-z])’")
_CORNER = re.compile("[「」『』]")
_TO_CURLY = dict(zip("「」『』", "“”‘’", strict=True))
_INNER = {"“": ("‘", "’"), "「": ("『", "』"), "《": ("〈", "〉")}


class _Pair(NamedTuple):
    """Two marks that belong together; `nested` says that a pair of the same kind is open around it."""

    start: int
    end: int
    mark: str
    nested: bool


class _Walk(NamedTuple):
    """The pairs of one paragraph and the places of the marks that have no partner."""

    pairs: list[_Pair]
    lone: list[int]


def _walk(line: Line) -> _Walk:
    stack: list[int] = []
    open_now = dict.fromkeys(_PAIRS, 0)
    walk = _Walk([], [])
    for hit in _MARKS.finditer(line.text):
        mark, at = hit[0], hit.start()
        if mark in _PAIRS:
            stack.append(at)
            open_now[mark] += 1
        elif open_now[_OPENING[mark]] or not (_is_apostrophe(line.text, at) or _closes_number(line.text, at)):
            _close(line, at, stack, open_now, walk)
    walk.lone.extend(stack)
    return walk


def _close(line: Line, at: int, stack: list[int], open_now: dict[str, int], walk: _Walk) -> None:
    """Match a closing mark with the last open one of its kind; what was opened inside stays alone."""
    wanted = _OPENING[line.text[at]]
    if not open_now[wanted]:
        walk.lone.append(at)
        return
    while stack:
        opened = stack.pop()
        mark = line.text[opened]
        open_now[mark] -= 1
        if mark == wanted:
            walk.pairs.append(_Pair(opened, at + 1, mark, open_now[mark] > 0))
            return
        walk.lone.append(opened)


def _is_apostrophe(text: str, at: int) -> bool:
    """It’s, O’Neill, the reporters’ – no quotation mark unless one is open."""
    return text[at] == "’" and at > 0 and _LATIN.match(text[at - 1]) is not None


def _closes_number(text: str, at: int) -> bool:
    """1） and a） at the head of a paragraph are complete."""
    return text[at] == "）" and at <= 6 and _NUMBERING.match(text[:at]) is not None


def comma_between_titles(copy: Copy) -> Iterator[Finding]:
    """P03: 、 between two book titles that stand side by side."""
    for hit in _BETWEEN_TITLES.finditer(copy.text):
        yield Finding(hit.start(), hit.end(), "》《")


def comma_between_quotes(copy: Copy) -> Iterator[Finding]:
    """P04: 、 between two quoted items that stand side by side."""
    for hit in _BETWEEN_QUOTES.finditer(copy.text):
        yield Finding(hit.start(), hit.end(), hit[0].replace("、", ""))


def unbalanced_marks(copy: Copy) -> Iterator[Finding]:
    """P11: a mark without its partner in the paragraph.

    A quotation over several paragraphs opens each of them with “ and closes in the last; that is sound.
    """
    lines = [line for line in copy.lines if line.text.strip()]
    for number, line in enumerate(lines):
        following = lines[number + 1].text.lstrip() if number + 1 < len(lines) else ""
        for at in sorted(_walk(line).lone):
            opens_all = not line.text[:at].strip(" \t\u3000")
            if opens_all and line.text[at] in "“「" and following.startswith(line.text[at]):
                continue
            yield Finding(line.start + at, line.start + at + 1)


def ascii_quotes(copy: Copy) -> Iterator[Finding]:
    """P12: straight quotation marks round Chinese words."""
    for line in copy.lines:
        places = [at for at, char in enumerate(line.text) if char == '"']
        for first, second in zip(places[::2], places[1::2], strict=False):
            if _quotes_chinese(line.text, first, second):
                inside = copy.raw[line.start + first + 1 : line.start + second]
                yield Finding(line.start + first, line.start + second + 1, copy.quoted(inside))


def _quotes_chinese(text: str, first: int, second: int) -> bool:
    """Whether the marks stand round or among Han; behind a digit they are inches."""
    if text[first - 1 : first].isdigit() and text[second - 1].isdigit():
        return False
    around = text[max(0, first - 1) : first] + text[second + 1 : second + 2]
    return _HAN.search(text, first, second) is not None or _HAN.search(around) is not None


def quotes_in_quotes(copy: Copy) -> Iterator[Finding]:
    """P13: double quotation marks inside double ones."""
    yield from _nested(copy, "“「")


def titles_in_titles(copy: Copy) -> Iterator[Finding]:
    """P14: 《 inside 《."""
    yield from _nested(copy, "《")


def _nested(copy: Copy, marks: str) -> Iterator[Finding]:
    for line in copy.lines:
        for pair in _walk(line).pairs:
            if pair.nested and pair.mark in marks:
                opening, closing = _INNER[pair.mark]
                start, end = line.start + pair.start, line.start + pair.end
                yield Finding(start, end, opening + copy.raw[start + 1 : end - 1] + closing)


def corner_quotes(copy: Copy) -> Iterator[Finding]:
    """P24: 「」 in a simplified text."""
    for hit in _CORNER.finditer(copy.text):
        yield Finding(hit.start(), hit.end(), _TO_CURLY[hit[0]])


def both_kinds_of_quotes(copy: Copy) -> Iterator[Finding]:
    """P25: “” and 「」 in one piece; reported once, at the first mark of the rarer kind."""
    curly, corner = list(_CURLY.finditer(copy.text)), list(_CORNER.finditer(copy.text))
    if curly and corner:
        rarer = corner if len(corner) <= len(curly) else curly
        yield Finding(rarer[0].start(), rarer[0].end())


RULES = (
    Rule(
        "P03",
        "warn",
        gettext_noop("、 between two titles in 《》"),
        comma_between_titles,
        (Example("《人民日报》、《光明日报》", "《人民日报》《光明日报》"),),
        fine=("《人民日报》（周一）、《光明日报》",),
        scripts=HANS,
    ),
    Rule(
        "P04",
        "warn",
        gettext_noop("、 between two quoted words"),
        comma_between_quotes,
        (Example("“施工图”、“实景图”", "“施工图”“实景图”"),),
        fine=("“施工图”和“实景图”", "施工图、“实景图”"),
        scripts=HANS,
    ),
    Rule(
        "P11",
        "warn",
        gettext_noop("Mark without its partner in the paragraph"),
        unbalanced_marks,
        (
            Example("实现“即申即办", "实现“即申即办”"),
            Example("實現「即申即辦", "實現「即申即辦」", "hant"),
            Example("（一）抓项目）", "（一）抓项目"),
            Example("《规划图》变成施工图》", "《规划图》变成《施工图》"),
        ),
        fine=("1）抓项目", "It’s OK", "“第一段。\n“第二段。”"),
    ),
    Rule(
        "P12",
        "warn",
        gettext_noop("Straight quotation marks round Chinese words"),
        ascii_quotes,
        (
            Example('实现"网上即申即办"', "实现“网上即申即办”"),
            Example('實現"網上即申即辦"，「快辦」', "實現「網上即申即辦」，「快辦」", "hant"),
        ),
        fine=('He said "yes".', '屏幕从24"增至27"'),
        autofix=True,
    ),
    Rule(
        "P13",
        "warn",
        gettext_noop("Double quotation marks inside double ones"),
        quotes_in_quotes,
        (
            Example("“抓“实”项目”", "“抓‘实’项目”"),
            Example("「抓「實」項目」", "「抓『實』項目」", "hant"),
        ),
        fine=("“抓实”“抓好”",),
    ),
    Rule(
        "P14",
        "warn",
        gettext_noop("《》 inside 《》"),
        titles_in_titles,
        (
            Example("《读《论语》札记》", "《读〈论语〉札记》"),
            Example("《讀《論語》札記》", "《讀〈論語〉札記》", "hant"),
        ),
        fine=("《论语》《孟子》",),
    ),
    Rule(
        "P24",
        "info",
        gettext_noop("Traditional quotation mark in a simplified text"),
        corner_quotes,
        (Example("实现「即申即办」", "实现“即申即办”"),),
        scripts=HANS,
    ),
    Rule(
        "P25",
        "warn",
        gettext_noop("Two kinds of quotation marks in one piece"),
        both_kinds_of_quotes,
        (
            Example("「即辦」和“快辦”", "「即辦」和「快辦」", "hant"),
            Example("「即办」和“快办”“好办”", "“即办”和“快办”“好办”"),
        ),
        fine=("“即办”和‘快办’", "It’s 「即辦」"),
    ),
)
