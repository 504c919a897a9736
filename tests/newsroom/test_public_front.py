"""The front page: what leads, what follows, what is quiet; and the pages of the whole site."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models.published import PublishedSite
from newsroom import views
from series.models.published import PublishedSeries
from tests.published import (
    at,
    picture,
    put_notice,
    put_part,
    put_running_series,
    put_series,
    put_site,
    put_story,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def get(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


def test_fresh_install_has_a_quiet_front_page(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200 and "quiet" in answer.content.decode()


def test_masthead_alone_makes_a_front_page(client: Client) -> None:
    put_site(name="望海新报", tagline="每日记录")
    page = get(client)
    assert "望海新报" in page and "每日记录" in page and 'href="/sections/yaowen/"' in page


def test_series_with_the_newest_part_leads(client: Client) -> None:
    put_site()
    old, new = put_series("jiu", "旧专题"), put_series("xin", "新专题")
    put_part(old, 1, put_story(days_ago=5, headline="旧的一篇"))
    put_part(new, 1, put_story(days_ago=1, headline="新的一篇"))
    hero = get(client).split('class="hero"')[1].split("</section>")[0]
    assert "新专题" in hero and "新的一篇" in hero and "旧专题" not in hero


def test_series_that_has_not_begun_stands_on_the_shelf(client: Client) -> None:
    put_site()
    put_part(put_series("jiang", "将来的专题"), 1, is_announced=True, announced_title="预告")
    page = get(client)
    assert 'class="hero"' not in page and "将来的专题" in page.split('class="shelf"')[1]


def test_lone_series_on_the_shelf_lists_its_stories_from_the_first_if_it_is_finished(client: Client) -> None:
    put_site()
    put_part(put_series("xin", "新专题"), 1, put_story(days_ago=0, headline="新的一篇"))
    shown = {}
    for finished in (True, False):
        slug = f"jiu-{finished}"
        series = put_series(slug, "旧专题", finished=finished)
        for number in range(1, 6):
            put_part(series, number, put_story(days_ago=9 - number, headline=f"旧的第{number}篇"))
        shelf = get(client).split('class="shelf"')[1].split("</section>")[0]
        shown[finished] = re.findall(r"旧的第\d篇", shelf)
        PublishedSeries.objects.filter(slug=slug).delete()
    assert shown[True] == [f"旧的第{n}篇" for n in (1, 2, 3, 4)]
    assert shown[False] == [f"旧的第{n}篇" for n in (5, 4, 3, 2)]


def test_announced_parts_of_the_leading_series_are_told(client: Client) -> None:
    put_site()
    series, _ = put_running_series(2, slug="chaoxi")
    put_part(
        series, 3, is_announced=True, announced_title="三个村，一条公交线", announced_on=date(2026, 1, 21)
    )
    put_story(headline="要闻一条")
    coming = get(client).split('class="coming"')[1].split("</section>")[0]
    assert "三个村，一条公交线" in coming and "1月21日" in coming


def test_first_section_is_the_news_and_others_are_desks(client: Client) -> None:
    put_site()
    put_story(headline="要闻一条")
    put_story(headline="民生一条", section_slug="minsheng", lead_image=picture())
    page = get(client)
    assert "要闻一条" in page.split('class="news"')[1].split("</section>")[0]
    assert "民生一条" in page.split('class="desk"')[1].split("</section>")[0]


def test_old_section_does_not_push_out_a_quiet_one(client: Client) -> None:
    put_site()
    put_story(days_ago=300, headline="很久以前的民生", section_slug="minsheng")
    for number in range(40):
        put_story(days_ago=number, headline=f"要闻{number}")
    assert "很久以前的民生" in get(client)


def test_story_of_the_hero_is_not_repeated(client: Client) -> None:
    put_site()
    series = put_series("chaoxi")
    put_part(series, 1, put_story(headline="领头的一篇"))
    assert get(client).count(">领头的一篇<") == 1


def test_site_without_sections_lists_the_newest(client: Client) -> None:
    put_site(sections=[])
    put_story(headline="没有栏目的", section_slug="")
    assert "没有栏目的" in get(client)


def test_corrections_and_withdrawals_show_on_the_front_page(client: Client) -> None:
    put_site()
    fix = {
        "type": "correction",
        "issued_at": at(1).isoformat(),
        "wrong": "亩",
        "right": "平方米",
        "passage": "",
    }
    put_story(slug="you-lu", corrections=[fix], has_corrections=True)
    put_notice(slug="chegao", headline="撤下的")
    fixes = get(client).split('class="wrap fixes"')[1]
    assert 'href="/articles/you-lu/#corr"' in fixes and "撤下的" in fixes


@pytest.mark.parametrize("stories", [3, 30])
def test_front_page_takes_five_queries_whatever_it_holds(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, stories: int
) -> None:
    put_site()
    put_series("ling-yi", "另一部")
    put_running_series(stories, slug="chaoxi")
    for number in range(stories):
        put_story(section_slug=("yaowen", "minsheng")[number % 2])
    put_notice()
    with django_assert_num_queries(5):
        assert client.get("/").status_code == 200


def test_navigation_says_where_the_reader_is(client: Client) -> None:
    put_site()
    assert re.search(r'href="/sections/minsheng/" aria-current="page"', get(client, "/sections/minsheng/"))
    assert re.search(r'href="/series/" aria-current="page"', get(client, "/series/"))


def test_traditional_pages_link_to_traditional_pages(client: Client) -> None:
    put_site()
    put_running_series(2, slug="chaoxi")
    for path in (
        "/zh-hant/",
        "/zh-hant/series/chaoxi/",
        "/zh-hant/articles/pian-1/",
        "/zh-hant/corrections/",
    ):
        inside = re.findall(r'href="(/(?!static/)[^"]*)"', get(client, path))
        simplified = [link for link in inside if not link.startswith("/zh-hant/")]
        assert len(simplified) == 1  # the switch of script
        assert simplified[0] == path.removeprefix("/zh-hant")


def test_footer_prints_the_imprint(client: Client) -> None:
    put_site()
    footer = [{"text": "示例内容", "url": ""}, {"text": "许可证", "url": "https://example.org/"}]
    PublishedSite.objects.update(footer=footer)
    page = get(client)
    assert "<p>示例内容</p>" in page and '<a href="https://example.org/">许可证</a>' in page


def test_error_page_needs_no_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(views, "read_shelf", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500 and b"/static/newsroom/base.css" in answer.content


def test_missing_page_of_any_address_space_is_the_same(client: Client) -> None:
    put_site()
    pages = {
        client.get(path).content for path in ("/x", "/articles/x/", "/series/x/", "/sections/x/", "/x/y/z/")
    }
    assert len(pages) == 1
    assert client.get("/zh-hant/x/").content not in pages
