"""The verbs that say what the library suggests of a picture: words, rights, focal point. They change no story."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from articles.models.image import Image
from articles.refusals import Refusal
from newsroom.staff.roles import Right, holds

FIELDS = ("alt", "caption", "credit", "rights", "focal_x", "focal_y")


def may_describe(user: Any, image: Image) -> bool:
    """Art editors and editors describe every picture, others what they uploaded."""
    if holds(user, Right.EDIT_PICTURES) or holds(user, Right.EDIT_ALL):
        return True
    return bool(user.is_active and image.uploaded_by_id == user.pk)


def edition_of(image: Image) -> str:
    """What a form carries to know whether somebody else described the picture meanwhile."""
    told = json.dumps([getattr(image, name) for name in FIELDS], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def describe_picture(*, image: Image, user: Any, seen: str, told: Mapping[str, Any]) -> Image:
    """Keep what the library suggests of a picture. `told` holds cleaned values of FIELDS.

    Effects: locks the row; checks right and edition; saves. Uses in stories keep their own words and focal points.
    Raises `Refusal`: not_yours, stale_picture.
    """
    with transaction.atomic():
        locked = Image.objects.select_for_update().get(pk=image.pk)
        if not may_describe(user, locked):
            raise Refusal("not_yours")
        if seen != edition_of(locked):
            raise Refusal("stale_picture")
        for name in FIELDS:
            setattr(locked, name, told[name])
        locked.save(update_fields=[*FIELDS])
    return locked


def take_words(*, pictures: Iterable[Mapping[str, Any]]) -> None:
    """Give the library the words under which a picture went out, where it has none of its own.

    `pictures` are the images of a signed snapshot. Effects: sets alternative text and credit of a picture without
    alternative text, the credit only where that is empty too. A caption tells of one story and is not taken.
    """
    told = {one["image"]: one for one in pictures if one.get("alt")}
    # by key, so that two stories that go out at once wait for each other, not in a ring
    unnamed = Image.objects.filter(sha256__in=told, alt="").order_by("pk")
    for image in unnamed if told else ():
        image.alt = told[image.sha256]["alt"]
        image.credit = image.credit or told[image.sha256].get("credit", "")
        image.save(update_fields=["alt", "credit"])
