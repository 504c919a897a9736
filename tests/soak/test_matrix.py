"""The whole matrix by hand-made POST: every person, every state, every action of the table."""

import pytest

from articles.workflow import ACTIONS
from tests.proofs.matrix import STATES
from tests.proofs.test_matrix import every_post


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_every_post_does_what_the_table_says(state):
    every_post(state, list(ACTIONS))
