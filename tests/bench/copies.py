"""Stories by the ten thousand for benches: words of the demonstration copy and of a dictionary, by natural frequency.

The same seed makes the same stories. Rows are written as publishing writes them, without going through it.
"""

from __future__ import annotations

import itertools
import random
import tomllib
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import rjieba
from django.db import connection
from pypinyin.phrases_dict import phrases_dict

from articles.models.published import PublishedArticle, PublishedCredit, PublishedSite
from articles.models.published_search import PublishedSearch
from articles.search import documents, schema
from series.models.published import PublishedPart, PublishedSeries

STORIES = Path(__file__).parents[2] / "newsroom/demo/stories"
SECTIONS = ("yaowen", "chanye", "minsheng", "wenhua", "pinglun")
CHARACTERS = 1_500
_BATCH = 500
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈朴徐", "知远晚亭南枝砚秋若水一舟见川以宁菁"
# Planted in one of so many stories, so that it is known how common a question is.
PLANTED = {"记者报道": 2, "高质量发展": 3, "新质生产力": 10, "融媒体中心": 50, "金普新程": 500, "占地9.95万平方米": 1000,
           "仅用99天": 1000, "AI技术": 20, "“十五五”规划": 8, "徐菁": 2000, "石墨烯": 5000}  # fmt: skip


class Writer:
    """Makes the text of stories."""

    def __init__(self, seed: int = 20261127) -> None:
        """Count the words of the demonstration, and add a dictionary with a long tail."""
        self.random = random.Random(seed)
        told = " ".join(
            tomllib.loads(path.read_text("utf-8")).get("body", "") for path in sorted(STORIES.glob("*.toml"))
        )
        spoken = Counter(word for word in rjieba.cut(told) if word.strip() and word[0] > "\u2fff")
        rare = [word for word in phrases_dict if len(word) in (2, 3, 4)]
        self.random.shuffle(rare)
        weights = [*spoken.values(), *(sum(spoken.values()) / (rank + 400) / 3 for rank in range(len(rare)))]
        self.words, self.sums = [*spoken, *rare], list(itertools.accumulate(weights))

    def text(self, characters: int) -> str:
        """Sentences of words, about so long."""
        found = self.random.choices(self.words, cum_weights=self.sums, k=characters // 2)
        for place in range(9, len(found), 10):
            found[place] = "，" if place % 30 else "。"
        return "".join(found)[:characters]

    def name(self) -> str:
        """A name of three characters."""
        return self.random.choice(_SURNAMES) + "".join(self.random.choices(_GIVEN, k=2))


def fill(stories: int, tell: Any) -> None:
    """Write so many stories in simplified script, with their rows of search, and a series of twenty for every thousand."""
    writer, start = Writer(), datetime(2016, 1, 1, tzinfo=UTC)
    names = sorted({writer.name() for _each in range(400)})
    sections = [{"slug": slug, "name": slug} for slug in SECTIONS]
    PublishedSite.objects.create(script="hans", name="望海新报", sections=sections, sha256="0" * 64)
    _without_index()
    numbers = iter(range(stories))
    while batch := [*itertools.islice(numbers, _BATCH)]:
        made = [
            _story(writer, names, number, start + timedelta(hours=1.6 * number * 50_000 / stories))
            for number in batch
        ]
        PublishedArticle.objects.bulk_create(page for page, _credits in made)
        PublishedCredit.objects.bulk_create(credit for _page, credits in made for credit in credits)
        PublishedSearch.objects.bulk_create(PublishedSearch(**documents.published([p], c)) for p, c in made)
        tell(batch[-1] + 1)
    _with_index()
    _series(stories // 1000)


def _without_index() -> None:
    """PostgreSQL builds an index of many rows in one go far faster than row by row."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS articles_publishedsearch_tokens")


def _with_index() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(schema.GIN.format(table="articles_publishedsearch"))


def _story(writer: Writer, names: list[str], number: int, at: datetime) -> tuple[Any, list[Any]]:
    planted = [words for words, every in PLANTED.items() if number % every == every - 1]
    body = writer.text(CHARACTERS)
    paragraphs = "".join(f"<p>{body[cut : cut + 300]}</p>" for cut in range(0, len(body), 300))
    page = PublishedArticle(
        uid=uuid.UUID(int=number + 1),
        script="hans",
        slug=f"gao-{number}",
        kind="story",
        section_slug=SECTIONS[number % len(SECTIONS)],
        headline=writer.text(18).strip("，。"),
        standfirst=writer.text(60),
        body_html=f"{paragraphs}<p>{'，'.join(planted)}。</p>",
        first_published_at=at,
        last_published_at=at,
        content_sha256="0" * 64,
    )
    people = writer.random.sample(names, 5)
    page.byline = f"记者\u3000{people[0]}"
    return page, [
        _credit(page.uid, place, name, names.index(name)) for place, name in enumerate(people, start=1)
    ]


def _credit(uid: uuid.UUID, place: int, name: str, number: int) -> PublishedCredit:
    return PublishedCredit(
        uid=uid, script="hans", contributor_slug=f"ren-{number}", position=place, role_code="text", role_label="文",
        name=name, title="记者",
    )  # fmt: skip


def _series(count: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        uid = uuid.uuid4()
        PublishedSeries.objects.create(
            uid=uid, script="hans", slug=f"zhuanti-{number}", front_uid=uuid.uuid4(), title=f"潮汐有信第{number}辑",
            theme="ink", label_style="of", first_published_at=at, last_published_at=at,
        )  # fmt: skip
        PublishedPart.objects.bulk_create(
            PublishedPart(
                series_uid=uid, script="hans", number=part, label=f"之{part}",
                article_uid=uuid.UUID(int=number * 1000 + part),
            )
            for part in range(1, 21)
        )  # fmt: skip


def lines() -> Iterator[str]:
    """What was planted, for the head of a table."""
    for words, every in PLANTED.items():
        yield f"{words}: one story in {every}"
