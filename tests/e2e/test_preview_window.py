"""The preview in a real browser: it says what it is, and hands nothing on; the public page does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.factories import ensure_defaults, make_draft, make_published, make_site
from tests.tools.waiting import CALM

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def _signed_in(live_server, browser: Browser, article: Article) -> Page:
    client = Client()
    client.force_login(article.author)
    context = browser.new_context(**CALM, base_url=live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context.new_page()


def test_nothing_can_be_shared_from_a_preview_but_from_the_public_page(live_server, browser: Browser) -> None:
    ensure_defaults()
    make_site()
    article = make_draft(headline="还没见报的稿")
    page = _signed_in(live_server, browser, article)
    page.goto(reverse("admin:articles_preview_framed", args=[article.pk, "hans"]))
    expect(page.locator(".bar")).to_contain_text("读者看不到")
    inside = page.frame_locator("iframe")
    expect(inside.locator("h1")).to_have_text("还没见报的稿")
    expect(inside.locator(".share")).to_be_hidden()
    wide = page.locator("iframe").bounding_box()
    page.get_by_role("link", name="手机").click()
    narrow = page.locator("iframe").bounding_box()
    assert wide and narrow and wide["height"] > 500 and narrow["width"] <= 390 < wide["width"]
    out = make_published(headline="见报的稿")
    page.goto(reverse("article", kwargs={"script": "hans", "slug": out.slug}))
    expect(page.locator(".share")).to_be_visible()


def test_on_a_phone_the_wechat_panel_does_not_ask_to_scan_ones_own_screen(
    live_server, browser: Browser
) -> None:
    ensure_defaults()
    make_site()
    out = make_published()
    page = browser.new_context(
        **CALM, base_url=live_server.url, viewport={"width": 390, "height": 800}, java_script_enabled=False
    ).new_page()
    page.goto(reverse("article", kwargs={"script": "hans", "slug": out.slug}))
    page.locator(".share__more summary").first.click()
    expect(page.locator(".share__here")).to_be_visible()
    expect(page.locator(".share__code")).to_be_hidden()
    page.set_viewport_size({"width": 1000, "height": 800})
    expect(page.locator(".share__here")).to_be_hidden()
    expect(page.locator(".share__code")).to_be_visible()
