"""Plumbing for every test: which browser is driven, and how. Factories live in files of their own."""

import gc
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import expect

from tests.factories import ensure_defaults
from tests.tools import chromium

_BLOCKER: pytest.StashKey[Any] = pytest.StashKey()


# A machine that does other work as well is no reason to fail: what is waited for still has to come.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], pytestconfig: Any) -> dict[str, Any]:
    """Drives the system's Chromium, so that nothing is downloaded for a test run."""
    executable = chromium.find(windows=pytestconfig.getoption("--headed"))
    if executable is None:
        pytest.fail(chromium.MISSING)
    return {**browser_type_launch_args, "executable_path": executable, "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config) -> None:
    """Lets Django ask the database once what it can do: else the first test to count queries counts that question."""
    pytestconfig.stash[_BLOCKER] = django_db_blocker
    with django_db_blocker.unblock():
        _ = connection.features.supports_json_field


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Gives back what `migrate` leaves in the database and the end of a transactional test flushed.

    So tests can run in any order, and one that is done early can take over what another has still to do.
    """
    yield
    if nextitem and _flushes(item):  # behind the last one the database is gone
        with item.config.stash[_BLOCKER].unblock():
            ensure_defaults()


def _flushes(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"}.intersection(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and marker.kwargs.get("transaction")))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--naming MARK`: read only the files that name a mark. Importing all to run a hundredth takes longer than that."""
    parser.addoption("--naming", action="append", default=[], metavar="MARK")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A mark is given to tests in their own file, by its name."""
    marks = config.getoption("--naming")
    if not marks or collection_path.suffix != ".py":
        return None
    named = re.search(rf"\bmark\.(?:{'|'.join(marks)})\b", collection_path.read_text("utf-8"))
    return None if named else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright keeps an event loop in the main thread, which Django takes for async code and refuses."""
    if any(item.get_closest_marker("e2e") for item in items):
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: the collector need not walk all of it again and again."""
    gc.collect()
    gc.freeze()
