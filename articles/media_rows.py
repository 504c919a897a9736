"""Pictures for `building`: where a picture of a snapshot is, privately and publicly, and when a public copy may go.

Used by `publishing` and by the preview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection, transaction

from articles.inserts import files
from articles.media import stores
from articles.media.picture import picture_data
from articles.models.published import PublishedArticle

# Any constant will do as long as nothing else of ours takes the same lock.
_STORE_LOCK = 0x7069_6373


def public(use: Mapping[str, Any], crop: str) -> dict[str, Any]:
    """Picture data with names in the public store; copies the renditions there. Call it inside a transaction."""
    _lock_store("pg_advisory_xact_lock_shared")
    return _data(use, crop, "public")


def private(use: Mapping[str, Any], crop: str) -> dict[str, Any]:
    """Picture data with names in the private store, for previews."""
    return _data(use, crop, "private")


def public_clip(use: Mapping[str, Any], captions: str) -> dict[str, str]:
    """The names of a clip and its captions in the public store; copies them there, under the lock of the pictures."""
    _lock_store("pg_advisory_xact_lock_shared")
    return files.public(use, captions)


def names_of(rows: Iterable[PublishedArticle]) -> set[str]:
    """Every public file that rows name."""
    return {name for row in rows for name in _names(row)}


def remove_unused_after_commit(names: set[str]) -> None:
    """Delete public files that no public row names any more, once the transaction has committed.

    Waits for publications under way: one that has copied the same picture has not shown its rows yet.
    """

    def remove() -> None:
        with transaction.atomic():
            _lock_store("pg_advisory_xact_lock")
            still = {name for row in PublishedArticle.objects.iterator() for name in _names(row)}
            for name in names - still:
                stores.remove_public(name)

    if names:
        transaction.on_commit(remove)


def _lock_store(how: str) -> None:
    """Publishers share the public store until their transaction ends; who removes has it alone. SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {how}(%s)", [_STORE_LOCK])


def _data(use: Mapping[str, Any], crop: str, store: str) -> dict[str, Any]:
    width, height = use["size"]
    focal = tuple(use["focal"])
    return picture_data(use["image"], use["ext"], width, height, crop, focal, store=store)


def _names(row: PublishedArticle) -> Iterator[str]:
    clip = row.lead_clip or {}
    for image in filter(None, (row.lead_image, *row.gallery, *row.title_art.values(), clip.get("poster"))):
        for data in image["pictures"].values():
            yield data["src"]
            for source in data["sources"]:
                yield from (name for name, _width in source["srcset"])
    yield from filter(None, (clip.get("src"), clip.get("captions")))
    yield from stores.public_names_in(row.body_html)
