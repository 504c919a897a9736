"""Three rounds of every race, on PostgreSQL: SQLite has one writer at a time and would prove nothing."""

import pytest

from articles import ledger
from tests.factories import ensure_defaults
from tests.proofs.races import OF_ONE_STORY
from tests.proofs.races_shared import OF_WHAT_IS_SHARED

ROUNDS = 3


@pytest.mark.db_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", OF_ONE_STORY + OF_WHAT_IS_SHARED, ids=lambda race: race.__name__)
def test_one_wins_and_the_others_are_told(race):
    ensure_defaults()
    for _round in range(ROUNDS):
        race()
    assert ledger.first_break() is None
