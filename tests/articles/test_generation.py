"""The generation of the public tables: another one after every change, and nobody waits for it."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from articles.generation import raise_generation, read_generation
from articles.models.published import PublishedGeneration
from articles.pages import read_site
from tests.published import put_site


@pytest.mark.db
@pytest.mark.django_db
def test_generation_never_comes_back_and_never_grows() -> None:
    told = [read_generation()]
    for _change in range(5):
        raise_generation()
        told.append(read_generation())
    assert len(set(told)) == 6 and PublishedGeneration.objects.count() == 1


@pytest.mark.db
@pytest.mark.django_db
def test_masthead_brings_the_generation_along() -> None:
    assert read_site("hans").generation == ""  # nothing published: nothing to be remembered
    put_site()
    assert read_site("hans").generation == read_generation() != ""


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_generation_is_raised_by_what_raises_it_or_not_at_all() -> None:
    before = read_generation()
    with pytest.raises(TransactionManagementError):
        raise_generation()
    with transaction.atomic():
        raise_generation()
        transaction.set_rollback(True)
    assert read_generation() == before


@pytest.mark.db_only
@pytest.mark.django_db(transaction=True)
def test_changes_at_once_do_not_wait_and_each_makes_another_generation() -> None:
    """One holds its transaction open; another begins, ends and is seen meanwhile. Then the first ends and is seen too."""
    with transaction.atomic():
        raise_generation()
    told = [read_generation()]
    with transaction.atomic():
        raise_generation()
        with connection.cursor() as cursor:  # whoever had to wait for this transaction would wait for ever
            cursor.execute("SELECT 1")
        other = threading.Thread(target=_raise_and_read, args=(told,))
        other.start()
        other.join(timeout=20)
        assert not other.is_alive(), "the second change waits for the first"
    told.append(read_generation())
    with transaction.atomic():
        raise_generation()
    told.append(read_generation())
    assert len(set(told)) == len(told) == 4
    assert PublishedGeneration.objects.count() == 1  # marks of changes at once are taken away by the next


def _raise_and_read(told: list[str]) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            raise_generation()
        told.append(read_generation())
    finally:
        connection.close()
