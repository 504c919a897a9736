"""The fingerprint of the site as it is deployed: whatever else than public rows and the day is in the bytes of a page.

A shared cache outlives a deployment; what was remembered of pages before it must not be believed after it.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

# Ours, with templates, translations, and the fonts and plates of drawings.
FOLDERS = ("articles", "newsroom", "series", "templates")
# Packages that public answers are rendered with.
PACKAGES = ("django", "pillow", "segno")
# Settings that are printed on public pages, or decide what is.
SHOWN = (
    "FEED_FULL_TEXT",
    "FORCE_SCRIPT_NAME",
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "SITE_URL",
    "STATIC_URL",
    "TIME_ZONE",
)


def fingerprint() -> str:
    """Files, packages and settings as one hash, in hex."""
    shown = [repr(getattr(settings, name)) for name in SHOWN]
    return hashlib.sha256("\n".join([deployed(), *shown]).encode()).hexdigest()


@cache
def deployed() -> str:
    """What is on the disk, read once: call it as the server starts, while it still is what the process has loaded."""
    told = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for name in PACKAGES:
        told.update(f"{name} {metadata.version(name)}\n".encode())
    told.update(repr(_static_names()).encode())
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.parent.name != "__pycache__":
                told.update(_file(path))
    return told.hexdigest()


def _static_names() -> list[tuple[str, str]]:
    """The names of static files as pages print them, which change when the files are collected."""
    names: dict[str, Any] = getattr(staticfiles_storage, "hashed_files", {})
    return sorted(names.items())


def _file(path: Path) -> bytes:
    """Name and content of a file; times say nothing where images are built to be the same."""
    told = hashlib.blake2b(str(path.relative_to(settings.BASE_DIR)).encode("utf-8", "surrogateescape"))
    told.update(path.read_bytes())
    return told.digest()
