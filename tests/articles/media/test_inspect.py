"""What gets in, and what does not."""

import gzip
import hashlib
import io
import resource
import zipfile

import pytest
from PIL import Image

from articles.media import inspect
from articles.media.inspect import RefusedPicture, inspect_upload, shown_name
from tests.articles.media.pictures import (
    AIGC,
    animation,
    encoded,
    gradient,
    labelled,
    png_bomb,
    private_jpeg,
    webp_bomb,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def refusal(data: bytes, filename: str = "a.jpg") -> str:
    with pytest.raises(RefusedPicture) as refused:
        inspect_upload(data, filename)
    assert refused.value.message
    return refused.value.code


@pytest.mark.parametrize(("kind", "ext"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_described_by_what_it_decodes_to(kind, ext):
    data = encoded(kind=kind)
    picture = inspect_upload(data, "whatever.exe")
    assert (picture.width, picture.height, picture.format, picture.ext) == (600, 400, kind, ext)
    assert (picture.size, picture.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (picture.aigc, picture.ai_labelled) == (None, False)


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGBA", "P", "1"])
def test_pictures_of_any_colour_mode_are_taken(mode):
    kind = "JPEG" if mode in ("L", "CMYK") else "PNG"
    assert inspect_upload(encoded(gradient(mode=mode), kind), "a").width == 600


def test_size_is_that_of_the_upright_picture():
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = inspect_upload(encoded(exif=exif), "a.jpg")
    assert (picture.width, picture.height) == (400, 600)


def test_a_camera_file_with_a_preview_behind_it_is_a_jpeg():
    data = encoded(kind="MPO", save_all=True, append_images=[gradient(60, 40)])
    with Image.open(io.BytesIO(data)) as image:
        assert getattr(image, "n_frames", 1) == 2
    assert inspect_upload(data, "a.jpg").format == "JPEG"


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        HTML,
        b"GIF89a=1;alert(1)//",
        b"\0" * 500,
        b"\xff\xd8\xff",
        b"%PDF-1.7",
        gzip.compress(b"SIMPLE  =" + b" " * 5000, mtime=0),
    ],
    ids=["svg", "html", "gif-js", "zeros", "jpeg-start", "pdf", "fits-gzip"],
)
@pytest.mark.parametrize("filename", ["a.svg", "a.png", "a.jpg"])
def test_what_is_no_picture_is_refused_whatever_it_is_called(data, filename):
    assert refusal(data, filename) == "not_a_picture"


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "AVIF", "ICO", "PPM"])
def test_pictures_of_other_formats_are_refused(kind):
    assert refusal(encoded(gradient(60, 60), kind)) == "not_a_picture"


def test_an_empty_file_is_refused():
    assert refusal(b"") == "empty"


def test_a_phone_picture_in_heic_is_refused_with_advice():
    assert refusal(b"\0\0\0\x18ftypheic" + b"\0" * 100, "IMG_1.HEIC") == "heic"


def test_too_many_bytes_are_refused_before_anything_is_read(monkeypatch):
    monkeypatch.setattr(inspect, "MAX_BYTES", 1000)
    assert refusal(encoded()) == "too_many_bytes"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_cut_off_is_refused(kind):
    data = encoded(Image.effect_noise((300, 300), 90).convert("RGB"), kind)
    assert refusal(data[: len(data) // 2]) in ("broken", "not_a_picture")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_is_refused(kind):
    assert refusal(animation(kind)) == "animated"


@pytest.mark.parametrize(
    ("size", "code"), [((39, 400), "too_small"), ((400, 39), "too_small"), ((50, 30_001), "too_long")]
)
def test_sizes_have_bounds(size, code):
    assert refusal(encoded(Image.new("L", size), "PNG")) == code


@pytest.mark.parametrize(("width", "height"), [(8_000, 5_001), (13_000, 13_000), (20_000, 20_000)])
def test_a_bomb_is_refused_without_being_unpacked(width, height):
    data = png_bomb(width, height)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(data, "bomb.png") == "too_many_pixels"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB


def test_a_webp_bomb_is_refused_by_its_header():
    assert refusal(webp_bomb(), "bomb.webp") == "too_many_pixels"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("tail", [SVG, HTML, b"<?php system('x');", b"%PDF-1.7"])
def test_a_picture_with_another_file_behind_it_is_refused(kind, tail):
    assert refusal(encoded(kind=kind) + b"\n" + tail) == "carries_other_file"


def test_a_picture_that_is_also_an_archive_is_refused():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.class", b"\xca\xfe\xba\xbe")
    assert refusal(encoded() + archive.getvalue()) == "carries_other_file"


def test_a_film_behind_a_phone_picture_is_no_reason_to_refuse_it():
    assert inspect_upload(encoded() + b"\0\0\0\x18ftypmp42" + b"\0" * 100, "a.jpg").format == "JPEG"


def test_a_picture_with_private_metadata_is_taken_for_it_is_never_shown_as_it_is():
    assert inspect_upload(private_jpeg(), "a.jpg").width == 600


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "JPEG-COMMENT"])
def test_the_ai_label_is_found_wherever_it_stands(kind):
    picture = inspect_upload(labelled(kind), "a")
    assert picture.ai_labelled
    assert picture.aigc == AIGC


def test_an_ai_label_inside_a_description_is_kept_whole():
    picture = inspect_upload(labelled("JPEG-EXIF"), "a")
    assert picture.aigc is not None and picture.aigc.startswith('{"AIGC":') and picture.aigc.endswith("}")


def test_the_international_mark_of_ai_pictures_counts():
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" e:DigitalSourceType='
        b'"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>'
    )
    picture = inspect_upload(encoded(xmp=xmp), "a.jpg")
    assert picture.ai_labelled and picture.aigc is None


def test_a_label_too_long_to_be_one_is_refused_rather_than_cut():
    assert refusal(encoded(comment=b"AIGC{" + b"x" * 5000)) == "label_too_long"


def test_hostile_xmp_neither_expands_nor_stops_the_upload():
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    for packet in (laughs, b"<x" * 10_000, b"\xff\xfe", b"<AIGC/>"):
        assert inspect_upload(encoded(xmp=packet), "a.jpg").aigc is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/x.png", "x.png"),
        ("C:\\temp\\照片 1.jpg", "照片 1.jpg"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\x00b\n.jpg", "ab.jpg"),
        ("长" * 5000 + ".jpg", "长" * 76 + ".jpg"),
    ],
)
def test_a_file_name_is_only_shown_and_shown_harmlessly(name, shown):
    assert shown_name(name) == shown


def test_a_file_without_a_name_has_one():
    assert shown_name("\u202e/")
