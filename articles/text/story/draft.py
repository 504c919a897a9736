"""The story while it is being read: its lines, and the fields filled so far. Used by the story parser only."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.text.credits import ParsedCredit, parse_line
from articles.text.fold import fold
from articles.text.roles import role_codes
from articles.text.story.lines import LONGEST_BOILERPLATE, Line
from articles.text.story.model import ParsedStory, Reason, Removed, Warning

_CLOSING = {"）": "（", ")": "(", "】": "【", "]": "["}


@dataclass(slots=True)
class Draft:
    """Lines that stages claim one after another, and the story they fill. Every claim is recorded once."""

    lines: list[Line]
    story: ParsedStory
    sources: list[str] = field(default_factory=list)
    production: list[str] = field(default_factory=list)

    def remove(self, text: str, reason: Reason) -> None:
        """Record text that stands in no field."""
        if text.strip():
            self.story.removed.append(Removed(text.strip(), reason))

    def warn(self, code: str, message: str, text: str = "") -> None:
        """Record something for an editor to look at."""
        self.story.warnings.append(Warning(code, message, text))

    def drop(self, line: Line, reason: Reason) -> None:
        """Take a whole line out of the story."""
        self.remove(line.text, reason)
        line.kind = "taken"

    def take_credits(self, line: Line) -> bool:
        """Take the line as credits or source if it is one."""
        if len(line.text) > LONGEST_BOILERPLATE:
            return False
        found = parse_line(line.text)
        if found is None:
            return self._take_plain_source(line)
        self.add_credits(found)
        line.kind = "taken"
        return True

    def add_credits(self, found: list[ParsedCredit], *, in_front: bool = False) -> None:
        """Add credits in order, behind those there are or `in_front`; one that names a source goes to `source` instead."""
        at = 0 if in_front else len(self.story.credits)
        for credit in found:
            if credit.roles == ("source",):
                self._add_source(credit.raw)
            else:
                self.story.credits.insert(at, credit)
                at += 1
            for warning in credit.warnings:
                self.warn(warning.code, warning.message, warning.text)

    def _take_plain_source(self, line: Line) -> bool:
        """A source that is no name: an address, a sentence."""
        colon = _colon(line.text[:12])
        label = "".join(line.text[:colon].strip("（(【[ ").split()) if colon > 0 else ""
        if role_codes(label) != ("source",) or not line.text[colon + 1 :].strip():
            return False
        self._add_source(line.text)
        line.kind = "taken"
        return True

    def _add_source(self, raw: str) -> None:
        value = raw[_colon(raw) + 1 :].strip()
        while value and value[-1] in _CLOSING and _CLOSING[value[-1]] not in value:
            value = value[:-1].strip()
        front, _, rest = raw.partition(value) if value else (raw, "", "")
        self.remove(front, "label")
        self.remove(rest, "label")
        if value:
            self.sources.append(value)


def _colon(text: str) -> int:
    """The first character that ends a label, or -1; a source without one (来源 新华社) ends it at the blank."""
    places = [text.find(mark) for mark in ":：|｜丨／/"]
    found = [place for place in places if place >= 0]
    return min(found) if found else text.find(" ")


def label_of(line: Line, forms: tuple[str, ...]) -> tuple[str, str] | None:
    """Split `[label]rest` where the line begins with one of the labels: 【编者按】…, 标题：…; None if not.

    A label without brackets counts only before a colon or alone on the line.
    """
    flat = fold(line.flat)
    for form in forms:
        at = flat.find(form, 0, len(form) + 4)
        if at < 0 or flat[:at].strip("【[（( #*"):
            continue
        end = at + len(form)
        while end < len(flat) and flat[end] in "】]）) :：*丨|｜":
            end += 1
        closed = flat[at + len(form) : end].strip()
        if closed or end == len(flat):
            return line.text[:end], line.text[end:].strip()
    return None
