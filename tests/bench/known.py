"""`python -m tests.bench.known`: what it costs to tell a reader that the page they have is the present one.

Makes a throw-away database with a series of thirty parts and asks for pages as browsers do that have them: once as nothing is
known of the page, so that it is rendered to compare it, and once from memory. Milliseconds are processor time of our
process, which a busy machine does not blur; beside them the statements sent to the database.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable

import django
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402 – needs the apps
from django.core.cache import caches  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from tests.bench.timing import cpu  # noqa: E402
from tests.published import picture, put_running_series, put_site, put_story  # noqa: E402

RUNS = 100
BODY = "".join(f"<p>{'潮水退去，码头上的灯还亮着。' * 12}</p>" for _each in range(12))
PAGES = {
    "story": "/articles/dengta/",
    "part of a series": "/articles/pian-7/",
    "landing": "/series/chaoxi/",
    "front page": "/",
    "section": "/sections/yaowen/",
    "card": "/articles/dengta/card.jpg",
}


def spent(call: Callable[[], object]) -> tuple[float, int]:
    """Milliseconds of processor time and statements of a call."""
    with CaptureQueriesContext(connection) as queries:
        call()
        statements = len(queries)
    return cpu(call, RUNS), statements


def main() -> int:
    """Print the table."""
    databases = setup_databases(verbosity=0, interactive=False)
    settings.SHARE_ROOT = tempfile.mkdtemp(prefix="newsroom-bench-")
    try:
        put_site()
        put_running_series(30, slug="chaoxi")
        put_story(slug="dengta", body_html=BODY, lead_image=picture())
        print(
            f"{'page':<20}{'200':>8}{'304 rendered':>14}{'304 known':>11}{'times less':>12}{'statements':>12}"
        )
        for name, path in PAGES.items():
            _row(name, path)
    finally:
        teardown_databases(databases, verbosity=0)
    return 0


def _row(name: str, path: str) -> None:
    client = Client()
    headers = {"if-none-match": client.get(path)["ETag"]}

    def unknown() -> object:
        caches["pages"].clear()
        return client.get(path, headers=headers)

    page, _statements = spent(lambda: client.get(path))
    rendered, many = spent(unknown)
    known, one = spent(lambda: client.get(path, headers=headers))
    less = f"{rendered / known:.0f}"
    print(f"{name:<20}{page:>8.2f}{rendered:>14.2f}{known:>11.2f}{less:>12}{f'{many} → {one}':>12}")


if __name__ == "__main__":
    sys.exit(main())
