"""Credit lines between print and rows: what a typed line means, whom the roster knows, and the rows that come of it.

The grammar is `articles.text.credits`; this file adds the newsroom's own roles and its roster. Used by the desk's
form, by the importer and by the demonstration loader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from articles.models.article import Article
from articles.models.people import Contributor, Credit, CreditPerson, CreditRole
from articles.text.credits import ParsedCredit, ParsedPerson, parse_block, parse_line, render
from articles.text.credits.block import unknown_label
from articles.text.roles import ROLE_BY_CODE

COLON = "："


@dataclass(frozen=True)
class Row:
    """One credit line as two texts: the label in front of the colon and the people behind it."""

    label: str
    people: str

    def __str__(self) -> str:
        return f"{self.label}{COLON}{self.people}"


def row_of(credit: Credit) -> Row:
    """A stored line as it is printed in simplified script. Reads its people."""
    people = tuple(
        ParsedPerson(person.name, person.title, person.organisation, person.note)
        for person in credit.people.all()
    )
    own = [code for code in credit.roles if code not in ROLE_BY_CODE]
    label = credit.label or ("/".join(_label_of(code) for code in credit.roles) if own else "")
    parsed = ParsedCredit(() if own else tuple(credit.roles), people, "", label)
    return (
        split_line(render(parsed, "hans"))
        if people
        else Row(label or render(parsed, "hans").strip(COLON), "")
    )


def split_line(line: str) -> Row:
    """A printed line as label and people."""
    label, _, people = line.partition(COLON)
    return Row(label, people)


def rows_of(credits: Iterable[ParsedCredit]) -> list[Row]:
    """Parsed credits as rows of a form."""
    return [split_line(render(credit, "hans")) for credit in credits]


def read_row(row: Row) -> list[ParsedCredit] | None:
    """What one row says; None where it cannot be read. A label of the newsroom's own roles is read as that role."""
    line = f"{row.label.strip().rstrip(':：')}{COLON}{row.people.strip()}"
    if "\x00" in line:  # forms draw a row again before they judge it, and no database can be asked for this
        return None
    credits = parse_line(line)
    if credits is not None:
        return credits
    credits = unknown_label(line)
    if credits is not None:
        return [with_own_role(credit) for credit in credits]
    people = parse_line(
        f"文{COLON}{row.people.strip()}"
    )  # the people are plain, only the label is unheard of
    if people is None or len(people) != 1 or not row.label.strip():
        return None
    return [with_own_role(ParsedCredit((), people[0].people, line, row.label.strip()))]


def read_lines(text: str) -> tuple[list[Row], list[str]]:
    """Pasted text as rows, and the lines that are no credits."""
    credits, leftovers = parse_block(text)
    return rows_of(credits), leftovers


@transaction.atomic
def replace_credits(*, article: Article, credits: Sequence[ParsedCredit]) -> bool:
    """Make a story's credit lines these, in this order. Returns whether anything changed.

    Effects: deletes and inserts credits with their people, linked to the roster by name; a traditional name that a
    person carried stays with the name. Takes no revision: `editing.save_revision` follows.
    """
    before = [*article.credits.prefetch_related("people__contributor")]
    links = Links.of(credits, before)
    wanted = [_shape(credit, links) for credit in credits]
    if wanted == [_stored(credit) for credit in before]:
        return False
    article.credits.all().delete()
    for place, (roles, label, people) in enumerate(wanted, start=1):
        credit = Credit.objects.create(article=article, position=place, roles=roles, label=label)
        CreditPerson.objects.bulk_create(
            CreditPerson(credit=credit, position=order, **person)
            for order, person in enumerate(people, start=1)
        )
    return True


def person_of(person: ParsedPerson) -> CreditPerson:
    """An unsaved person of a line. A body credited by itself is a person whose name is the body's."""
    return CreditPerson(
        name=person.printed,
        title=person.title,
        organisation=person.organisation if person.name else "",
        note=person.note,
    )


@dataclass(frozen=True)
class Links:
    """Whom the roster knows by a printed name, and the traditional names that were there before."""

    roster: dict[str, list[Contributor]]
    before: dict[str, CreditPerson]

    @classmethod
    def of(cls, credits: Iterable[ParsedCredit], before: Iterable[Credit] = ()) -> Links:
        """Look every name up, in whichever of its forms it was printed."""
        names = {person.printed for credit in credits for person in credit.people}
        known: dict[str, list[Contributor]] = {}
        named = Q(name_hans__in=names) | Q(name_hant__in=names) | Q(name_latin__in=names)
        for person in Contributor.objects.filter(named | ~Q(other_names="")).order_by("pk"):
            forms = {person.name_hans, person.name_hant, person.name_latin, *person.pen_names}
            for form in forms & names - {""}:
                known.setdefault(form, []).append(person)
        return cls(known, {p.name: p for credit in before for p in credit.people.all()})

    def contributor(self, person: ParsedPerson) -> Contributor | None:
        """The roster entry meant: the only one of the name, else the one of the same house, else the one linked so far."""
        found = self.roster.get(person.printed, [])
        if len(found) < 2:
            return found[0] if found else None
        same_house = [
            entry for entry in found if person.organisation and entry.organisation == person.organisation
        ]
        if len(same_house) == 1:
            return same_house[0]
        old = self.before.get(person.printed)
        return old.contributor if old and old.contributor in found else None


def _shape(credit: ParsedCredit, links: Links) -> tuple[list[str], str, list[dict[str, Any]]]:
    people = []
    for parsed in credit.people:
        person, old = person_of(parsed), links.before.get(parsed.printed)
        person.name_hant = old.name_hant if old else ""
        person.contributor = links.contributor(parsed)
        people.append(_fields(person))
    return list(credit.roles), credit.label, people


def _stored(credit: Credit) -> tuple[list[str], str, list[dict[str, Any]]]:
    return credit.roles, credit.label, [_fields(person) for person in credit.people.all()]


def _fields(person: CreditPerson) -> dict[str, Any]:
    names = ("name", "name_hant", "title", "organisation", "note", "contributor")
    return {name: getattr(person, name) for name in names}


def with_own_role(credit: ParsedCredit) -> ParsedCredit:
    """The credit with the newsroom's own role where its label is the label of one."""
    role = None if credit.roles else CreditRole.objects.filter(label_hans=credit.label).first()
    if role is None:
        return credit
    return ParsedCredit((role.code,), credit.people, credit.raw, "", credit.warnings)


def _label_of(code: str) -> str:
    role = CreditRole.objects.filter(code=code).first()
    return role.label_hans if role else code
