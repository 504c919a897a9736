"""Decides doubtful words: for one story, where they are part of what is signed, or for the house from now on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import editing
from articles.hant.doubting import Place, Reading, read
from articles.models.article import Article
from articles.models.hant import HantTerm
from articles.publishing_site import hold_house, publish_house
from articles.refusals import Refusal
from newsroom.staff.roles import Right, holds


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose at a place, known by its term. `always`: the words to decide for every story."""

    term: str
    glyphs: str
    always: str = ""


def decide(*, article: Article, user: Any, seen_revision: int, choices: Iterable[Choice]) -> int:
    """Keep what was chosen.

    Effects, in order: locks the article and checks that the person may save it; adds the decided words to the story, or
    to the house's terms where that was asked, which makes the pages of the house anew; takes a revision: who signs, signs them too. Returns how many were kept.
    Raises `Refusal`: not_yours, term_gone, term_bad; or `StaleRevision`.
    """
    with transaction.atomic():
        locked = editing.check_save(article=article, user=user, seen_revision=seen_revision)
        reading = read(locked)
        places = {place.term: place for place in reading.places}
        kept = 0
        for choice in choices:
            place = places.get(choice.term)
            if place is None or choice.glyphs not in place.options:
                raise Refusal("term_gone")
            if choice.always:
                _for_the_house(reading, place, choice, user)
            else:
                locked.hant_terms[place.term] = place.decided_as(choice.glyphs)
            kept += 1
        locked.save(update_fields=["hant_terms", "updated_at"])
        editing.save_revision(article=locked, user=user)
    return kept


def forget(*, article: Article, user: Any, seen_revision: int, term: str) -> None:
    """Take back what was decided for one story.

    Effects: locks the article and checks that the person may save it; drops the words; takes a revision.
    Raises `Refusal`: not_yours, term_gone; or `StaleRevision`.
    """
    with transaction.atomic():
        locked = editing.check_save(article=article, user=user, seen_revision=seen_revision)
        if locked.hant_terms.pop(term, None) is None:
            raise Refusal("term_gone")
        locked.save(update_fields=["hant_terms", "updated_at"])
        editing.save_revision(article=locked, user=user)


def may_decide_for_all(user: Any) -> bool:
    """Whose word holds for every story: those who keep the roster."""
    return holds(user, Right.MANAGE_ROSTER)


def _for_the_house(reading: Reading, place: Place, choice: Choice, user: Any) -> None:
    if not may_decide_for_all(user):
        raise Refusal("not_yours")
    words, doubt = choice.always.strip(), place.doubt
    start = _start_around(reading.text, words, doubt.start, doubt.end)
    if start is None or len(words) < 2:
        raise Refusal("term_bad", words=words, glyph=doubt.text)
    hant = reading.converted[start : doubt.start] + choice.glyphs
    hant += reading.converted[doubt.end : start + len(words)]
    hold_house()  # of two who decide the same words, the later finds the row of the earlier
    row = HantTerm.objects.filter(term=words).first() or HantTerm(term=words)
    row.hant, row.decided_by = hant, user
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refusal("term_bad", words=words, glyph=doubt.text) from error
    row.save()
    publish_house()


def _start_around(text: str, words: str, start: int, end: int) -> int | None:
    """Where the words stand so that they hold the place, or None."""
    if not words:
        return None
    at = text.find(words, max(0, end - len(words)))
    return at if 0 <= at <= start and end <= at + len(words) else None
