"""Suggestions: what is offered for a few letters, and that the address is a public one like any other."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.published import put_contributor, put_series, put_site, put_story

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def offered(client: Client, typed: str, script: str = "") -> list[tuple[str, str]]:
    answer = client.get(f"{script}/search/suggest/", {"q": typed})
    return [(each["kind"], each["url"]) for each in answer.json()["suggestions"]]


@pytest.fixture
def newspaper() -> None:
    put_site()
    put_contributor()
    put_series()
    put_story(slug="chao", headline="潮水退去之后")
    put_story(slug="yu", headline="凌晨四点的渔市")


@pytest.mark.usefixtures("newspaper")
def test_headlines_series_people_and_sections_are_offered_by_words_and_by_pinyin(client: Client) -> None:
    assert offered(client, "潮") == [("专题", "/series/chaoxi/"), ("稿件", "/articles/chao/")]
    for typed in ("lcsd", "lingchensi", "渔市", "漁市", "LCSD"):
        assert offered(client, typed) == [("稿件", "/articles/yu/")], typed
    for typed in ("szy", "shenzhi", "知远", "沈"):
        assert offered(client, typed) == [("署名人员", "/contributors/shen-zhiyuan/")], typed
    assert offered(client, "民生") == offered(client, "ms") == [("栏目", "/sections/minsheng/")]
    assert offered(client, "沈", "/zh-hant") == [("署名人員", "/zh-hant/contributors/shen-zhiyuan/")]
    assert offered(client, "") == offered(client, "！") == offered(client, "zzz") == []


@pytest.mark.usefixtures("newspaper")
def test_suggestions_are_few_cacheable_and_cost_the_same(client: Client) -> None:
    for number in range(20):
        put_story(slug=f"chao-{number}", headline=f"潮声{number}", days_ago=number)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/search/suggest/", {"q": "潮"})
    assert len(answer.json()["suggestions"]) == 8 and len(queries) <= 5
    assert "s-maxage" in answer["Cache-Control"] and answer["ETag"] and answer.cookies == {}
    assert (
        client.get("/search/suggest/", {"q": "潮"}, headers={"if-none-match": answer["ETag"]}).status_code
        == 304
    )
    assert client.post("/search/suggest/").status_code == 405
