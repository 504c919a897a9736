"""A few dozen random histories of a newsroom. Longer ones: `make soak`."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proofs.machine import NewsroomMachine


@pytest.mark.django_db
def test_nothing_comes_out_that_its_round_did_not_pass():
    run_state_machine_as_test(
        NewsroomMachine,
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            deadline=None,
            # shrinking takes minutes with a database; the printed history is short enough to read
            phases=[Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
