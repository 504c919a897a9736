"""What stands above the text: titles, a byline, a date, the editor's note. Used by the story parser only."""

from __future__ import annotations

import re

from articles.text.fold import fold
from articles.text.story.draft import Draft, label_of
from articles.text.story.lines import Line, is_call, is_notice, is_numbered, is_paragraph
from articles.text.story.note import NOTE_LABELS, read_note
from articles.text.wordlists import words

_MOST_HEAD_LINES = 40
_LONGEST_TITLE = 120

_FIELD_LABELS: dict[str, tuple[str, ...]] = {
    "kicker": words("引题 眉题 肩题"),
    "subheading": words("副标题 副题"),
    "headline": words("主标题 大标题 标题 主题 题目 headline"),
    "series_title": words("专题 系列 栏目"),
}
_DATE = re.compile(
    r"(?:发布时间[:：]\s{0,4})?\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s{0,4}\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)"
)
_SERIES = (
    re.compile(r"《([^《》\n]{1,40})》[^，。；,;《]{0,8}(?:特别策划|特别报道|专题|系列|专栏|栏目|策划)"),
    re.compile(r"(?:推出|开设|开辟|启动|刊发|推送)[^《。]{0,16}《([^《》\n]{1,40})》"),
)
_SPLIT_TITLE = re.compile(
    r"(?P<open>【)(?P<in>[^【】]{2,30})】(?P<rest>.{2,})|(?P<left>[^丨｜|]{2,30})[丨｜|](?P<right>[^丨｜|]{2,})"
)
_NUMBER_AT_END = re.compile(
    r"[.·・]?[①-⑳㉑-㉟㊱-㊿\d]+$|之[一二三四五六七八九十]+$|[（(][上中下\d一二三四五六七八九十]+[）)]$"
)
_KIND_AT_END = re.compile(
    r"[·\s]{0,2}(?:新年|新春)?(?:特别策划|特别报道|专题报道|系列(?:报道|述评|评论|策划|专题)?|专题|专栏)$"
)
_NAMES_SERIES = re.compile(r"系列|专题|策划|·|[①-⑳]")
_SHORTEST_SERIES = 2


def read_head(draft: Draft) -> None:
    """Claim titles, labels, notes and bylines before the text; set kicker, headline, subheading, note, series."""
    candidates, at = _read_zone(draft, 0)
    after_note = False
    note = draft.lines[at] if at < len(draft.lines) else None
    label = label_of(note, NOTE_LABELS) if note is not None else None
    if note is not None and label is not None:
        at = read_note(draft, at, *label)
        further, _ = _read_zone(draft, at)
        after_note = not candidates and bool(further)
        candidates = candidates or further
    _set_titles(draft, candidates, after_note=after_note)
    _set_series(draft)


def _read_zone(draft: Draft, start: int) -> tuple[list[Line], int]:
    """Claim what surely is no text; give the lines that may be titles, and where the text or a note begins."""
    candidates: list[Line] = []
    end = min(len(draft.lines), start + 2 * _MOST_HEAD_LINES)
    for at in range(start, end):
        line = draft.lines[at]
        if line.kind == "block":
            return candidates, at
        if not line.is_open:
            continue
        if is_notice(line):
            draft.drop(line, "platform_notice")
        elif is_call(line, at_edge=True):
            draft.drop(line, "call_to_action")
        elif label_of(line, NOTE_LABELS) is not None or is_paragraph(line) or _opens_text(line):
            return candidates, at
        elif not _take_named(draft, line) and len(line.text) <= _LONGEST_TITLE:
            candidates.append(line)
    return candidates, end


def _opens_text(line: Line) -> bool:
    """A numbered head belongs to the text; a single # is the mark of a headline."""
    return is_numbered(line) and not line.text.startswith("# ")


def _take_named(draft: Draft, line: Line) -> bool:
    """Claim a line that says itself what it is: a field with its label, credits, a date."""
    return _take_field(draft, line) or draft.take_credits(line) or _take_dateline(draft, line)


def _take_dateline(draft: Draft, line: Line) -> bool:
    """2026-01-05 10:00 来源：海岬融媒: the date is nobody's field; what stands behind it may be credits."""
    match = _DATE.match(line.flat)
    rest = Line(line.text[match.end() :].strip(), line.flat[match.end() :].strip()) if match else None
    if match is None or rest is None or (rest.text and not draft.take_credits(rest)):
        return False
    draft.remove(line.text[: match.end()], "label")
    draft.warn("date_removed", "A date above the text was taken out.", line.text[: match.end()])
    line.kind = "taken"
    return True


