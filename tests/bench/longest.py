"""`python -m tests.bench.longest`: what the longest texts cost that are let in, and the worst that can be made of them.

That time grows with the length and no faster is told by tests; how long the longest takes is told here. Needs no database.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from articles.body.clean import MAX_BYTES, BodyRefused, clean_body  # noqa: E402 – needs the apps
from articles.body.tokens import MAX_TAGS  # noqa: E402
from articles.diff import diff  # noqa: E402
from articles.text.errors import StoryTooLarge  # noqa: E402
from articles.text.figures import compare, ledger  # noqa: E402
from articles.text.story import MAX_CHARACTERS, MAX_LINES, parse_story  # noqa: E402
from tests.bench.timing import cpu  # noqa: E402

LINE = "潮水照常一天两回，码头上的人说，船要走得远，先得把锚收好，再把灯点亮，最后看一眼风向。\n"
PARAGRAPHS = 20_000
RARE = 300_000


def _clean(html: str) -> None:
    with suppress(BodyRefused):
        clean_body(html)


def _parse(text: str) -> None:
    with suppress(StoryTooLarge):
        parse_story(text)


def _compare(text: str) -> None:
    figures = ledger(text)
    compare(figures, figures)


def _rare(step: int) -> str:
    return "<p>" + "".join(chr(0x4E00 + (n * step) % 20_000) for n in range(RARE)) + "</p>"


def _paragraphs(extra: str) -> str:
    return "".join(f"<p>第{n}段{extra}。</p>" for n in range(PARAGRAPHS))


# what is done, the seconds it may take, and the doing
WORK: list[tuple[str, float, Callable[[], object]]] = [
    ("clean a body of &", 1.5, partial(_clean, "&" * 190_000)),
    ("clean a body of tags", 1.5, partial(_clean, "<td>x" * (MAX_TAGS - 1))),
    ("clean a body of attributes", 1.5, partial(_clean, '<a href="' * (MAX_TAGS - 1) + "x" * 500_000)),
    ("clean a body of comments", 1.5, partial(_clean, "<!--" * (MAX_BYTES // 4))),
    ("read a story of short lines", 1.0, partial(_parse, "潮\n" * (MAX_LINES - 1))),
    ("read a story without a line", 1.0, partial(_parse, "记者" * (MAX_CHARACTERS // 2))),
    ("read a story of real lines", 1.0, partial(_parse, LINE * (330_000 // len(LINE)))),
    ("compare 12,500 figures of one thing", 3.0, partial(_compare, "项目1个" * 12_500)),
    (
        f"compare {PARAGRAPHS:,} paragraphs",
        10.0,
        partial(diff, {"body": _paragraphs("")}, {"body": _paragraphs("又改了一处")}),
    ),
    (
        f"compare {RARE:,} rare characters",
        10.0,
        partial(diff, {"body": _rare(7)}, {"body": _rare(11)}),
    ),
]


def main() -> int:
    """Print the table; 1 where something takes longer than it may."""
    missed = False
    print(f"{'what is done':<40}{'cpu s':>8}{'at most':>9}")
    for name, most, work in WORK:
        seconds = cpu(work, 1) / 1000
        missed |= seconds > most
        print(f"{name:<40}{seconds:>8.2f}{most:>9.1f}{'  MISSED' if seconds > most else ''}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
