"""Plumbing for every test: which browser is driven, and how. Factories live in files of their own."""

import gc
import os
from typing import Any

import pytest
from django.db import connection

from tests.tools import chromium


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drives the system's Chromium, so that nothing is downloaded for a test run."""
    executable = chromium.find()
    if executable is None:
        pytest.fail(chromium.MISSING)
    return {**browser_type_launch_args, "executable_path": executable, "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Lets Django ask the database once what it can do: else the first test to count queries counts that question."""
    with django_db_blocker.unblock():
        _ = connection.features.supports_json_field


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright keeps an event loop in the main thread, which Django takes for async code and refuses."""
    if any(item.get_closest_marker("e2e") for item in items):
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: the collector need not walk all of it again and again."""
    gc.collect()
    gc.freeze()
