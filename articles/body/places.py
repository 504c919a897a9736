"""Empty places of pictures in a body: marks of their own, so that nobody takes one for a picture that was removed.

A picture that did not come along with a text keeps its place as a reference to a use that no story can have. Such a
mark shows in the editor, prints nothing, and holds back publication (`readiness`) until it is replaced or deleted.
"""

from __future__ import annotations

import re

_FORM = "00000000-0000-4000-8000-{:012d}"
_PLACE = re.compile(r"00000000-0000-4000-8000-(\d{12})")
MOST_PLACES = 500


def place_uid(number: int) -> str:
    """The reference that marks the empty place of this number, from 1."""
    return _FORM.format(number)


def place_number(uid: str) -> int | None:
    """The number of an empty place, or None for a reference to a real use."""
    match = _PLACE.fullmatch(uid)
    return int(match[1]) if match is not None else None
