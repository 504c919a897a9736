"""Where the pictures of a pasted document wait between the look and the save: in the private store, one shelf a person.

Nothing of them is in the library before the story is saved. Each went through the checks of every upload when it came
in. What nobody came back for is thrown away after a day, whenever somebody puts something on the shelf.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from articles.media.inspect import inspect_upload

SCHEME = "picture:"
KEPT_FOR = timedelta(days=1)
MOST_KEPT = 400  # files of one person
_KEY = re.compile(r"[0-9a-f]{24}\.(?:jpg|png|webp)")


class Shelf(Protocol):
    """Takes pictures in, and gives them back by their address."""

    def keep(self, data: bytes, name: str) -> str:
        """The address of a picture that was accepted. Raises RefusedPicture."""
        ...


class NoShelf:
    """Judges pictures and keeps none: for a dry run."""

    def keep(self, data: bytes, name: str) -> str:
        """The address the picture would have. Raises RefusedPicture."""
        picture = inspect_upload(data, name)
        return f"{SCHEME}{picture.sha256[:24]}.{picture.ext}"


class PrivateShelf:
    """The shelf of one account."""

    def __init__(self, owner: int) -> None:
        """`owner` is the primary key of the account."""
        self.folder = f"intake/{owner:d}"

    def keep(self, data: bytes, name: str) -> str:
        """Put a picture on the shelf. Raises RefusedPicture."""
        picture = inspect_upload(data, name)
        key = f"{picture.sha256[:24]}.{picture.ext}"
        store, path = storages["default"], f"{self.folder}/{key}"
        self._sweep()
        if store.exists(path):
            store.delete(path)  # written anew, so that its day begins again
        store.save(path, ContentFile(data))
        return f"{SCHEME}{key}"

    def take(self, address: str) -> bytes | None:
        """The picture of an address, or None if it is not, or no longer, here."""
        key = key_of(address)
        store = storages["default"]
        if not key or not store.exists(f"{self.folder}/{key}"):
            return None
        with store.open(f"{self.folder}/{key}") as file:
            return bytes(file.read())

    def holds(self, address: str) -> bool:
        """Whether the picture of an address is here."""
        key = key_of(address)
        return bool(key) and storages["default"].exists(f"{self.folder}/{key}")

    def _sweep(self) -> None:
        """Throw away what is too old, and the oldest of what is too much."""
        store = storages["default"]
        try:
            names = [f"{self.folder}/{name}" for name in store.listdir(self.folder)[1]]
        except FileNotFoundError:
            return
        aged = sorted((store.get_modified_time(name), name) for name in names)
        limit = timezone.now() - KEPT_FOR
        for at, (kept_at, name) in enumerate(aged):
            if kept_at < limit or len(aged) - at > MOST_KEPT:
                store.delete(name)


def key_of(address: str) -> str:
    """The file name that an address stands for; empty if it is no address of ours."""
    key = address.removeprefix(SCHEME)
    return key if address.startswith(SCHEME) and _KEY.fullmatch(key) else ""
