"""How cards and posters are dressed: colours, faces and the art of a theme.

This app has one look, that of the newspaper; `series` registers in ASK how stories of a series are dressed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from articles.models.published import PublishedArticle

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Look:
    """Colours as #rrggbb, the face of titles, and the plates: art without words, one a format.

    `manner` is how the title of a series is set: scroll (a column from the right), bill (as large as the sheet),
    page (a newspaper's head). `detail` is the part of `detail_plate` that a story without a picture shows.
    """

    name: str = "press"
    manner: str = "page"
    paper: str = "#FAFBF9"
    ink: str = "#12201E"
    muted: str = "#51605C"
    accent: str = "#A52E1B"
    title: str = "serif-bold"
    on_art: str = "#12201E"
    card_plate: Path | None = None
    poster_plate: Path | None = None
    detail_plate: Path | None = None
    detail: Box | None = None


PRESS = Look()


@dataclass(frozen=True)
class Place:
    """What a story's series says on it: its look and a line such as 潮汐有信　之二."""

    look: Look
    line: str


# Each is asked for the place of a story until one answers.
ASK: list[Callable[[PublishedArticle], Place | None]] = []


def place_of(row: PublishedArticle) -> Place:
    """The look of a story and the line above its headline."""
    for ask in ASK:
        place = ask(row)
        if place:
            return place
    return Place(PRESS, "")
