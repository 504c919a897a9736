"""Planning a series: its front, its slots, and what joining one does to a story."""

from __future__ import annotations

import pytest

from articles import ledger
from articles.models import Article, Transition
from articles.workflow import Status
from series import planning
from series.models.published import PublishedPart
from series.models.series import Instalment, Series
from tests.factories import make_approved, make_draft, make_in_review, make_published, make_user, route
from tests.proofs.making import make_released, make_series, refuses, release, slot

pytestmark = pytest.mark.django_db


def _attach(series: Series, number: int, article: Article) -> Instalment:
    planning.attach(instalment=slot(series, number), article=article, user=make_user("editor"))
    return slot(series, number)


def test_series_is_made_with_its_front_under_one_address():
    series = planning.create_series(title="潮声有信", user=make_user("editor"))
    assert (series.front.kind, series.front.headline, series.front.slug) == ("front", "潮声有信", series.slug)
    assert (series.front.revision_number, series.route) == (1, route("three"))
    assert series.front.route == series.route


def test_second_series_of_one_title_has_another_address():
    first, second = make_series(), make_series()
    assert (second.slug, second.front.slug) == (f"{first.slug}-2", f"{first.slug}-2")


@pytest.mark.parametrize("role", ["reporter", "proofreader", "art_editor", "administrator"])
def test_those_who_do_not_manage_series_plan_nothing(role):
    person, series, article = make_user(role), make_series(), make_draft()
    with refuses("not_yours"):
        planning.create_series(title="新专题", user=person)
    with refuses("not_yours"):
        planning.attach(instalment=slot(series, 1), article=article, user=person)
    with refuses("not_yours"):
        planning.detach(instalment=slot(series, 1), user=person)
    assert slot(series, 1).article is None


def test_story_that_joins_takes_the_stronger_route():
    series, article = make_series(), make_draft()
    _attach(series, 1, article)
    article.refresh_from_db()
    assert article.route == route("three")


def test_story_of_a_stronger_route_keeps_it():
    series, article = make_series(route=route("single")), make_draft(route=route("three"))
    _attach(series, 1, article)
    article.refresh_from_db()
    assert article.route == route("three")


@pytest.mark.parametrize("made", [make_in_review, make_approved])
def test_weaker_review_of_a_story_that_joins_is_void(made):
    series, article = make_series(), made()
    _attach(series, 1, article)
    article.refresh_from_db()
    assert article.status == Status.DRAFT
    assert article.open_round() is None


def test_public_story_stays_public_when_it_joins():
    series, article = make_series(), make_published()
    _attach(series, 1, article)
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED


def test_front_stands_in_no_slot():
    series, other = make_series(), make_series()
    with refuses("front_of_series"):
        _attach(series, 1, other.front)


def test_story_stands_in_a_series_once():
    series, article = make_series(), make_draft()
    _attach(series, 1, article)
    with refuses("lost_race"):
        _attach(series, 2, article)
    assert slot(series, 2).article is None


def test_second_series_of_a_story_does_not_move_its_ribbon():
    first, second, article = make_series(), make_series(), make_draft()
    assert _attach(first, 1, article).is_home
    assert not _attach(second, 1, article).is_home


def test_gaps_are_not_filled_by_themselves():
    series = make_series(numbers=3)
    slot(series, 2).delete()
    assert planning.next_number(series) == 4
    Instalment.objects.filter(series=series).delete()
    assert planning.next_number(series) == 1


def test_released_slot_forgets_a_story_that_leaves():
    series, article = make_released(), make_published()
    _attach(series, 1, article)
    assert set(PublishedPart.objects.filter(number=1).values_list("article_uid", flat=True)) == {article.uid}
    planning.detach(instalment=slot(series, 1), user=make_user("editor"))
    assert set(PublishedPart.objects.filter(number=1).values_list("article_uid", flat=True)) == {None}


def test_slot_read_before_the_release_still_tells_the_released_rows():
    series = make_series()
    part = slot(series, 1)
    assert part.series.released_at is None
    release(series)
    article = make_published()
    planning.attach(instalment=part, article=article, user=make_user("editor"))
    assert set(PublishedPart.objects.filter(number=1).values_list("article_uid", flat=True)) == {article.uid}


def test_every_plan_is_told():
    series, article = make_series(), make_draft()
    _attach(series, 1, article)
    planning.detach(instalment=slot(series, 1), user=make_user("editor"))
    told = Transition.objects.filter(subject_uid=series.uid).order_by("seq").values_list("action", flat=True)
    assert list(told) == ["create", "attach", "detach"]
    assert ledger.first_break() is None
