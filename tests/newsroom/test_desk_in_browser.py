"""The desk on a phone and on a tablet, in English, whose words are the longest: nothing runs out of the page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.factories import (
    ensure_defaults,
    make_draft,
    make_in_review,
    make_returned,
    make_scheduled,
    make_site,
    make_user,
    route,
)
from tests.proofs.making import make_series
from tests.tools.waiting import widens_to

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
WIDTHS = (390, 768, 1024)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def desk(live_server, browser: Browser) -> Page:
    """A chief editor's browser, with a little of everything waiting."""
    ensure_defaults()
    make_site()
    chief = make_user("chief_editor", display_name="程以宁", job_title="总编辑", language="en")
    make_returned(headline="退回的一篇")
    make_scheduled(headline="定时的一篇")
    # a row with something in every column: who passed it, what is to be ticked
    told = "<p>三十六个项目中，有11个是清单公布以后新谈成的。</p>"
    make_in_review(route=route("three"), passed=2, headline="今年第一批项目签约，三成在清单之外", body=told)
    client = Client()
    client.force_login(chief)
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return context.new_page()


def _fits(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible()
    for width in WIDTHS:
        widens_to(page, width)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, (address, width)


def test_no_page_of_the_desk_is_wider_than_a_phone_or_a_tablet(desk: Page):
    story, series = make_draft(headline="等人写的一篇"), make_series()
    for name, *keys in (
        ("index",),
        ("articles_article_changelist",),
        ("articles_article_change", story.pk),
        ("articles_image_changelist",),
        ("series_board", series.pk),
        ("readers",),
        ("articles_proof_rates",),
        ("password_change",),
    ):
        _fits(desk, reverse(f"admin:{name}", args=keys))


def test_cards_of_the_list_say_what_they_show_and_everybody_can_read_them(desk: Page):
    desk.set_viewport_size({"width": 390, "height": 800})
    for name in ("index", "articles_article_changelist"):
        desk.goto(reverse(f"admin:{name}"))
        expect(desk.locator("#content-main")).to_be_visible()
        found = Axe().run(desk, options=RULES)
        assert found.violations_count == 0, found.generate_report()


def test_rows_of_a_form_say_on_a_phone_what_belongs_in_them(desk: Page):
    desk.set_viewport_size({"width": 390, "height": 800})
    desk.goto(reverse("admin:articles_article_add"))
    for cell, name in ((".desk-credits td.people", "People, as printed"), ("#figures td.f-unit", "Unit")):
        told = desk.locator(cell).first
        expect(told).to_be_visible()
        shown = told.evaluate("(one) => getComputedStyle(one, '::before').content")
        assert name.lower() in shown.lower()
