"""Parts of a file: players ask for ranges of bytes, and cannot seek (or, on a phone, start) without them.

Answers 206 to one satisfiable range, 416 to one that begins behind the end, the whole file to anything else. Used by
the public file view and by the desk's checked one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

PIECE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def answer(request: HttpRequest, file: IO[bytes], size: int, content_type: str) -> HttpResponseBase:
    """A response with the file or the part of it that was asked for. Closes the file once it is sent."""
    response = _part(request, file, size) or FileResponse(file)
    response.headers["Content-Type"] = content_type
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _part(request: HttpRequest, file: IO[bytes], size: int) -> HttpResponseBase | None:
    # A range of a file that has changed would be a mixture; names here are made of bytes, so no condition can fail.
    # Only GET has parts: a HEAD is told of the whole file.
    asked = request.headers.get("Range", "").strip() if request.method == "GET" else ""
    match = _RANGE.fullmatch(asked)
    if match is None or not (match[1] or match[2]):
        return None
    first, last = _bounds(match[1], match[2], size)
    if first >= size or last < first:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_Part(file, first, last + 1), status=206)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last + 1 - first)
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte asked for; “-500” means the last 500."""
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


class _Part:
    """The bytes between two places of a file, in pieces. The server closes it, whether it was read or not."""

    def __init__(self, file: IO[bytes], first: int, end: int) -> None:
        """Stand at the first byte."""
        self.file, self.left = file, end - first
        file.seek(first)

    def __iter__(self) -> Iterator[bytes]:
        """Piece by piece, so that no clip is held in memory."""
        while self.left > 0 and (piece := self.file.read(min(PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()
