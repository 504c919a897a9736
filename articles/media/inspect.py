"""The gate for pictures: bytes are decoded before anything is kept, and what does not decode is refused.

Names and types that a browser sends prove nothing and are not asked. Used by the upload view and by imports.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from PIL import ExifTags, Image

from articles.media.label import LabelTooLong, read_label
from articles.media.offers import read_offer

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 40_000_000
MIN_SIDE = 40  # pixels
MAX_SIDE = 30_000  # pixels; long graphics are common, encoders end at 65,535
FORMATS = ("JPEG", "PNG", "WEBP")
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}

# A second lock beside the check below: nothing in this process decodes more, whoever calls Pillow.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# Pillow warns up to twice the limit and raises above; a process may have turned its warnings into errors.
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# What stands behind the end of a picture and would make another kind of file of it. Phones put short films there.
_OTHER_FILE = re.compile(
    rb"<\?php|<script|<svg|<html|<!doctype|<body|<iframe|<img|%PDF-|PK\x03\x04|\x7fELF|Rar!", re.IGNORECASE
)


class RefusedPicture(ValueError):
    """An upload that is not kept. `code` is for programs, `message` is a sentence for the person."""

    def __init__(self, code: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of an accepted original. Width and height are those of the upright picture, in pixels."""

    sha256: str
    width: int
    height: int
    format: str  # JPEG, PNG or WEBP
    size: int  # bytes
    aigc: str | None  # the text of the AIGC label, as found
    ai_labelled: bool
    offer: dict[str, str] = field(default_factory=dict)  # what the file says of itself, see `offers`

    @property
    def ext(self) -> str:
        """The extension it is stored under: jpg, png or webp."""
        return EXTENSIONS[self.format]


def inspect_upload(data: bytes, filename: str) -> Picture:
    """Decode an upload once and describe it; `filename` is only printed back.

    Raises RefusedPicture: empty, too_many_bytes, not_a_picture, heic, too_many_pixels, too_small, too_long, animated,
    broken, carries_other_file, label_too_long. Pixels are decoded only when the header promises few enough of them.
    """
    name = shown_name(filename)
    _check_bytes(data, name)
    try:
        return _decoded(data, name)
    except RefusedPicture:
        raise
    except _BOMBS:
        raise _too_many_pixels(name) from None
    except LabelTooLong:
        raise RefusedPicture(
            "label_too_long", _("“%s” carries an AI label that cannot be read.") % name
        ) from None
    # Decoders meet hostile bytes with many kinds of error. Whichever it is, the file is not kept.
    except Exception as error:
        raise RefusedPicture(
            "broken", _("“%s” is damaged or incomplete. Export it again, please.") % name
        ) from error


def orientation_of(image: Image.Image) -> int:
    """How the picture lies, as EXIF counts it: 1 upright, 2–4 turned or mirrored, 5–8 lying on its side."""
    value = image.getexif().get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def shown_name(filename: str) -> str:
    """The last part of a file name, without control and direction characters, at most 80 characters."""
    last = re.split(r"[/\\]", filename[-1000:])[-1]
    printable = "".join(char for char in last if unicodedata.category(char)[0] not in "CZ" or char == " ")
    return printable.strip()[-80:] or _("untitled")


def _check_bytes(data: bytes, name: str) -> None:
    if not data:
        raise RefusedPicture("empty", _("“%s” is empty.") % name)
    if len(data) > MAX_BYTES:
        raise RefusedPicture(
            "too_many_bytes",
            _("“%(name)s” is larger than %(limit)d MB.") % {"name": name, "limit": MAX_BYTES >> 20},
        )
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim"):
        raise RefusedPicture("heic", _("“%s” is an HEIC picture. Send it as JPEG, please.") % name)
    # The WebP decoder reserves memory for the whole canvas as soon as it is opened: look before.
    width, height = _webp_canvas(data)
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(name)


def _decoded(data: bytes, name: str) -> Picture:
    with _opened(data, name) as image:
        _check_header(image, name)
        image.load()
        label = read_label(image)
        if _OTHER_FILE.search(data, _end_of_picture(data, image.format or "")):
            raise RefusedPicture(
                "carries_other_file", _("“%s” carries another file inside. Export it again, please.") % name
            )
        size = image.size if orientation_of(image) < 5 else image.size[::-1]
        return Picture(
            sha256=hashlib.sha256(data).hexdigest(),
            width=size[0],
            height=size[1],
            format="JPEG" if image.format == "MPO" else str(image.format),
            size=len(data),
            aigc=label.aigc,
            ai_labelled=bool(label),
            offer=read_offer(image),
        )


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except _BOMBS:
        raise
    except Exception as error:
        raise RefusedPicture("not_a_picture", _("“%s” is not a JPEG, PNG or WebP picture.") % name) from error


def _check_header(image: Image.Image, name: str) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(name)
    if min(width, height) < MIN_SIDE:
        raise RefusedPicture(
            "too_small", _("“%(name)s” is smaller than %(limit)d pixels.") % {"name": name, "limit": MIN_SIDE}
        )
    if max(width, height) > MAX_SIDE:
        raise RefusedPicture(
            "too_long", _("“%(name)s” is longer than %(limit)d pixels.") % {"name": name, "limit": MAX_SIDE}
        )
    # MPO is how cameras write a JPEG with previews behind it: its first frame is the picture.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise RefusedPicture("animated", _("“%s” is animated. Send a still picture, please.") % name)


def _too_many_pixels(name: str) -> RefusedPicture:
    limit = {"name": name, "limit": MAX_PIXELS // 1_000_000}
    return RefusedPicture("too_many_pixels", _("“%(name)s” has more than %(limit)d million pixels.") % limit)


def _webp_canvas(data: bytes) -> tuple[int, int]:
    """Width and height that the header of a WebP file states; zeros for anything else."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return 0, 0
    kind = data[12:16]
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _end_of_picture(data: bytes, format_name: str) -> int:
    """Where the picture ends and anything else begins."""
    if format_name == "PNG":
        return data.rfind(b"IEND") + 8
    if format_name == "WEBP":
        return 8 + int.from_bytes(data[4:8], "little")
    return data.rfind(b"\xff\xd9") + 2
