"""Takes the demonstration's pictures into the library, rendering on every core: it is the slowest part of loading."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from articles.building import LIST_CROPS
from articles.media import stores
from articles.media.inspect import Picture, inspect_upload
from articles.models import Image
from newsroom.demo.copydesk import PICTURES


def load_pictures(stories: list[dict[str, Any]], uploader: Any, progress: Any) -> dict[str, Image]:
    """Every picture that a story names, by file name, with the renditions that its stories need."""
    needs = _needs(stories)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        jobs = {name: pool.submit(_render, name, crops) for name, crops in needs.items()}
        pictures = {}
        for done, (name, job) in enumerate(jobs.items(), start=1):
            pictures[name] = job.result()
            progress(done, len(jobs))
    return {name: _row(name, picture, uploader) for name, picture in pictures.items()}


def focal_of(told: dict[str, Any]) -> tuple[int, int]:
    """The focal point of an image entry in percent."""
    x, y = told.get("focal", (0.5, 0.5))
    return round(x * 100), round(y * 100)


def _needs(stories: list[dict[str, Any]]) -> dict[str, set[tuple[str, tuple[int, int]]]]:
    """Which crops of which picture: those in the text are printed whole only."""
    needs: dict[str, set[tuple[str, tuple[int, int]]]] = {}
    for story in stories:
        for image in story.get("images", []):
            crops = ("full",) if image["slot"] == "body" else LIST_CROPS
            needs.setdefault(image["file"], set()).update((crop, focal_of(image)) for crop in crops)
    return needs


def _render(name: str, crops: set[tuple[str, tuple[int, int]]]) -> Picture:
    data = (PICTURES / name).read_bytes()
    picture = inspect_upload(data, name)
    stores.keep_original(data, picture)
    for crop, focal in sorted(crops):
        stores.make_all(picture.sha256, picture.ext, picture.width, picture.height, focal, (crop,))
    return picture


def _row(name: str, picture: Picture, uploader: Any) -> Image:
    row, _created = Image.objects.get_or_create(
        sha256=picture.sha256,
        defaults={
            "extension": picture.ext,
            "width": picture.width,
            "height": picture.height,
            "size": picture.size,
            "filename": name,
            "ai_labelled": picture.ai_labelled,
            "uploaded_by": uploader,
        },
    )
    return row
