"""Tens of thousands of random acts."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proofs.machine import NewsroomMachine


@pytest.mark.soak
@pytest.mark.django_db
def test_nothing_comes_out_in_long_histories():
    run_state_machine_as_test(
        NewsroomMachine,
        settings=settings(
            max_examples=500, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
