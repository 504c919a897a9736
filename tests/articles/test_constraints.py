"""What the database itself refuses, whatever code asks it to: each row is written past every check of ours."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from articles.models import (
    Article,
    Correction,
    Credit,
    ImageUse,
    KeyFigure,
    Masthead,
    PublishedArticle,
    ReviewRoute,
    ReviewStep,
    Revision,
    Round,
    SignOff,
)
from newsroom.staff.models import User
from series.models.published import PublishedPart
from series.models.series import Instalment
from tests.factories import (
    act,
    make_approved,
    make_draft,
    make_in_review,
    make_published,
    make_user,
    make_withdrawn,
    route,
)
from tests.proofs.making import make_image, make_series, slot, use_image

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def sql(statement: str, *values: Any) -> None:
    """Raw SQL, with no Python of ours between."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(doing: Callable[[], Any]) -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        doing()


def copy_of(row: Any, **changes: Any) -> Callable[[], Any]:
    """Insert the same row again with some columns changed, past `save` and `clean`."""
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(row, name) for name in names} | changes
    return lambda: type(row)._base_manager.bulk_create([type(row)(**values)])


def _signed() -> SignOff:
    article = make_in_review(route=route("three"))
    act(article, "pass", make_user("editor"))
    return SignOff.objects.get()


def test_one_step_is_signed_once():
    signature = _signed()
    refused(copy_of(signature, user_id=make_user("editor").pk))


def test_one_person_reviews_one_round_once():
    signature = _signed()
    other = signature.round.steps.get(position=2)
    refused(copy_of(signature, step_id=other.pk))
    copy_of(
        signature, step_id=other.pk, is_review=False
    )()  # a pure proof is another matter: `rights` decides


def test_one_round_of_a_story_is_open():
    article = make_in_review()
    row = Round.objects.get(article=article)
    refused(copy_of(row, number=2))
    copy_of(row, number=2, ended_at=timezone.now(), ending="recalled")()


def test_rounds_steps_and_revisions_are_numbered_once():
    article = make_in_review()
    refused(copy_of(Round.objects.get(article=article), ended_at=timezone.now()))
    refused(copy_of(article.open_round().steps.get()))
    refused(copy_of(article.revisions.get()))


@pytest.mark.parametrize("year", ["0001", "1999", "2100", "9999", "10000"])
@pytest.mark.parametrize("column", ["due_at", "publish_at", "first_published_at", "last_published_at"])
def test_dates_of_a_story_are_bounded(column, year):
    article = make_approved()
    moment = f"{year}-01-01 00:00:00"
    refused(lambda: sql(f"UPDATE articles_article SET {column} = %s WHERE id = %s", moment, article.pk))  # noqa: S608
    sql(
        f"UPDATE articles_article SET {column} = %s WHERE id = %s",  # noqa: S608
        timezone.now() + timedelta(days=1),
        article.pk,
    )


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("articles_round", "opened_at"),
        ("articles_correction", "issued_at"),
        ("articles_publishedarticle", "first_published_at"),
        ("articles_publishednotice", "withdrawn_at"),
        ("series_series", "released_at"),
        ("series_instalment", "announced_on"),
    ],
)
@pytest.mark.parametrize("day", ["0001-01-01", "2100-01-01", "10000-01-01"])
def test_dates_of_other_rows_are_bounded(table, column, day):
    make_withdrawn()
    article = make_published()
    Correction.objects.create(article=article, issued_at=timezone.now(), right="三十一人")
    make_series()
    day = day if column == "announced_on" else f"{day} 00:00:00"
    refused(lambda: sql(f"UPDATE {table} SET {column} = %s", day))  # noqa: S608


def test_status_is_one_of_five():
    article = make_draft()
    refused(lambda: sql("UPDATE articles_article SET status = 'gone' WHERE id = %s", article.pk))


@pytest.mark.parametrize("status", ["approved", "published"])
def test_status_needs_its_revision(status):
    article = make_draft()
    refused(lambda: sql("UPDATE articles_article SET status = %s WHERE id = %s", status, article.pk))


