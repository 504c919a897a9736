"""The border: whatever a browser or an importer sends becomes canonical HTML from the table in `allow`, or is refused.

Runs at save and again when public rows are built. Any module of ours may import it; it knows no model.
"""

from __future__ import annotations

import html as html_entities
import re

from articles.body.allow import clean_use, cleaner
from articles.body.blocks import build
from articles.body.printing import print_body
from articles.body.tokens import BodyRefused, check_size, read

__all__ = ["BodyRefused", "clean_body", "foreign_images", "image_uses", "lazy_images", "to_text"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 100
_USE = re.compile(r'<img data-use="([0-9a-f-]{36})">')
_LINE_END = re.compile(r"<br>|<hr>|</(?:p|h2|h3|li|caption|tr)>|<(?:ul|ol)>")
_CELL_END = re.compile(r"</t[dh]>(?=<t[dh])")
_TAG = re.compile(r"<[^>]*>")


def clean_body(html: str, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> str:
    """The canonical form of a body; cleaning it again changes nothing.

    Raises BodyRefused (too_large, too_many_tags, too_deep) before anything is parsed. What is not in the table is
    dropped, its words are kept – but for scripts and the like; pictures without the uid of a use are dropped.
    """
    printed = print_body(build(read(html, max_bytes=max_bytes, max_depth=max_depth)))
    # Marks that were never closed are repeated in every paragraph: what comes out must be acceptable as well.
    check_size(printed, max_bytes)
    return cleaner().clean(printed)


def to_text(html: str) -> str:
    """The words of a body, one block or line of a table a line, without pictures. Raises what clean_body raises."""
    marked = _CELL_END.sub("\t", _LINE_END.sub("\n", clean_body(html)))
    lines = (html_entities.unescape(_TAG.sub("", line)).strip() for line in marked.split("\n"))
    return "\n".join(line for line in lines if line)


def image_uses(html: str) -> list[str]:
    """The uids of the uses that a body names, in order, each once. Raises what clean_body raises."""
    return list(dict.fromkeys(_USE.findall(clean_body(html))))


def lazy_images(html: str) -> int:
    """How many pictures of a pasted WeChat page will be lost: their address is in data-src, so nothing was shown.

    Raises BodyRefused as clean_body does.
    """
    return sum("data-src" in attributes for attributes in _lost_images(html))


def foreign_images(html: str) -> int:
    """How many pictures cleaning will drop because they are not uses of this newsroom, lazy ones included."""
    return len(_lost_images(html))


def _lost_images(html: str) -> list[dict[str, str]]:
    return [
        token.attributes
        for token in read(html, max_bytes=MAX_BYTES, max_depth=MAX_DEPTH)
        if token.kind == "start"
        and token.value == "img"
        and clean_use(token.attributes.get("data-use", "")) is None
    ]
