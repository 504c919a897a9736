"""What search finds and in which order, what it marks, counts and narrows – the same on both databases."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import publishing_search
from articles.models import PublishedArticle, PublishedSearch
from articles.models.published_search import TABLE
from articles.search import engine, wanted
from articles.text.search import terms
from newsroom.searching import finding, results
from newsroom.searching.question import FACETS, Question
from tests.published import put_contributor, put_credit, put_part, put_series, put_site, put_story

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def found(query: str, script: str = "hans", **facets: str) -> list[str]:
    """Slugs of the first page, in order."""
    answer = results.answer(Question(query, **facets), script, 1)
    return [result.story.slug for result in answer.results]


def counts(query: str, **facets: str) -> dict[str, dict[str, int]]:
    """Facet → printed name → number of finds."""
    answer = results.answer(Question(query, **facets), "hans", 1)
    return {facet.name: {c.label: c.count for c in facet.choices} for facet in answer.facets}


LONG = "山海之间。" * 4_200 + "潮水照常一天兩回，項目佔地9.95萬平方米，僅用99天。"


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("潮水照常一天两回", True), ("9.95万", True), ("99天", True), ("占地9.95万平方米", True), ("項目", True),
        ("仅用99天。", True), ("“两回”", True), ("回", True), ("山海 99天", True),
        ("目项", False), ("9.9万", False), ("99米", False), ("回潮水", False), ("山海 沙漠", False), ("间山海水", False),
    ],
)  # fmt: skip
def test_words_phrases_and_figures_at_the_end_of_a_very_long_text(query: str, is_there: bool) -> None:
    put_story(slug="chang", body_html=f"<p>{LONG}</p>")
    put_story(slug="bie-de", body_html="<p>海上的灯。</p>")
    assert found(query) == (["chang"] if is_there else [])


def test_either_script_finds_either_and_each_page_is_marked_in_its_own(client: Client) -> None:
    uid = put_story(slug="tai", headline="臺灣海峽的軟體", body_html="<p>技术。</p>")
    PublishedArticle.objects.filter(uid=uid, script="hans").update(headline="台湾海峡的软件")
    publishing_search.index(uid=uid)
    for query in ("台湾", "臺灣", "软件", "軟體", "软体"):  # a word of one page only finds both pages
        assert found(query) == found(query, "hant") == ["tai"], query
    page = client.get("/zh-hant/search/", {"q": "台湾"}).content.decode()
    assert "<mark>臺灣</mark>" in page and "台湾</mark>" not in page


def test_names_are_found_and_marked_by_pinyin() -> None:
    uid = put_story(slug="ming", byline="记者\u3000沈知远", credits=_credits("沈知远"))
    put_credit(uid)
    put_story(slug="bie-de", body_html="<p>szy 以外。</p>", headline="别的")
    for query in ("szy", "SZY", "shenzhiyuan", "shen zhiyuan", "shen zhi yuan", "沈知远", "沈知遠"):
        assert "ming" in found(query), query
    answer = results.answer(Question("shenzhiyuan"), "hans", 1)
    assert [piece.text for piece in answer.results[0].byline if piece.marked] == ["沈知远"]


def _credits(name: str) -> list[dict[str, Any]]:
    person = {"name": name, "title": "记者", "organisation": "", "note": "", "contributor": "shen-zhiyuan"}
    return [{"label": "文", "roles": ["text"], "people": [person]}]


def test_title_stands_before_standfirst_before_body_and_new_before_old() -> None:
    put_story(slug="zheng-wen", days_ago=1, body_html="<p>海冰。</p>")
    put_story(slug="dao-yu", days_ago=2, standfirst="海冰。")
    put_story(slug="jiu-biao-ti", days_ago=3000, headline="海冰")
    put_story(slug="xin-biao-ti", days_ago=3, headline="海冰来了")
    assert found("海冰") == ["xin-biao-ti", "jiu-biao-ti", "dao-yu", "zheng-wen"]
    assert found("海冰", sort="new") == ["zheng-wen", "dao-yu", "xin-biao-ti", "jiu-biao-ti"]


def test_series_is_found_with_its_stories_and_what_is_not_public_counts_nowhere() -> None:
    series, other = put_series(), put_series(slug="chang-jia", title="长街旧事")
    part, loose = put_story(slug="pian-yi", headline="渔市"), put_story(slug="san-pian", headline="渔市散记")
    put_part(series, 1, part)
    put_part(series, 2, series)  # a slot whose story is not public: no row has its uid
    put_part(other, 1, loose)
    assert found("潮汐有信") == found("cxyx") == ["chaoxi", "pian-yi"]
    assert found("潮汐有信 渔市") == ["pian-yi"]
    assert counts("渔市")["series"] == {"潮汐有信": 1, "长街旧事": 1}
    assert found("渔市", series="chaoxi") == ["pian-yi"]
    assert found("渔市", series="wu-ci-zhuanti") == []
    answer = results.answer(Question("潮汐有信"), "hans", 1)
    assert [(r.is_series, r.address, r.series + r.label) for r in answer.results] == [
        (True, "/series/chaoxi/", ""),
        (False, "/articles/pian-yi/", "潮汐有信之1"),
    ]


def test_facets_count_what_each_choice_leaves(client: Client) -> None:
    put_site()
    put_contributor()
    for number in range(3):
        uid = put_story(slug=f"yao-{number}", headline="海冰", days_ago=number)
        put_credit(uid)
    put_story(slug="min", headline="海冰", section_slug="minsheng", days_ago=800)
    told = counts("海冰")
    assert told["section"] == {"要闻": 3, "民生": 1} and told["by"] == {"沈知远": 3}
    assert sorted(told["year"].values()) == [1, 3]
    for name, values in told.items():
        for choice in next(
            f for f in results.answer(Question("海冰"), "hans", 1).facets if f.name == name
        ).choices:
            page = client.get("/search/" + choice.address)
            assert page.context["answer"].total == values[choice.label]
            assert page.context["question"].chosen.keys() == {name}
    assert counts("海冰", section="minsheng")["section"] == {"民生": 1}


@pytest.mark.parametrize("most", [1, 2, 3, 4, 9])
def test_the_newest_of_many_finds_are_kept_in_whichever_years_they_lie(most: int) -> None:
    """The latest two years are asked first: neither of them may hide a story, nor an older one take its place."""
    ages = [800, 3, 400, 1200, 30]
    uids = {put_story(age, body_html="<p>潮水照常一天两回。</p>"): age for age in ages}
    asked = wanted.anywhere(terms("潮水照常"))
    kept = engine.ranked(TABLE, [(1, asked, most)], ("uid",))
    assert sorted(uids[uuid.UUID(str(uid))] for _rank, uid in kept) == sorted(ages)[:most]


def test_more_than_the_ceiling_is_said_and_every_page_of_it_can_be_turned(
    client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr(finding, "CEILING", 30)
    monkeypatch.setattr(results, "CEILING", 30)
    put_site()
    for number in range(35):
        put_story(slug=f"gao-{number}", body_html="<p>海冰。</p>", days_ago=number)
    answer = results.answer(Question("海冰"), "hans", 1)
    assert (answer.total, answer.is_more, answer.older) == (30, True, 2)
    assert client.get("/search/", {"q": "海冰", "page": "2"}).status_code == 200
    assert client.get("/search/", {"q": "海冰", "page": "3"}).status_code == 404
    assert "超过30篇" in client.get("/search/", {"q": "海冰"}).content.decode()


def test_queries_of_a_page_are_five_at_most_however_much_is_found(client: Client) -> None:
    put_site()
    series = put_series()
    seen = []
    for stories in (1, 25):
        for number in range(stories):
            put_part(
                series, stories * 10 + number, put_story(slug=f"gao-{stories}-{number}", headline="海冰")
            )
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/search/", {"q": "潮汐有信 海冰", "series": "chaoxi"})
        assert page.context["answer"].results
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 5


def test_marks_are_escaped_with_everything_else(client: Client) -> None:
    put_site()
    put_story(headline="<b>海冰</b>&amp;", body_html="<p>海冰&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    page = client.get("/search/", {"q": "海冰"}).content.decode()
    assert "&lt;b&gt;<mark>海冰</mark>&lt;/b&gt;&amp;amp;" in page
    assert "<mark>海冰</mark>&lt;script&gt;alert(1)" in page
    page = client.get("/search/", {"q": '"><script>1</script>'}).content.decode()
    assert "<script>1" not in page and "&quot;&gt;&lt;script&gt;" in page


STRANGE = [
    *'"*:&|!()<>-\\\'', "NEAR", "NEAR(a b)", "a AND b", "a OR", "NOT", "a:*", "'a':*A", "tokens : a", "<->", "^a", "{a b}",
    "''", "\x00", "a\x00", "\ud800", "\u202e海", "\u200b", "海" * 33_000, "海 " * 5_000, "1" * 5_000, "p=x", "u=1 | u=2",
    "%", "_", "\\", "𠮷野", "👨‍👩‍👧", "ﷺ", "n=szy",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/search/", "/zh-hant/search/suggest/"])
def test_no_question_is_an_error_or_reaches_the_language_of_the_index(client: Client, path: str) -> None:
    put_site()
    put_story(headline="海冰")
    for query in STRANGE:
        answer = client.get(path, {"q": query.encode("utf-8", "surrogatepass")})
        assert answer.status_code == 200, query
        assert answer.cookies == {} and "Vary" not in answer.headers
    for query in ("u=1", "s=yaowen", "k=story", "yaowen"):  # tags of the index are no words
        assert found(query) == []


@pytest.mark.parametrize("name", FACETS)
def test_facet_that_nobody_offered_is_answered_and_not_echoed_raw(client: Client, name: str) -> None:
    put_site()
    put_story(headline="海冰")
    for value in (
        "nope",
        "1999",
        "2026",
        "9" * 5_000,
        "<b>",
        "'",
        "a b",
        "\x00",
        "\ud800",
        "x" * 200_000,
        "../x",
    ):
        asked = urlencode({"q": "海冰", name: value.encode("utf-8", "surrogatepass")})
        answer = client.get(f"/search/?{asked}")
        assert answer.status_code == 200, value
        assert b"<b>" not in answer.content.replace("<b>最相关</b>".encode(), b"")
    assert client.get("/search/?q=x&page=1000000000").status_code == 404
    assert client.get("/search/?q=x&page=-1").status_code == 404


def test_index_follows_its_table_on_both_databases() -> None:
    """SQLite's index is kept by triggers, which a rebuilt table would lose without a word."""
    uid = put_story(slug="gao", headline="海冰")
    assert found("海冰") == ["gao"]
    PublishedSearch.objects.filter(uid=uid).update(tokens=["t=沙漠", "沙漠"])
    assert found("海冰") == [] and found("沙漠") == ["gao"]
    PublishedSearch.objects.filter(uid=uid).delete()
    assert found("沙漠") == []


def test_text_with_more_different_words_than_an_index_holds_is_found_by_its_title() -> None:
    huge = "".join(chr(0x4E00 + n % 20_000) + chr(0x4E00 + n * 7919 % 20_000) for n in range(160_000))
    put_story(slug="ju", headline="海冰", body_html=f"<p>{huge}</p><p>{'a' * 100_000}</p>")
    assert found("海冰") == ["ju"]
