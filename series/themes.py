"""The manners a series can be printed in, found in the folders that hold them: adding one takes no line of Python.

A theme is a folder `series/themes/<name>/` of templates (`_cover.html`, `_hero.html`, `_tile.html`, `_ribbon.html` and
`theme.toml`) and a style sheet `series/themes/<name>.css`; with `<name>.tokens.css` beside it, stories and small covers
take its colours too. Touches no database: public pages and the desk both import it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template import engines
from django.utils.translation import get_language

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,19}")
_FOLDER = Path("series") / "themes"
_LAST = 1000
# The pieces of art that a theme brings: for the landing, for the front page, for lists, for its stories.
PARTIALS = ("cover", "hero", "tile", "ribbon")
# What pages outside the landing are printed in where a theme brings no tokens for them.
HOUSE = "press"


@dataclass(frozen=True)
class Theme:
    """One manner: its name, what the desk calls it, and what it does that others do not."""

    name: str
    order: int = _LAST
    titles: tuple[str, ...] = ("level",)  # the ways it can set a title, its own first: "vertical", "level"
    latest_only: bool = False  # prints the picture of the newest part and no other
    has_tide: bool = False  # draws the run of the series as a curve
    has_tokens: bool = True  # stories and small covers take its colours
    labels: dict[str, str] = field(default_factory=dict, hash=False)
    abouts: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def label(self) -> str:
        """What the desk calls it, in the language of the person."""
        return _told(self.labels) or self.name

    @property
    def about(self) -> str:
        """One sentence about it, in the language of the person."""
        return _told(self.abouts)

    @property
    def style_sheet(self) -> str:
        """The style sheet of its landing, as a static file."""
        return f"series/themes/{self.name}.css"

    @property
    def tokens(self) -> str:
        """The style sheet with what other pages take of it, "" where it has none."""
        return f"series/themes/{self.name}.tokens.css" if self.has_tokens else ""

    @property
    def dress(self) -> str:
        """The `data-theme` of pages outside the landing."""
        return self.name if self.has_tokens else HOUSE

    def partial(self, part: str) -> str:
        """The template that holds a piece of its art: its cover, hero, tile or ribbon."""
        return f"series/themes/{self.name}/_{part}.html"


@lru_cache(maxsize=1)
def themes() -> dict[str, Theme]:
    """Every theme by its name, in the order the desk offers them. Looked for once a process."""
    found: dict[str, Theme] = {}
    for root in engines["django"].template_dirs:
        for folder in sorted((Path(root) / _FOLDER).glob("*/")):
            if folder.name not in found and _is_theme(folder):
                found[folder.name] = _read(folder)
    return {
        theme.name: theme for theme in sorted(found.values(), key=lambda theme: (theme.order, theme.name))
    }


def theme_called(name: str) -> Theme:
    """The theme of that name, or the house's first where it is gone."""
    known = themes()
    return known.get(name) or next(iter(known.values()))


def choices() -> list[tuple[str, str]]:
    """For the model and its forms: a theme that is added needs no migration."""
    return [(theme.name, theme.label) for theme in themes().values()]


def _is_theme(folder: Path) -> bool:
    complete = all((folder / f"_{part}.html").is_file() for part in PARTIALS)
    sheet = f"series/themes/{folder.name}.css"
    return bool(_NAME.fullmatch(folder.name)) and complete and finders.find(sheet) is not None


def _read(folder: Path) -> Theme:
    path = folder / "theme.toml"
    told: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    return Theme(
        name=folder.name,
        order=told.get("order", _LAST),
        titles=tuple(told.get("titles", ["level"])),
        latest_only=told.get("pictures") == "latest",
        has_tide=told.get("tide", False),
        has_tokens=finders.find(f"series/themes/{folder.name}.tokens.css") is not None,
        labels=told.get("label", {}),
        abouts=told.get("about", {}),
    )


def _told(words: dict[str, str]) -> str:
    language = get_language() or "en"
    return words.get(language) or words.get("en") or next(iter(words.values()), "")
