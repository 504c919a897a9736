"""Print a parsed credit as a line again: labels and titles in the wanted script, names as they stand.

`parse_line(render(credit, script))` gives the same roles, people and label for the Chinese scripts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.text.credits.labels import item_label
from articles.text.credits.model import ParsedCredit, ParsedPerson
from articles.text.names import is_latin_name
from articles.text.roles import ROLE_BY_CODE, Script, title_label, translate_label

_JOINER = re.compile(r"([/／、，,&＆+＋和与與])")
_STAFF_CODE = re.compile(r"[A-Za-z]{0,4}-?\d{1,10}")


def render(credit: ParsedCredit, script: Script) -> str:
    """The credit as one line of text: 文/图：记者 徐菁 朴峰 通讯员 李嘉欣, or its English counterpart.

    Names, organisations and notes are printed as given; pass people with the names of that script.
    """
    if script == "en":
        return _english(credit)
    return f"{credit_label(credit, script)}：{_chinese_people(credit, script)}"


def credit_label(credit: ParsedCredit, script: Script) -> str:
    """The label of a credit in a script, without a colon; a label outside the table is printed as it was."""
    if script == "en" and credit.roles:
        return " and ".join(ROLE_BY_CODE[code].en for code in credit.roles)
    if not credit.label:
        return "/".join(ROLE_BY_CODE[code].label(script) for code in credit.roles)
    return "".join(_label_part(part, script) for part in _JOINER.split(credit.label))


def part_of_label(label: str, roles: Sequence[str], code: str) -> str:
    """What a printed label calls one of its roles: 图 for `photo` of 文/图; all of it where its parts cannot be told."""
    parts = label.split("/")
    return parts[list(roles).index(code)] if len(parts) == len(roles) and code in roles else label


def _label_part(part: str, script: Script) -> str:
    known = translate_label(part, script)
    if known is not None:
        return known
    read = item_label(part) if part else None
    if read is not None and read[1]:
        return read[2] + title_label(read[1], script)
    return part


def _chinese_people(credit: ParsedCredit, script: Script) -> str:
    read = item_label(_JOINER.split(credit.label)[0]) if credit.label else None
    context = (read[2], read[1]) if read is not None else ("", "")
    # A list comma keeps what a blank would join: words of Latin names, single characters.
    blank = "、" if any(_would_join(person.printed) for person in credit.people) else " "
    out = ""
    for person in credit.people:
        text = _chinese_person(person)
        own = (person.organisation, person.title)
        if not person.name or own == context:
            out += (blank if out else "") + text
        elif own == ("", ""):
            out += "；" + text
        else:
            out += f"{' ' if out else ''}{person.organisation}{title_label(person.title, script)} {text}"
        context = own if person.name else context
    return out


def _chinese_person(person: ParsedPerson) -> str:
    if not person.note:
        return person.printed
    if _STAFF_CODE.fullmatch(person.note):
        return f"{person.printed} {person.note}"
    return f"{person.printed}（{person.note}）"


def _would_join(name: str) -> bool:
    return len(name) == 1 or is_latin_name(name)


def _english(credit: ParsedCredit) -> str:
    people = _english_list([_english_person(person) for person in credit.people])
    if not credit.roles:
        return f"{credit.label}: {people}"
    if set(credit.roles) == {"text", "photo"}:
        return f"Text and photos by {people}"
    words = [ROLE_BY_CODE[code].en_by for code in credit.roles]
    if len(words) == 1 and words[0].endswith((" by", " of", "By")):
        return f"{words[0]} {people}"
    return f"{credit_label(credit, 'en')}: {people}"


def _english_person(person: ParsedPerson) -> str:
    printed = (
        f"{person.name}/{person.organisation}" if person.name and person.organisation else person.printed
    )
    if not person.note:
        return printed
    return f"{printed} {person.note}" if person.note.startswith("in ") else f"{printed} ({person.note})"


def _english_list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
