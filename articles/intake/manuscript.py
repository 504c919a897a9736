"""What a document becomes: text, shapes, and what could not be taken along. Leaf of the package."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.text.story import Shape


class IntakeRefused(ValueError):
    """A document that cannot be read. `code` is for programs, `message` is a sentence for the person."""

    def __init__(self, code: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Lost:
    """A picture that could not be taken along: the address of its mark, and why, in the person's language."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document, read. `markup` is its canonical HTML: reading that again gives the same manuscript."""

    text: str
    shapes: tuple[Shape, ...] = ()
    markup: str = ""
    lost: tuple[Lost, ...] = ()
    pictures: int = 0
    notes: tuple[str, ...] = field(default_factory=tuple)  # sentences for the person: what was left behind
