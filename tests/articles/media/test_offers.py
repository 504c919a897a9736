"""What a file says of itself is read, tidied and offered; a hostile one offers nothing and breaks nothing."""

from __future__ import annotations

import io

import pytest
from PIL import ExifTags, Image

from articles.media.inspect import inspect_upload
from articles.media.offers import LONGEST
from articles.media.renditions import plan, render
from tests.articles.media.pictures import encoded, labelled


def with_exif(**told: object) -> bytes:
    """A JPEG whose EXIF says so; Pillow writes text as it is given, in UTF-8 where that is needed."""
    exif = Image.Exif()
    for name, value in told.items():
        if name == "DateTimeOriginal":
            exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = value
        else:
            exif[ExifTags.Base[name]] = value
    return encoded(exif=exif)


def with_iptc(**told: bytes) -> bytes:
    """A JPEG with an IPTC block as picture desks write it."""
    numbers = {"caption": 120, "credit": 110, "author": 80, "rights": 116, "taken": 55}
    records = b"".join(
        b"\x1c\x02" + bytes([numbers[name]]) + len(value).to_bytes(2, "big") + value
        for name, value in told.items()
    )
    block = b"8BIM\x04\x04\x00\x00" + len(records).to_bytes(4, "big") + records + b"\x00" * (len(records) % 2)
    segment = b"Photoshop 3.0\x00" + block
    data = encoded()
    return data[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + data[2:]


def offer(data: bytes) -> dict[str, str]:
    return inspect_upload(data, "a.jpg").offer


def test_exif_offers_caption_credit_rights_and_the_day() -> None:
    data = with_exif(
        ImageDescription="Quay at dawn",
        Artist="Shen Zhiyuan",
        Copyright="Wanghai",
        DateTimeOriginal="2026:01:12 06:30:00",
    )
    assert offer(data) == {
        "caption": "Quay at dawn",
        "credit": "Shen Zhiyuan",
        "rights": "Wanghai",
        "taken_on": "2026-01-12",
    }


def test_iptc_comes_first_in_either_encoding_and_the_agency_before_the_author() -> None:
    told = with_iptc(caption="清晨的码头。".encode(), author="沈知远".encode(), taken=b"20260112")
    assert offer(told) == {"caption": "清晨的码头。", "credit": "沈知远", "taken_on": "2026-01-12"}
    assert offer(with_iptc(caption="清晨的码头。".encode("gb18030")))["caption"] == "清晨的码头。"
    assert offer(with_iptc(credit="望海新报".encode(), author="沈知远".encode()))["credit"] == "望海新报"


def test_xmp_is_read_too() -> None:
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:DateCreated="2026-01-12">'
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">清晨的码头。</rdf:li></rdf:Alt></dc:description>'
        "<dc:creator><rdf:Seq><rdf:li>沈知远</rdf:li><rdf:li>陆晚亭</rdf:li></rdf:Seq></dc:creator>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    assert offer(encoded(xmp=xmp.encode())) == {
        "caption": "清晨的码头。",
        "credit": "沈知远、陆晚亭",
        "taken_on": "2026-01-12",
    }


@pytest.mark.parametrize(
    "data",
    [
        with_iptc(caption=b"\xff\xfe\x00\x80", taken=b"20261345"),
        with_iptc(caption=b"   \x00\x01 "),
        with_exif(DateTimeOriginal="0000:00:00 00:00:00"),
        encoded(xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>&lol;</a>"),
        encoded(),
    ],
)
def test_what_cannot_be_read_offers_nothing(data: bytes) -> None:
    assert offer(data) == {}


def test_an_offer_is_one_short_line_without_signs_that_cannot_be_seen() -> None:
    found = offer(
        with_iptc(caption="第一行\n第二行\u202e反\u200b".encode(), rights=("长" * 9000).encode()[:27_000])
    )
    assert found["caption"] == "第一行 第二行 反" and len(found["rights"]) == LONGEST["rights"]


def test_the_label_of_an_ai_picture_is_no_caption() -> None:
    for kind in ("PNG", "JPEG-EXIF"):
        assert "AIGC" not in str(inspect_upload(labelled(kind), "a.png").offer)


def test_nothing_of_an_offer_is_in_what_is_made_from_the_picture() -> None:
    data = with_exif(ImageDescription="Secret-Caption", Artist="Secret-Author")
    assert offer(data)["caption"] == "Secret-Caption"
    for spec in plan(600, 400, "3x2"):
        made = render(data, spec)
        assert b"Secret" not in made
        assert not dict(Image.open(io.BytesIO(made)).getexif())
