"""Read English credit lines: “By Xu Jing and Piao Feng, photos by Li Jiaxin”, “Editor: Vincent Lin”.

Strict: every name must be capitalised, so that a sentence that begins with “By” is no credit.
Used by the credit parser only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.text.credits.model import CreditWarning, ParsedCredit, ParsedPerson
from articles.text.wordlists import NOT_ENGLISH_NAMES

_BY_KEYS: dict[str, tuple[str, ...]] = {
    "text and photos by": ("text", "photo"),
    "story and photos by": ("text", "photo"),
    "words and photos by": ("text", "photo"),
    "photos and text by": ("photo", "text"),
    "additional reporting by": ("text",),
    "reporting by": ("text",),
    "story by": ("text",),
    "text by": ("text",),
    "words by": ("text",),
    "written by": ("text",),
    "photographs by": ("photo",),
    "photos by": ("photo",),
    "photo by": ("photo",),
    "photo courtesy of": ("photo_courtesy",),
    "photos courtesy of": ("photo_courtesy",),
    "video edited by": ("edit_video",),
    "video by": ("video",),
    "narrated by": ("voice",),
    "audio by": ("audio",),
    "graphics by": ("graphic",),
    "graphic by": ("graphic",),
    "illustrations by": ("illustration",),
    "illustration by": ("illustration",),
    "poster by": ("poster",),
    "translated by": ("translator",),
    "edited by": ("editor",),
    "designed by": ("art_editor",),
    "proofread by": ("proofreader",),
    "first proof by": ("proof1",),
    "second proof by": ("proof2",),
    "third proof by": ("proof3",),
    "first review by": ("review1",),
    "second review by": ("review2",),
    "final review by": ("review3",),
    "reviewed by": ("reviewer",),
    "signed off by": ("signoff",),
    "coordinated by": ("coordinator",),
    "planned by": ("planner",),
    "supervised by": ("supervisor",),
    "presented by": ("presenter",),
    "produced by": ("producer",),
    "by": ("text",),
}
_COLON_KEYS: dict[str, tuple[str, ...]] = {
    "writer": ("text",),
    "writers": ("text",),
    "author": ("text",),
    "reporter": ("text",),
    "reporters": ("text",),
    "text": ("text",),
    "text and photos": ("text", "photo"),
    "photo": ("photo",),
    "photos": ("photo",),
    "photographer": ("photo",),
    "video": ("video",),
    "video editing": ("edit_video",),
    "narration": ("voice",),
    "audio": ("audio",),
    "graphics": ("graphic",),
    "illustration": ("illustration",),
    "poster": ("poster",),
    "translation": ("translator",),
    "translator": ("translator",),
    "editor": ("editor",),
    "editors": ("editor",),
    "design": ("art_editor",),
    "designer": ("art_editor",),
    "managing editor": ("duty_editor",),
    "proofreader": ("proofreader",),
    "coordinator": ("coordinator",),
    "planning": ("planner",),
    "chief editor": ("chief_editor",),
    "supervisor": ("supervisor",),
    "executive supervisor": ("exec_supervisor",),
    "production": ("producer",),
    "source": ("source",),
    "from": ("source",),
}
_KEYS_LONGEST_FIRST = sorted(_BY_KEYS, key=len, reverse=True)
_LONGEST_LINE = 600
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]*+(?:['’.\-][^\W\d_]*+)*+|(?:de|da|van|von|bin|al|of|la|le|for)")
_REPORT = re.compile(r"([A-Z][^.:;()]{2,200}?) report(?:s|ed)?\.?")
_AGENCY = re.compile(r"[A-Z][\w.&'’\- ]{1,40}")
_SEPARATOR = re.compile(r"\s*(?:,\s*and\s+|,\s*|\s+and\s+|\s+&\s+)")


def parse_english_line(line: str) -> list[ParsedCredit] | None:
    """Read an English credit line; None if a part of it is neither a credit nor a labelled field."""
    if len(line) > _LONGEST_LINE:
        return None
    core = line.strip("()[] \t■◆▲△●•")
    told = _report(core) or _agency_photo(line, core)
    if told is not None:
        return [replace(told, raw=line)]
    credits: list[ParsedCredit] = []
    unread: list[str] = []
    for piece in _pieces(core):
        credit = _labelled(piece) if ":" in piece else _by_clause(piece)
        if credit is not None:
            credits.append(credit)
        elif not re.fullmatch(r"[A-Za-z ]{2,30}:.*", piece):
            return None
        elif piece.split(":", 1)[1].strip():
            unread.append(piece.strip())
    return _with_raws(line, credits, unread) if credits else None


def _report(core: str) -> ParsedCredit | None:
    """“Zhang Xiaomin and Hu Yongqi report.” Every name has two words at least: “China reports.” is a sentence."""
    match = _REPORT.fullmatch(core)
    people = _people(match[1], ("text",)) if match is not None else None
    if people is None or not all(" " in person.name for person in people):
        return None
    return ParsedCredit(("text",), people, core)


def _agency_photo(line: str, core: str) -> ParsedCredit | None:
    """“(Wang Wei/Xinhua via AP)” below a picture: a name and an agency, in brackets and alone."""
    if line[:1] not in "([" or line[-1:] not in ")]" or "/" not in core or ":" in core:
        return None
    person = _person(core, "")
    return None if person is None or " " not in person.name else ParsedCredit(("photo",), (person,), core)


def _pieces(core: str) -> Iterator[str]:
    """Cut at ; and |, and before every “, photos by” – commas inside a list of names stay."""
    for part in re.split(r"[;|]", core.rstrip(".")):
        start = 0
        for match in re.finditer(r"[,.]\s+(?=[A-Za-z])", part):
            if _key_of(part[match.end() :]) is not None:
                yield part[start : match.start()].strip()
                start = match.end()
        if part[start:].strip():
            yield part[start:].strip()


def _key_of(text: str) -> str | None:
    head = text[:28].lower()
    return next((key for key in _KEYS_LONGEST_FIRST if head.startswith(key + " ")), None)


def _by_clause(piece: str) -> ParsedCredit | None:
    key = _key_of(piece)
    if key is None:
        return None
    people = _people(piece[len(key) :].strip(), _BY_KEYS[key])
    return None if people is None else ParsedCredit(_BY_KEYS[key], people, piece)


def _labelled(piece: str) -> ParsedCredit | None:
    label, _, rest = piece.partition(":")
    roles = _COLON_KEYS.get(label.strip().lower())
    if roles is None:
        return None
    if roles == ("source",):
        people: tuple[ParsedPerson, ...] | None = (ParsedPerson("", "", rest.strip()),)
        people = people if rest.strip() else None
    else:
        people = _people(rest.strip(), roles)
    return None if people is None else ParsedCredit(roles, people, piece)


def _people(text: str, roles: tuple[str, ...]) -> tuple[ParsedPerson, ...] | None:
    text, _, place = text.partition(" in ")
    note = f"in {place.strip()}" if place.strip() else ""
    if note and not place.strip()[0].isupper():
        return None
    people = [_person(name.strip(), note) for name in _SEPARATOR.split(text)]
    return None if not people or None in people else tuple(p for p in people if p is not None)


def _person(name: str, note: str) -> ParsedPerson | None:
    base, _, bracketed = name.partition("(")
    base, _, agency = base.partition("/")
    words = base.split()
    base = " ".join(words)
    if not 1 <= len(words) <= 6 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return None
    if words[0].lower() in NOT_ENGLISH_NAMES or words[0].islower():
        return None
    if agency and not _AGENCY.fullmatch(agency.strip()):
        return None
    note = bracketed.rstrip(") ") or note
    if words[0] == "The":
        return ParsedPerson("", "", base, note)
    return ParsedPerson(base, "", agency.strip(), note)


def _with_raws(line: str, credits: list[ParsedCredit], unread: list[str]) -> list[ParsedCredit]:
    """Give every credit its stretch of the line, and the first one a warning for each field left unread."""
    starts: list[int] = []
    at = 0
    for credit in credits:
        at = line.index(credit.raw, at)
        starts.append(at)
        at += len(credit.raw)
    bounds = [0, *starts[1:], len(line)]
    message = "This part of the credit line was not understood."
    notes = tuple(CreditWarning("unread_credit", message, text) for text in unread)
    return [
        ParsedCredit(c.roles, c.people, line[bounds[n] : bounds[n + 1]].strip(), "", () if n else notes)
        for n, c in enumerate(credits)
    ]
