"""Two people who bring parts of one new series at the same moment. PostgreSQL only: SQLite has one writer at a time."""

from __future__ import annotations

import pytest

from articles.models import Article
from series.importing import Imported
from series.models import Instalment, Series
from tests.factories import ensure_defaults, make_user
from tests.proofs.threads import at_once
from tests.series.importing import import_seed


@pytest.mark.db_only
@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_one_series_and_take_two_numbers() -> None:
    ensure_defaults()
    for _round in range(3):
        first, second = make_user("editor"), make_user("desk_head")
        results = at_once(lambda: import_seed(first), lambda: import_seed(second))  # noqa: B023
        assert all(isinstance(result, Imported) for result in results), results
        assert sorted(result.created_series for result in results) == [False, True]
        assert Series.objects.count() == 1
        assert sorted(Instalment.objects.values_list("number", flat=True)) == [1, 2]
        _clear_the_way()


def _clear_the_way() -> None:
    """The next round makes its series anew: nothing of this one is found by title or address."""
    Instalment.objects.all().delete()
    Series.objects.all().delete()
    for pk in Article.objects.values_list("pk", flat=True):
        Article.objects.filter(pk=pk).update(slug=f"old-{pk}")
