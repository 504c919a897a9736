"""Verbs of the roster: put a name into it. The desk's forms, the paste page and the demonstration call them.

Names are kept as printed. Which entry a printed name means is the business of `crediting`.
"""

from __future__ import annotations

from typing import Any

from articles.models.people import Contributor
from articles.refusals import Refusal
from articles.text.slugs import latin_name, slugify_zh
from newsroom.staff.roles import Right, holds


def add_contributor(*, name: str, title: str = "", organisation: str = "", user: Any) -> Contributor:
    """A new roster entry under a printed name.

    Effects: inserts the entry with an address made of its name. Stories that credit the name are linked to it when
    their credits are next saved. Raises `Refusal("not_yours")`, and ValidationError for a name that cannot be one.
    """
    if not holds(user, Right.MANAGE_ROSTER):
        raise Refusal("not_yours")
    entry = Contributor(name_hans=name, default_title=title, organisation=organisation)
    entry.slug = free_address(entry)
    entry.full_clean()
    entry.save()
    return entry


def free_address(person: Contributor) -> str:
    """An address from the Latin name, or from the pinyin of the name, that nobody has yet."""
    wanted = slugify_zh(person.name_latin or latin_name(person.name_hans) or person.name_hans)
    slug, number = wanted, 1
    while Contributor.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted[:74]}-{number}"
    return slug
