"""Comparing lists of snapshots: credit lines, figures, clips, charts, corrections, pictures. Pure; used by `diff` only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from articles.diff_text import Token

_BLANK = Token("\u3000")
Match = tuple[str, str, tuple[Token, ...], tuple[Token, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a list: what it is called, its words, and everything it says, for equality."""

    name: str
    tokens: tuple[Token, ...]
    whole: str


def told(value: Any) -> str:
    """A value that is no text, as text."""
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, Mapping):
        return "　".join(str(inner) for inner in value.values())
    return str(value)


def credit_lines(snapshot: Mapping[str, Any]) -> list[Line]:
    """Credits, each person one word."""
    return [
        Line(line["label"], _joined([_person(p) for p in line["people"]]), _whole(line))
        for line in snapshot.get("credits", [])
    ]


def figure_lines(snapshot: Mapping[str, Any]) -> list[Line]:
    """Key figures: number, what it counts, source."""
    lines = []
    for figure in snapshot.get("key_figures", []):
        number = "".join(figure.get(part, "") for part in ("prefix", "value", "unit"))
        parts = [number, figure.get("label", ""), figure.get("source", "")]
        lines.append(Line("", _joined([part for part in parts if part]), _whole(figure)))
    return lines


def clip_lines(snapshot: Mapping[str, Any]) -> list[Line]:
    """Clips: what is printed with each, and everything that is said in it."""
    lines = []
    for number, clip in enumerate(snapshot.get("clips", []), start=1):
        texts = ("caption", "credit", "ai_label", "transcript", "captions")
        parts = [clip[name] for name in texts if clip.get(name)]
        lines.append(Line(str(number), _joined(parts), _whole(clip)))
    return lines


def chart_lines(snapshot: Mapping[str, Any]) -> list[Line]:
    """Charts: title, unit and source, then their table, each row one word."""
    lines = []
    for number, chart in enumerate(snapshot.get("charts", []), start=1):
        parts = [chart[name] for name in ("title", "unit", "source") if chart.get(name)]
        rows = [f"{label} {value}" for label, value in chart["rows"]]
        lines.append(Line(str(number), _joined([*parts, *rows]), _whole(chart)))
    return lines


def correction_lines(snapshot: Mapping[str, Any]) -> list[Line]:
    """Corrections, as readers are told of them: where, what was wrong, what is right."""
    lines = []
    for notice in snapshot.get("corrections", []):
        passage, wrong, right = (notice.get(part, "") for part in ("passage", "wrong", "right"))
        parts = [f"{passage}：" if passage else "", *_correcting(wrong, right)]
        tokens = tuple(Token(part) for part in parts if part)
        lines.append(Line(notice["type"], tokens, _whole(notice)))
    return lines


def matched(before: list[Line], after: list[Line]) -> Iterator[Match]:
    """Lines of two lists side by side: change, name, old words, new words. Lines of one name are the same line."""
    matcher = SequenceMatcher(
        None, [line.whole for line in before], [line.whole for line in after], autojunk=False
    )
    for code, i, i_end, j, j_end in matcher.get_opcodes():
        if code == "equal":
            for line in after[j:j_end]:
                yield "same", line.name, line.tokens, line.tokens
        else:
            yield from _replaced(before[i:i_end], after[j:j_end])


def pictures(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, str], dict[str, str]]]:
    """Pictures by use: change, number in print, and the fields of each side."""
    olds = {use["use"]: (place, use) for place, use in enumerate(before.get("images", []), start=1)}
    news = {use["use"]: (place, use) for place, use in enumerate(after.get("images", []), start=1)}
    for uid, (place, use) in news.items():
        if uid not in olds:
            yield "added", str(place), {}, _use(use, place)
            continue
        was_at, was = olds[uid]
        same = was == use and was_at == place
        yield ("same" if same else "changed"), str(place), _use(was, was_at), _use(use, place)
    for uid, (place, use) in olds.items():
        if uid not in news:
            yield "removed", str(place), _use(use, place), {}


def _replaced(olds: list[Line], news: list[Line]) -> Iterator[Match]:
    left = list(olds)
    for new in news:
        old = next((line for line in left if line.name == new.name), None)
        if old is None:
            yield "added", new.name, (), new.tokens
            continue
        for gone in left[: left.index(old)]:
            yield "removed", gone.name, gone.tokens, ()
        left = left[left.index(old) + 1 :]
        yield "changed", new.name, *_telling(old, new)
    for gone in left:
        yield "removed", gone.name, gone.tokens, ()


def _correcting(wrong: str, right: str) -> tuple[str, ...]:
    """The words of the notice in the language of the copy."""
    if wrong and right:
        return f"“{wrong}”", "应为", f"“{right}”"
    return ("删去", f"“{wrong}”") if wrong else (right,)


def _telling(old: Line, new: Line) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words of two lines that differ; where print does not show the difference, everything they say."""
    if old.tokens != new.tokens:
        return old.tokens, new.tokens
    return (Token(old.whole),), (Token(new.whole),)


def _joined(parts: list[str]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for part in parts:
        tokens += [_BLANK, Token(part)] if tokens else [Token(part)]
    return tuple(tokens)


def _person(person: Mapping[str, str]) -> str:
    before = f"{person.get('organisation', '')}{person.get('title', '')}"
    note = f"（{person['note']}）" if person.get("note") else ""
    hant = person.get("name_hant", "")
    other = f"／{hant}" if hant and hant != person["name"] else ""
    return f"{before} {person['name']}{other}{note}".strip()


def _use(use: Mapping[str, Any], place: int) -> dict[str, str]:
    words = {name: str(use.get(name, "")) for name in ("caption", "alt", "credit", "ai_label")}
    return words | {
        "slot": use["slot"],
        "order": str(place),
        "focal": told(use["focal"]),
        "image": use["image"][:12],
    }


def _whole(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
