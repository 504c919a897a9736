"""Saving the plan of a series as a whole: chapters, numbered slots and their stories, the timeline, the route.

The admin's form calls it; single steps are `planning`. What readers know of a released series changes at its next
release only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from articles import editing, ledger
from articles.models import Article, ReviewRoute
from articles.refusals import Refusal
from newsroom.staff.roles import Right, holds
from series import planning
from series.models.series import Chapter, Instalment, Moment, Series

# Numbers that a slot or chapter may have on the way to its own.
_HIGHEST = 999


def plan_hash(series: Series) -> str:
    """The identity of a plan as a form shows it: two people who opened the same plan hold the same hash."""
    told = [
        [
            series.title,
            series.theme,
            series.title_setting,
            series.note_kind,
            series.label_style,
            series.route_id,
            series.credit_order,
        ],
        [series.announced_total, series.is_finished],
        list(series.chapters.order_by("pk").values_list("pk", "position", "name", "label", "blurb")),
        [[str(value) for value in row] for row in series.instalments.order_by("pk").values_list(*_SLOT)],
        list(series.moments.order_by("pk").values_list("pk", "year", "month", "day", "text", "article")),
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


_SLOT = (
    "pk",
    "number",
    "chapter",
    "article",
    "working_title",
    "is_announced",
    "announced_title",
    "announced_on",
)


def lock_plan(*, series: Series, user: Any, seen: str) -> Series:
    """Call it first in the transaction that saves a plan.

    Effects: locks the series until the transaction ends. Raises `Refusal`: not_yours, or stale_series if somebody
    saved since the form with `seen` was opened.
    """
    if not holds(user, Right.MANAGE_SERIES):
        raise Refusal("not_yours")
    locked = Series.objects.select_for_update().get(pk=series.pk)
    if plan_hash(locked) != seen:
        raise Refusal("stale_series")
    return locked


@transaction.atomic
def save_chapters(*, chapters: Sequence[Chapter], gone: Sequence[Chapter]) -> None:
    """Keep chapters in their new places. Effects: deletes those that are gone; saves the others, in two passes."""
    for chapter in gone:
        chapter.delete()
    _save_in_two_passes(chapters, "position", Chapter)


@transaction.atomic
def save_moments(*, moments: Sequence[Moment], gone: Sequence[Moment]) -> None:
    """Keep the rows of the timeline. Effects: deletes those that are gone; saves the others."""
    for moment in gone:
        moment.delete()
    for moment in moments:
        moment.save()


@transaction.atomic
def save_slots(*, slots: Sequence[Instalment], gone: Sequence[Instalment], user: Any) -> list[Article]:
    """Keep slots with the stories that their `article` names.

    Effects, in order: takes stories out of slots that lose or change theirs; deletes slots that are gone; saves
    numbers and announcements, in two passes; puts stories in, which raises their routes. Returns the stories whose
    approval or round was voided by that. Raises `Refusal` as `planning.attach` does.
    """
    before = {
        slot.pk: slot for slot in Instalment.objects.filter(pk__in=[s.pk for s in [*slots, *gone] if s.pk])
    }
    wanted = [(slot, slot.article) for slot in slots]
    for slot in [*slots, *gone]:
        old = before.get(slot.pk)
        if old is not None and old.article_id and (slot in gone or old.article_id != slot.article_id):
            planning.detach(instalment=old, user=user)
    for slot in gone:
        slot.delete()
    for slot in slots:
        kept = before.get(slot.pk)
        slot.article = slot.article if kept is not None and kept.article_id == slot.article_id else None
    _save_in_two_passes(slots, "number", Instalment)
    return _attach_all(wanted, user)


@transaction.atomic
def move_slot(*, instalment: Instalment, by: int, user: Any, seen: str) -> Instalment | None:
    """Let a slot and its neighbour in the same chapter change their numbers; `by` is -1 or 1.

    Effects, in order: locks the series and checks the plan that the person saw; swaps the two numbers; the ledger
    tells. Readers see it with the next release. Returns the moved slot, or None at the end of its chapter. Raises
    `Refusal` as `lock_plan` does.
    """
    locked = lock_plan(series=instalment.series, user=user, seen=seen)
    row = list(locked.instalments.filter(chapter=instalment.chapter_id).order_by("number"))
    place = next((at for at, slot in enumerate(row) if slot.pk == instalment.pk), None)
    if place is None or not 0 <= place + by < len(row):
        return None
    moved, other = row[place], row[place + by]
    moved.number, other.number = other.number, moved.number
    _save_in_two_passes([moved, other], "number", Instalment)
    note = f"{other.number} → {moved.number}"
    ledger.record(subject="series", subject_uid=locked.uid, action="move", actor=user, note=note)
    return moved


@transaction.atomic
def raise_routes(*, series: Series, user: Any) -> list[Article]:
    """Hold the series' front and stories to the series' route, after it was changed to a stronger one.

    Effects: `editing.assign_route` for each. Returns those that have to be reviewed anew.
    """
    parts = series.instalments.filter(article__isnull=False).select_related("article")
    stories = [series.front, *(part.article for part in parts if part.article)]
    return [story for story in stories if _raised(story, series.route, user)]


def _raised(story: Article, route: ReviewRoute, user: Any) -> bool:
    was = story.status
    return editing.assign_route(article=story, route=route, user=user) and story.status != was


def _attach_all(wanted: Sequence[tuple[Instalment, Article | None]], user: Any) -> list[Article]:
    voided = []
    for slot, story in wanted:
        if story is None or slot.article_id == story.pk:
            continue
        was = story.status
        planning.attach(instalment=slot, article=story, user=user)
        story.refresh_from_db()
        if story.status != was:
            voided.append(story)
    return voided


def _save_in_two_passes(rows: Sequence[Any], field: str, model: type[Model]) -> None:
    """Save rows whose `field` is unique in their series: those that stand there already step aside first."""
    if not rows:
        return
    taken = {getattr(row, field) for row in rows}
    old = [row.pk for row in rows if row.pk]
    manager = model._default_manager
    taken |= set(manager.filter(series=rows[0].series).values_list(field, flat=True))
    free = (number for number in range(_HIGHEST, 0, -1) if number not in taken)
    for pk in old:
        aside = next(free, None)
        if aside is None:
            raise Refusal("lost_race")
        manager.filter(pk=pk).update(**{field: aside})
    for row in rows:
        row.save()