def _take_field(draft: Draft, line: Line) -> bool:
    """标题：…, 引题：…, 副题：…, 专题：…: the line says itself what it is."""
    for name, forms in _FIELD_LABELS.items():
        label = label_of(line, forms)
        if label is not None and label[1] and not getattr(draft.story, name):
            draft.remove(label[0], "label")
            setattr(draft.story, name, label[1])
            line.kind = "taken"
            return True
    return False


def _set_titles(draft: Draft, candidates: list[Line], *, after_note: bool) -> None:
    story = draft.story
    chosen = [] if story.headline else _assign(candidates)
    for name, line in chosen:
        if not getattr(story, name):
            setattr(story, name, _bare_title(draft, line))
            line.kind = "taken"
    if len(candidates) == 1 and chosen and not story.kicker:
        _split_headline(draft)
    if not story.headline:
        draft.warn("no_headline", "The text has no headline.")
    elif chosen and (after_note or (len(candidates) > 1 and not _is_dashed(candidates[1]))):
        draft.warn("headline_guessed", "Which line is the headline is a guess.", story.headline)


def _bare_title(draft: Draft, line: Line) -> str:
    if not line.text.startswith("# "):
        return line.text
    draft.remove("#", "label")
    return line.text[2:].strip()


def _assign(candidates: list[Line]) -> list[tuple[str, Line]]:
    """Which candidate is what: a dash opens a subheading, a line before the headline is its kicker."""
    if len(candidates) == 1:
        return [("headline", candidates[0])]
    if len(candidates) == 2:
        first, second = candidates
        if not _is_dashed(second) and _is_kicker(first):
            return [("kicker", first), ("headline", second)]
        return [("headline", first), ("subheading", second)]
    if len(candidates) == 3 and not _is_dashed(candidates[1]):
        return list(zip(("kicker", "headline", "subheading"), candidates, strict=True))
    names = ("headline", "subheading") if len(candidates) > 1 and _is_dashed(candidates[1]) else ("headline",)
    return list(zip(names, candidates, strict=False))


def _is_dashed(line: Line) -> bool:
    return _is_dash(line.text)


def _is_dash(text: str) -> bool:
    return text.startswith(("—", "--", "－－", "──"))


def _is_kicker(line: Line) -> bool:
    if line.text.endswith(("：", ":")):
        return True
    return len(line.text) <= 24 and re.search(r"系列|专题|策划|·|[①-⑳]|^【.*】$", line.flat) is not None


def _split_headline(draft: Draft) -> None:
    """山海为证·金普新程丨title, 【山海为证·金普新程】title: the part in front is the kicker."""
    match = _SPLIT_TITLE.fullmatch(draft.story.headline)
    if match is None:
        return
    if match["open"]:
        kicker, headline, mark = match["in"], match["rest"], "【】"
    else:
        kicker, headline = match["left"], match["right"]
        mark = draft.story.headline[len(kicker)]
    draft.story.kicker, draft.story.headline = kicker.strip(), headline.strip()
    draft.remove(mark, "label")


def _set_series(draft: Draft) -> None:
    """The series the note announces, else the one the kicker names."""
    story = draft.story
    if story.series_title:
        return
    flat = fold(story.editors_note)
    for pattern in _SERIES:
        match = pattern.search(flat)
        if match is not None:
            story.series_title = story.editors_note[match.start(1) : match.end(1)]
            return
    if _NAMES_SERIES.search(fold(story.kicker)):
        story.series_title = _bare_series(story.kicker)
    elif _is_dash(story.subheading) and re.search(r"系列|策划", fold(story.subheading)):
        story.series_title = _bare_series(story.subheading.lstrip("—─-－ "))


def _bare_series(title: str) -> str:
    """向海图新系列报道之三 → 向海图新: the name without its number and without what kind of series it is."""
    bare = _NUMBER_AT_END.sub("", title.strip("【】《》")).strip().strip("《》")
    kind = _KIND_AT_END.search(fold(bare))
    if kind is None or kind.start() < _SHORTEST_SERIES:
        return bare
    return bare[: kind.start()].strip("《》“” ")
