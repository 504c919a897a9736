"""What a check is made of: rules, what they find, and what they may know about the piece.

Frozen and plain, no Django. Messages are English msgids; `Issue.sentence(gettext)` says them in any language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from articles.text.errors import TextError
from articles.text.roles import Script

if TYPE_CHECKING:
    from articles.text.proof.copy import Copy

Severity = Literal["block", "warn", "info"]

CHINESE: tuple[Script, ...] = ("hans", "hant")
HANS: tuple[Script, ...] = ("hans",)
HANT: tuple[Script, ...] = ("hant",)
ANY: tuple[Script, ...] = ("hans", "hant", "en")


def gettext_noop(message: str) -> str:
    """Mark a msgid for the catalogues without translating it: this package knows no language of the desk."""
    return message


def _identity(message: str) -> str:
    return message


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to look at: `text` stands at `[start, end)`, in characters; both 0 for what is not in the text.

    `suggestion` may stand in its place; an empty one means that only a person knows, or, with `autofix`, that
    the text goes. `autofix` says that `fix` may replace it without anybody looking.
    """

    id: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    suggestion: str = ""
    autofix: bool = False

    def sentence(self, translate: Callable[[str], str] = _identity) -> str:
        """The message for people, through `gettext` or plain English."""
        return translate(self.message) % self.params


class ProofreaderUnavailable(TextError):
    """The attached proofreading service gave no answer."""


class Proofreader(Protocol):
    """A proofreading service a newsroom has attached; its issues carry ids of its own.

    Raise `ProofreaderUnavailable` when it does not answer; the other checks are then given alone.
    """

    def proofread(self, text: str) -> Sequence[Issue]:
        """What the service finds in the text, with offsets in characters."""
        ...


TermKind = Literal["confusable", "house", "person"]


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the desk's word lists, in force from `valid_from` to `valid_to`, both included.

    `pattern` is a literal word in simplified script; it is found in both scripts. For a person it is the name,
    `suggestion` the title to print before it, and `rank` the place in a list (0: no place of its own).
    `suggestion_hant` is given where the word is not written alike in traditional script, `unless` are longer
    words in which the pattern is right.
    """

    pattern: str
    suggestion: str = ""
    severity: Severity = "warn"
    valid_from: date | None = None
    valid_to: date | None = None
    kind: TermKind = "confusable"
    suggestion_hant: str = ""
    rank: int = 0
    unless: tuple[str, ...] = ()

    def is_valid(self, day: date | None) -> bool:
        """Whether the row is in force on a day; a row without dates always is, any row is on no day."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the piece, as far as a check cares. `label` is the words that say a machine made it."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    generated: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks may know beside the text; everything may be left out, and is then not checked.

    `date` is the day of publication, `links` are addresses outside the text (of links and pictures),
    `names` are the credited people as printed, `terms` None for the shipped lists.
    """

    date: date | None = None
    headline: bool = False
    headline_limit: int = 30
    images: tuple[Image, ...] = ()
    links: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    terms: tuple[Term, ...] | None = None
    proofreader: Proofreader | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, before it is known by which rule; empty fields stand for those of the rule."""

    start: int
    end: int
    suggestion: str = ""
    message: str = ""
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    severity: Severity | None = None
    autofix: bool | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Copy that a rule objects to, and the same as it should be; the rule is silent about the second."""

    wrong: str
    right: str
    script: Script = "hans"
    context: Context = Context()


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its id, how much it matters, where it applies, what it says, and examples of it.

    `fine` is copy that looks like the mistake and is none.
    """

    id: str
    severity: Severity
    title: str
    check: Callable[[Copy], Iterator[Finding]]
    examples: tuple[Example, ...]
    fine: tuple[str, ...] = ()
    message: str = ""
    scripts: tuple[Script, ...] = CHINESE
    autofix: bool = False
