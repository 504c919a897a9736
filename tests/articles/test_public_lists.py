"""What lists stories: sections, contributors, corrections; and how their pages are turned."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.published import (
    put_contributor,
    put_credit,
    put_notice,
    put_site,
    put_story,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def text(response: Any) -> str:
    return str(response.content.decode())


def test_section_lists_its_own_stories_newest_first(client: Client) -> None:
    put_site()
    put_story(days_ago=2, headline="旧闻")
    put_story(days_ago=1, headline="新闻")
    put_story(section_slug="minsheng", headline="别处")
    page = text(client.get("/sections/yaowen/"))
    assert page.index("新闻") < page.index("旧闻") and "别处" not in page


def test_unknown_section_is_missing_and_empty_one_is_quiet(client: Client) -> None:
    put_site()
    assert client.get("/sections/mei-you/").status_code == 404
    assert client.get("/sections/minsheng/").status_code == 200


def test_lists_turn_pages_without_counting(client: Client) -> None:
    put_site()
    for number in range(21):
        put_story(days_ago=number + 1, headline=f"第{number}条")
    first, second = text(client.get("/sections/yaowen/")), text(client.get("/sections/yaowen/?page=2"))
    assert 'rel="next" href="/sections/yaowen/?page=2"' in first and "第20条" not in first
    assert "第20条" in second and 'rel="next"' not in second
    assert 'href="http://testserver/sections/yaowen/?page=2"' in second  # canonical


@pytest.mark.parametrize("page", ["0", "-1", "1e9", "abc", "1000000000", "999", "１", "", "1 ", "2"])
def test_pages_that_do_not_exist_are_missing(client: Client, page: str) -> None:
    put_site()
    put_story()
    assert client.get("/sections/yaowen/", {"page": page}).status_code == 404


def test_contributor_page_lists_what_they_are_credited_with(client: Client) -> None:
    put_site()
    put_contributor(bio="跑产业口第九年。", name_latin="Shen Zhiyuan")
    put_credit(put_story(headline="他写的"))
    put_story(headline="别人写的")
    page = text(client.get("/contributors/shen-zhiyuan/"))
    assert "他写的" in page and "别人写的" not in page and "跑产业口第九年。" in page
    assert client.get("/contributors/mei-zhe-ren/").status_code == 404


def test_corrections_page_lists_corrections_and_withdrawals(client: Client) -> None:
    put_site()
    fix = {
        "type": "apology",
        "issued_at": "2026-01-15T15:40:00+08:00",
        "wrong": "",
        "right": "谨致歉意",
        "passage": "",
    }
    put_story(days_ago=3, slug="you-lu", headline="改过的", corrections=[fix], has_corrections=True)
    put_notice(days_ago=1, headline="撤下的")
    put_story(headline="没有错的")
    page = text(client.get("/corrections/"))
    assert page.index("撤下的") < page.index("改过的") and "没有错的" not in page
    assert "谨致歉意" in page and 'href="/articles/you-lu/#corr"' in page
