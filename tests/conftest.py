"""Plumbing for every test: which browser is driven, and how. Factories live in files of their own."""

import gc
import os
from typing import Any

import pytest

from tests.tools import chromium


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drives the system's Chromium, so that nothing is downloaded for a test run."""
    executable = chromium.find()
    if executable is None:
        pytest.fail(chromium.MISSING)
    return {**browser_type_launch_args, "executable_path": executable, "args": chromium.FLAGS}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright keeps an event loop in the main thread, which Django takes for async code and refuses."""
    if any(item.get_closest_marker("e2e") for item in items):
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: the collector need not walk all of it again and again."""
    gc.collect()
    gc.freeze()
