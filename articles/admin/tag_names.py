"""The tags of a story as the form takes them: names in one line, of tags that the newsroom keeps.

Those who keep the list of tags may name new ones; others are told which names come near.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Tag
from articles.models.fields import refuse_unseen
from articles.text.slugs import slugify_zh

LIST_ID = "tag-list"
MOST_NAMED = 40
_MOST_NEAR = 5
_LONGEST = 30
_BREAKS = str.maketrans("，、,；;", "     ")


def known_names() -> list[str]:
    """The newsroom's tags, for the list that the field offers."""
    return [*Tag.objects.values_list("name", flat=True)]


def help_text(known: list[str], *, may_add: bool) -> str:
    """What is taken, in words: the names there are while they can be read at a glance, and who makes new ones."""
    rule = (
        _("Separated by spaces or commas. A new name becomes a new tag.")
        if may_add
        else _("Separated by spaces or commas. New tags are added by editors.")
    )
    if not known or len(known) > MOST_NAMED:
        return rule
    return _("%(rule)s There are: %(names)s.") % {"rule": rule, "names": _(", ").join(known)}


def tags_of(typed: str, user: Any) -> list[Tag]:
    """Every tag named, in order; new ones are not saved yet. Raises ValidationError for what cannot be taken."""
    names = dict.fromkeys(typed.translate(_BREAKS).split())
    known = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    unknown = [name for name in names if name not in known]
    for name in unknown:
        refuse_unseen(name)
    if unknown and not user.has_perm("articles.add_tag"):
        raise forms.ValidationError([*_refusals(unknown)])
    if any(len(name) > _LONGEST for name in unknown):
        raise forms.ValidationError(_("A tag has at most 30 characters."))
    return [known.get(name) or Tag(name=name, slug=_slug(name)) for name in names]


def _refusals(unknown: Iterable[str]) -> Iterable[str]:
    """One sentence a name: who can add it, and what could stand instead."""
    known = known_names()
    for name in unknown:
        near = _near(name, known)
        told = (
            _("There is no tag “%(name)s”. Ask an editor to add it under “Tags”, or take instead: %(near)s.")
            if near
            else _("There is no tag “%(name)s”. Ask an editor to add it under “Tags”, or leave it out.")
        )
        yield told % {"name": name, "near": _(", ").join(near)}


def _near(name: str, known: Iterable[str]) -> list[str]:
    """Tags that share a character with a name, the nearest first: Chinese names are too short for spelling distance."""
    close = [(SequenceMatcher(None, name, other).ratio(), other) for other in known if set(name) & set(other)]
    return [other for _ratio, other in sorted(close, key=lambda pair: -pair[0])[:_MOST_NEAR]]


def _slug(name: str) -> str:
    wanted = slugify(name)[:40] or slugify_zh(name, 36)
    slug, number = wanted, 1
    while Tag.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted[:36]}-{number}"
    return slug
