"""Takes the demonstration's pictures into the store and the library.

Rendering is the slowest part of loading, so it runs on every core: in processes, for the encoders hold Python's lock.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import django

from articles.building import LIST_CROPS
from articles.media import stores
from articles.media.inspect import Picture, inspect_upload
from articles.models import Image
from newsroom.demo.copydesk import PICTURES


def render_pictures(
    stories: list[dict[str, Any]], progress: Callable[[int, int], None], folder: Path = PICTURES
) -> dict[str, Picture]:
    """Keep every picture that a story names, by file name, with the renditions that its stories need.

    Touches the private store only: call it before a transaction is opened.
    """
    needs = _needs(stories)
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=fresh, initializer=django.setup) as pool:
        jobs = {name: pool.submit(_render, folder / name, crops) for name, crops in needs.items()}
        pictures = {}
        for done, (name, job) in enumerate(jobs.items(), start=1):
            pictures[name] = job.result()
            progress(done, len(jobs))
    return pictures


def list_pictures(
    pictures: dict[str, Picture], stories: list[dict[str, Any]], uploader: Any
) -> dict[str, Image]:
    """The library's rows of rendered pictures, by file name, described as the first story that uses them does."""
    told: dict[str, dict[str, Any]] = {}
    for image in (image for story in stories for image in story.get("images", [])):
        told.setdefault(image["file"], image)
    return {name: _row(name, picture, told[name], uploader) for name, picture in pictures.items()}


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


def _render(path: Path, crops: set[tuple[str, tuple[int, int]]]) -> Picture:
    data = path.read_bytes()
    picture = inspect_upload(data, path.name)
    stores.keep_original(data, picture)
    for crop, focal in sorted(crops):
        stores.make_all(picture.sha256, picture.ext, picture.width, picture.height, focal, (crop,))
    return picture


def _row(name: str, picture: Picture, told: dict[str, Any], uploader: Any) -> Image:
    x, y = focal_of(told)
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
            "offered": picture.offer,
            **{field: told[field] for field in ("alt", "caption", "credit")},
            "focal_x": x,
            "focal_y": y,
        },
    )
    return row
