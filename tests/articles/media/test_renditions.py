"""What is made from an original."""

import io

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from articles.media.label import read_label
from articles.media.renditions import CENTRE, CROPS, TYPES, Focal, RenditionSpec, plan, render, render_many
from tests.articles.media.pictures import AIGC, encoded, gradient, labelled, private_jpeg


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def first(crop: str, name: str, focal: Focal = CENTRE, size: tuple[int, int] = (600, 400)) -> RenditionSpec:
    width, height = size
    return next(spec for spec in plan(width, height, crop, focal) if spec.format == name)


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    value = image.getpixel((x, y))
    assert isinstance(value, tuple)
    return value


def widths(width: int, height: int, crop: str) -> list[int]:
    return [spec.width for spec in plan(width, height, crop) if spec.format == "jpg"]


def test_a_large_original_gets_four_widths_in_three_formats():
    specs = plan(6000, 4000, "full")
    assert [(spec.format, spec.width) for spec in specs] == [
        (name, width) for name in ("avif", "webp", "jpg") for width in (480, 960, 1440, 1920)
    ]
    assert specs[-1].height == 1280


@pytest.mark.parametrize(
    ("size", "crop", "expected"),
    [
        ((1000, 800), "full", [480, 960, 1000]),
        ((300, 300), "full", [300]),
        ((480, 300), "full", [480]),
        ((6000, 700), "3x2", [480, 960, 1050]),
        ((1920, 1080), "1x1", [480, 960, 1080]),
    ],
)
def test_nothing_is_enlarged_and_a_small_original_gives_its_own_width_once(size, crop, expected):
    assert widths(size[0], size[1], crop) == expected


@pytest.mark.parametrize("crop", CROPS)
@pytest.mark.parametrize("size", [(40, 40), (41, 3000), (30_000, 45), (1999, 1501)])
def test_a_plan_never_leaves_the_picture(crop, size):
    for x, y in ((0, 0), (100, 100), (37, 93)):
        for spec in plan(size[0], size[1], crop, (x, y)):
            left, top, right, bottom = spec.box
            assert 0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]
            assert spec.width <= right - left and spec.height >= 1
            assert spec.format != "webp" or spec.height <= 16_383


@pytest.mark.parametrize(("crop", "focal"), [("4x3", (50, 50)), ("full", (-1, 50)), ("3x2", (50, 101))])
def test_an_unknown_crop_or_focal_point_is_an_error(crop, focal):
    with pytest.raises(ValueError, match="no such crop"):
        plan(600, 400, crop, focal)


@pytest.mark.parametrize("name", TYPES)
def test_a_crop_follows_its_focal_point(name):
    original = encoded(gradient(1200, 400))
    red = [
        ImageStat.Stat(
            opened(render(original, first("1x1", name, (x, 50), (1200, 400)))).convert("RGB")
        ).mean[0]
        for x in (0, 50, 100)
    ]
    assert abs(red[0] - red[1]) > 50 and abs(red[1] - red[2]) > 50
    assert (red[0] < red[1] < red[2]) or (red[0] > red[1] > red[2])


def test_the_focal_point_stands_in_the_middle_of_the_crop_where_it_can():
    left, _top, right, _bottom = plan(1000, 200, "1x1", (30, 50))[0].box
    assert (left + right) // 2 == 300


def test_the_whole_picture_is_one_set_of_files_for_every_focal_point():
    assert plan(600, 400, "full", (10, 90)) == plan(600, 400, "full")


@pytest.mark.parametrize("name", TYPES)
def test_no_trace_of_where_by_whom_or_with_what_survives(name):
    data = render(private_jpeg(), first("3x2", name))
    image = opened(data)
    assert not dict(image.getexif()) and not image.info.get("xmp") and not image.info.get("comment")
    for trace in (b"Spy-Camera", b"Author-Name", b"<script", b"Secret-XMP", b"Exif\0", b"GPS"):
        assert trace not in data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "JPEG-COMMENT"])
@pytest.mark.parametrize("name", TYPES)
def test_the_ai_label_is_carried_into_every_rendition(kind, name):
    image = opened(render(labelled(kind), first("2x1", name)))
    assert read_label(image).aigc == AIGC


@pytest.mark.parametrize("name", TYPES)
def test_the_same_original_gives_the_same_bytes(name):
    original, spec = encoded(), first("3x2", name)
    alone = render(original, spec)
    assert alone == render(original, spec)
    together = dict(render_many(original, [*plan(600, 400, "full"), *plan(600, 400, "3x2")]))
    assert together[spec] == alone


@pytest.mark.parametrize("name", TYPES)
def test_what_was_transparent_is_white(name):
    clear = encoded(Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG")
    image = opened(render(clear, first("full", name, size=(100, 100)))).convert("RGB")
    assert min(pixel(image, 50, 50)) > 250


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("crop", ["full", "1x1"])
def test_a_picture_is_stood_upright_and_cropped_as_it_is_seen(orientation, crop):
    exif = Image.Exif()
    exif[0x0112] = orientation
    original = encoded(gradient(600, 400), "PNG", exif=exif)
    seen = ImageOps.exif_transpose(opened(original))
    spec = first(crop, "jpg", (20, 90), seen.size)
    wanted = seen.resize((spec.width, spec.height), box=spec.box)
    made = opened(render(original, spec))
    assert made.size == wanted.size
    assert max(ImageStat.Stat(ImageChops.difference(made, wanted)).mean) < 3


def test_a_jpeg_is_progressive():
    assert opened(render(encoded(), first("full", "jpg"))).info.get("progressive")


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "LA", "1", "I;16"])
def test_every_colour_mode_becomes_plain_colour(mode):
    source = Image.new("I;16", (100, 100), 40_000) if mode == "I;16" else gradient(100, 100, mode)
    data = encoded(source, "JPEG" if mode == "CMYK" else "PNG")
    image = opened(render(data, first("full", "jpg", size=(100, 100))))
    assert image.mode == "RGB"
    if mode == "I;16":
        assert abs(pixel(image, 5, 5)[0] - 40_000 // 257) < 4


def test_colours_of_a_profile_are_brought_to_srgb():
    lab_like = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = opened(render(encoded(), first("full", "jpg")))
    same = opened(render(encoded(icc_profile=lab_like), first("full", "jpg")))
    assert "icc_profile" not in same.info
    difference = ImageStat.Stat(Image.blend(plain, same, 0.5)).mean
    assert all(abs(a - b) < 2 for a, b in zip(difference, ImageStat.Stat(plain).mean, strict=True))


def test_a_broken_profile_does_not_cost_the_picture():
    assert opened(render(encoded(icc_profile=b"nonsense" * 40), first("full", "jpg"))).size == (480, 320)


def test_a_very_long_graphic_has_no_webp_but_still_has_pictures():
    names = {spec.format for spec in plan(480, 20_000, "full")}
    assert names == {"avif", "jpg"}
