"""A clean body in the clothes of the page: pull quotes, picture groups, tables that scroll by themselves. Pure.

Expects the result of `clean_body`, whose one spelling makes plain patterns enough. Used by `building` only.
"""

from __future__ import annotations

import html as html_entities
import itertools
import re
from collections.abc import Callable

from django.utils.html import escape

MOST_PULLS = 100  # quotations looked up in the text; who repeats a story in quotes gets quotations
LONGEST_PULL = 40  # characters; the house style asks for 22, and a longer one is a quotation set small
WIDE_TABLE = 4  # columns from which a phone would break every cell
_QUOTE = re.compile(r"<blockquote>(.*?)</blockquote>", re.DOTALL)
_SPEAKER = re.compile(r"<p>[\s]*[—–]{1,2}[\s]*((?:(?!</?p>).)+)</p>\Z", re.DOTALL)
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
_HEAD_CELL = re.compile(r"<th(?=[ >])")
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_PLACE = r'<p><img data-use="[0-9a-f-]{36}"></p>'
_RUN = re.compile(rf"(?:{_PLACE}){{2,}}")
_USE = re.compile(r'data-use="([0-9a-f-]{36})"')
_TAG = re.compile(r"<[^>]*>")
_NOT_WORDS = re.compile(r"[\W_]+")


def dress(html: str, is_picture: Callable[[str], bool]) -> str:
    """The body with classes and wrappers; `is_picture` says which uids are pictures and not charts or clips."""
    return group_pictures(scroll_tables(mark_quotes(html)), is_picture)


def mark_quotes(html: str) -> str:
    """Quotations that the text itself says elsewhere are pull quotes; the others are quotations.

    A last paragraph that begins with —— names the speaker.
    """
    said = _words(_QUOTE.sub("", html))
    left = itertools.count(MOST_PULLS, -1)

    def marked(match: re.Match[str]) -> str:
        speaker = _SPEAKER.search(match[1])
        quoted = match[1][: speaker.start()] if speaker else match[1]
        footer = f"<footer>{speaker[1].strip()}</footer>" if speaker and quoted else ""
        quoted = quoted or match[1]
        return f'<blockquote class="{"pull" if next(left) > 0 and _is_pull(quoted, said) else "quote"}">{quoted}{footer}</blockquote>'

    return _QUOTE.sub(marked, html)


def pull_quotes(html: str) -> list[str]:
    """The words of every pull quote of a clean body, in order."""
    found = re.findall(r'<blockquote class="pull">(.*?)</blockquote>', mark_quotes(html), re.DOTALL)
    return [html_entities.unescape(_TAG.sub("", quote.partition("<footer>")[0])) for quote in found]


def scroll_tables(html: str) -> str:
    """Cells of head rows and rows are told apart; a wide table becomes a region that scrolls and can be focused."""

    def scrolled(match: re.Match[str]) -> str:
        inner = _HEAD.sub(lambda head: _HEAD_CELL.sub('<th scope="col"', head[0]), match[1])
        table = f"<table>{_with_row_heads(inner)}</table>"
        if max((len(re.findall(r"<t[dh][ >]", row)) for row in _ROW.findall(inner)), default=0) < WIDE_TABLE:
            return table
        caption = _CAPTION.search(inner)
        label = f' aria-label="{escape(_plain(caption[1]))}"' if caption else ""
        return f'<div class="scroll" role="region" tabindex="0"{label}>{table}</div>'

    return _TABLE.sub(scrolled, html)


def group_pictures(html: str, is_picture: Callable[[str], bool]) -> str:
    """Pictures without a word between them are one group."""

    def grouped(match: re.Match[str]) -> str:
        uids = _USE.findall(match[0])
        if not all(is_picture(uid) for uid in uids):
            return match[0]
        return f'<div class="group" data-count="{min(len(uids), 4)}">{match[0]}</div>'

    return _RUN.sub(grouped, html)


def _with_row_heads(inner: str) -> str:
    """The first cell of a body row names the row where it is a head cell."""
    head, mark, rest = inner.rpartition("</thead>")
    return head + mark + re.sub(r"<tr><th(?=[ >])", '<tr><th scope="row"', rest)


def _is_pull(quoted: str, said: str) -> bool:
    words = _words(quoted)
    return 0 < len(words) <= LONGEST_PULL and words in said


def _words(html: str) -> str:
    """Letters and signs of writing alone: quotation marks and stops may differ between a quote and its source."""
    return _NOT_WORDS.sub("", _plain(html))


def _plain(html: str) -> str:
    return html_entities.unescape(_TAG.sub("", html))
