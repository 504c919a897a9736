"""Word documents (.docx): looked through as archives first, then turned into HTML by mammoth.

A .docx is a ZIP of XML that a stranger made: its members are counted and measured before any is unpacked, and XML that
declares entities is refused. Linked pictures are never opened. Used by `files` only.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from typing import Any

import mammoth
from django.utils.translation import gettext as _

from articles.intake.html import read_html
from articles.intake.manuscript import IntakeRefused, Manuscript
from articles.intake.shelf import Shelf
from articles.media.inspect import MAX_BYTES as MAX_PICTURE_BYTES

MAX_MEMBERS = 2_000
MAX_UNPACKED = 120_000_000
MAX_XML = 12_000_000  # of one member; a book of 300,000 characters has about 3 million
# They bound the time mammoth takes; a story of 20,000 characters has some 2,000 runs and 40,000 tags.
MAX_TAGS = 400_000
MAX_PIECES = 8_000
_MAIN = "word/document.xml"
_PIECE = re.compile(rb"<w:(?:p|r|tc)[ >]")
_HEAD = 4096
_BEFORE_TAGS = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARES_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)  # drawings name their kind in a DOCTYPE
# Word's Chinese names for its headings; mammoth knows the English ones.
_STYLES = """
p[style-name='标题'] => h2:fresh
p[style-name='Title'] => h2:fresh
p[style-name='标题 1'] => h2:fresh
p[style-name='标题 2'] => h2:fresh
p[style-name='标题 3'] => h3:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h2:fresh
p[style-name='heading 3'] => h3:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
"""


def read_docx(data: bytes, shelf: Shelf) -> Manuscript:
    """The manuscript of a Word document. Raises IntakeRefused: broken, too_large, dangerous."""
    _look_through(data)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_source),
            external_file_access=False,
        )
    except Exception as error:  # whatever a damaged document does to the reader, it is not read
        raise _broken() from error
    return read_html(result.value, shelf)


def _look_through(data: bytes) -> None:
    """Refuse an archive that is too large unpacked, that is no document, or whose XML declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise IntakeRefused("too_large", _("This Word document is too large when it is unpacked."))
            names = {member.filename for member in members}
            if _MAIN not in names:
                raise IntakeRefused("broken", _("This archive is no Word document (.docx)."))
            if any(_climbs(name) for name in names):
                raise _dangerous()
            for member in members:
                _check_xml(archive, member)
    except IntakeRefused:
        raise
    except Exception as error:  # zipfile and its decompressors raise many kinds
        raise _broken() from error


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Judge a member that a reader of XML would read, whatever it is called: relations may name any as the text."""
    with archive.open(member) as file:
        text = file.read(_HEAD)
        if not (member.filename.lower().endswith((".xml", ".rels")) or _is_xml(text)):
            return
        text += file.read(MAX_XML + 1 - _HEAD)  # the size in the archive's index may be a lie
    if len(text) > MAX_XML or text.count(b"<") > MAX_TAGS or len(_PIECE.findall(text)) > MAX_PIECES:
        raise IntakeRefused("too_large", _("This Word document is too large when it is unpacked."))
    declares = _DECLARES_ENTITY if member.filename.lower().endswith(".svg") else _DECLARES
    if b"\0" in text or declares.search(text):
        raise _dangerous()


def _is_xml(head: bytes) -> bool:
    """Whether XML begins here, in any encoding: after its mark and blanks stands the first tag."""
    return not head.strip(_BEFORE_TAGS) or head.lstrip(_BEFORE_TAGS).startswith(b"<")


def _climbs(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name


def _source(image: Any) -> dict[str, str]:
    """The picture as data, for the reader of HTML, which judges it; a linked one by that word alone."""
    kind = str(image.content_type or "image/unknown")[:40]
    try:
        with image.open() as file:
            data = file.read(MAX_PICTURE_BYTES + 1)
    except Exception:  # linked, and links are not followed; or named and not there
        return {"src": "linked:"}
    return {"src": f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"}


def _broken() -> IntakeRefused:
    return IntakeRefused("broken", _("This Word document is damaged. Save it again as .docx, please."))


def _dangerous() -> IntakeRefused:
    return IntakeRefused(
        "dangerous", _("This Word document holds things that no story needs. Save it again as .docx, please.")
    )
