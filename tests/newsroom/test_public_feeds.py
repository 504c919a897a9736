"""Feeds, sitemaps and robots: well-formed whatever the copy holds, absolute, stories only, both scripts."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from lxml import etree

from tests.published import put_contributor, put_notice, put_running_series, put_series, put_site, put_story

pytestmark = pytest.mark.django_db

XML = [
    "/feed/",
    "/feed.atom",
    "/series/chaoxi/feed/",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/sitemap-pages.xml",
    "/news-sitemap.xml",
]
HOSTILE = "a]]>b&c<d>\x08\x0b\x1f\ufffe\uffff\u2028"


def parsed(client: Client, path: str) -> etree._Element:
    answer = client.get(path)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


@pytest.mark.parametrize(
    "path", [*XML, "/zh-hant/feed/", "/zh-hant/feed.atom", "/zh-hant/series/chaoxi/feed/"]
)
def test_xml_is_well_formed_whatever_the_copy_holds(client: Client, path: str) -> None:
    put_site(name=HOSTILE[:9], tagline=HOSTILE[:9])
    put_series("chaoxi", HOSTILE)
    put_story(headline=HOSTILE, standfirst=HOSTILE, byline=HOSTILE, subheading=HOSTILE, tags=[HOSTILE])
    parsed(client, path)


@pytest.mark.parametrize("path", XML)
def test_empty_newspaper_has_well_formed_lists_that_stay_the_same(client: Client, path: str) -> None:
    put_series("chaoxi")
    parsed(client, path)
    assert client.get(path)["ETag"] == client.get(path)["ETag"]


def test_rss_item_carries_what_readers_need(client: Client) -> None:
    put_site()
    uid = put_story(slug="you-lu", headline="邮路", standfirst="导语", byline="记者　沈知远", tags=["港口"])
    item = parsed(client, "/feed/").find("channel/item")
    assert item is not None
    assert item.findtext("title") == "邮路" and item.findtext("description") == "导语"
    assert item.findtext("link") == "http://testserver/articles/you-lu/"
    assert item.findtext("guid") == f"urn:uuid:{uid}"
    assert [entry.text for entry in item.findall("category")] == ["要闻", "港口"]


def test_atom_says_when_a_story_changed(client: Client) -> None:
    put_story(slug="you-lu")
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = parsed(client, "/feed.atom")
    assert feed.findtext("a:entry/a:updated", namespaces=atom)
    assert feed.findtext("a:updated", namespaces=atom) == feed.findtext("a:entry/a:updated", namespaces=atom)


def test_json_feed_is_json_of_the_same_stories(client: Client) -> None:
    put_site()
    put_story(slug="you-lu", headline=HOSTILE)
    answer = client.get("/zh-hant/feed.json")
    data = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/feed+json")
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["items"][0]["url"] == "http://testserver/zh-hant/articles/you-lu/"


@pytest.mark.parametrize("path", ["/feed/", "/feed.atom", "/feed.json"])
def test_feeds_hold_stories_not_fronts_nor_withdrawn_ones(client: Client, path: str) -> None:
    put_running_series(1, slug="chaoxi")
    put_notice(slug="chegao")
    body = client.get(path).content.decode()
    assert "pian-1" in body and "/articles/chaoxi/" not in body and "chegao" not in body


def test_sitemaps_name_every_page_in_both_scripts(client: Client) -> None:
    put_site()
    put_running_series(1, slug="chaoxi")
    put_contributor()
    put_notice(slug="chegao")
    listed = set()
    for path in ("/sitemap-1.xml", "/sitemap-pages.xml"):
        listed |= {element.text for element in parsed(client, path).iter("{*}loc")}
    expected = [
        "/",
        "/series/",
        "/corrections/",
        "/articles/pian-1/",
        "/series/chaoxi/",
        "/sections/yaowen/",
        "/contributors/shen-zhiyuan/",
    ]
    for path in expected:
        assert f"http://testserver{path}" in listed and f"http://testserver/zh-hant{path}" in listed
    assert not any("chegao" in str(address) or "/articles/chaoxi/" in str(address) for address in listed)


def test_every_address_of_the_sitemaps_is_a_page(client: Client) -> None:
    put_site()
    put_running_series(2, slug="chaoxi")
    put_contributor()
    for index in parsed(client, "/sitemap.xml").iter("{*}loc"):
        for element in parsed(client, str(index.text).removeprefix("http://testserver")).iter("{*}loc"):
            assert client.get(str(element.text).removeprefix("http://testserver")).status_code == 200


def test_news_sitemap_holds_two_days(client: Client) -> None:
    put_site()
    put_story(days_ago=1, slug="jin-ri")
    put_story(days_ago=3, slug="san-tian-qian")
    body = client.get("/news-sitemap.xml").content.decode()
    assert body.count("jin-ri") == 2 and "san-tian-qian" not in body
    assert "<news:language>zh-cn</news:language>" in body and "<news:language>zh-tw</news:language>" in body


@pytest.mark.parametrize("number", ["0", "2", "999999999999999999999999"])
def test_sitemap_that_does_not_exist_is_missing(client: Client, number: str) -> None:
    put_story()
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_robots_name_the_sitemaps_and_keep_crawlers_from_the_desk(client: Client) -> None:
    rules = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in rules and "Sitemap: http://testserver/sitemap.xml" in rules
