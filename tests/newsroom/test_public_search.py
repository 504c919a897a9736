"""Search: what is found, in which script, and that strange questions get an answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from newsroom.searching.question import clean_query
from tests.published import put_running_series, put_site, put_story

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def found(client: Client, query: str, script: str = "") -> str:
    return client.get(f"{script}/search/", {"q": query}).content.decode()


@pytest.mark.parametrize("field", ["headline", "subheading", "standfirst", "byline"])
def test_words_of_every_line_are_found(client: Client, field: str) -> None:
    fields: dict[str, Any] = {field: "邮件处理中心"}
    put_story(slug="zhao-dao", **fields)
    put_story(slug="bie-de")
    page = found(client, "处理中心")
    assert "/articles/zhao-dao/" in page and "/articles/bie-de/" not in page


def test_words_of_the_body_are_found_but_not_its_tags(client: Client) -> None:
    put_story(slug="zhao-dao", body_html='<p class="picture">第一车是空的，3.4亿件，AT&amp;T。</p>')
    assert "/articles/zhao-dao/" in found(client, "第一车")
    assert "/articles/zhao-dao/" in found(client, "3.4")
    assert "/articles/zhao-dao/" in found(client, "AT&T")
    for tag in ("picture", "class", "<p", "amp"):
        assert "/articles/zhao-dao/" not in found(client, tag)


def test_every_word_of_a_question_is_asked_for(client: Client) -> None:
    put_story(slug="liang-ge", headline="海冰与航线")
    put_story(slug="yi-ge", headline="海冰")
    page = found(client, "航线 海冰")
    assert "/articles/liang-ge/" in page and "/articles/yi-ge/" not in page


def test_question_in_the_other_script_finds_the_story(client: Client) -> None:
    put_story(slug="zhao-dao", headline="邮件处理中心")
    assert "/articles/zhao-dao/" in found(client, "郵件處理")


def test_each_script_searches_its_own_rows(client: Client) -> None:
    put_story(slug="zhao-dao", headline="邮件")
    assert "/zh-hant/articles/zhao-dao/" in found(client, "邮件", "/zh-hant")


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", '"', "(", "[", "*", ".", "?", "$", "^", "|", "{1}"])
def test_signs_with_a_meaning_elsewhere_mean_themselves(client: Client, sign: str) -> None:
    put_story(slug="you", headline=f"标题里有{sign}号")
    put_story(slug="mei-you", headline="标题里没有")
    page = found(client, sign)
    assert "/articles/you/" in page and "/articles/mei-you/" not in page


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "\x00",
        "a\x00b",
        "\u202e",
        "\ud800",
        "字" * 40_000,
        "a " * 5000,
        "((((((((((",
        "%" * 99,
        "\u3000",
        "<svg/onload=1>",
    ],
)
def test_strange_questions_get_an_answer(client: Client, query: str) -> None:
    put_site()
    put_story()
    answer = client.get("/search/", {"q": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200


def test_question_is_cut_to_a_hundred_characters() -> None:
    assert len(clean_query("字" * 100_000)) == 100
    assert clean_query(" 海\x00冰\u200b \n 航线 ") == "海冰 航线"
    assert clean_query("ＡＢ１") == "AB1"


def test_results_are_paged_and_keep_the_question(client: Client) -> None:
    for number in range(21):
        put_story(days_ago=number, headline=f"海冰第{number}报")
    first = found(client, "海冰 报").replace("<mark>", "").replace("</mark>", "")
    assert "海冰第19报" in first and "海冰第20报" not in first
    assert "?q=%E6%B5%B7%E5%86%B0+%E6%8A%A5&amp;page=2" in first
    second = client.get("/search/", {"q": "海冰 报", "page": "2"}).content.decode()
    second = second.replace("<mark>", "").replace("</mark>", "")
    assert "海冰第20报" in second and "海冰第19报" not in second


def test_search_is_not_offered_to_search_engines(client: Client) -> None:
    assert 'content="noindex, follow"' in found(client, "海冰")


@pytest.mark.parametrize("query", ["", "没有的词"])
def test_where_nothing_was_found_series_are_offered(client: Client, query: str) -> None:
    put_site()
    put_running_series(1, slug="chaoxi")
    assert 'href="/series/chaoxi/"' in found(client, query)
    put_story(headline="码头的一天", days_ago=0)
    assert "onward" not in found(client, "码头")


def test_fronts_are_not_results(client: Client) -> None:
    put_story(slug="shou-ye", kind="front", headline="潮汐有信")
    assert "shou-ye" not in found(client, "潮汐")


def test_the_page_that_asks_may_be_found_and_what_was_found_may_not(client: Client) -> None:
    put_site()
    asking, found = (client.get("/search/", ask).content.decode() for ask in ({}, {"q": "潮"}))
    assert "noindex" not in asking and '<meta name="description"' in asking
    assert '<meta name="robots" content="noindex, follow">' in found
    rules = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /search/?" in rules and "Disallow: /search/" not in rules
