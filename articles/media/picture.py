"""The data that a <picture> is printed from, as plain JSON, so that a published row can hold it.

Used by `media_rows`, by previews and by the picture strip of the desk.
"""

from __future__ import annotations

from typing import Any

from articles.media import stores
from articles.media.renditions import CENTRE, TYPES, Focal, RenditionSpec, plan
from articles.media.tones import tone_of

_PREFERRED_WIDTH = 960  # of the file for browsers that choose nothing


def picture_data(
    sha: str,
    ext: str,
    width: int,
    height: int,
    crop: str = "full",
    focal: Focal = CENTRE,
    store: str = "private",
) -> dict[str, Any]:
    """Sizes and names of one crop of one picture: width, height, sources (best format first), src (a JPEG).

    With its tone: the class of the colour that holds its place until it comes; none while it is not rendered yet.

    width and height are those of the largest rendition. Names are store names, not addresses. With store="public" the
    renditions are made if need be and copied there; with store="private" nothing is made or written, for the view that
    serves them makes what is missing.
    """
    specs = plan(width, height, crop, (focal[0], focal[1]))
    names = _public_names(sha, ext, width, height, specs) if store == "public" else _private_names(sha, specs)
    largest = specs[-1]
    tone = _tone(sha, specs)
    return {
        "width": largest.width,
        "height": largest.height,
        "sources": [
            {
                "type": media_type,
                "srcset": [[names[spec], spec.width] for spec in specs if spec.format == extension],
            }
            for extension, media_type in TYPES.items()
            if any(spec.format == extension for spec in specs)
        ],
        "src": names[_preferred(specs)],
        **({"tone": tone} if tone else {}),
    }


def _private_names(sha: str, specs: list[RenditionSpec]) -> dict[RenditionSpec, str]:
    return {spec: stores.rendition_name(sha, spec) for spec in specs}


def _public_names(
    sha: str, ext: str, width: int, height: int, specs: list[RenditionSpec]
) -> dict[RenditionSpec, str]:
    stores.make_all(sha, ext, width, height, specs[0].focal, (specs[0].crop,))
    return {spec: stores.publish_rendition(stores.rendition_name(sha, spec)) for spec in specs}


def _preferred(specs: list[RenditionSpec]) -> RenditionSpec:
    jpegs = [spec for spec in specs if spec.format == "jpg"]
    return [spec for spec in jpegs if spec.width <= _PREFERRED_WIDTH][-1]


def _tone(sha: str, specs: list[RenditionSpec]) -> str:
    smallest = next(spec for spec in specs if spec.format == "jpg")
    try:
        with stores.open_private(stores.rendition_name(sha, smallest)) as file:
            return tone_of(file.read())
    except FileNotFoundError:
        return ""
