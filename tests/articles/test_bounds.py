"""Dates from 2000 to 2099 and names without unseen characters: what forms and models refuse in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from articles.bounds import EARLIEST, LATEST, validate_date
from articles.models import Article
from articles.models.fields import refuse_unseen
from tests.factories import make_draft, make_user, route

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("value", [EARLIEST, datetime(2026, 1, 12, 6, 30, tzinfo=UTC), LATEST - MOMENT])
def test_date_within_the_bounds_is_taken(value):
    validate_date(value)


@pytest.mark.parametrize(
    "value", [EARLIEST - MOMENT, LATEST, datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)]
)
def test_date_outside_the_bounds_is_refused(value):
    with pytest.raises(ValidationError) as raised:
        validate_date(value)
    assert raised.value.code == "date_out_of_bounds"


@pytest.mark.parametrize(
    "sign",
    [
        "\x00",
        "\x07",
        "\x7f",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\u2028",
        "\ufeff",
        "\U000e0041",
        "\ud800",
    ],
)
@pytest.mark.django_db
def test_unseen_character_in_a_title_is_refused(sign):
    with pytest.raises(ValidationError) as raised:
        refuse_unseen(f"潮水{sign}退去")
    assert raised.value.code == "unseen_character"
    article = Article(headline=f"潮水{sign}退去", author=make_user("reporter"), route=route(), slug="a")
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert "headline" in refused.value.message_dict


@pytest.mark.parametrize("title", ["潮水·退去", "“超5000亿元”", "𠮷野家", "Café", "👍", "（上）", "——"])
def test_ordinary_title_is_taken(title):
    refuse_unseen(title)


@pytest.mark.django_db
def test_title_is_stored_composed_and_without_outer_blanks():
    article = make_draft(headline="  Cafe\u0301 ")
    assert Article.objects.get(pk=article.pk).headline == "Café"


@pytest.mark.django_db
def test_line_ends_of_prose_are_one_kind_however_they_came():
    article = make_draft(standfirst="一\r\n二\r三\n")
    assert Article.objects.get(pk=article.pk).standfirst == "一\n二\n三"
