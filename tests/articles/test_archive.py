"""The archive: years and months that have stories, and no others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.published import put_series, put_site, put_story

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def on(year: int, month: int, day: int = 15, hour: int = 12) -> datetime:
    """A moment of the newsroom's calendar."""
    return timezone.make_aware(datetime(year, month, day, hour))


def put_on(moment: datetime, **fields: Any) -> None:
    put_story(first_published_at=moment, last_published_at=moment, **fields)


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
def test_overview_links_years_and_months_with_stories_only(client: Client, prefix: str) -> None:
    put_site()
    put_on(on(2026, 3))
    put_on(on(2024, 12))
    put_on(on(2011, 1))
    page = text(client.get(f"{prefix}/archive/"))
    for path in ("2026/", "2026/03/", "2024/12/", "2011/"):
        assert f'href="{prefix}/archive/{path}"' in page
    for path in ("2026/02/", "2025/", "2012/", "2011/01/"):  # an old year is one address
        assert f'href="{prefix}/archive/{path}"' not in page


def test_month_lists_its_own_days_and_begins_at_midnight_in_the_newsroom(client: Client) -> None:
    put_site()
    put_on(on(2026, 3, 1, hour=0), headline="三月头条")
    put_on(on(2026, 2, 28, hour=23), headline="二月末条")
    page = text(client.get("/archive/2026/03/"))
    assert "三月头条" in page and "二月末条" not in page and "星期日" in page
    assert "二月末条" in text(client.get("/archive/2026/02/"))


def test_year_lists_its_stories_by_month(client: Client) -> None:
    put_site()
    put_on(on(2026, 3), headline="春")
    put_on(on(2026, 11), headline="秋")
    put_on(on(2025, 11), headline="去年")
    page = text(client.get("/archive/2026/"))
    assert page.index("秋") < page.index("春") and "去年" not in page


@pytest.mark.parametrize(
    "path",
    [
        "2026/04/",
        "2025/",
        "1999/",
        "2100/",
        "2026/13/",
        "2026/00/",
        "2026/3/",
        "2026/03/?page=2",
        "２０２６/",
        "10000/",
    ],
)
def test_times_without_stories_are_missing(client: Client, path: str) -> None:
    put_site()
    put_on(on(2026, 3))
    assert client.get("/archive/2026/03/").status_code == 200
    for prefix in ("", "/zh-hant"):
        assert client.get(f"{prefix}/archive/{path}").status_code == 404


def test_front_of_a_series_is_in_no_month(client: Client) -> None:
    put_site()
    put_series(front={"first_published_at": on(2026, 5), "last_published_at": on(2026, 5)})
    assert client.get("/archive/2026/05/").status_code == 404
    assert "2026" not in text(client.get("/archive/")).partition("<main")[2].partition("</main>")[0]


def test_archive_asks_the_database_four_times_at_most(client: Client, django_assert_max_num_queries) -> None:
    put_site()
    for year in (2003, 2014, 2026):
        for month in (1, 5, 9):
            put_on(on(year, month))
    for path in ("/archive/", "/archive/2026/", "/archive/2026/05/"):
        with django_assert_max_num_queries(4):
            assert client.get(path).status_code == 200
