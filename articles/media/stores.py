"""Where pictures are: originals and renditions in the private store, copies for readers in the public one.

Private names say what a file is, public names only what bytes it has. Used by the upload view, by `media_rows` and by
the checked view that serves the private store.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages

from articles.media.inspect import EXTENSIONS, Picture
from articles.media.renditions import CENTRE, CROPS, Focal, RenditionSpec, plan, render, render_many

_SHA = r"(?P<sha>(?P<two>[0-9a-f]{2})[0-9a-f]{62})"
_ORIGINAL = re.compile(rf"originals/[0-9a-f]{{2}}/{_SHA}\.(?:jpg|png|webp)")
_RENDITION = re.compile(
    rf"renditions/[0-9a-f]{{2}}/{_SHA}/(?:full|3x2|2x1|1x1)-\d{{1,3}}x\d{{1,3}}-\d{{1,4}}\.(?P<ext>avif|webp|jpg)"
)
_PUBLIC = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{2}/[0-9a-f]{32}\.(?:avif|webp|jpg|mp4|webm|m4a|mp3|weba|vtt)(?![0-9a-z])"
)


def keep_original(data: bytes, picture: Picture) -> str:
    """Store an inspected upload privately and return its name. Storing it twice changes nothing."""
    name = original_name(picture.sha256, picture.ext)
    _write(storages["default"], name, data)
    return name


def original_name(sha: str, ext: str) -> str:
    """The private name of an original. Raises ValueError if the parts are not a hash and a known extension."""
    name = f"originals/{sha[:2]}/{sha}.{ext}"
    if not _ORIGINAL.fullmatch(name) or ext not in EXTENSIONS.values():
        raise ValueError("not the name of an original")
    return name


def rendition_name(sha: str, spec: RenditionSpec) -> str:
    """The private name of a rendition, whether it has been made or not."""
    return f"renditions/{sha[:2]}/{sha}/{spec.filename}"


def names_of(sha: str, width: int, height: int, focal: Focal, crops: Iterable[str]) -> list[str]:
    """The private names of every rendition of these crops, made or not. Width and height are the original's."""
    return [rendition_name(sha, spec) for crop in crops for spec in plan(width, height, crop, focal)]


def is_made(name: str) -> bool:
    """Whether a private rendition is in the store."""
    return storages["default"].exists(name)


def private_rendition(sha: str, ext: str, spec: RenditionSpec) -> str:
    """Make one rendition unless it is there, and return its private name.

    Raises FileNotFoundError if the original is not in the store.
    """
    name = rendition_name(sha, spec)
    if not storages["default"].exists(name):
        _write(storages["default"], name, render(_original(sha, ext), spec))
    return name


def ensure_rendition(name: str, ext: str, width: int, height: int) -> str:
    """Make the rendition of that private name unless it is there; `ext` and the size are the original's.

    For the view that serves previews. Raises ValueError for a name that `plan` does not know, FileNotFoundError if the
    original is gone.
    """
    match = _RENDITION.fullmatch(name)
    if match is None:
        raise ValueError("not the name of a rendition")
    crop, focal, _rest = name.rpartition("/")[2].split("-")
    x, y = (int(part) for part in focal.split("x"))
    for spec in plan(width, height, crop, (x, y)):
        if rendition_name(match["sha"], spec) == name:
            return private_rendition(match["sha"], ext, spec)
    raise ValueError("no such rendition of this picture")


def make_all(
    sha: str, ext: str, width: int, height: int, focal: Focal = CENTRE, crops: Iterable[str] = tuple(CROPS)
) -> list[str]:
    """Make every missing rendition of the named crops, decoding the original once; returns all their names."""
    specs = [spec for crop in crops for spec in plan(width, height, crop, focal)]
    private = storages["default"]
    missing = [spec for spec in specs if not private.exists(rendition_name(sha, spec))]
    if missing:
        for spec, data in render_many(_original(sha, ext), missing):
            _write(private, rendition_name(sha, spec), data)
    return [rendition_name(sha, spec) for spec in specs]


def publish_rendition(name: str) -> str:
    """Copy a rendition to the public store; returns its name there, which is made of its bytes.

    Raises ValueError for any name that is not a rendition's: an original never leaves the private store.
    """
    match = _RENDITION.fullmatch(name)
    if match is None:
        raise ValueError("only renditions are published")
    with storages["default"].open(name) as file:
        data = file.read()
    digest = hashlib.sha256(data).hexdigest()
    public = f"{digest[:2]}/{digest[:32]}.{match['ext']}"
    _write(storages["public"], public, data)
    return public


def public_url(name: str) -> str:
    """The address at which readers get a public file."""
    return storages["public"].url(name)


def remove_public(name: str) -> None:
    """Delete a public file; nothing happens if it is not there. The caller knows that no page names it any more."""
    if not _PUBLIC.fullmatch(name):
        raise ValueError("not the name of a public picture")
    storages["public"].delete(name)


def public_names_in(html: str) -> list[str]:
    """The public files that a piece of HTML names, each once, in order."""
    return list(dict.fromkeys(_PUBLIC.findall(html)))


def open_private(name: str) -> File:
    """Open an original or a rendition for reading. Raises ValueError for any other name, FileNotFoundError."""
    if not (_ORIGINAL.fullmatch(name) or _RENDITION.fullmatch(name)):
        raise ValueError("not the name of a private picture")
    return storages["default"].open(name)


def _original(sha: str, ext: str) -> bytes:
    with open_private(original_name(sha, ext)) as file:
        data = file.read()
    return bytes(data)


def _write(storage: Storage, name: str, data: bytes) -> None:
    """Put a file in its place whole or not at all. Names are made of content, so one that is there is right."""
    if storage.exists(name):
        return
    if not isinstance(storage, FileSystemStorage):  # other stores write whole files by themselves
        storage.save(name, ContentFile(data))
        return
    target = Path(storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
