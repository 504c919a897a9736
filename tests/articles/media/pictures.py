"""Real picture files, made with Pillow, some of them hostile."""

import io
import json
import struct
import zlib
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

AIGC = json.dumps(
    {"Label": "1", "ContentProducer": "试产者", "ProduceID": "p-1", "ReservedCode1": "<&>"},
    ensure_ascii=False,
)


def gradient(width: int = 600, height: int = 400, mode: str = "RGB") -> Image.Image:
    """Red grows to the right, green grows downwards: a crop shows where it was taken."""
    red = Image.linear_gradient("L").rotate(90).resize((width, height))
    green = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("RGB", (red, green, Image.new("L", (width, height), 128)))
    return image if mode == "RGB" else image.convert(mode)


def encoded(image: Image.Image | None = None, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    (image or gradient()).save(out, kind, **options)
    return out.getvalue()


def private_jpeg() -> bytes:
    """A JPEG that tells where, by whom and with what it was taken, and carries a script in its comment."""
    exif = Image.Exif()
    exif[0x0110], exif[0x013B] = "Spy-Camera-9", "Author-Name"
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 3.0, 0.0), 3: "E", 4: (121.0, 43.0, 0.0)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>Secret-XMP</secret></x:xmpmeta>'
    return encoded(exif=exif, comment=b"<script>alert(1)</script>", xmp=xmp)


def labelled(kind: str) -> bytes:
    """A picture that says it was made by AI, in the way that is usual for its format."""
    if kind == "PNG":
        info = PngInfo()
        info.add_itxt("AIGC", AIGC)
        return encoded(kind="PNG", pnginfo=info)
    if kind == "JPEG-EXIF":
        exif = Image.Exif()
        exif[0x010E] = f'{{"AIGC": {AIGC.encode().decode("latin-1")}}}'
        return encoded(exif=exif)
    if kind == "JPEG-COMMENT":
        return encoded(comment=f"AIGC{AIGC}".encode())
    value = AIGC.replace("&", "&amp;").replace("<", "&lt;")
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">'
        f"<TC260:AIGC>{value}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    return encoded(kind=kind, xmp=xmp.encode())


def png_bomb(width: int, height: int) -> bytes:
    """A small PNG that claims, and holds, very many black pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    squeezer = zlib.compressobj(9)
    row = b"\0" * (width // 8 + 2)
    rows = b"".join(squeezer.compress(row) for _number in range(height)) + squeezer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def webp_bomb() -> bytes:
    """A WebP header that claims 16,384 × 16,384 pixels."""
    side = (16_383).to_bytes(3, "little")
    body = (
        b"WEBPVP8X"
        + struct.pack("<I", 10)
        + b"\x02\0\0\0"
        + side
        + side
        + b"ANIM"
        + struct.pack("<I", 6)
        + b"\0" * 6
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def animation(kind: str) -> bytes:
    """Two frames."""
    return encoded(gradient(60, 60), kind, save_all=True, append_images=[Image.new("RGB", (60, 60))])
