"""Read the people of one credit: names with the title, organisation and note that belong to them.

A title with its organisation carries on to the names after it until the next title. Names are kept as
printed; only padding inside two-character names is taken out. Used by the credit parser only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from articles.text.credits.lexer import Token
from articles.text.credits.model import CreditWarning, ParsedPerson
from articles.text.fold import fold
from articles.text.names import is_dotted_name, is_latin_name, is_plain_name, surname_of
from articles.text.roles import canonical_title, find_title, title_at_end
from articles.text.wordlists import ORGANISATION_ENDS

_LONGEST_NAME = 8
_LONGEST_ORGANISATION = 40
# Bounds that keep reading linear, whatever is thrown at it.
_LONGEST_GLUED = 60
_LONGEST_NOTE = 120
_LONGEST_LATIN = 80
_STAFF_CODE = re.compile(r"[A-Za-z]{0,4}-?\d{1,10}")
_HAN_ONLY = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff]++")
_SENTENCE = re.compile(r"[。！？!?“”‘’…~～；;]")
# These can end a person's name as well; they count only behind at least two characters.
_SHORT_ENDS = frozenset("社报网台局部委办院馆站厅署会司校")
# What these roles credit is mostly an organisation, so a word that is no plain name is one.
ORGANISATION_ROLES = frozenset({"source", "photo_courtesy", "presenter"})


@dataclass(slots=True)
class People:
    """People read so far, with the title and organisation that hold for the next name."""

    organisations: bool = False
    only_organisations: bool = False
    title: str = ""
    organisation: str = ""
    found: list[ParsedPerson] = field(default_factory=list)
    warnings: list[CreditWarning] = field(default_factory=list)
    _single: str = ""
    _latin_open: bool = False

    def read(self, tokens: Sequence[Token]) -> bool:
        """Take in the tokens in order; False as soon as something in them cannot belong to people."""
        for token in tokens:
            if not self._take(token):
                return False
        self._close_single()
        return True

    def forget_title(self) -> None:
        """Start a new clause: the title and organisation of the last one do not carry on."""
        self.title = self.organisation = ""
        self._latin_open = False

    def _take(self, token: Token) -> bool:
        if token.kind in ("list", "join"):
            self._close_single()
            self._latin_open = False
            return True
        if token.kind == "note":
            return self._take_note(token.text)
        return token.kind == "word" and self._take_word(token.text)

    def _take_note(self, text: str) -> bool:
        self._close_single()
        if not self.found or not text:
            return False
        last = self.found[-1]
        if len(last.note) + len(text) > _LONGEST_NOTE or not _brackets_match(text):
            return False
        self.found[-1] = replace(last, note=f"{last.note} {text}".strip())
        self._latin_open = False
        return True

    def _take_word(self, word: str) -> bool:
        if len(word) == 1 and _HAN_ONLY.fullmatch(word):
            return self._take_single(word)
        self._close_single()
        if self._take_title(word):
            return True
        if self.found and self.found[-1].name and _STAFF_CODE.fullmatch(word):
            return self._take_note(word)
        if is_latin_name(word):
            return self._take_latin(word)
        self._latin_open = False
        return self._take_glued(word) or self._take_name(word)

    def _take_title(self, word: str) -> bool:
        split = title_at_end(word)
        if split is None or (split[0] and len(split[0]) > _LONGEST_ORGANISATION):
            return False
        self.organisation, self.title = split
        self._latin_open = False
        return True

    def _take_single(self, char: str) -> bool:
        """Join a padded name (魏 倩) or a padded title (记 者); a first character waits for its second."""
        self._latin_open = False
        if not self._single:
            self._single = char
            return True
        word, self._single = self._single + char, ""
        title = canonical_title(word)
        if title is not None:
            self.organisation, self.title = "", title
            return True
        return self._add_name(word)

    def _close_single(self) -> None:
        if self._single:
            char, self._single = self._single, ""
            self.warnings.append(
                CreditWarning("lone_character", "A single character stands where a name should be.", char)
            )
            self._add_name(char)

    def _take_latin(self, word: str) -> bool:
        if self._latin_open:
            return self._lengthen_latin(word)
        self._latin_open = True
        if self.only_organisations and not self.title:
            return self._add_organisation(word)
        return self._add_name(word)

    def _lengthen_latin(self, word: str) -> bool:
        last = self.found[-1]
        if len(last.printed) + len(word) > _LONGEST_LATIN:
            return False
        longer = f"{last.printed} {word}"
        self.found[-1] = replace(last, name=longer) if last.name else replace(last, organisation=longer)
        return True

    def _take_glued(self, word: str) -> bool:
        """Read a word in which titles touch names: 見習記者陳俞, 记者王欢通讯员李四."""
        hit = find_title(word) if len(word) <= _LONGEST_GLUED else None
        if hit is None:
            return False
        start, end, title = hit
        organisation, rest = word[:start], word[end:]
        while True:
            self.organisation, self.title = organisation, title
            hit = find_title(rest)
            name = rest if hit is None else rest[: hit[0]]
            if not (self._take_latin(name) if is_latin_name(name) else self._take_name(name)):
                return False
            if hit is None:
                return True
            organisation, title, rest = "", hit[2], rest[hit[1] :]

    def _take_name(self, word: str) -> bool:
        if self._is_organisation(word):
            return self._add_organisation(word)
        if is_dotted_name(word):
            return self._add_name(word)
        if not _HAN_ONLY.fullmatch(word) or len(word) > _LONGEST_NAME:
            return False
        if len(word) > 3 and not (len(word) == 4 and len(surname_of(word)) == 2):
            message = "Several names may have run together; separate them with blanks."
            self.warnings.append(CreditWarning("names_run_together", message, word))
        return self._add_name(word)

    def _is_organisation(self, word: str) -> bool:
        if _SENTENCE.search(word) or len(word) > _LONGEST_ORGANISATION or self.title:
            return False
        if self.only_organisations or (self.organisations and not is_plain_name(word)):
            return True
        return ends_like_organisation(word) and len(word) > 3

    def _add_name(self, name: str) -> bool:
        if not name:
            return False
        self.found.append(ParsedPerson(name, self.title, self.organisation))
        return True

    def _add_organisation(self, organisation: str) -> bool:
        if not _brackets_match(organisation):
            return False
        self.found.append(ParsedPerson("", "", organisation))
        return True


def _brackets_match(text: str) -> bool:
    return text.count("（") == text.count("）") and text.count("(") == text.count(")")


def ends_like_organisation(word: str) -> bool:
    """Whether a word ends as organisations do: 新华社, 大连日报, 县融媒体中心."""
    flat = fold(word)
    return any(flat.endswith(end) and (len(flat) > 2 or end not in _SHORT_ENDS) for end in ORGANISATION_ENDS)


def are_surely_people(people: Sequence[ParsedPerson]) -> bool:
    """Whether every one is shaped like a person; for lines where only the names speak for a credit."""
    return bool(people) and all(
        is_plain_name(person.name) and (not person.organisation or _sound_organisation(person.organisation))
        for person in people
    )


def _sound_organisation(word: str) -> bool:
    return fold(word)[:1] == "本" or ends_like_organisation(word)
