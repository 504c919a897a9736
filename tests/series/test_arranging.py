"""Claims about saving the plan of a series."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from articles.models import Article, Transition
from articles.refusals import Refusal
from articles.workflow import Status
from newsroom.staff.models import User
from series import arranging, planning
from series.models.series import Chapter, Instalment, Series
from tests.factories import make_approved, make_draft, make_published, make_user, route

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_user("editor")


def make_series(user: User, title: str = "山海为证", slug: str = "three") -> Series:
    return planning.create_series(title=title, user=user, route=route(slug))


def make_slot(
    series: Series, number: int, story: Article | None = None, user: User | None = None
) -> Instalment:
    slot = Instalment.objects.create(series=series, number=number)
    if story is not None:
        planning.attach(instalment=slot, article=story, user=user)
        story.refresh_from_db()
    return slot


def stories_of(series: Series) -> dict[int, Article | None]:
    return {part.number: part.article for part in series.instalments.select_related("article")}


def test_two_parts_change_places(editor: User) -> None:
    series, one, two = make_series(editor), make_draft(), make_draft()
    first, second = make_slot(series, 1, one, editor), make_slot(series, 2, two, editor)
    first.number, second.number = 2, 1
    arranging.save_slots(slots=[first, second], gone=[], user=editor)
    assert stories_of(series) == {1: two, 2: one}


def test_two_slots_swap_their_stories(editor: User) -> None:
    series, one, two = make_series(editor), make_draft(), make_draft()
    first, second = make_slot(series, 1, one, editor), make_slot(series, 2, two, editor)
    first.article, second.article = two, one
    arranging.save_slots(slots=[first, second], gone=[], user=editor)
    assert stories_of(series) == {1: two, 2: one}


def test_a_slot_moves_to_the_number_of_one_that_goes(editor: User) -> None:
    series, one, two = make_series(editor), make_draft(), make_draft()
    first, second = make_slot(series, 1, one, editor), make_slot(series, 2, two, editor)
    second.number = 1
    arranging.save_slots(slots=[second], gone=[first], user=editor)
    assert stories_of(series) == {1: two}


def test_a_number_held_by_a_slot_outside_the_form_is_not_taken_away(editor: User) -> None:
    series = make_series(editor)
    make_slot(series, 1)
    with pytest.raises(IntegrityError):
        arranging.save_slots(slots=[Instalment(series=series, number=1)], gone=[], user=editor)


def test_a_story_that_joins_is_held_to_the_route_of_the_series(editor: User) -> None:
    series, story = make_series(editor), make_approved()
    slot = Instalment(series=series, number=1, article=story)
    voided = arranging.save_slots(slots=[slot], gone=[], user=editor)
    story.refresh_from_db()
    assert voided == [story]
    assert (story.route, story.status) == (series.route, Status.DRAFT)


def test_a_draft_that_joins_loses_nothing(editor: User) -> None:
    series, story = make_series(editor), make_draft()
    assert (
        arranging.save_slots(slots=[Instalment(series=series, number=1, article=story)], gone=[], user=editor)
        == []
    )


def test_saving_a_slot_again_leaves_its_story_alone(editor: User) -> None:
    series, story = make_series(editor), make_draft()
    slot = make_slot(series, 1, story, editor)
    slot.working_title = "第一篇"
    arranging.save_slots(slots=[slot], gone=[], user=editor)
    slot.refresh_from_db()
    assert (slot.article, slot.is_home, slot.working_title) == (story, True, "第一篇")


def test_a_front_is_no_part(editor: User) -> None:
    series = make_series(editor)
    with pytest.raises(Refusal):
        arranging.save_slots(
            slots=[Instalment(series=series, number=1, article=series.front)], gone=[], user=editor
        )


def test_chapters_change_places(editor: User) -> None:
    series = make_series(editor)
    one = Chapter.objects.create(series=series, position=1, name="谋")
    two = Chapter.objects.create(series=series, position=2, name="建")
    one.position, two.position = 2, 1
    arranging.save_chapters(chapters=[one, two], gone=[])
    assert [chapter.name for chapter in series.chapters.all()] == ["建", "谋"]


def test_a_stronger_route_reaches_every_story(editor: User) -> None:
    series = make_series(editor, slug="single")
    signed, out = make_approved(), make_published()
    make_slot(series, 1, signed, editor)
    make_slot(series, 2, out, editor)
    series.route = route("three")
    series.save()
    voided = arranging.raise_routes(series=series, user=editor)
    for story in (signed, out, series.front):
        story.refresh_from_db()
        assert story.route == series.route
    assert voided == [signed]
    assert (signed.status, out.status) == (Status.DRAFT, Status.PUBLISHED)


def test_a_plan_that_somebody_saved_meanwhile_is_not_overwritten(editor: User) -> None:
    series = make_series(editor)
    seen = arranging.plan_hash(series)
    arranging.lock_plan(series=series, user=editor, seen=seen)
    make_slot(series, 1)
    with pytest.raises(Refusal) as refused:
        arranging.lock_plan(series=series, user=editor, seen=seen)
    assert refused.value.code == "stale_series"


@pytest.mark.parametrize("role", ["reporter", "proofreader", "administrator"])
def test_only_those_who_plan_series_save_a_plan(editor: User, role: str) -> None:
    series = make_series(editor)
    with pytest.raises(Refusal) as refused:
        arranging.lock_plan(series=series, user=make_user(role), seen=arranging.plan_hash(series))
    assert refused.value.code == "not_yours"


def test_slot_changes_places_with_its_neighbour_and_the_ledger_tells(editor):
    series = make_series(editor)
    slots = [make_slot(series, number) for number in (1, 2, 3)]

    def move(slot, by, user=editor, seen=None):
        return arranging.move_slot(
            instalment=slot, by=by, user=user, seen=seen or arranging.plan_hash(series)
        )

    old = arranging.plan_hash(series)
    assert [move(slots[2], -1).number, move(slots[2], -1).number] == [2, 1]
    assert move(slots[2], -1) is None
    numbers = dict(series.instalments.values_list("pk", "number"))
    assert [numbers[slot.pk] for slot in slots] == [2, 3, 1]
    assert Transition.objects.filter(action="move", subject_uid=series.uid).count() == 2
    for user, seen, code in ((editor, old, "stale_series"), (make_user("reporter"), None, "not_yours")):
        with pytest.raises(Refusal) as raised:
            move(slots[2], 1, user, seen)
        assert raised.value.code == code


def test_slot_stays_in_its_chapter(editor):
    series = make_series(editor)
    chapters = [Chapter.objects.create(series=series, position=at, name=f"篇{at}") for at in (1, 2)]
    first, second = (make_slot(series, number) for number in (1, 2))
    for slot, chapter in zip((first, second), chapters, strict=True):
        slot.chapter = chapter
        slot.save()
    seen = arranging.plan_hash(series)
    assert arranging.move_slot(instalment=second, by=-1, user=editor, seen=seen) is None
