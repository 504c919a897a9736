"""Where the clip of a snapshot is, privately for previews and publicly for readers. Used by `publishing` and previews."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from articles.clips import stores

# Given the clip of a snapshot and its captions as printed: the store names of both, "" for no captions.
ClipFiles = Callable[[Mapping[str, Any], str], dict[str, str]]


def private(use: Mapping[str, Any], captions: str) -> dict[str, str]:
    """Names in the private store. Captions are written there: in each script they are another file."""
    return {
        "src": stores.clip_name(use["clip"], use["ext"]),
        "captions": stores.keep_captions(use["clip"], captions) if captions else "",
    }


def public(use: Mapping[str, Any], captions: str) -> dict[str, str]:
    """Names in the public store, where both are copied. Call it where pictures are published: under the same lock."""
    return {role: stores.publish_file(name) if name else "" for role, name in private(use, captions).items()}
