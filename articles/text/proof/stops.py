"""P: commas, stops, ellipses and dashes – the wrong width, doubled, or in the wrong place.

GB/T 15834-2011. Every pattern reads each character a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text.proof.copy import HAN, Copy
from articles.text.proof.model import Example, Finding, Rule, gettext_noop

_FULL_WIDTH = dict(zip(",;:?!", "，；：？！", strict=True))
_ASCII_STOP = re.compile(rf"(?<=[{HAN}”’》）])[,;:?!](?=[{HAN}“‘《（])")
_ASCII_PERIOD = re.compile(rf"(?<=[{HAN}])\.(?=[ \t]*$|[{HAN}])", re.MULTILINE)
_NUMERAL_BEFORE = re.compile(r"[ \t\u3000]*[一二三四五六七八九十]{1,3}\Z")
_DOUBLED = re.compile(r"(?<![，。、；：])(?!。{3,}(?![，、；：。]))[，。、；：]{2,}|[？！]{4,}")
_DOTS = re.compile(r"\.{3,}|。{3,}|·{3,}|(?<!…)…(?!…)|…{3,}")
_LATIN = re.compile(r"[A-Za-z0-9]")
_CHINESE = re.compile(rf"[{HAN}，。、；：？！“”‘’「」『』（）《》]")
_AND_SO_ON = re.compile(r"……等(?![到待着了我你他她它]|一[会下])|(?<![在正苦坐久再我你他她])等(?:等)?……")
_HYPHENS = re.compile(rf"(?<=[{HAN}”》])(?:-{{2,}}|－{{1,2}}|–{{1,2}})(?=[{HAN}“《])")
_FIRST_IN_LINE = re.compile(r"^[ \t\u3000]*([，。、；：？！”’）》】」』])", re.MULTILINE)
_BLANK_BEFORE = re.compile(r"(?<=[^\s\u3000])[ \u00a0\u3000]++([，。、；：？！）》”])")
_BLANK_BEHIND = re.compile(rf"([，。、；：？！])[ \u00a0\u3000]++(?=[{HAN}])")
_ORDINAL = re.compile(r"(第[一二三四五六七八九十]{1,3})、(?![第一二三四五六七八九十\d])")
_BRACKETED = re.compile(r"^[ \t\u3000]*+([（(][一二三四五六七八九十\d]{1,3}[）)])、", re.MULTILINE)
_DIGITS = re.compile(r"^[ \t\u3000]*+(\d{1,3})、", re.MULTILINE)


def ascii_stops(copy: Copy) -> Iterator[Finding]:
    """P01: , ; : ? ! between Han characters."""
    for hit in _ASCII_STOP.finditer(copy.text):
        yield Finding(hit.start(), hit.end(), _FULL_WIDTH[hit[0]])


def ascii_period(copy: Copy) -> Iterator[Finding]:
    """P02: a full stop on the line, save behind a number that opens a paragraph (一.)."""
    for hit in _ASCII_PERIOD.finditer(copy.text):
        line_start = copy.text.rfind("\n", max(0, hit.start() - 8), hit.start()) + 1
        opens_line = line_start > 0 or hit.start() <= 8
        if not (opens_line and _NUMERAL_BEFORE.match(copy.text[line_start : hit.start()])):
            yield Finding(hit.start(), hit.end(), "。")


def doubled_stops(copy: Copy) -> Iterator[Finding]:
    """P05: two stops in a row, four marks of exclamation or question."""
    for hit in _DOUBLED.finditer(copy.text):
        run = hit[0]
        same = len(set(run)) == 1 and run[0] not in "？！"
        yield Finding(hit.start(), hit.end(), run[0] if same else run[:3] if run[0] in "？！" else "")


def ellipses(copy: Copy) -> Iterator[Finding]:
    """P06: anything that wants to be …… and is not; twelve dots may stand for a paragraph left out."""
    for hit in _DOTS.finditer(copy.text):
        start, end = hit.span()
        before, after = copy.text[start - 1 : start] if start else "", copy.text[end : end + 1]
        if hit[0] == "…………" and before in ("", "\n") and after in ("", "\n"):
            continue
        if _LATIN.match(before) and not _CHINESE.match(after):
            continue
        yield Finding(start, end, "……")


def ellipsis_with_etc(copy: Copy) -> Iterator[Finding]:
    """P07: …… and 等 say the same; 在等…… and ……等到 are the verb."""
    for hit in _AND_SO_ON.finditer(copy.flat):
        etc = copy.text[hit.start() : hit.end()].strip("…")
        ends = hit[0].endswith("…") and copy.text[hit.end() : hit.end() + 1] in ("", "\n")
        yield Finding(hit.start(), hit.end(), etc + "。" if ends else etc)


def hyphen_dashes(copy: Copy) -> Iterator[Finding]:
    """P08: hyphens for a dash. A single one may stand between two places, so only doubled ones are replaced."""
    for hit in _HYPHENS.finditer(copy.text):
        yield Finding(hit.start(), hit.end(), "——", autofix=len(hit[0]) > 1)


def mark_opens_paragraph(copy: Copy) -> Iterator[Finding]:
    """P15: a stop or closing mark as the first character of a paragraph."""
    for hit in _FIRST_IN_LINE.finditer(copy.text):
        yield Finding(hit.start(1), hit.end(1))


def blank_beside_mark(copy: Copy) -> Iterator[Finding]:
    """P16: blanks before or behind a full-width mark, which brings its own."""
    for pattern in (_BLANK_BEFORE, _BLANK_BEHIND):
        for hit in pattern.finditer(copy.text):
            yield Finding(hit.start(), hit.end(), hit[1])


def marks_of_numbering(copy: Copy) -> Iterator[Finding]:
    """P19: 第一、 at the head of a clause, （一）、 and 1、 at the head of a paragraph."""
    for pattern, mark in ((_ORDINAL, "，"), (_BRACKETED, ""), (_DIGITS, ".")):
        for hit in pattern.finditer(copy.text):
            yield Finding(hit.start(1), hit.end(), hit[1] + mark)


RULES = (
    Rule(
        "P01",
        "warn",
        gettext_noop("Half-width punctuation between Chinese characters"),
        ascii_stops,
        (
            Example("全区上下,大抓项目", "全区上下，大抓项目"),
            Example("全區上下,大抓項目", "全區上下，大抓項目", "hant"),
            Example("怎么干?“抓实”!《方案》:有;没有", "怎么干？“抓实”！《方案》：有；没有"),
        ),
        fine=("1,234人，3:2胜出", "Hello, world"),
        autofix=True,
    ),
    Rule(
        "P02",
        "warn",
        gettext_noop("Half-width full stop at the end of a Chinese sentence"),
        ascii_period,
        (
            Example("项目早开工.", "项目早开工。"),
            Example("項目早開工.早投產。", "項目早開工。早投產。", "hant"),
        ),
        fine=("增长3.5个百分点", "一.项目建设"),
        autofix=True,
    ),
    Rule(
        "P05",
        "warn",
        gettext_noop("Two stops in a row"),
        doubled_stops,
        (
            Example("提速，，提质", "提速，提质"),
            Example("提速，。提质", "提速。提质"),
            Example("提質！！！！", "提質！！！", "hant"),
        ),
        fine=("好！好！！好！！！", "未完待续……"),
    ),
    Rule(
        "P06",
        "warn",
        gettext_noop("Malformed ellipsis"),
        ellipses,
        (
            Example("未完待续...", "未完待续……"),
            Example("未完待续。。。", "未完待续……"),
            Example("未完待續…", "未完待續……", "hant"),
            Example("未完待续………", "未完待续……"),
        ),
        fine=("Wait... what?", "…………"),
        autofix=True,
    ),
    Rule(
        "P07",
        "warn",
        gettext_noop("Ellipsis together with 等"),
        ellipsis_with_etc,
        (
            Example("教育、医疗……等领域", "教育、医疗等领域"),
            Example("教育、醫療等……", "教育、醫療等。", "hant"),
        ),
        fine=("他一直在等……", "他走了……等到春天才回来"),
    ),
    Rule(
        "P08",
        "warn",
        gettext_noop("Hyphens in place of a dash"),
        hyphen_dashes,
        (
            Example("金普速度--重大项目", "金普速度——重大项目"),
            Example("金普速度－－重大項目", "金普速度——重大項目", "hant"),
        ),
        fine=("歼-20", "A--B"),
        autofix=True,
    ),
    Rule(
        "P15",
        "warn",
        gettext_noop("Stop or closing mark at the start of a paragraph"),
        mark_opens_paragraph,
        (
            Example("，新区上下凝心聚力", "新区上下凝心聚力"),
            Example("第一段。\n　　」新區上下", "第一段。\n　　新區上下", "hant"),
        ),
        fine=("“抓实”", "（一）抓项目"),
    ),
    Rule(
        "P16",
        "warn",
        gettext_noop("Blank beside a full-width mark"),
        blank_beside_mark,
        (
            Example("提质 ，提速", "提质，提速"),
            Example("提質，　提速", "提質，提速", "hant"),
        ),
        fine=("　　提质，提速", "提质，\n提速"),
        autofix=True,
    ),
    Rule(
        "P19",
        "warn",
        gettext_noop("Wrong mark behind a number in an enumeration"),
        marks_of_numbering,
        (
            Example("第一、抓项目", "第一，抓项目"),
            Example("（一）、抓项目", "（一）抓项目"),
            Example("1、抓項目", "1.抓項目", "hant"),
        ),
        fine=("一、抓项目", "第一、第二产业", "第一、二产业", "获得第1、2名"),
    ),
)
