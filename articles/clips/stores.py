"""Where clips are: originals in the private store, copies for readers in the public one, beside the pictures.

Private names say what a file is, public names only what bytes it has. Files are copied in pieces: a clip is larger
than what a process should hold. Used by the upload, by `clips_rows` and by the checked view of the private store.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from articles.clips.model import TYPES, Clip

PIECE = 1024 * 1024
_SHA = r"(?P<sha>(?P<two>[0-9a-f]{2})[0-9a-f]{62})"
_CLIP = re.compile(rf"clips/[0-9a-f]{{2}}/{_SHA}\.(?P<ext>mp4|webm|m4a|mp3|weba)")
_CAPTIONS = re.compile(rf"captions/[0-9a-f]{{2}}/{_SHA}-[0-9a-f]{{32}}\.(?P<ext>vtt)")


def keep_clip(file: BinaryIO, clip: Clip) -> tuple[str, int]:
    """Store an inspected upload privately, without what `clip` says to leave out; returns its hash and its bytes.

    Storing it twice changes nothing.
    """
    with tempfile.TemporaryFile() as kept:
        _copy(file, clip.start, clip.end, kept)
        for patch in clip.patches:
            kept.seek(patch.offset - clip.start)
            kept.write(patch.data)
        size = kept.seek(0, 2)
        kept.seek(0)
        sha = hashlib.file_digest(kept, "sha256").hexdigest()
        _put(storages["default"], clip_name(sha, clip.ext), kept)
    return sha, size


def clip_name(sha: str, ext: str) -> str:
    """The private name of a clip. Raises ValueError if the parts are not a hash and a known extension."""
    name = f"clips/{sha[:2]}/{sha}.{ext}"
    if not _CLIP.fullmatch(name):
        raise ValueError("not the name of a clip")
    return name


def keep_captions(sha: str, captions: str) -> str:
    """Store the captions of a clip privately, for previews; returns their name, which is made of both."""
    data = captions.encode("utf-8")
    name = f"captions/{sha[:2]}/{sha}-{hashlib.sha256(data).hexdigest()[:32]}.vtt"
    _put(storages["default"], name, io.BytesIO(data))
    return name


def publish_file(name: str) -> str:
    """Copy a clip or captions to the public store; returns the name there, which is made of the bytes.

    Raises ValueError for any other name, FileNotFoundError.
    """
    match = _CLIP.fullmatch(name) or _CAPTIONS.fullmatch(name)
    if match is None:
        raise ValueError("only clips and captions are published here")
    with storages["default"].open(name) as file:
        source: Any = file
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        public = f"{digest[:2]}/{digest[:32]}.{match['ext']}"
        _put(storages["public"], public, source)
    return public


def open_private(name: str) -> File:
    """Open a clip or captions for reading. Raises ValueError for any other name, FileNotFoundError."""
    if not (_CLIP.fullmatch(name) or _CAPTIONS.fullmatch(name)):
        raise ValueError("not the name of a clip")
    return storages["default"].open(name)


def is_clip_name(name: str) -> bool:
    """Whether a private name belongs to this store."""
    return bool(_CLIP.fullmatch(name) or _CAPTIONS.fullmatch(name))


def type_of(name: str) -> str:
    """What a browser is told that a file is."""
    return TYPES[name.rpartition(".")[2]]


def _copy(source: BinaryIO, start: int, end: int, target: IO[bytes]) -> None:
    source.seek(start)
    left = end - start
    while left > 0 and (piece := source.read(min(PIECE, left))):
        target.write(piece)
        left -= len(piece)


def _put(storage: Storage, name: str, source: IO[bytes]) -> None:
    """Put a file in its place whole or not at all. Names are made of content, so one that is there is right."""
    if storage.exists(name):
        return
    source.seek(0)
    if not isinstance(storage, FileSystemStorage):  # other stores write whole files by themselves
        storage.save(name, File(source))
        return
    target = Path(storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            while piece := source.read(PIECE):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
