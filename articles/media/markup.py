"""How a `<picture>` is written, and how its loading is announced in the head of a page.

Plain values in, safe HTML out; no model, no style attribute. Used by the public template tags.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Address = Callable[[str], str]
# From here three columns: a page may show another crop.
WIDE = "(min-width: 67.5rem)"
NARROW = "(max-width: 67.49rem)"
EAGER = '<picture>{}{}<img{} src="{}" width="{}" height="{}" alt="{}" fetchpriority="high"></picture>'
LAZY = (
    '<picture>{}{}<img{} src="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async"></picture>'
)
SOURCE = '<source type="{}" srcset="{}" sizes="{}" width="{}" height="{}">'
WIDE_SOURCE = f'<source media="{WIDE}" type="{{}}" srcset="{{}}" sizes="{{}}" width="{{}}" height="{{}}">'
# Title art for wide screens begins where pages get their second column.
ART_SOURCE = WIDE_SOURCE.replace("67.5rem", "46.25rem")
PRELOAD = '<link rel="preload" as="image" type="{}" imagesrcset="{}" imagesizes="{}" fetchpriority="high"{}>'
# How wide pictures stand, as `sizes` of the HTML standard: the sheet of the page, less its edges (see tokens.css).
SHEET = (
    "(min-width: 80rem) 75rem, (min-width: 67.5rem) calc(100vw - 5rem), "
    "(min-width: 46.25rem) calc(100vw - 4rem), calc(100vw - 2.5rem)"
)
# An original smaller than its place is not blown up to it, one much taller than wide keeps to the height of a screen.
# Steps instead of exact sizes: a class each in base.css.
SMALL = (40, 80, 120, 160, 240, 320, 400, 480)  # pixels
TALL = (150, 200, 300, 500, 1000)  # height in percent of the width


def picture_html(
    image: dict[str, Any] | None,
    crop: str,
    address: Address,
    *,
    sizes: str = SHEET,
    wide: str = "",
    eager: bool = False,
) -> SafeString | str:
    """A `<picture>` of one crop of an image, or "" if there is none; `wide` names the crop of wide screens."""
    pictures = (image or {}).get("pictures") or {}
    shown = pictures.get(crop) or pictures.get("full")
    if not image or not shown:
        return ""
    return format_html(
        EAGER if eager else LAZY,
        _sources(WIDE_SOURCE, pictures[wide], sizes, address) if wide in pictures else "",
        _sources(SOURCE, shown, sizes, address),
        _classes(shown, whole=crop not in pictures or crop == "full"),
        address(shown["src"]),
        shown["width"],
        shown["height"],
        image.get("alt", ""),
    )


def art_html(art: Mapping[str, Any], address: Address) -> SafeString:
    """Title art as a `<picture>`: its own picture for wide and for tall screens, or the one there is for both.

    The title stands beside it as text, so its alternative text need not repeat that.
    """
    tall, wide = art.get("tall"), art.get("wide")
    shown = (tall or wide or {})["pictures"]["full"]
    split = _sources(ART_SOURCE, wide["pictures"]["full"], "100vw", address) if tall and wide else ""
    sources = _sources(SOURCE, shown, "100vw", address)
    tone = _classes(shown, whole=False)
    alt = (tall or wide or {}).get("alt", "")
    return format_html(
        EAGER, split, sources, tone, address(shown["src"]), shown["width"], shown["height"], alt
    )


def preload_html(
    image: dict[str, Any] | None, crop: str, address: Address, *, sizes: str = SHEET, wide: str = ""
) -> SafeString | str:
    """`<link rel="preload">` for the picture that the same arguments print: browsers fetch it before they read the page.

    One format only, the best: who does not know it ignores the link and finds the others in the page.
    """
    pictures = (image or {}).get("pictures") or {}
    shown = pictures.get(crop) or pictures.get("full")
    if not shown:
        return ""
    if wide not in pictures or wide == crop:
        return _preload(shown, sizes, address, "")
    return _preload(shown, sizes, address, NARROW) + _preload(pictures[wide], sizes, address, WIDE)


def _preload(shown: dict[str, Any], sizes: str, address: Address, media: str) -> SafeString:
    best = shown["sources"][0]
    limit = format_html(' media="{}"', media) if media else ""
    return format_html(PRELOAD, best["type"], _srcset(best, address), sizes, limit)


def _sources(form: str, crop: dict[str, Any], sizes: str, address: Address) -> SafeString:
    """The `<source>` of every format of one crop, in the order of the row: the smallest files first."""
    rows = (
        (source["type"], _srcset(source, address), sizes, crop["width"], crop["height"])
        for source in crop["sources"]
    )
    return format_html_join("", form, rows)


def _srcset(source: dict[str, Any], address: Address) -> str:
    return ", ".join(f"{address(name)} {width}w" for name, width in source["srcset"])


def _classes(shown: dict[str, Any], *, whole: bool) -> SafeString | str:
    """The tone that holds the place, and how far an odd original is let out."""
    names = [shown.get("tone", "")]
    if whole:
        width, height = shown["width"], shown["height"]
        names += [f"fit-{step}" for step in SMALL[::-1] if width <= step][-1:]
        names += [f"tall-{step}" for step in TALL if height * 100 > width * step][-1:]
    told = " ".join(name for name in names if name)
    return format_html(' class="{}"', told) if told else ""
