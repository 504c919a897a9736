"""From tokens to blocks: whatever was pasted becomes paragraphs, headings, lists, quotations and tables.

A tree of `Node`s whose leaves are `Run`s of text with marks, so that no inline element can span two blocks and every
structure has one spelling. Used by `clean` only; `printing` writes the tree out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.body.allow import MARKS, clean_attribute
from articles.body.characters import drop_invisible
from articles.body.names import ALIASES
from articles.body.tokens import Token

Mark = tuple[str, str]  # tag and, for a link, its address

_TEXT_BLOCKS = ("p", "h2", "h3")
_LISTS = ("ul", "ol")
_CELLS = ("td", "th")


@dataclass(slots=True)
class Run:
    """Text, a line break (text "\\n") or a picture (use set), and the marks on it in nesting order."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    use: str = ""
    soft: bool = False  # a break that only separates; it goes where there is nothing to separate


@dataclass(slots=True)
class Node:
    """A block. Only p, h2, h3, li, td, th and caption hold runs."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Node | Run] = field(default_factory=list)
    ignored: Counter[str] = field(
        default_factory=Counter
    )  # inner elements whose end tags must not close outer ones
    outer_marks: tuple[Counter[str], str] | None = None  # set aside while a cell is open


def build(tokens: Iterable[Token]) -> Node:
    """The tree of a whole body. Raises what the tokens raise."""
    builder = _Builder()
    for token in tokens:
        if token.kind == "text":
            builder.text(token.value)
        elif token.kind == "start":
            builder.start(ALIASES.get(token.value, token.value), token.attributes)
        else:
            builder.end(ALIASES.get(token.value, token.value))
    return builder.root


class _Builder:
    """Where in the tree the next token goes."""

    def __init__(self) -> None:
        self.root = Node("body")
        self.stack: list[Node] = [self.root]
        self.paragraph: Node | None = None  # the open p, h2 or h3 of the body or of a quotation
        self.open_marks: Counter[str] = Counter()
        self.href = ""

    @property
    def here(self) -> Node:
        return self.stack[-1]

    # Inline

    def text(self, raw: str) -> None:
        text = drop_invisible(raw)
        if not text or (not text.strip(" \t\n\r\f") and self._between_blocks()):
            return
        self._add(Run(text, self._marks()))

    def _between_blocks(self) -> bool:
        return self.paragraph is None and self.here.tag not in ("li", "caption", *_CELLS)

    def _marks(self) -> tuple[Mark, ...]:
        link = [("a", self.href)] if self.href else []
        return (*link, *((tag, "") for tag in MARKS if self.open_marks[tag] > 0))

    def _add(self, run: Run) -> None:
        kids = self._holder().kids
        last = kids[-1] if kids else None
        if (
            isinstance(last, Run)
            and not (run.use or last.use or run.soft or last.soft)
            and last.marks == run.marks
            and "\n" not in (run.text, last.text)
        ):
            last.text += run.text
        else:
            kids.append(run)

    def _holder(self) -> Node:
        """The node that takes inline content, opened if there is none."""
        if self.here.tag in _LISTS:
            self._open(Node("li"))
        elif self.here.tag in ("table", "thead", "tbody", "tr"):
            self.part("td", {})
        if self.here.tag in ("body", "blockquote"):
            if self.paragraph is None:
                self._begin("p")
            assert self.paragraph is not None  # noqa: S101 -- for the type checker
            return self.paragraph
        return self.here

    # Start tags

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "a":
            self.href = clean_attribute("a", "href", attributes.get("href", "")) or ""
        elif tag in MARKS:
            self.open_marks[tag] += 1
        elif tag == "br":
            self._add(Run("\n", self._marks()))
        elif tag == "img":
            self._picture(attributes.get("data-use", ""))
        elif tag in _TEXT_BLOCKS:
            self._begin(tag)
        elif handler := _STARTS.get(tag):
            handler(self, tag, attributes)

    def _picture(self, value: str) -> None:
        use = clean_attribute("img", "data-use", value)
        if use is None:
            return
        if self.here.tag not in ("body", "blockquote"):
            self._add(Run(use=use))
            return
        # A picture is a paragraph of its own; the text around it goes on before and behind.
        tag = self.paragraph.tag if self.paragraph else None
        self.here.kids.append(Node("p", kids=[Run(use=use)]))
        self.paragraph = None
        if tag:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        """Begin a paragraph or heading; where there can be none, separate what was before."""
        if self.here.tag in ("body", "blockquote"):
            self.paragraph = Node(tag)
            self.here.kids.append(self.paragraph)
        elif self.here.tag in ("li", "caption", *_CELLS):
            self._separate()

    def _separate(self) -> None:
        if self.here.kids:
            self.here.kids.append(Run("\n", soft=True))

    def rule(self, tag: str, _attributes: dict[str, str]) -> None:
        if self.here.tag in ("body", "blockquote"):
            self.paragraph = None
            self.here.kids.append(Node(tag))
        else:
            self._begin("p")

    def quotation(self, tag: str, _attributes: dict[str, str]) -> None:
        if self.here.tag == "body":
            self._open(Node(tag))
        elif self.here.tag == "blockquote":
            self.paragraph = None
            self.here.ignored[tag] += 1
        else:
            self._begin("p")

    def list_(self, tag: str, _attributes: dict[str, str]) -> None:
        if self.here.tag in _LISTS:
            last = self.here.kids[-1] if self.here.kids else None
            if isinstance(last, Node):
                self.stack.append(last)
            else:
                self._open(Node("li"))
        if self.here.tag in ("body", "blockquote", "li"):
            self._open(Node(tag))
        else:
            self._begin("p")

    def item(self, tag: str, _attributes: dict[str, str]) -> None:
        if self._close_to(_LISTS, stop=("blockquote", *_CELLS, "caption")):
            self._open(Node(tag))
        else:
            self._begin("p")

    def table(self, tag: str, _attributes: dict[str, str]) -> None:
        if self.here.tag in ("body", "blockquote"):
            self._open(Node(tag))
        elif self.here.tag in ("li", "caption", *_CELLS):
            self.here.ignored[tag] += 1
            self._separate()

    def part(self, tag: str, attributes: dict[str, str]) -> None:
        """A part of a table: opened in its place, or a break where the table itself was not taken."""
        if self.here.ignored["table"] or not self._close_to(("table",), stop=("li",)):
            self._begin("p")
            return
        if tag in ("caption", "thead", "tbody"):
            self._open(Node(tag))
        else:
            self._row_part(tag, attributes)

    def _row_part(self, tag: str, attributes: dict[str, str]) -> None:
        table = self.here
        last = table.kids[-1] if table.kids else None
        if isinstance(last, Node) and last.tag in ("thead", "tbody"):
            self.stack.append(last)
        else:
            self._open(Node("tbody"))
        if tag == "tr":
            self._open(Node(tag))
            return
        row = self.here.kids[-1] if self.here.kids else None
        if isinstance(row, Node):
            self.stack.append(row)
        else:
            self._open(Node("tr"))
        kept = {name: clean_attribute(tag, name, value) for name, value in attributes.items()}
        self._open_cell(Node(tag, {name: kept[name] or "" for name in sorted(kept) if kept[name]}))

    def _open(self, node: Node) -> None:
        self.here.kids.append(node)
        self.stack.append(node)
        self.paragraph = None

    def _open_cell(self, node: Node) -> None:
        node.outer_marks = self.open_marks, self.href
        self.open_marks, self.href = Counter(), ""
        self._open(node)

    # End tags

    def end(self, tag: str) -> None:
        if tag == "a":
            self.href = ""
        elif tag in MARKS:
            self.open_marks[tag] -= self.open_marks[tag] > 0
        elif tag == "br":
            self._add(Run("\n", self._marks()))
        elif tag in _TEXT_BLOCKS:
            self.paragraph = None
            if self.here.tag in ("li", "caption", *_CELLS):
                self._separate()
        elif tag in _STOPS:
            self._end_container(tag)

    def _end_container(self, tag: str) -> None:
        if self.here.ignored[tag]:
            self.here.ignored[tag] -= 1
            self.paragraph = None
            self._begin("p") if self.here.tag != "blockquote" else None
        elif not self.here.ignored["table"] and self._close_to((tag,), stop=_STOPS[tag]):
            self._pop()

    def _close_to(self, tags: tuple[str, ...], stop: tuple[str, ...]) -> bool:
        """Pop until one of the tags is on top; False, and nothing popped, if there is none before a stop."""
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag in tags:
                while len(self.stack) - 1 > depth:
                    self._pop()
                return True
            if self.stack[depth].tag in stop:
                return False
        return False

    def _pop(self) -> None:
        node = self.stack.pop()
        self.paragraph = None
        if node.outer_marks is not None:
            self.open_marks, self.href = node.outer_marks


_STARTS = {
    "hr": _Builder.rule,
    "blockquote": _Builder.quotation,
    **dict.fromkeys(_LISTS, _Builder.list_),
    "li": _Builder.item,
    "table": _Builder.table,
    **dict.fromkeys(("caption", "thead", "tbody", "tr", *_CELLS), _Builder.part),
}
# What an end tag may close, and which open elements it may not reach across.
_STOPS: dict[str, tuple[str, ...]] = {
    "blockquote": ("li", "caption", *_CELLS),
    **dict.fromkeys(_LISTS, ("blockquote", "caption", *_CELLS)),
    "li": ("blockquote", *_LISTS, "caption", *_CELLS),
    "table": ("li",),
    **dict.fromkeys(("caption", "thead", "tbody", "tr", *_CELLS), ("table", "li")),
}
