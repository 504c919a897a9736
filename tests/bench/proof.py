"""`python -m tests.bench.proof`: what it costs to check a text while somebody types.

Makes a throw-away database and asks the endpoint of the tab 校对 the way a browser does, for texts of growing length: clean
prose, and prose with a finding in every paragraph. The goal is the median for 5,000 characters; beside it the checks alone,
and what our process spent on the whole (the machine may have other work).
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import django
from django.test.utils import setup_databases, teardown_databases

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.urls import reverse  # noqa: E402 – needs the apps

from articles.proofing.findings import examine  # noqa: E402
from articles.proofing.sheet import sheet_from  # noqa: E402
from articles.text.proof import DEFAULT_TERMS  # noqa: E402
from tests.articles.admin.pages import signed_in  # noqa: E402
from tests.bench.timing import cpu, summed, timed  # noqa: E402
from tests.factories import make_draft  # noqa: E402

GOAL, LENGTH = 150.0, 5_000  # ms, characters
RUNS = 30
PROSE = (Path(__file__).parents[1] / "articles/proofing/data/clean.txt").read_text("utf-8").splitlines()[1:]


def copy(characters: int, *, wrong: bool) -> dict[str, object]:
    """So many characters of paragraphs, each with a finding or none."""
    blocks: list[str] = []
    while sum(map(len, blocks)) < characters:
        block = PROSE[len(blocks) % len(PROSE)]
        blocks.append(f"截止目前,{block}" if wrong else block)
    blocks[-1] = blocks[-1][: len(blocks[-1]) - (sum(map(len, blocks)) - characters)]
    return {"fields": {"headline": "望海新区公布便民清单"}, "body": blocks}


def main() -> int:
    """Print the table; 1 where the goal is missed."""
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        article = make_draft()
        client, url = signed_in(article.author), reverse("admin:articles_proof_check", args=[article.pk])
        print(f"{'text':<34}{'median ms':>10}{'p95':>8}{'checks':>8}{'cpu':>8}")
        missed = False
        for characters in (1_000, LENGTH, 20_000):
            for wrong in (False, True):
                told = copy(characters, wrong=wrong)
                sheet, data = sheet_from(told), {"copy": json.dumps(told)}
                times = summed(timed(lambda data=data: client.post(url, data), RUNS))
                spent = cpu(lambda data=data: client.post(url, data), RUNS)
                checks = cpu(lambda s=sheet: examine(s, day=date(2026, 9, 18), terms=DEFAULT_TERMS), RUNS)
                name = f"{characters:,} characters, {'wrong' if wrong else 'clean'}"
                print(f"{name:<34}{times.p50:>10.1f}{times.p95:>8.1f}{checks:>8.1f}{spent:>8.1f}")
                missed |= characters == LENGTH and spent > GOAL
        print(f"goal: {GOAL:.0f} ms for {LENGTH:,} characters: {'MISSED' if missed else 'kept'}")
        return int(missed)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
