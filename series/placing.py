"""Which slot of a series a story takes: the planned one that its title or its number names, else the next free number.

Asked by the importer and shown by the paste page before anything is saved.
"""

from __future__ import annotations

import re

from articles.text.fold import fold
from series import planning
from series.models.series import Instalment, Series

_NOT_WORDS = re.compile(r"[\W_]+")
_SHORTEST_TITLE = 4


def planned_slots(series: Series) -> list[Instalment]:
    """The slots that wait for a story, in order."""
    return list(series.instalments.filter(article=None).order_by("number"))


def matching_slot(series: Series, *, headline: str, number: int | None) -> Instalment | None:
    """The planned slot that a story was planned for: by its title, else by the number that the story states."""
    slots = planned_slots(series)
    wanted = key_of(headline)
    for slot in slots if wanted else ():
        if any(_same(wanted, key_of(title)) for title in (slot.working_title, slot.announced_title)):
            return slot
    return next((slot for slot in slots if slot.number == number), None)


def slot_for(series: Series, number: int | None, *, headline: str, stated: int | None) -> Instalment:
    """An unsaved or planned slot for a story. `number` is a choice: None takes what matches, 0 the next number.

    Call it with the series locked. A number that is filled meanwhile gives the next one.
    """
    slot = matching_slot(series, headline=headline, number=stated) if number is None else None
    if number:
        slot = series.instalments.filter(number=number, article=None).first()
        if slot is None and not series.instalments.filter(number=number).exists():
            return Instalment(series=series, number=number)
    return slot or Instalment(series=series, number=planning.next_number(series))


def key_of(title: str) -> str:
    """A title without anything but its words, in simplified script and small letters."""
    return _NOT_WORDS.sub("", fold(title)).lower()


def _same(wanted: str, planned: str) -> bool:
    """Equal, or one is the whole of a part of the other that is too long to be chance."""
    if not planned or wanted == planned:
        return bool(planned)
    shorter, longer = sorted((wanted, planned), key=len)
    return len(shorter) >= _SHORTEST_TITLE and longer.startswith(shorter)
