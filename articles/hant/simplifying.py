"""Copy that was written or pasted in traditional script: recognised, and brought to the simplified master.

Names stay as printed, but for those that the roster keeps in both scripts. What a converter cannot know is listed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles import editing
from articles.body.clean import clean_body
from articles.figuring.finding import LINES as PRINTED
from articles.figuring.finding import content_of, joined, passages
from articles.models.article import Article
from articles.models.people import Contributor, CreditPerson
from articles.refusals import Refusal
from articles.text.ambiguous import Unsure, unsure_simplified
from articles.text.errors import ScriptsUnavailable
from articles.text.scripts import available, detect, html_to_hans, to_hans

LINES = (
    "kicker",
    "headline",
    "subheading",
    "standfirst",
    "editors_note",
    "source",
    "production_note",
    "ai_note",
)
_PICTURE = ("alt", "caption", "credit", "ai_label")
_FIGURE = ("prefix", "unit", "label", "source")
_PERSON = ("title", "organisation", "note")
_CORNERS = str.maketrans("「」『』", "“”‘’")


@dataclass(frozen=True, slots=True)
class Change:
    """A field or paragraph before and after."""

    name: str
    was: str
    now: str


def is_traditional(article: Article) -> bool:
    """Whether most of a story's words are in traditional script."""
    printed = {name: getattr(article, name) for name in (*PRINTED, "body")}
    return detect(joined(passages(printed))) == "hant"


def preview(article: Article) -> tuple[list[Change], list[Unsure]]:
    """What would change, passage by passage, and what is unsure. Raises `ScriptsUnavailable`."""
    convert = _converter(article)
    changes: list[Change] = []
    unsure: list[Unsure] = []
    for passage in passages(content_of(article)):
        now = convert(passage.text)
        if now != passage.text:
            changes.append(Change(passage.name, passage.text, now))
            unsure += unsure_simplified(passage.text, now)
    return changes, unsure


def simplify(*, article: Article, user: Any, seen_revision: int) -> None:
    """Bring a story to simplified script.

    Effects, in order: locks the article and checks that the person may save it; converts its text, captions, key
    figures and what stands beside names in the credits, and turns 「」 into “”; takes a revision, so that the old text
    can be had back. Raises `Refusal`: not_yours, scripts_unavailable; or `StaleRevision`.
    """
    with transaction.atomic():
        locked = editing.check_save(article=article, user=user, seen_revision=seen_revision)
        if not available():
            raise Refusal("scripts_unavailable")
        convert = _converter(locked)
        for name in LINES:
            setattr(locked, name, convert(getattr(locked, name)))
        locked.body = clean_body(html_to_hans(locked.body, _names(locked)).translate(_CORNERS))
        locked.save()
        _rows(locked.image_uses.all(), _PICTURE, convert)
        _rows(locked.key_figures.all(), _FIGURE, convert)
        _rows(locked.credits.exclude(label=""), ("label",), convert)
        _rows(CreditPerson.objects.filter(credit__article=locked), _PERSON, convert)
        editing.save_revision(article=locked, user=user)


def _converter(article: Article) -> Callable[[str], str]:
    names = _names(article)
    if not available():
        raise ScriptsUnavailable
    return lambda text: to_hans(text, names, script="hant").translate(_CORNERS) if text else ""


def _names(article: Article) -> dict[str, str]:
    """Names as they stand → names as simplified script prints them."""
    text = joined(passages(content_of(article)))
    roster = Contributor.objects.exclude(name_hant="").values_list("name_hant", "name_hans")
    printed = CreditPerson.objects.filter(credit__article=article).values_list("name", flat=True)
    known = {hant: hans for hant, hans in roster if hant in text}
    return {**{name: name for name in printed}, **known}


def _rows(rows: Any, names: tuple[str, ...], convert: Callable[[str], str]) -> None:
    for row in rows:
        fresh = {name: convert(getattr(row, name)) for name in names}
        changed = [name for name, value in fresh.items() if value != getattr(row, name)]
        for name in changed:
            setattr(row, name, fresh[name])
        if changed:
            row.save(update_fields=changed)
