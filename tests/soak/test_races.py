"""Two hundred rounds of every race."""

import pytest
from django.db import connection

from articles import ledger
from tests.factories import ensure_defaults
from tests.proofs.races import OF_ONE_STORY
from tests.proofs.races_shared import OF_WHAT_IS_SHARED

ROUNDS = 200


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", OF_ONE_STORY + OF_WHAT_IS_SHARED, ids=lambda race: race.__name__)
def test_one_wins_every_time(race):
    if connection.vendor != "postgresql":
        pytest.fail("races need PostgreSQL: run `make soak`")
    ensure_defaults()
    for _round in range(ROUNDS):
        race()
    assert ledger.first_break() is None
