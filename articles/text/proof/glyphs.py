"""P: characters that look right and are not – the wrong dot, full-width digits, radicals, invisible ones; blanks.

What a copy from PDF or a chat window brings along.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articles.text.proof.copy import HAN, Copy, Line
from articles.text.proof.model import ANY, Example, Finding, Rule, gettext_noop

_DOT = re.compile(rf"(?<=[{HAN}])[•・‧･∙](?=[{HAN}])")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_LOOKALIKE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]+")
# Radicals of the supplement that Unicode does not map, and the word each one is printed for.
_RADICALS = str.maketrans(
    "⺟⺠⺧⺩⺮⺶⻁⻃⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "母民牛王竹羊虎西西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
# A run of one such character is one finding.
_INVISIBLE = re.compile(
    r"([\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\ufffd"
    r"\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010fffd])\1*+"
)
# Inside an emoji, and between letters of Arabic or an Indian script, a joiner does its work.
_JOINED = re.compile(r"[\u0600-\u08ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_BLANKS_IN_HAN = re.compile(rf"(?<=[{HAN}])[ \u00a0\u3000]++(?=[{HAN}])")
_SENTENCE_END = re.compile(r"[。！？；][”’」』）]?\s*\Z")
_SPACED = re.compile(rf"(?<=[{HAN}])[ \u00a0](?=[A-Za-z0-9])|(?<!:\d\d)(?<=[A-Za-z0-9%])[ \u00a0](?=[{HAN}])")
_UNSPACED = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
_LONGEST_TITLE = 30

_LOST = gettext_noop("A character was lost here and has to be typed again")
_PRIVATE = gettext_noop("Character without a meaning of its own; readers see an empty box")
_UNKNOWN_RADICAL = gettext_noop(
    "Part of a character in place of a character; type the character that is meant"
)


def middle_dot(copy: Copy) -> Iterator[Finding]:
    """P18: bullets and Japanese dots in place of the middle dot U+00B7."""
    for hit in _DOT.finditer(copy.text):
        yield Finding(hit.start(), hit.end(), "·")


def full_width_letters(copy: Copy) -> Iterator[Finding]:
    """P21: digits and Latin letters of full width."""
    for hit in _FULL_WIDTH.finditer(copy.text):
        yield Finding(hit.start(), hit.end(), unicodedata.normalize("NFKC", hit[0]))


def lookalikes(copy: Copy) -> Iterator[Finding]:
    """P22: radicals and compatibility forms; searches and readers' machines do not take them for the word."""
    for hit in _LOOKALIKE.finditer(copy.text):
        meant = unicodedata.normalize("NFKC", hit[0].translate(_RADICALS))
        if meant == hit[0]:
            # A dozen characters of the compatibility block are ordinary ones that strayed there.
            if any(unicodedata.name(char, "").startswith("CJK RADICAL") for char in meant):
                yield Finding(hit.start(), hit.end(), message=_UNKNOWN_RADICAL, autofix=False)
            continue
        yield Finding(hit.start(), hit.end(), meant)


def invisible(copy: Copy) -> Iterator[Finding]:
    """P23: what nobody sees: zero widths, direction marks, controls, halves of characters, private ones.

    Private characters and the marks of lost ones stand for something, so only a person may take them out.
    """
    for hit in _INVISIBLE.finditer(copy.text):
        char, at = hit[1], hit.start()
        if hit[0] in ("\u200c", "\u200d") and _joins(copy.text, at):
            continue
        params = {"code": f"U+{ord(char):04X}"}
        if char in "\ufffc\ufffd" or "\ud800" <= char <= "\udfff":
            yield Finding(at, hit.end(), message=_LOST, params=params, autofix=False)
        elif unicodedata.category(char) == "Co":
            yield Finding(at, hit.end(), message=_PRIVATE, params=params, autofix=False)
        else:
            yield Finding(at, hit.end(), params=params)


def _joins(text: str, at: int) -> bool:
    return at > 0 and bool(_JOINED.match(text[at - 1]) and _JOINED.match(text[at + 1 : at + 2]))


def blanks_between_han(copy: Copy) -> Iterator[Finding]:
    """P17: blanks inside running text; titles, verse and lists of names may have them."""
    for line in copy.lines:
        if not _is_running(line):
            continue
        for hit in _BLANKS_IN_HAN.finditer(line.text):
            start, end = line.start + hit.start(), line.start + hit.end()
            yield Finding(start - 1, end + 1, copy.text[start - 1] + copy.text[end])


def _is_running(line: Line) -> bool:
    return len(line.text) > _LONGEST_TITLE or _SENTENCE_END.search(line.text[-8:]) is not None


def mixed_spacing(copy: Copy) -> Iterator[Finding]:
    """P20: blanks between Han and Latin here, none there; the rarer way is reported."""
    spaced, glued = list(_SPACED.finditer(copy.text)), list(_UNSPACED.finditer(copy.text))
    if not spaced or not glued:
        return
    for hit in spaced if len(spaced) <= len(glued) else glued:
        start, end = hit.start() - 1, hit.end() + 1
        joint = "" if len(spaced) <= len(glued) else " "
        yield Finding(start, end, copy.text[start] + joint + copy.text[end - 1])


RULES = (
    Rule(
        "P17",
        "info",
        gettext_noop("Blank between Chinese characters"),
        blanks_between_han,
        (
            Example("推动重点 项目建设。", "推动重点项目建设。"),
            Example("推動重點　項目建設。", "推動重點項目建設。", "hant"),
        ),
        fine=("山海为证 金普新程", "张三　李四　王五"),
    ),
    Rule(
        "P18",
        "warn",
        gettext_noop("Wrong middle dot"),
        middle_dot,
        (Example("达・芬奇", "达·芬奇"), Example("達‧芬奇", "達·芬奇", "hant")),
        fine=("• 项目",),
        autofix=True,
    ),
    Rule(
        "P20",
        "info",
        gettext_noop("Blanks between Chinese and Latin characters in some places only"),
        mixed_spacing,
        (
            Example("用AI 技术，AI技术，2025年", "用AI技术，AI技术，2025年"),
            Example("AI 技術，AI技術，2025 年", "AI 技術，AI 技術，2025 年", "hant"),
        ),
        fine=("AI 技术，2025 年", "AI技术，2025年", "18:30 点名，2025年"),
    ),
    Rule(
        "P21",
        "warn",
        gettext_noop("Full-width digits or letters"),
        full_width_letters,
        (Example("２０２５年", "2025年"), Example("ＡＩ技術", "AI技術", "hant")),
        fine=("2025年，100％",),
        autofix=True,
    ),
    Rule(
        "P22",
        "block",
        gettext_noop("Look-alike character, as copied from a PDF"),
        lookalikes,
        (Example("⼤连", "大连"), Example("⻓江", "长江"), Example("⼤連", "大連", "hant")),
        fine=("大连", "\ufa0e"),
        scripts=ANY,
        autofix=True,
    ),
    Rule(
        "P23",
        "block",
        gettext_noop("Invisible character"),
        invisible,
        (
            Example("项目\u200b建设", "项目建设"),
            Example("項目\u202e建設", "項目建設", "hant"),
            Example("项\ufffd建设", "项目建设"),
            Example("项目\ue000建设", "项目建设"),
            Example("Har\u00adbour", "Harbour", "en"),
        ),
        fine=("👨\u200d👩\u200d👧 全家", "可\t以"),
        message=gettext_noop("Invisible character %(code)s"),
        scripts=ANY,
        autofix=True,
    ),
)
