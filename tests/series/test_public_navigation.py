"""What a story says of its series, and what the index and the feed of a series hold."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models.published import PublishedArticle
from series.models.published import PublishedPart
from series.reading import home_of
from tests.published import (
    at,
    put_notice,
    put_part,
    put_running_series,
    put_series,
    put_site,
    put_story,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def get(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_pager_skips_and_names_what_cannot_be_read(client: Client) -> None:
    series = put_series("chaoxi")
    put_part(series, 4, put_story(slug="si", headline="第四"), label="之四")
    put_part(series, 5, put_notice(slug="wu", headline="撤下的题目"), label="之五")
    put_part(series, 6, put_story(slug="liu", headline="第六"), label="之六")
    put_part(
        series, 7, label="之七", is_announced=True, announced_title="预告的", announced_on=date(2026, 1, 21)
    )
    middle = _pager(get(client, "/articles/si/"))
    assert 'rel="next" href="/articles/liu/"' in middle and "之五" in middle and "/articles/wu/" not in middle
    last = _pager(get(client, "/articles/liu/"))
    assert 'rel="prev" href="/articles/si/"' in last and 'rel="next"' not in last
    assert "预告的" in last and "1月21日" in last and 'href="/series/chaoxi/"' in last


def _pager(page: str) -> str:
    return page.split('class="pager"')[1].split("</nav>")[0]


def test_list_of_all_parts_marks_where_the_reader_is(client: Client) -> None:
    put_running_series(3, slug="chaoxi")
    more = get(client, "/articles/pian-2/").split('class="more"')[1]
    here = re.search(r'<li aria-current="true">.*?</li>', more)
    assert here and "第2篇的题目" in here[0] and "<a" not in here[0]
    assert 'href="/articles/pian-1/"' in more and 'href="/articles/pian-3/"' in more


@pytest.mark.parametrize("parts", [3, 30])
def test_index_takes_three_queries_whatever_it_holds(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, parts: int
) -> None:
    put_site()
    put_series("lingyi", "另一部")
    put_running_series(parts, slug="chaoxi")
    with django_assert_num_queries(3):
        page = get(client, "/series/")
    assert page.index("潮汐有信") < page.index("另一部")


def test_series_feed_carries_its_own_parts(client: Client) -> None:
    put_story(headline="不相干的")
    put_running_series(2, slug="chaoxi")
    feed = get(client, "/series/chaoxi/feed/")
    assert "第1篇的题目" in feed and "不相干的" not in feed
    assert feed.index("第2篇的题目") < feed.index("第1篇的题目")


def test_home_series_of_another_script_is_not_read() -> None:
    series = put_series("chaoxi")
    story = put_story(slug="you-lu")
    put_part(series, 1, story)
    PublishedPart.objects.filter(script="hant").delete()
    hans, hant = (PublishedArticle.objects.get(slug="you-lu", script=script) for script in ("hans", "hant"))
    assert home_of(hans) is not None and home_of(hant) is None


def test_preview_of_an_unpublished_part_stands_in_its_place() -> None:
    series = put_series("chaoxi")
    put_part(series, 1, put_story(headline="头一篇"))
    story = put_story(slug="er", headline="未发的")
    put_part(
        series,
        2,
        story,
        is_announced=True,
        announced_title="预告的",
        announced_on=date.today() + timedelta(3),
    )
    row = PublishedArticle.objects.get(slug="er", script="hans")
    PublishedArticle.objects.filter(uid=story).delete()
    row.first_published_at = at()
    home = home_of(row)
    assert (
        home is not None and home.here.headline == "未发的" and [slot.number for slot in home.slots] == [1, 2]
    )
