"""The errors this package raises on purpose; everything else out of it is a bug.

Callers catch `TextError` and show its message, or a subclass where they can help with it.
"""

from __future__ import annotations


class TextError(ValueError):
    """Base of every documented error of `articles.text`."""


class ScriptsUnavailable(TextError):
    """OpenCC is not installed, so no text can be converted between the scripts."""

    def __init__(self) -> None:
        super().__init__("Script conversion needs the package “opencc”, which is not installed.")


class UndecodableText(TextError):
    """The bytes are text in none of the encodings we read; `position` is the first offending byte."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(f"The file is not UTF-8, UTF-16, GB18030 or Big5 text (byte {position}).")


class BinaryContent(TextError):
    """The bytes are no text at all (NUL bytes, a known file signature); `position` is where that shows."""

    def __init__(self, position: int, kind: str = "") -> None:
        self.position = position
        self.kind = kind
        what = f"a {kind} file" if kind else "binary data"
        super().__init__(f"This is {what}, not a text file (byte {position}).")


class StoryTooLarge(TextError):
    """The text is longer than a story may be; `limit` says how much of `unit` is allowed."""

    def __init__(self, limit: int, unit: str) -> None:
        self.limit = limit
        self.unit = unit
        super().__init__(f"The text is too long: at most {limit} {unit} can be read as one story.")
