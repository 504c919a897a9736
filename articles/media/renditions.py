"""What is made from an original: which crops, widths and formats, and the making. Pure: bytes in, bytes out.

The same original and spec give the same bytes. Nothing of the original's metadata survives but its AI label.
Used by `stores` and `picture`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms

from articles.media.inspect import FORMATS, orientation_of
from articles.media.label import AiLabel, read_label, xmp_packet

Focal = tuple[int, int]  # percent from the left, percent from the top
CENTRE: Focal = (50, 50)
# Ratio of width to height; None keeps the picture's own.
CROPS: dict[str, tuple[int, int] | None] = {"full": None, "3x2": (3, 2), "2x1": (2, 1), "1x1": (1, 1)}
WIDTHS = (480, 960, 1440, 1920)
# Best first: a browser takes the first that it knows. Extension → media type.
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
_WEBP_MAX_SIDE = 16_383


@dataclass(frozen=True, slots=True)
class RenditionSpec:
    """One file to be made. `box` is the part of the upright original; sizes are pixels."""

    crop: str
    focal: Focal
    width: int
    height: int
    format: str  # a key of TYPES
    box: tuple[int, int, int, int]

    @property
    def filename(self) -> str:
        """Its name beside its sisters: 3x2-30x70-960.avif."""
        x, y = self.focal
        return f"{self.crop}-{x}x{y}-{self.width}.{self.format}"


def plan(width: int, height: int, crop: str, focal: Focal = CENTRE) -> list[RenditionSpec]:
    """Every rendition of one crop, formats in the order of TYPES, widths ascending.

    Nothing is enlarged: an original that is narrower than a width gives its own width once.
    Raises ValueError for an unknown crop or a focal point outside 0–100.
    """
    if crop not in CROPS or not all(0 <= part <= 100 for part in focal):
        raise ValueError(f"no such crop or focal point: {crop!r} {focal!r}")
    # The whole picture is the same wherever its focal point is: one set of files for all.
    focal = CENTRE if CROPS[crop] is None else (focal[0], focal[1])
    box = _box(width, height, CROPS[crop], focal)
    box_width, box_height = box[2] - box[0], box[3] - box[1]
    sizes = [
        (wide, max(1, round(wide * box_height / box_width)))
        for wide in sorted({min(each, box_width) for each in WIDTHS})
    ]
    return [
        RenditionSpec(crop, focal, wide, high, name, box)
        for name in TYPES
        for wide, high in sizes
        if name != "webp" or high <= _WEBP_MAX_SIDE
    ]


def render(original: bytes, spec: RenditionSpec) -> bytes:
    """The bytes of one rendition."""
    return next(data for _spec, data in render_many(original, [spec]))


def render_many(original: bytes, specs: Iterable[RenditionSpec]) -> Iterator[tuple[RenditionSpec, bytes]]:
    """The bytes of several renditions of one original, decoding it once and resizing once per size."""
    source = _read(original)
    last: tuple[object, Image.Image] | None = None
    for spec in sorted(specs, key=lambda each: (each.crop, each.focal, each.width)):
        key = (spec.box, spec.width, spec.height)
        if last is None or last[0] != key:
            last = (key, _resized(source, spec))
        yield spec, _encoded(last[1], spec.format, xmp_packet(source.label))


def _box(width: int, height: int, ratio: tuple[int, int] | None, focal: Focal) -> tuple[int, int, int, int]:
    """The largest part of that ratio, its middle as near to the focal point as the edges allow."""
    if ratio is None:
        return 0, 0, width, height
    wide, high = ratio
    box_width = max(1, min(width, height * wide // high))
    box_height = max(1, min(height, box_width * high // wide))
    left = min(max(width * focal[0] // 100 - box_width // 2, 0), width - box_width)
    top = min(max(height * focal[1] // 100 - box_height // 2, 0), height - box_height)
    return left, top, left + box_width, top + box_height


@dataclass(frozen=True, slots=True)
class _Source:
    """An original as it was decoded. It is turned and flattened only when it is small: 40 million pixels are heavy."""

    image: Image.Image
    orientation: int
    profile: bytes | None
    label: AiLabel


def _read(original: bytes) -> _Source:
    with Image.open(io.BytesIO(original), formats=FORMATS) as image:
        image.load()
        profile = image.info.get("icc_profile")
        return _Source(_resizable(image), orientation_of(image), profile, read_label(image))


def _resizable(image: Image.Image) -> Image.Image:
    """The picture in a mode whose pixels can be mixed."""
    if image.mode.startswith("I"):  # 16 bits a pixel
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if "transparency" in image.info or image.mode in ("PA", "LA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in ("L", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def _resized(source: _Source, spec: RenditionSpec) -> Image.Image:
    lying = source.orientation >= 5
    small = source.image.resize(
        (spec.height, spec.width) if lying else (spec.width, spec.height),
        Image.Resampling.LANCZOS,
        box=_box_as_stored(spec.box, source),
        reducing_gap=3.0,
    )
    if source.orientation in _TURNS:
        small = small.transpose(_TURNS[source.orientation])
    flat = _flat(_in_srgb(small, source.profile))
    # A copy of the pixels and of nothing else: a JPEG's comment survives saving and even convert().
    return Image.frombytes("RGB", flat.size, flat.tobytes())


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _box_as_stored(box: tuple[int, int, int, int], source: _Source) -> tuple[int, int, int, int]:
    """Where a part of the upright picture is in the pixels as they are stored."""
    left, top, right, bottom = box
    width, height = source.image.size
    if source.orientation >= 5:  # lying: rows are columns
        left, top, right, bottom = top, left, bottom, right
    if source.orientation in (2, 3, 7, 8):
        left, right = width - right, width - left
    if source.orientation in (3, 4, 6, 7):
        top, bottom = height - bottom, height - top
    return left, top, right, bottom


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as they were meant: the profile is applied here, for it is not passed on."""
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, meant, target, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile is no reason to lose the picture


def _flat(image: Image.Image) -> Image.Image:
    """On white where it was transparent: what is drawn in black must show on a dark page too."""
    if image.mode == "RGBA":
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        image = ground
    return image if image.mode == "RGB" else image.convert("RGB")


def _encoded(image: Image.Image, name: str, xmp: bytes) -> bytes:
    out = io.BytesIO()
    _ENCODERS[name](image, out, xmp)
    return out.getvalue()


def _avif(image: Image.Image, out: io.BytesIO, xmp: bytes) -> None:
    # One thread and no automatic tiles: otherwise the bytes would depend on the machine.
    image.save(out, "AVIF", quality=60, speed=8, max_threads=1, autotiling=False, xmp=xmp)


def _webp(image: Image.Image, out: io.BytesIO, xmp: bytes) -> None:
    image.save(out, "WEBP", quality=78, method=3, xmp=xmp)


def _jpeg(image: Image.Image, out: io.BytesIO, xmp: bytes) -> None:
    extra = {"xmp": xmp} if xmp else {}
    image.save(out, "JPEG", quality=82, progressive=True, optimize=True, **extra)


_ENCODERS: dict[str, Callable[[Image.Image, io.BytesIO, bytes], None]] = {
    "avif": _avif,
    "webp": _webp,
    "jpg": _jpeg,
}
