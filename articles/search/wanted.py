"""What a question asks of the index: groups that must all be met, each by one of its alternatives.

An alternative is a set of lexemes that stand in the row together. Pure data; `engine` writes it in the language of a
database. Lexemes are tokens of `articles.text.search`, or tagged ones: a tag holds a sign that no token holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.text.search import Term

TITLE = "t="  # + token: stands in a headline, kicker or subheading
LEAD = "l="  # + token: stands in the standfirst or the credits
NAME = "n="  # + pinyin of a credited name
TYPED = "i="  # + pinyin of the headline, in one word or its initials
SECTION = "s="  # + slug
PERSON = "p="  # + slug of a credited contributor
YEAR = "y="  # + year of first publication
UID = "u="  # + uid of the story, hexadecimal
KIND = "k="  # + kind of the story

Alternative = tuple[str, ...]
Group = tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A whole question. A lexeme that ends in * is the beginning of one."""

    groups: tuple[Group, ...]
    phrases: tuple[str, ...] = ()  # each stands in the row's `text`

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.groups)

    def having(self, *groups: Group) -> Wanted:
        """The same question, narrowed."""
        return Wanted((*self.groups, *groups), self.phrases)


def anywhere(terms: Iterable[Term], also: dict[str, Group] | None = None) -> Wanted:
    """Every term stands somewhere in the row, or is the pinyin of a credited name, or is met by `also` (term → ways).

    A term with another way to be met is not held to its phrase.
    """
    groups, phrases = [], []
    for term in terms:
        ways = (*_pinyin(term), *(also or {}).get(term.text, ()))
        groups.append((term.tokens, *ways))
        if term.phrase and not ways:
            phrases.append(term.phrase)
    return Wanted(tuple(groups), tuple(phrases))


def tagged(tag: str, terms: Iterable[Term]) -> Wanted:
    """Every term stands in the part of the row that a tag names. Phrases are those of the whole row."""
    kept = [*terms]
    groups = tuple((tuple(tag + token for token in term.tokens),) for term in kept)
    return Wanted(groups, tuple(term.phrase for term in kept if term.phrase))


def one_of(tag: str, values: Iterable[str]) -> Group:
    """The row carries one of these values; with no values at all, no row does."""
    return tuple((tag + value,) for value in values) or ((f"{tag}-",),)


def _pinyin(term: Term) -> Group:
    (first, *more) = term.tokens
    return ((NAME + first,),) if not more and first.isascii() and first.isalpha() else ()
