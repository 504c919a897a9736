"""What readers get at a story's address, and around it. Rows are put in place directly."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models.published import PublishedRedirect
from tests.published import (
    picture,
    put_notice,
    put_part,
    put_running_series,
    put_series,
    put_site,
    put_story,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]

CREDITS = [
    {
        "label": "文/图",
        "roles": ["text", "photo"],
        "people": [
            {
                "name": "沈知远",
                "title": "记者",
                "organisation": "",
                "note": "",
                "contributor": "shen-zhiyuan",
            },
            {"name": "季青", "title": "记者", "organisation": "", "note": "", "contributor": ""},
            {"name": "何见川", "title": "通讯员", "organisation": "项目中心", "note": "", "contributor": ""},
        ],
    },
    {"label": "美编", "roles": ["art_editor"], "people": [{"name": "顾南乔", "title": ""}]},
]


def text(response: Any) -> str:
    return str(response.content.decode())


def test_story_is_served_in_the_script_of_its_address(client: Client) -> None:
    put_site()
    put_story(slug="you-lu", headline="邮路")
    hans, hant = client.get("/articles/you-lu/"), client.get("/zh-hant/articles/you-lu/")
    assert '<html lang="zh-Hans">' in text(hans) and "邮路（繁）" not in text(hans)
    assert '<html lang="zh-Hant">' in text(hant) and "邮路（繁）" in text(hant)


def test_story_names_its_other_script_and_its_canonical_address(client: Client) -> None:
    put_site()
    put_story(slug="you-lu")
    page = text(client.get("/zh-hant/articles/you-lu/"))
    assert '<link rel="canonical" href="http://testserver/zh-hant/articles/you-lu/">' in page
    assert 'hreflang="zh-Hans" href="http://testserver/articles/you-lu/"' in page
    assert 'hreflang="zh-Hant" href="http://testserver/zh-hant/articles/you-lu/"' in page
    assert 'hreflang="x-default" href="http://testserver/articles/you-lu/"' in page
    assert '<a href="/articles/you-lu/" lang="zh-Hans"' in page


def test_front_is_read_at_its_series(client: Client) -> None:
    put_series("chaoxi")
    answer = client.get("/zh-hant/articles/chaoxi/")
    assert (answer.status_code, answer["Location"]) == (301, "/zh-hant/series/chaoxi/")


def test_old_slug_leads_to_the_new_one_for_good(client: Client) -> None:
    put_story(slug="xin")
    PublishedRedirect.objects.create(kind="article", old_slug="jiu", new_slug="xin")
    answer = client.get("/articles/jiu/")
    assert (answer.status_code, answer["Location"]) == (301, "/articles/xin/")


def test_series_redirect_does_not_move_a_story(client: Client) -> None:
    PublishedRedirect.objects.create(kind="series", old_slug="jiu", new_slug="xin")
    assert client.get("/articles/jiu/").status_code == 404


def test_withdrawn_story_is_gone_with_its_reason(client: Client) -> None:
    put_site()
    put_notice(slug="chegao", headline="吊桥下的航线", text="通航时间与公告不一致。")
    answer = client.get("/articles/chegao/")
    assert answer.status_code == 410
    assert "通航时间与公告不一致。" in text(answer) and "noindex" in text(answer)


def test_every_missing_story_is_answered_with_the_same_bytes(client: Client) -> None:
    put_site()
    first, second = client.get("/articles/never-was/"), client.get("/articles/another-slug-that-never-was/")
    assert first.status_code == second.status_code == 404
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)
    assert b"never-was" not in first.content


def test_credits_print_titles_once_and_link_to_known_people(client: Client) -> None:
    put_site()
    put_story(slug="you-lu", credits=CREDITS, source="望海融媒")
    page = text(client.get("/articles/you-lu/"))
    block = re.search(r'<footer class="credits">.*?</footer>', page, re.DOTALL)
    assert block
    assert block[0].count(">记者<") == 1 and ">项目中心通讯员<" in block[0]
    assert 'href="/contributors/shen-zhiyuan/"' in block[0]
    assert "望海融媒" in block[0]


def test_short_names_are_padded_by_css_and_stay_whole(client: Client) -> None:
    put_story(slug="you-lu", credits=CREDITS)
    page = text(client.get("/articles/you-lu/"))
    assert '<span class="credit-name" data-pad>季青</span>' in page
    assert "data-pad><a" not in page  # 沈知远 has three characters


def test_headline_breaks_only_where_the_desk_allows(client: Client) -> None:
    put_story(slug="you-lu", headline="邮路在海湾拐了个弯", headline_breaks=[3, 99, "x"])
    page = text(client.get("/articles/you-lu/"))
    assert '<h1 class="head__title">邮路在<wbr>海湾拐了个弯</h1>' in page


def test_headline_with_a_long_segment_gives_up_keep_all(client: Client) -> None:
    put_story(slug="chang", headline="从一通清晨六点的电话到一纸盖了四枚章的公告")
    assert '<h1 class="head__title is-long">' in text(client.get("/articles/chang/"))


def test_correction_stands_in_header_and_after_the_body(client: Client) -> None:
    fix = {
        "type": "correction",
        "issued_at": "2026-01-15T15:40:00+08:00",
        "wrong": "4.3万亩",
        "right": "4.3万平方米",
        "passage": "第二段",
    }
    put_story(slug="you-lu", corrections=[fix], has_corrections=True)
    page = text(client.get("/articles/you-lu/"))
    assert '<a href="#corr">' in page
    assert "2026年1月15日　15:40" in page
    assert page.index("正文。") < page.index('id="corr"') and "4.3万平方米" in page


def test_times_are_printed_in_the_newsroom_clock(client: Client) -> None:
    moment = datetime(2026, 1, 11, 22, 30, tzinfo=UTC)
    put_story(slug="you-lu", first_published_at=moment, last_published_at=moment)
    page = text(client.get("/articles/you-lu/"))
    assert '<time datetime="2026-01-12T06:30:00+08:00">2026年1月12日　06:30</time>' in page


def test_picture_offers_formats_widths_and_a_wide_crop(client: Client) -> None:
    put_story(slug="you-lu", lead_image=picture())
    page = text(client.get("/articles/you-lu/"))
    assert 'media="(min-width: 67.5rem)" type="image/webp" srcset="/media/ab/lead-2x1-480.webp 480w' in page
    assert '<img src="/media/ab/lead-3x2-960.jpg" width="1440" height="960" alt="替代文字"' in page
    assert 'content="http://testserver/articles/you-lu/card.jpg"' in page  # og:image


def test_ai_label_comes_first_in_the_caption(client: Client) -> None:
    put_story(slug="you-lu", lead_image=picture() | {"ai_label": "图片由人工智能生成"})
    assert '<figcaption><b class="ai">图片由人工智能生成</b>图片说明' in text(client.get("/articles/you-lu/"))


def test_contents_need_two_headings(client: Client) -> None:
    one = [{"id": "s1", "text": "头一节"}]
    put_story(slug="yi", contents=one)
    put_story(slug="er", contents=[*one, {"id": "s2", "text": "第二节"}])
    assert 'class="toc"' not in text(client.get("/articles/yi/"))
    assert '<a href="#s2">第二节</a>' in text(client.get("/articles/er/"))


def test_figures_stand_after_the_first_section(client: Client) -> None:
    figure = {"prefix": "约", "value": "9.95", "unit": "万平方米", "label": "占地面积", "source": "竣工资料"}
    body = '<h2 id="s1">一</h2><p>甲段</p><h2 id="s2">二</h2><p>乙段</p>'
    contents = [{"id": "s1", "text": "一"}, {"id": "s2", "text": "二"}]
    put_story(slug="you-lu", key_figures=[figure], body_html=body, contents=contents)
    page = text(client.get("/articles/you-lu/")).partition("<main")[2]
    assert page.index("甲段") < page.index("9.95") < page.index("乙段")
    assert "竣工资料" in page and page.count("<b>9.95</b>") == 1


def test_story_outside_a_series_shows_its_section_not_itself(client: Client) -> None:
    put_story(slug="zhe", headline="这一篇")
    put_story(slug="na", headline="那一篇")
    put_story(slug="bie", headline="别的栏目", section_slug="minsheng")
    more = text(client.get("/articles/zhe/")).split('class="more"')[1]
    assert "那一篇" in more and "这一篇" not in more and "别的栏目" not in more


def test_structured_data_tells_credits_and_roles(client: Client) -> None:
    put_site()
    put_story(slug="you-lu", credits=CREDITS)
    data = _structured(text(client.get("/articles/you-lu/")))
    assert data["@type"] == "NewsArticle"
    assert [person["name"] for person in data["author"]] == ["沈知远", "季青", "何见川"]
    assert data["author"][0]["url"] == "http://testserver/contributors/shen-zhiyuan/"
    assert data["contributor"][0]["roleName"] == "美编"
    assert [(r["roleName"], r["contributor"]["name"]) for r in data["contributor"][1:]] == [
        ("图", "沈知远"), ("图", "季青"), ("图", "何见川"),
    ]  # fmt: skip
    assert data["publisher"]["name"] == "望海新报"


def _structured(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize("path", ["/articles/you-lu/", "/sections/yaowen/", "/corrections/", "/"])
def test_public_pages_stand_on_a_fresh_install(client: Client, path: str) -> None:
    if "you-lu" in path:
        put_story(slug="you-lu")
    assert client.get(path).status_code in (200, 404)


@pytest.mark.parametrize("slug", ["%00", "a%00b", "%ff", "..%2f..%2fadmin", "稿件", "a" * 300, "'", "<svg>"])
def test_strange_slugs_are_missing_not_errors(client: Client, slug: str) -> None:
    put_site()
    for space in ("articles", "series", "sections", "contributors"):
        assert client.get(f"/{space}/{slug}/").status_code in (400, 404)


def test_ribbon_belongs_to_the_home_series(client: Client) -> None:
    put_site()
    home, away = put_series("jia", "家专题"), put_series("bie", "别处专题")
    story = put_story(slug="you-lu")
    put_part(away, 1, story, is_home=False)
    put_part(home, 3, story, label="之三")
    page = text(client.get("/articles/you-lu/"))
    assert 'class="ribbon" href="/series/jia/"' in page and "别处专题" not in page and "之三" in page


@pytest.mark.parametrize("parts", [3, 30])
def test_story_of_a_series_takes_two_queries_whatever_its_length(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, parts: int
) -> None:
    put_site()
    put_running_series(parts)
    with django_assert_num_queries(2):
        page = text(client.get("/articles/pian-2/"))
    assert page.count("的题目") >= parts


def test_story_outside_a_series_takes_three_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put_site()
    put_story(slug="zhe")
    put_story()
    with django_assert_num_queries(3):
        client.get("/articles/zhe/")
