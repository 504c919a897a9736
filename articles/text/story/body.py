"""What is left is the text: headings, paragraphs, image slots, lists and tables, as escaped HTML.

Used by the story parser only.
"""

from __future__ import annotations

from html import escape

from articles.text.story.draft import Draft
from articles.text.story.lines import Line, is_numbered, is_paragraph, may_be_heading, slot_address, slot_mark
from articles.text.story.model import Slot
from articles.text.story.shapes import shaped

_CAPTION_STARTS = ("图为", "图：", "图:", "▲", "△", "资料图", "上图", "下图", "左图", "右图")


def build_body(draft: Draft) -> list[str]:
    """Set `body_html` and `image_slots`; the texts of all paragraphs in order."""
    lines = [line for line in draft.lines if line.kind in ("", "slot", "block", "held")]
    _mark_lines(lines)
    parts: list[str] = []
    for at, line in enumerate(lines):
        if line.kind == "slot":
            parts.append(_figure(draft, line, lines[at + 1] if at + 1 < len(lines) else None))
        elif line.kind == "block":
            parts.append(line.shape[1])
        elif line.kind == "heading":
            parts.append(_heading(draft, line))
        elif line.kind == "paragraph":
            parts.append(f"<p>{shaped(line, 'p') or escape(line.text, quote=False)}</p>")
    draft.story.body_html = "\n".join(parts)
    told = [line for line in lines if line.kind in ("paragraph", "block", "held")]
    return [
        line.text for line in told if line.shape[0] != "table"
    ]  # a cell says no sentence about its number


def _mark_lines(lines: list[Line]) -> None:
    """Say of every line what it is; the line before and after decide about headings and captions."""
    for at, line in enumerate(lines):
        if line.kind in ("slot", "block", "held"):
            continue
        before = lines[at - 1] if at else None
        if before is not None and before.kind == "slot" and _is_caption(line):
            line.kind = "caption"
        elif line.shape[0] in ("h2", "h3") or (may_be_heading(line) and _heads_text(lines, at)):
            line.kind = "heading"
        else:
            line.kind = "paragraph"


def _is_caption(line: Line) -> bool:
    if line.shape[0] == "figcaption":
        return True
    return len(line.text) <= 120 and line.flat.startswith(_CAPTION_STARTS)


def _heads_text(lines: list[Line], at: int) -> bool:
    """Whether running text follows, and no other short line stands around it as in verse or a list."""
    follower = next((line for line in lines[at + 1 : at + 4] if line.kind != "slot"), None)
    if follower is None:
        return False
    if is_numbered(lines[at]):
        return is_paragraph(follower) or is_numbered(follower)
    before = lines[at - 1] if at else None
    lonely = (
        before is None
        or before.kind in ("slot", "caption", "heading", "block", "held")
        or is_paragraph(before)
    )
    return lonely and is_paragraph(follower)


def _heading(draft: Draft, line: Line) -> str:
    tag = line.shape[0] if line.shape[0] in ("h2", "h3") else "h2"
    inner = shaped(line, tag)
    if not inner or line.text.startswith("#"):
        inner = escape(_bare_heading(draft, line), quote=False)
    return f"<{tag}>{inner}</{tag}>"


def _bare_heading(draft: Draft, line: Line) -> str:
    """A heading without the marks of plain-text formatting (##)."""
    bare = line.text.lstrip("#").strip() if line.text.startswith("#") else line.text
    if bare != line.text:
        draft.remove(line.text[: len(line.text) - len(bare)], "label")
    return bare


def _figure(draft: Draft, line: Line, follower: Line | None) -> str:
    draft.story.image_slots += 1
    draft.remove(slot_mark(line), "placeholder")
    caption = [line.alt] if line.alt else []
    below = follower.text if follower is not None and follower.kind == "caption" else ""
    if below:
        caption.append(below)
    draft.story.slots.append(Slot(draft.story.image_slots, slot_address(line), line.alt, below))
    text = escape(" ".join(caption), quote=False)
    inner = f"<figcaption>{text}</figcaption>" if text else ""
    return f'<figure data-image-slot="{draft.story.image_slots}">{inner}</figure>'
