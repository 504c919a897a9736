"""A story as lines, each knowing its folded form, and the tests that tell boilerplate from copy.

All patterns work on the folded text, so one set serves both scripts; all are bounded, so that a line of
any length costs time in proportion to it. Used by the story parser only.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from articles.text.fold import fold

# A `block` is a list, a quotation or a table with its first line, the lines after it are `held` by it.
Kind = Literal["", "blank", "slot", "taken", "note", "paragraph", "heading", "caption", "block", "held"]

LONGEST_BOILERPLATE = 400

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Nothing that prints: controls, zero widths, direction marks, lone surrogates, non-characters.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001-\U000e007f]"
    # A joiner is kept inside an emoji only.
    r"|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
_SLOT = re.compile(r"!\[([^\[\]\n]{0,500})\]\(([^()\n]{0,2000})\)")
_BARE_SLOT = re.compile(r"[【\[（(](?:图|图片|此处插图|插图|配图)\d{0,2}[】\]）)]")
_NOTICE = re.compile(
    r"自媒体平台.{0,12}(?:用户上传|发布)|仅提供信息存储(?:空间)?服务|^notice: the content above"
    r"|only provides information storage|^特别声明.{0,40}(?:平台|网易号|搜狐号|百家号|头条号|企鹅号|大鱼号)"
    r"|^免责声明.{0,60}平台"
)
_STRONG_CALL = re.compile(
    r"喜欢就请.{0,12}(?:转发|点赞|分享)|(?:点击|关注).{0,6}蓝字|蓝字.{0,4}关注|点赞.{0,4}在看|设为星标|一键三连"
    r"|转发.{0,8}点赞.{0,8}(?:在看|关注|收藏)"
)
_WEAK_CALL = re.compile(
    r"扫码|二维码|关注我们|阅读原文|点击[上下]方|觉得不错|分享给|点个赞|点赞|点个?在看|求转发|转发收藏"
)
_PRODUCTION = re.compile(
    r"[（(]?本(?:条|篇|期|文|组|版|栏目|专题|视频|节目|稿)[^。！？!?]{0,50}"
    r"(?:编辑|制作|采制|整理|出品|采写|报道|提供)[。）)]{0,2}"
)
_COPYRIGHT = re.compile(r"转载请注明|版权归|未经授权|未经许可|如有侵权|联系删除|版权所有")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|#{1,4}\s|0?\d[.、．]"
)
_SENTENCE_ENDS = ("。", "；", ";", "……", "。”", "！”", "？”", "。』", "。」", ".")
_NO_HEADING_ENDS = ("。", "；", ";", "，", ",", "、", "：", ":", ".", "…")


@dataclass(slots=True)
class Line:
    """One line: as it stands, folded and lower-cased for matching, and what it was found to be."""

    text: str
    flat: str
    kind: Kind = ""
    alt: str = ""
    shape: tuple[str, str] = ("", "")  # tag and HTML, where the text came with formatting

    @property
    def is_open(self) -> bool:
        """Whether nothing has claimed the line yet and it holds text."""
        return self.kind == ""


def clean(text: str) -> tuple[str, str]:
    """The text in NFC with plain line ends and without invisible characters; and those characters."""
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    invisible = "".join(_INVISIBLE.findall(text))
    return (_INVISIBLE.sub("", text) if invisible else text), invisible


def name_invisible(invisible: str) -> str:
    """Invisible characters for people: `U+200B ×3, U+FEFF`."""
    counts = Counter(invisible)
    named = (f"U+{ord(char):04X}" + (f" ×{count}" if count > 1 else "") for char, count in counts.items())
    return ", ".join(list(named)[:12])


def printable(invisible: str) -> str:
    """Characters as they can be stored: a lone surrogate, which UTF-8 cannot carry, as `\\ud800`."""
    return invisible.encode("utf-8", "backslashreplace").decode("utf-8")


def split_lines(text: str) -> list[Line]:
    """The stripped lines of a clean text; image marks inside a line become lines of their own."""
    if "![" in text:
        text = _SLOT.sub(lambda mark: f"\n{mark[0]}\n", text)
    flat = fold(text).lower()
    if len(flat) != len(text):
        flat = fold(text)
    lines: list[Line] = []
    for raw, raw_flat in zip(text.split("\n"), flat.split("\n"), strict=True):
        lines.append(_line(raw.strip(), raw_flat.strip()))
    return lines


def _line(text: str, flat: str) -> Line:
    if not text:
        return Line("", "", "blank")
    mark = _SLOT.fullmatch(text) if text.startswith("![") else None
    if mark is not None:
        return Line(text, flat, "slot", alt=mark[1].strip())
    if len(text) < 12 and _BARE_SLOT.fullmatch(flat):
        return Line(text, flat, "slot")
    return Line(text, flat)


def slot_address(line: Line) -> str:
    """What stands in the brackets of an image mark: an address, a file name, nothing."""
    mark = _SLOT.fullmatch(line.text)
    return mark[2].strip() if mark is not None else ""


def slot_mark(line: Line) -> str:
    """The mark of an image slot without its alternative text, which becomes the caption."""
    return line.text.replace(line.alt, "", 1) if line.alt else line.text


def is_notice(line: Line) -> bool:
    """Whether a platform added the line: the notice of 网易号 and its like."""
    return len(line.text) <= LONGEST_BOILERPLATE and _NOTICE.search(line.flat) is not None


def is_call(line: Line, *, at_edge: bool) -> bool:
    """Whether the line asks readers to like, share or scan; at the edges of a story weaker signs suffice."""
    if len(line.text) > 60:
        return False
    if _STRONG_CALL.search(line.flat):
        return True
    return at_edge and len(line.text) <= 40 and _WEAK_CALL.search(line.flat) is not None


def is_production_note(line: Line) -> bool:
    """Whether the line says who produced the piece or who holds the rights: 本条新闻由金普新闻编辑制作."""
    if len(line.text) > 120:
        return False
    return _PRODUCTION.fullmatch(line.flat) is not None or _COPYRIGHT.search(line.flat) is not None


def is_paragraph(line: Line) -> bool:
    """Whether the line is running text rather than a title, a label or a signature."""
    if len(line.text) >= 130 or len(line.text.encode("utf-8")) >= 130:
        return True
    if len(line.text) >= 30 and line.text.endswith(("！", "？", "!", "?")):
        return True
    return len(line.text) >= 12 and line.text.endswith(_SENTENCE_ENDS)


def is_numbered(line: Line) -> bool:
    """Whether the line begins as section heads do: 一、, （二）, ##, 01."""
    return len(line.text) <= 40 and _NUMBERED.match(line.flat) is not None


def may_be_heading(line: Line) -> bool:
    """Whether the line is short, no sentence, and no label with a colon."""
    return (
        len(line.text) <= 30
        and not line.text.endswith(_NO_HEADING_ENDS)
        and not any(colon in line.text[:6] for colon in "：:")
    )
