"""From blocks to canonical HTML: one spelling for one content, so that equal texts have equal hashes.

Blanks at the edges, empty blocks and doubled breaks go here. Used by `clean` only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from articles.body.blocks import Mark, Node, Run
from articles.body.characters import tidy, without_leading

_EDGES = " \u00a0\u3000"  # typed indents too: the stylesheet indents
_HOLDERS = ("p", "h2", "h3", "li", "td", "th", "caption")
_KEEP_EMPTY = ("td", "th")


def print_body(root: Node) -> str:
    """The canonical HTML of a whole tree, without blanks or line ends between blocks."""
    return "".join(_print(kid) for kid in root.kids if isinstance(kid, Node))


def _print(node: Node) -> str:
    if node.tag == "hr":
        return "<hr>"
    if node.tag == "table":
        return _table(node)
    if node.tag in ("p", "h2", "h3"):
        return "".join(f"<{node.tag}>{line}</{node.tag}>" for line in _paragraphs(node))
    inner = (
        _mixed(node) if node.tag in _HOLDERS else "".join(_print(k) for k in node.kids if isinstance(k, Node))
    )
    if not inner and node.tag not in _KEEP_EMPTY:
        return ""
    attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in node.attributes.items())
    return f"<{node.tag}{attributes}>{inner}</{node.tag}>"


def _table(node: Node) -> str:
    """A table: captions in one, head rows, then all others. Without cells only its caption is left, as a paragraph."""
    parts = [kid for kid in node.kids if isinstance(kid, Node)]
    captions = "<br>".join(filter(None, (_mixed(part) for part in parts if part.tag == "caption")))
    rows = {
        tag: "".join(
            _row(row) for part in parts if part.tag == tag for row in part.kids if isinstance(row, Node)
        )
        for tag in ("thead", "tbody")
    }
    if not any(rows.values()):
        return f"<p>{captions}</p>" if captions else ""
    caption = f"<caption>{captions}</caption>" if captions else ""
    return f"<table>{caption}{''.join(f'<{tag}>{rows[tag]}</{tag}>' for tag in rows if rows[tag])}</table>"


def _row(row: Node) -> str:
    cells = "".join(_print(cell) for cell in row.kids if isinstance(cell, Node))
    return f"<tr>{cells}</tr>" if cells else ""


def _mixed(node: Node) -> str:
    """The inside of an item or a cell: stretches of text, with lists between them. An empty list ends a line."""
    out: list[str] = []
    stretch: list[Run] = []
    for kid in node.kids:
        block = "" if isinstance(kid, Run) else _print(kid)
        if not block:
            stretch.append(kid if isinstance(kid, Run) else Run("\n", ()))
            continue
        out += [_stretch(stretch), block]
        stretch = []
    return "".join([*out, _stretch(stretch)])


def _stretch(runs: list[Run]) -> str:
    return "<br>".join(_inline(line) for line in _lines(runs))


def _paragraphs(node: Node) -> Iterator[str]:
    """A paragraph in which somebody pressed return twice is two; a heading never is."""
    group: list[str] = []
    breaks = 0
    for line in _lines([kid for kid in node.kids if isinstance(kid, Run)], keep_empty=True):
        if not line:
            breaks += 1
            continue
        if group and breaks and node.tag == "p":
            yield "<br>".join(group)
            group = []
        group.append(_inline(line))
        breaks = 0
    if group:
        yield "<br>".join(group)


def _lines(runs: list[Run], *, keep_empty: bool = False) -> list[list[Run]]:
    """Runs split at breaks, each line tidied; empty lines only if asked for."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n" and not run.use:
            lines.append([])
        else:
            lines[-1].append(run)
    tidied = [_tidied(line) for line in lines]
    return [line for line in tidied if line or keep_empty]


def _tidied(runs: list[Run]) -> list[Run]:
    """One line without blanks at its ends or doubled between runs; runs with the same marks joined."""
    line: list[Run] = []
    for run in runs:
        if run.use:
            line.append(run)
            continue
        blanks = _blanks_to_drop(line)
        text = without_leading(tidy(run.text), blanks)
        if not text:
            continue
        if line and not line[-1].use and line[-1].marks == run.marks:
            line[-1] = Run(unicodedata.normalize("NFC", line[-1].text + text), run.marks)
        else:
            line.append(Run(text, run.marks))
    return _without_trailing(line)


def _blanks_to_drop(line: list[Run]) -> str:
    """What a run must not begin with: any blank at the start of the line, a second blank elsewhere."""
    if not line:
        return _EDGES
    return " " if line[-1].text.endswith(" ") else ""


def _without_trailing(line: list[Run]) -> list[Run]:
    while line and not line[-1].use:
        text = line[-1].text.rstrip(_EDGES)
        if text:
            line[-1] = Run(text, line[-1].marks)
            break
        line.pop()
    return line


def _inline(line: list[Run]) -> str:
    out: list[str] = []
    open_now: tuple[Mark, ...] = ()
    for run in line:
        out.append(_switch(open_now, run.marks))
        open_now = run.marks
        out.append(f'<img data-use="{run.use}">' if run.use else _escaped(run.text))
    out.append(_switch(open_now, ()))
    return "".join(out)


def _switch(now: tuple[Mark, ...], then: tuple[Mark, ...]) -> str:
    """The tags between two runs: close what ends, open what begins."""
    same = 0
    while same < min(len(now), len(then)) and now[same] == then[same]:
        same += 1
    closing = "".join(f"</{tag}>" for tag, _address in reversed(now[same:]))
    return closing + "".join(_opening(*mark) for mark in then[same:])


def _opening(tag: str, address: str) -> str:
    return f'<{tag} href="{_escaped(address)}">' if address else f"<{tag}>"


def _escaped(text: str) -> str:
    """As nh3 writes it, so that its pass over the result changes nothing."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "\x00")
    return text.replace("\u00a0", "&nbsp;").replace("\x00", '"')
