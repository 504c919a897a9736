"""Feeds, sitemaps and robots: well-formed whatever the copy holds, absolute, stories only, both scripts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from articles.models.published import PublishedArticle
from tests.published import (
    put_contributor,
    put_credit,
    put_notice,
    put_running_series,
    put_series,
    put_site,
    put_story,
    put_tag,
)

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
    front = PublishedArticle.objects.get(slug="chaoxi", script="hans")
    put_tag(front.uid, slug="zhi-zai-fengmian")  # stands on no story
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


EVERY = ["/", "/sections/yaowen/", "/contributors/shen-zhiyuan/", "/series/chaoxi/"]


@pytest.mark.parametrize("page", EVERY)
def test_whatever_has_stories_has_feeds_in_three_forms_and_names_them(client: Client, page: str) -> None:
    put_site()
    put_contributor()
    _, stories = put_running_series(3, slug="chaoxi")
    put_credit(stories[0])
    for script, first in (("", page), ("zh-hant", f"/zh-hant{page}")):
        html = client.get(first).content.decode()
        for end, kind in (("feed/", "rss"), ("feed.atom", "atom"), ("feed.json", "feed+json")):
            answer = client.get(first + end)
            assert answer.status_code == 200, (script, end)
            assert f'type="application/{kind}' in html and f'href="{first}{end}"' in html
            text = answer.content.decode()
            assert f"http://testserver{first.rstrip('/')}" in text and "/articles/pian-1/" in text


def test_missing_sections_and_people_have_no_feed(client: Client) -> None:
    put_site()
    for path in ("/sections/mei-you/feed/", "/contributors/mei-you/feed.json", "/series/mei-you/feed.atom"):
        assert client.get(path).status_code == 404


def test_full_text_is_in_the_feeds_where_the_newsroom_wants_it(client: Client, settings: Any) -> None:
    body = '<p>全文。<a href="/articles/b/">链接</a></p><img src="/media/ab/x.jpg" srcset="/media/a 1w, /media/b 2w">'
    put_story(slug="you-lu", body_html=body)
    whole = body.replace('"/', '"http://testserver/').replace(", /media", ", http://testserver/media")
    assert "全文" not in client.get("/feed/").content.decode() + client.get("/feed.json").content.decode()
    settings.FEED_FULL_TEXT = True
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    assert parsed(client, "/feed/").findtext(f"channel/item/{content}") == whole
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert parsed(client, "/feed.atom").findtext("a:entry/a:content", namespaces=atom) == whole
    assert json.loads(client.get("/feed.json").content)["items"][0]["content_html"] == whole
