"""The pictures of a taken-in story: which came along, with what words, and the empty places of those that did not.

The parser knows slots, the shelf knows bytes; here they meet. Nothing is saved but by `use_pictures`, which the importer
calls in its transaction.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles import uploading
from articles.body.places import MOST_PLACES, place_uid
from articles.intake.images import why_missing
from articles.intake.shelf import PrivateShelf
from articles.media.inspect import RefusedPicture
from articles.models import Article, Image, ImageUse
from articles.text.credits import parse_line
from articles.text.story import ParsedStory, Slot, Warning

_FIGURE = re.compile(
    r'<figure data-image-slot="(\d+)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.DOTALL
)
_SIGNED = re.compile(r"(?s)(.{2,}?[。！？）)”])\s{0,3}[（(]?([^。！？（）()]{3,40})[）)]?")
_LONGEST_WORDS = 300
_LONGEST_CREDIT = 80


@dataclass(frozen=True)
class Place:
    """A picture's place in a story: the address of its mark, whether it is here, and the words that the text gives it."""

    number: int
    address: str
    is_here: bool
    alt: str = ""
    caption: str = ""
    credit: str = ""

    @property
    def uid(self) -> str:
        """The reference that marks the place in the body until the picture stands there."""
        return place_uid(self.number)

    @property
    def reason(self) -> str:
        """Why a missing picture is missing, in the person's language."""
        return why_missing(self.address)


def places_of(story: ParsedStory, shelf: PrivateShelf | None, convert: Callable[[str], str]) -> list[Place]:
    """The places of a story's pictures in order; words go through `convert`. Without a shelf no picture is here."""
    return [_place(slot, shelf, convert) for slot in story.slots[:MOST_PLACES]]


def with_places(body_html: str, places: Iterable[Place]) -> str:
    """A parsed body with a mark at every place. The words of a missing picture stay as a paragraph below its mark."""
    known = {place.number: place for place in places}

    def mark(match: re.Match[str]) -> str:
        place = known.get(int(match[1]))
        below = f"<p>{match[2]}</p>" if match[2] and not (place and place.is_here) else ""
        return f'<p><img data-use="{place.uid}"></p>{below}' if place else below

    return _FIGURE.sub(mark, body_html)


def receive(places: Iterable[Place], shelf: PrivateShelf | None, user: Any) -> dict[int, Image]:
    """Put the pictures that are here into the library. Slow: call it before a transaction. One that is gone is missing."""
    received: dict[int, Image] = {}
    for place in places:
        data = shelf.take(place.address) if shelf is not None and place.is_here else None
        if data is None:
            continue
        try:
            name = place.alt or place.caption or str(place.number)
            received[place.number] = uploading.receive_picture(data=data, filename=name[:40], user=user)
        except RefusedPicture:  # it passed when it came in: the rules have changed since
            continue
    return received


def use_pictures(article: Article, places: Iterable[Place], received: Mapping[int, Image], user: Any) -> None:
    """Let every received picture take its place in the body. Effects: inserts the uses; saves the body."""
    for place in places:
        if place.number not in received:
            continue
        use = uploading.use_picture(
            article=article, image=received[place.number], user=user, slot=ImageUse.Slot.BODY
        )
        words = {"alt": place.alt, "caption": place.caption, "credit": place.credit}
        for name, value in words.items():
            setattr(use, name, value or getattr(use, name))
        use.save()
        article.body = article.body.replace(place.uid, str(use.uid))
    article.save(update_fields=["body", "updated_at"])


def missing_warnings(places: Iterable[Place]) -> list[Warning]:
    """How many pictures did not come along, and why those did not that the text names."""
    missing = [place for place in places if not place.is_here]
    if not missing:
        return []
    message = "The text has marks for this many pictures; the pictures themselves did not come with it."
    told = [Warning("image_slots", message, str(len(missing)))]
    reasons: dict[str, list[int]] = {}
    for place in missing:
        if place.address:
            reasons.setdefault(place.reason, []).append(place.number)
    for reason, numbers in reasons.items():
        shown = _(", ").join(map(str, numbers[:20])) + ("…" if len(numbers) > 20 else "")
        said = _("%(numbers)s: %(reason)s") % {"numbers": shown, "reason": reason}
        told.append(Warning("picture_missing", "A picture could not be taken along.", said))
    return told


def _place(slot: Slot, shelf: PrivateShelf | None, convert: Callable[[str], str]) -> Place:
    is_here = shelf is not None and shelf.holds(slot.address)
    caption, credit = _signed(convert(slot.caption))
    fits = (
        len(slot.alt) <= _LONGEST_WORDS and len(caption) <= _LONGEST_WORDS and len(credit) <= _LONGEST_CREDIT
    )
    if not fits:
        return Place(slot.number, slot.address, is_here=False)
    return Place(slot.number, slot.address, is_here, convert(slot.alt), caption, credit)


def _signed(caption: str) -> tuple[str, str]:
    """A caption and the credit that ends it: 图为码头。 记者 王忠虎 摄."""
    match = _SIGNED.fullmatch(caption)
    read = parse_line(match[2]) if match is not None else None
    if match is None or not read or not {"photo", "photo_courtesy"} & set(read[0].roles):
        return caption, ""
    return match[1].rstrip("（("), html.unescape(match[2]).strip()
