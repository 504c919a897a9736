"""What a parsed credit line is. Frozen and plain, so that forms, importers and snapshots can build on it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TypedDict


class PersonDict(TypedDict):
    """One person as JSON."""

    name: str
    title: str
    organisation: str
    note: str


class CreditDict(TypedDict):
    """One credit as JSON, as `import_story --json` prints it."""

    roles: list[str]
    people: list[PersonDict]
    raw: str


@dataclass(frozen=True, slots=True)
class ParsedPerson:
    """Somebody as printed. An organisation credited by itself has an empty name.

    `title` is canonical simplified (记者); `note` is what stood in brackets behind the name,
    or a staff code.
    """

    name: str
    title: str = ""
    organisation: str = ""
    note: str = ""

    @property
    def printed(self) -> str:
        """What a reader sees as the credited one: the name, or the organisation where there is none."""
        return self.name or self.organisation

    def as_dict(self) -> PersonDict:
        """The person as JSON."""
        return PersonDict(name=self.name, title=self.title, organisation=self.organisation, note=self.note)


@dataclass(frozen=True, slots=True)
class CreditWarning:
    """Something in a credit an editor should look at; `code` is stable, `message` is English for people."""

    code: str
    message: str
    text: str

    def as_dict(self) -> dict[str, str]:
        """The warning as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ParsedCredit:
    """One printed credit: role(s) × ordered people.

    `roles` are codes of `roles.ROLES`, empty for a label the table does not know (then it is in `label`).
    `label` is the label as printed, unpadded, where it is not the canonical one of the roles (撰文).
    `raw` is the stretch of the line it was read from; the raws of one line put together are that line.
    """

    roles: tuple[str, ...]
    people: tuple[ParsedPerson, ...]
    raw: str
    label: str = ""
    warnings: tuple[CreditWarning, ...] = ()

    def as_dict(self) -> CreditDict:
        """The credit as JSON: roles, people, raw."""
        return CreditDict(
            roles=list(self.roles), people=[person.as_dict() for person in self.people], raw=self.raw
        )
