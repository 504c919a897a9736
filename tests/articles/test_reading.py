"""Claims about what a person has read."""

from __future__ import annotations

import pytest

from articles import editing
from articles.models import Article, ReadMark
from articles.reading import last_read, mark_read
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


def twice_revised() -> Article:
    article = make_draft()
    article.headline += "（改）"
    article.save()
    editing.save_revision(article=article, user=article.author)
    return article


def test_nobody_has_read_what_they_did_not_mark() -> None:
    article, user = make_draft(), make_user("editor")
    assert last_read(article, user) is None
    mark_read(article=article, user=user, number=1)
    found = last_read(article, user)
    assert found is not None and found.number == 1
    assert last_read(article, make_user("editor")) is None


def test_a_mark_never_moves_back() -> None:
    article, user = twice_revised(), make_user("editor")
    for number in (2, 1):
        mark_read(article=article, user=user, number=number)
    found = last_read(article, user)
    assert found is not None and found.number == 2
    assert ReadMark.objects.count() == 1


def test_a_revision_that_does_not_exist_is_not_marked() -> None:
    article, user = make_draft(), make_user("editor")
    mark_read(article=article, user=user, number=99)
    assert last_read(article, user) is None