def test_withdrawn_is_not_public():
    article = make_published()
    refused(lambda: sql("UPDATE articles_article SET status = 'withdrawn' WHERE id = %s", article.pk))


def test_only_what_is_approved_has_a_planned_time():
    article = make_draft()
    later = timezone.now() + timedelta(days=1)
    refused(lambda: sql("UPDATE articles_article SET publish_at = %s WHERE id = %s", later, article.pk))


def test_address_is_one_storys():
    first, second = make_draft(), make_draft()
    refused(lambda: Article.objects.filter(pk=second.pk).update(slug=first.slug))


def test_one_page_an_address_and_script():
    article = make_published()
    row = PublishedArticle.objects.get(uid=article.uid, script="hans")
    refused(copy_of(row, slug="another"))
    refused(copy_of(row, uid=uuid.uuid4()))


def test_slot_of_a_series_is_one():
    series = make_series()
    refused(copy_of(slot(series, 1)))
    refused(copy_of(slot(series, 1), number=0))
    refused(copy_of(slot(series, 1), number=1000))


def test_story_stands_once_in_a_series_and_has_one_home():
    series, other = make_series(), make_series(title="海的来信")
    article = make_draft()
    Instalment.objects.filter(pk=slot(series, 1).pk).update(article=article)
    refused(lambda: Instalment.objects.filter(pk=slot(series, 2).pk).update(article=article))
    refused(lambda: Instalment.objects.filter(pk=slot(other, 1).pk).update(article=article))
    Instalment.objects.filter(pk=slot(other, 1).pk).update(article=article, is_home=False)


def test_announced_slot_has_a_title():
    series = make_series()
    refused(lambda: Instalment.objects.filter(pk=slot(series, 1).pk).update(is_announced=True))


def test_released_slot_is_one_and_a_storys_ribbon_is_one():
    shared = {"series_uid": uuid.uuid4(), "script": "hans", "label": "之一", "article_uid": uuid.uuid4()}
    PublishedPart.objects.create(number=1, **shared)
    refused(lambda: PublishedPart.objects.create(number=1, **shared | {"article_uid": None}))
    refused(lambda: PublishedPart.objects.create(number=2, **shared))
    refused(lambda: PublishedPart.objects.create(number=2, **shared | {"series_uid": uuid.uuid4()}))


def test_places_within_a_story_are_one_each():
    article, image = make_draft(), make_image()
    refused(copy_of(article.credits.get()))
    person = article.credits.get().people.get()
    refused(copy_of(person))
    refused(copy_of(KeyFigure.objects.create(article=article, position=1, value="3", label="村")))
    lead = use_image(article, image)
    refused(copy_of(lead, uid=uuid.uuid4(), slot="body"))
    refused(copy_of(lead, uid=uuid.uuid4(), position=2))  # a second lead picture
    refused(lambda: ImageUse.objects.filter(pk=lead.pk).update(focal_x=101))


def test_rows_that_say_nothing_are_refused():
    article = make_draft()
    refused(lambda: Credit.objects.filter(article=article).update(roles=[], label=""))
    refused(lambda: KeyFigure.objects.create(article=article, position=1, value="", label="村"))
    refused(lambda: Correction.objects.create(article=article, issued_at=timezone.now(), right=""))


def test_newsroom_has_one_masthead_and_one_default_route():
    Masthead.objects.create(pk=1, name="望海新报")
    refused(lambda: Masthead.objects.create(pk=2, name="第二份报纸"))
    refused(lambda: ReviewRoute.objects.filter(slug="three").update(is_default=True))
    step = route("three").steps.first()
    refused(lambda: ReviewStep.objects.filter(route=step.route, position=2).update(position=1))


def test_desk_speaks_three_languages():
    person = make_user("reporter")
    refused(lambda: User.objects.filter(pk=person.pk).update(language="xx"))


def test_people_and_pictures_that_something_names_stay():
    article = make_in_review()
    image = make_image()
    use_image(article, image)
    for row in (article.author, image, article.section, article.route, article):
        with pytest.raises(IntegrityError), transaction.atomic():  # ProtectedError is one
            row.delete()
    assert Revision.objects.filter(article=article).exists()
