"""Related stories: near by tag first, then by section, never the story itself, never by more than one query."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models.published import PublishedArticle
from articles.related import LOOKED_AT, related_to
from tests.published import put_site, put_story

pytestmark = pytest.mark.django_db


def _row(slug: str) -> PublishedArticle:
    return PublishedArticle.objects.get(slug=slug, script="hans")


def test_stories_of_the_same_tags_come_before_those_of_the_section():
    put_story(slug="ben-pian", tags=["港口", "海洋"], section_slug="minsheng")
    put_story(3, slug="liang-biao", tags=["海洋", "港口"], section_slug="yaowen")
    put_story(2, slug="yi-biao", tags=["港口"], section_slug="yaowen")
    put_story(4, slug="yi-biao-tong-lan", tags=["港口"], section_slug="minsheng")
    put_story(1, slug="tong-lan", section_slug="minsheng")
    put_story(0, slug="wu-guan", section_slug="yaowen")
    put_story(0, slug="zhuanti", kind="front", tags=["港口"])
    story = _row("ben-pian")
    with CaptureQueriesContext(connection) as queries:
        found = [other.slug for other in related_to(story)]
    assert found == ["liang-biao", "yi-biao-tong-lan", "yi-biao", "tong-lan"]
    assert len(queries) == 1


def test_an_archive_of_any_length_is_looked_at_in_part():
    put_story(slug="ben-pian", tags=["港口"])
    put_story(300, slug="lao-gao", tags=["港口"])
    for number in range(LOOKED_AT):
        put_story(number + 2, section_slug="wenhua")
    assert related_to(_row("ben-pian")) == []


def test_story_without_a_series_takes_three_queries_at_most_and_names_its_relatives():
    put_site()
    put_story(slug="ben-pian", tags=["港口"])
    put_story(2, slug="qin-qi", headline="港口的另一篇", tags=["港口"])
    with CaptureQueriesContext(connection) as queries:
        page = Client().get("/articles/ben-pian/").content.decode()
    assert "港口的另一篇" in page and 'href="/articles/qin-qi/"' in page
    assert len(queries) <= 3
