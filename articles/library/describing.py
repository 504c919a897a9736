"""The verb that says what the library suggests of a picture: words, rights, focal point. Changes no story."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
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
