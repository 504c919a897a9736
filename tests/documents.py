"""Word documents made of plain parts, as Word would pack them: for tests only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Default Extension="emf" ContentType="image/x-emf"/><Default Extension="jpeg" ContentType="image/jpeg"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
_STYLES = f"""<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="{_W}">
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style></w:styles>"""


def para(text: str, *, style: str = "", bold: bool = False) -> str:
    """A paragraph; `style` is the id of a heading."""
    marks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of plain cells."""
    cells = ("".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def picture(relation: str, alt: str = "", *, link: bool = False) -> str:
    """A picture in a paragraph of its own, embedded or linked by the id of its relation."""
    draw = "http://schemas.openxmlformats.org/drawingml/2006"
    how = "link" if link else "embed"
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{draw}/wordprocessingDrawing"><wp:docPr id="1" name="x" descr="{escape(alt)}"/>'
        f'<a:graphic xmlns:a="{draw}/main"><a:graphicData><pic:pic xmlns:pic="{draw}/picture"><pic:blipFill>'
        f'<a:blip r:{how}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def docx(
    *body: str,
    media: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    **more: bytes | str,
) -> bytes:
    """A document of these parts. `media` are files by name with the relation `r<name>`, `links` addresses by relation.

    Further members may be given by `more`, with `__` for a slash; they replace what is there.
    """
    relations = [
        f'<Relationship Id="r{name.split(".")[0]}" Type="{_R}/image" Target="media/{name}"/>'
        for name in media or {}
    ]
    relations += [
        f'<Relationship Id="{key}" Type="{_R}/image" Target="{escape(address)}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    ]
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="d" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELS}">{"".join(relations)}<Relationship Id="s" Type="{_R}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": _STYLES,
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(body)}</w:body></w:document>',
        **{f"word/media/{name}": data for name, data in (media or {}).items()},
        **{name.replace("__", "/"): data for name, data in more.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()
