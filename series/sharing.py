"""How the cards and posters of a series and its stories are dressed. Public code: reads published rows only.

A theme's plates lie in series/plates under its name (card 1200 × 630, poster 1080 × 1554, art without words); a theme
without plates is set in its colours alone. Registered with `articles.sharing.look` when the apps are ready.
"""

from __future__ import annotations

from pathlib import Path

from articles.models.published import PublishedArticle
from articles.sharing.look import PRESS, Look, Place
from series.reading import home_of
from series.themes import theme_called

PLATES = Path(__file__).parent / "plates"


def _plate(theme: str, part: str) -> Path:
    return PLATES / f"{theme}-{part}.webp"


LOOKS = {
    "ink": Look(
        name="ink",
        manner="scroll",
        paper="#F1F4F1",
        ink="#12211F",
        muted="#4D5F5B",
        card_plate=_plate("ink", "card"),
        poster_plate=_plate("ink", "poster"),
        detail_plate=_plate("ink", "card"),
        detail=(120, 0, 720, 630),
    ),
    "harbour": Look(
        name="harbour",
        manner="bill",
        paper="#F4F3EF",
        ink="#0B1522",
        muted="#4A5561",
        accent="#C2310F",
        title="sans-bold",
        on_art="#0B1522",
        card_plate=_plate("harbour", "card"),
        poster_plate=_plate("harbour", "poster"),
        detail_plate=_plate("harbour", "card"),
        detail=(500, 0, 1200, 630),
    ),
    "annals": Look(
        name="annals",
        manner="page",
        paper="#FCFCFA",
        ink="#161616",
        muted="#565653",
        accent="#B0151B",
        on_art="#161616",
        card_plate=_plate("annals", "card"),
        poster_plate=_plate("annals", "poster"),
        detail_plate=_plate("annals", "poster"),
        detail=(0, 0, 1080, 621),
    ),
}


def look_of(theme: str) -> Look:
    """The look of a theme; one that brings none is set as the newspaper is."""
    return LOOKS.get(theme_called(theme).name, PRESS)


def place_of(row: PublishedArticle) -> Place | None:
    """What the home series of a story says on its card: 潮汐有信　之二. None for a story without a series."""
    home = home_of(row)
    if home is None:
        return None
    label = home.here.label if home.here else ""
    return Place(
        look_of(home.series.theme), "\u3000".join(part for part in (home.series.title, label) if part)
    )
