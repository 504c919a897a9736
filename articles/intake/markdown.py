"""Markdown, read by markdown-it: headings, lists, tables, bold, pictures. HTML inside it is text.

A line end stays a line end, because credits stand in lines of their own; indented lines are no code, because Chinese
paragraphs begin with an indent. Used by `files` only.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from articles.intake.html import read_html
from articles.intake.manuscript import Manuscript
from articles.intake.shelf import Shelf

# What would swallow words (link definitions, raw HTML) or take a line of copy for something else.
_NOT_OURS = ("code", "lheading", "reference", "html_block", "html_inline", "autolink")


def read_markdown(source: str, shelf: Shelf) -> Manuscript:
    """The manuscript of a Markdown text. Raises IntakeRefused."""
    return read_html(_reader().render(source), shelf)


@cache
def _reader() -> MarkdownIt:
    options = {"html": False, "breaks": True, "linkify": False, "maxNesting": 30}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).disable(list(_NOT_OURS))
