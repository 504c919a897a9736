"""What was understood of a story. `ParsedStory.as_dict()` is what `import_story --json` prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Literal, TypedDict

from articles.text.credits import ParsedCredit
from articles.text.credits.model import CreditDict
from articles.text.roles import Script

Reason = Literal["platform_notice", "call_to_action", "placeholder", "label"]


class StoryDict(TypedDict):
    """The JSON of a story; every key is always there."""

    script: str
    series_title: str
    kicker: str
    headline: str
    subheading: str
    editors_note: str
    body_html: str
    credits: list[CreditDict]
    source: str
    production_note: str
    image_slots: int
    key_figures: list[dict[str, str]]
    removed: list[dict[str, str]]
    warnings: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number worth showing by itself: 超 5000 亿元, with the clause it was found in."""

    prefix: str
    value: str
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Text of the input that stands in no field, and why.

    `placeholder` is a mark that stands for something else or for nothing: an image, an invisible character.
    """

    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should look at. `code` is stable, `message` is English, `text` is what it is about."""

    code: str
    message: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a picture: the address of its mark, the words the text gives for it, and its caption line."""

    number: int
    address: str = ""
    alt: str = ""
    caption: str = ""


@dataclass(slots=True)
class ParsedStory:
    """The fields of a story in the script of the file; paragraphs of plain-text fields are lines.

    `body_html` holds `p`, `h2`, and for image slot n `<figure data-image-slot="n"></figure>` with a
    `figcaption` where the text gave one; with shapes also the formatting they bring. Everything in it is escaped.
    `slots` tells of the image slots, `number` is the story's number in its series where a title says one; both are
    for importers and not part of the JSON.
    """

    script: Script
    series_title: str = ""
    kicker: str = ""
    headline: str = ""
    subheading: str = ""
    editors_note: str = ""
    body_html: str = ""
    credits: list[ParsedCredit] = field(default_factory=list)
    source: str = ""
    production_note: str = ""
    image_slots: int = 0
    key_figures: list[KeyFigure] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    number: int | None = None

    @property
    def repeats_series(self) -> bool:
        """Whether the title of the series only repeats what stands in another field."""
        return any(self.series_title in part for part in (self.editors_note, self.kicker, self.subheading))

    def as_dict(self) -> StoryDict:
        """The story as JSON-ready data with all keys, in their documented order."""
        return StoryDict(
            script=self.script,
            series_title=self.series_title,
            kicker=self.kicker,
            headline=self.headline,
            subheading=self.subheading,
            editors_note=self.editors_note,
            body_html=self.body_html,
            credits=[credit.as_dict() for credit in self.credits],
            source=self.source,
            production_note=self.production_note,
            image_slots=self.image_slots,
            key_figures=[asdict(figure) for figure in self.key_figures],
            removed=[asdict(removed) for removed in self.removed],
            warnings=[asdict(warning) for warning in self.warnings],
        )
