"""A file that somebody chose or dropped: what kind it is, and its manuscript.

The name's ending is a hint; the first bytes decide. Used by the paste page and `import_story`.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from articles.intake.docx import read_docx
from articles.intake.html import read_html
from articles.intake.manuscript import IntakeRefused, Manuscript
from articles.intake.markdown import read_markdown
from articles.intake.shelf import Shelf
from articles.text.errors import StoryTooLarge
from articles.text.story import MAX_CHARACTERS, decode

ENDINGS = (".txt", ".md", ".markdown", ".docx", ".html", ".htm")
MAX_BYTES = 60_000_000
_ZIP = b"PK\x03\x04"
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_IS_HTML = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?<(?:!doctype html|html|head|body|meta)\b", re.IGNORECASE
)


def read_file(data: bytes, name: str, shelf: Shelf) -> Manuscript:
    """The manuscript of a file. Raises IntakeRefused, and TextError for what is no text or too long."""
    if len(data) > MAX_BYTES:
        raise StoryTooLarge(MAX_CHARACTERS, "characters")
    if data.startswith(_ZIP):
        return read_docx(data, shelf)
    if data.startswith(_OLD_WORD):
        raise IntakeRefused(
            "old_word", _("This is a Word document of the old kind (.doc). Save it as .docx, please.")
        )
    text = decode(data)[0]
    ending = name.lower().rpartition(".")[2]
    if ending in ("html", "htm") or _IS_HTML.match(text):
        return read_html(text, shelf)
    if len(text) > MAX_CHARACTERS:
        raise StoryTooLarge(MAX_CHARACTERS, "characters")
    if ending in ("md", "markdown"):
        return read_markdown(text, shelf)
    return Manuscript(text)
