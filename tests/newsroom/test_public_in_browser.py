"""Public pages in a real browser: readable at every width, to everybody, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.published import (
    picture,
    put_contributor,
    put_credit,
    put_notice,
    put_part,
    put_running_series,
    put_site,
    put_story,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/articles/pian-2/",
    "/articles/quan-you/",
    "/articles/chegao/",
    "/articles/mei-you/",
    "/series/",
    "/series/chaoxi/",
    "/sections/yaowen/",
    "/contributors/shen-zhiyuan/",
    "/corrections/",
    "/search/?q=正文",
    "/zh-hant/series/chaoxi/",
]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def newspaper(transactional_db: None) -> None:
    put_site(tagline="一座海湾新区的每日记录", footer=[{"text": "示例内容", "url": ""}])
    put_contributor(bio="跑产业口第九年。")
    series, _ = put_running_series(
        3, slug="chaoxi", announced_total=12, front={"kicker": "特别策划", "subheading": "回访二百四十项承诺"}
    )
    put_part(series, 4, put_notice(slug="chegao"))
    put_part(
        series, 5, is_announced=True, announced_title="三个村，一条公交线", announced_on=date(2026, 1, 21)
    )
    everything = put_story(
        slug="quan-you",
        headline="什么都有的一篇，标题也不短",
        kicker="引题",
        subheading="副题",
        standfirst="导语。" * 12,
        editors_note="编者的话。",
        byline="记者　沈知远",
        characters=1234,
        body_html='<h2 id="s1">头一节</h2><p>甲。</p><h2 id="s2">第二节</h2>' + "<p>正文。</p>" * 60,
        contents=[{"id": "s1", "text": "头一节"}, {"id": "s2", "text": "第二节"}],
        key_figures=[
            {"prefix": "约", "value": "9.95", "unit": "万平方米", "label": "占地", "source": "竣工资料"}
        ]
        * 4,
        credits=[{"label": "文/图", "roles": ["text"], "people": [{"name": "季青", "title": "记者"}]}],
        corrections=[
            {"type": "correction", "issued_at": "2026-01-15T15:40:00+08:00", "wrong": "亩", "right": "平方米"}
        ],
        has_corrections=True,
        lead_image=picture(),
        gallery=[picture("ab/one"), picture("ab/two")],
        source="望海融媒",
    )
    put_credit(everything)


@pytest.fixture
def reader(browser: Browser, live_server: LiveServer, newspaper: None) -> Iterator[Any]:
    """Opens a page of the newspaper in a browser of the given kind."""
    opened: list[BrowserContext] = []

    def read(path: str, width: int = 1280, **kind: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **kind
        )
        opened.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield read
    for context in opened:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_no_page_has_an_accessibility_fault(reader: Any, width: int, scheme: str) -> None:
    page, faults = reader("/healthz", width, color_scheme=scheme, bypass_csp=True), []
    for path in PAGES:
        page.goto(path)
        found = (
            Axe()
            .run(page, options={"runOnly": STANDARD, "resultTypes": ["violations"]})
            .response["violations"]
        )
        faults += [(path, fault["id"], fault["nodes"][0]["html"][:200]) for fault in found]
    assert not faults


@pytest.mark.parametrize("width", [320, 1920])
def test_no_page_scrolls_sideways_or_breaks_its_own_content_policy(reader: Any, width: int) -> None:
    page, complaints = reader("/healthz", width), []
    page.on("console", lambda message: complaints.append(message.text))
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert not [text for text in complaints if "Content Security Policy" in text]


def test_link_is_copied_where_scripts_run(reader: Any) -> None:
    page = reader("/articles/quan-you/", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("[data-copy]")
    button.click()
    expect(button.locator("span")).to_have_text(str(button.get_attribute("data-done")))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "http://testserver/articles/quan-you/"


def test_address_is_printed_where_scripts_do_not_run(reader: Any) -> None:
    page = reader("/articles/quan-you/", java_script_enabled=False)
    assert page.locator(".share__url a").is_visible()
    assert not page.locator("[data-copy]").is_visible() and not page.locator("[data-share]").is_visible()


def test_contents_mark_the_section_being_read(reader: Any) -> None:
    page = reader("/articles/quan-you/")
    page.locator("#s2").scroll_into_view_if_needed()
    page.mouse.wheel(0, 4000)
    page.wait_for_selector('.toc a[href="#s2"][aria-current="true"]')


def test_keyboard_reaches_the_text_first(reader: Any) -> None:
    page = reader("/articles/quan-you/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
