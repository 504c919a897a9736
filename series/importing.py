"""Makes a draft of a parsed story, in its series. The command `import_story` and the paste page both call it.

What the words become is `import_copy`; nothing is saved there. Imports the verbs of `articles` and `series.planning`.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from articles import crediting, editing
from articles.body.clean import clean_body
from articles.intake.shelf import PrivateShelf
from articles.models import Article, CreditPerson, Image, Section
from articles.models import KeyFigure as KeyFigureRow
from articles.models.revision import Revision
from articles.refusals import Refusal
from articles.text.story import KeyFigure, ParsedStory, Warning
from newsroom.staff.roles import Right, holds
from series import planning
from series.import_copy import Copy, check, copy_of, figure_row
from series.import_pictures import receive, use_pictures
from series.models.series import Series
from series.placing import key_of, slot_for


@dataclass(frozen=True)
class Imported:
    """What came of an import. `warnings` are the parser's and those of the newsroom, `image_slots` among them.

    Pictures that did not come along keep their places in the body, where readiness asks for them.
    """

    article: Article
    series: Series | None
    created_series: bool
    warnings: list[Warning]


@dataclass(frozen=True)
class Place:
    """Which series a story will join: one that is there, a new one of this title, or none."""

    series: Series | None = None
    new_title: str = ""
    withheld: bool = False  # it belongs to a series, but this person plans none


def import_story(
    *,
    story: ParsedStory,
    user: Any,
    series_slug: str = "",
    alone: bool = False,
    kept: Sequence[KeyFigure] = (),
    number: int | None = None,
    section: Section | None = None,
    shelf: PrivateShelf | None = None,
    names: Mapping[str, str] | None = None,
) -> Imported:
    """Save a parsed story as a draft.

    Effects, in order: puts its pictures from the `shelf` into the library; then, in one transaction: makes the series with its front where the story names one that is not there,
    the editor's note being the front's body; inserts the article in the simplified master with its credits, names as
    printed, its pictures in their places, and the key figures `kept`; takes its first revision (origin: import); gives
    it its slot of the series, which raises its review route: `number`, where 0 stands for the next one; without it
    the planned slot of its title or number, else the next number. `names` are credited names that somebody chose to save
    in another form, by the name as printed. `section` is the story's section, if it is known.
    `series_slug` chooses the series, `alone` keeps the story out of any. Where the series exists already, the note
    stays on the story. Somebody who plans no series gets a story without one, and a warning that an editor has to
    attach it. Raises `Refusal` (not_yours, lost_race), `Series.DoesNotExist`, `BodyRefused`, and `ValidationError`
    naming the fields that cannot hold their words.
    """
    if not editing.may_create(user):
        raise Refusal("not_yours")
    copy = copy_of(story, shelf, names)
    pictures = receive(copy.places, shelf, user)
    figures = [figure_row(figure, story.script) for figure in kept]
    for last in (False, True):  # a second try, for two people who make the same series at once
        try:
            with transaction.atomic():
                place = place_of(copy, user, series_slug, alone=alone)
                return _import(copy, figures, pictures, user, place, number, section)
        except IntegrityError as error:
            if last:
                raise Refusal("lost_race") from error
    raise AssertionError("unreachable")


def place_of(copy: Copy, user: Any, series_slug: str = "", *, alone: bool = False) -> Place:
    """Where a story would go. Raises `Series.DoesNotExist` for a slug that is no series'."""
    if alone or not (series_slug or copy.series_title or (copy.kicker and find_series(copy.kicker))):
        return Place()
    if not holds(user, Right.MANAGE_SERIES):
        return Place(withheld=True)
    if series_slug:
        return Place(Series.objects.get(slug=series_slug))
    found = find_series(copy.series_title or copy.kicker)
    return Place(found) if found else Place(new_title=copy.series_title)


def find_series(title: str) -> Series | None:
    """The newest series of a title, in either script and whatever stands between its words."""
    wanted = key_of(title)
    for series in Series.objects.select_related("front") if wanted else ():
        if wanted in map(key_of, (series.title, series.front.headline, series.front.headline_hant)):
            return series
    return None


def _import(
    copy: Copy,
    figures: list[KeyFigureRow],
    pictures: Mapping[int, Image],
    user: Any,
    place: Place,
    number: int | None,
    section: Section | None,
) -> Imported:
    check(copy, figures, new_series=bool(place.new_title))
    series = _create_series(copy, user) if place.new_title else place.series
    note = "" if place.new_title else copy.editors_note
    article = editing.create_article(user=user, editors_note=note, section=section, **copy.fields())
    _add_credits(article, copy)
    use_pictures(article, copy.places, pictures, user)
    for position, figure in enumerate(figures, start=1):
        figure.pk, figure.article, figure.position = None, article, position
        figure.save()
    editing.save_revision(article=article, user=user, origin=Revision.Origin.IMPORT)
    if series is not None:
        _attach(article, series, user, copy, number)
    return Imported(article, series, bool(place.new_title), [*copy.warnings, *_withheld(copy, place)])


def _create_series(copy: Copy, user: Any) -> Series:
    """A series whose front opens with the editor's note."""
    series = planning.create_series(title=copy.series_title, user=user)
    front = series.front
    lines = (html.escape(line, quote=False) for line in copy.editors_note.split("\n") if line)
    front.body = clean_body("".join(f"<p>{line}</p>" for line in lines))
    front.save(update_fields=["body", "updated_at"])
    editing.save_revision(article=front, user=user, origin=Revision.Origin.IMPORT)
    return series


def _add_credits(article: Article, copy: Copy) -> None:
    """The credit lines; what a traditional file printed is the name in the traditional edition as well."""
    crediting.replace_credits(article=article, credits=copy.credits)
    if not copy.printed_hant:
        return
    people = list(
        CreditPerson.objects.filter(credit__article=article).order_by("credit__position", "position")
    )
    for person, printed in zip(people, copy.printed_hant, strict=True):
        person.name_hant = printed
    CreditPerson.objects.bulk_update(people, ["name_hant"])


def _attach(article: Article, series: Series, user: Any, copy: Copy, number: int | None) -> None:
    """Its slot. The series is locked, so that two imports at once get two numbers."""
    locked = Series.objects.select_for_update().get(pk=series.pk)
    slot = slot_for(locked, number, headline=copy.headline, stated=copy.number)
    slot.save()
    planning.attach(instalment=slot, article=article, user=user)


def _withheld(copy: Copy, place: Place) -> list[Warning]:
    if not place.withheld:
        return []
    message = "Only those who plan series may put a story into one: an editor has to attach it."
    return [Warning("series_not_attached", message, copy.series_title or copy.kicker)]
