"""`python -m tests.bench.search`: what search costs with many stories, question by question.

Makes a throw-away database (PostgreSQL where DATABASE_URL names one), fills it and asks every kind of question in turn.
The page is measured from question to finished list – all its queries, ranking, facets and passages – and beside it the
database's part alone, and what our own process spent on it (the machine may have other work). “bare” is one query for one small row, in the same run.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from articles.models.published import PublishedSite  # noqa: E402 – models need the apps
from articles.models.published_search import PublishedSearch  # noqa: E402
from newsroom.searching.finding import find  # noqa: E402
from newsroom.searching.question import Question  # noqa: E402
from newsroom.searching.results import answer  # noqa: E402
from newsroom.searching.suggesting import suggest  # noqa: E402
from series.finding import read_titles  # noqa: E402
from tests.bench import copies  # noqa: E402
from tests.bench.timing import Times, cpu, summed, timed  # noqa: E402

GOAL = 50.0  # ms, the median of every question at 50,000 stories on PostgreSQL
QUESTIONS: dict[str, Question] = {
    "two characters, every other story": Question("记者"),
    "two characters, one in 50": Question("媒体"),
    "four characters, every other story": Question("记者报道"),
    "five characters, every third": Question("高质量发展"),
    "five characters, one in 10": Question("新质生产力"),
    "four characters, one in 500": Question("金普新程"),
    "three characters, one in 5,000": Question("石墨烯"),
    "a name, one in 2,000": Question("徐菁"),
    "initials of a name": Question("xyt"),
    "pinyin of a name": Question("zhou ruoshui"),
    "a figure": Question("9.95万"),
    "a number with its unit": Question("99天"),
    "letters and characters": Question("AI技术"),
    "in quotes": Question("“十五五”"),
    "traditional, every third": Question("高質量發展"),
    "one character, nearly every story": Question("一"),
    "two words, one common": Question("记者 石墨烯"),
    "three words, all common": Question("记者 高质量 十五五"),
    "a series by its title": Question("潮汐有信第3辑"),
    "what stands nowhere": Question("目项程新"),
    "narrowed: common, one section, one year": Question("记者", section="minsheng", year="2018"),
    "narrowed: common, one contributor": Question("高质量发展", by="ren-7"),
    "newest first, every other story": Question("记者", sort="new"),
}


def main() -> None:
    """Fill, ask, print; leave nothing."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=int(os.environ.get("STORIES", "50000")))
    options.add_argument("--runs", type=int, default=15)
    options.add_argument(
        "--keep", action="store_true", help="keep the database, and use the one that was kept"
    )
    given = options.parse_args()
    made = setup_databases(verbosity=0, interactive=False, keepdb=given.keep)
    try:
        if not PublishedSearch.objects.exists():
            _fill(given.stories)
        print(
            f"{PublishedSearch.objects.count()} stories of {copies.CHARACTERS} characters on {connection.vendor}{_size()}"
        )
        _ask(given.runs)
    finally:
        teardown_databases(made, verbosity=0, keepdb=given.keep)


def _fill(stories: int) -> None:
    began = time.perf_counter()

    def tell(done: int) -> None:
        if done % 5000 == 0 or done == stories:
            print(f"  {done} of {stories} stories, {time.perf_counter() - began:.0f} s", file=sys.stderr)

    copies.fill(stories, tell)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _size() -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('articles_publishedsearch') / 1048576")
        return f"; search takes {cursor.fetchone()[0]} MiB"


def _ask(runs: int) -> None:
    bare = summed(timed(lambda: PublishedSite.objects.get(script="hans"), runs * 4))
    print(f"bare query: p50 {bare.p50:.2f} ms, p95 {bare.p95:.2f} ms\n")
    print(
        f"{'found':>6} {'queries':>7} {'index p50':>9} {'page p50':>9} {'page p95':>9} {'our cpu':>8} {'× bare':>7}  question"
    )
    medians = [_ask_one(name, question, bare, runs) for name, question in QUESTIONS.items()]
    for typed in ("记", "gao", "xyt", "潮"):
        offered = summed(timed(lambda typed=typed: suggest(typed, "hans"), runs))
        print(f"{'':>34} {offered.p50:>9.1f} {offered.p95:>9.1f} {'':>8} {'':>7}  suggestions for “{typed}”")
    slow = sum(median > GOAL for median in medians)
    print(
        f"\n{len(medians) - slow} of {len(medians)} questions within {GOAL:.0f} ms (the goal at 50,000 on PostgreSQL)"
    )


def _ask_one(name: str, question: Question, bare: Times, runs: int) -> float:
    titles = read_titles("hans")
    with CaptureQueriesContext(connection) as queries:
        found = answer(question, "hans", 1)
    index = summed(timed(lambda: find(question, "hans", titles), runs))
    page = summed(timed(lambda: answer(question, "hans", 1), runs))
    ours = cpu(lambda: answer(question, "hans", 1), runs)
    told = f"{found.total}+" if found.is_more else str(found.total)
    print(
        f"{told:>6} {len(queries):>7} {index.p50:>9.1f} {page.p50:>9.1f} {page.p95:>9.1f} {ours:>8.1f} {page.p50 / bare.p50:>7.0f}"
        f"  {name}: {question.query}"
    )
    return page.p50


if __name__ == "__main__":
    main()
