"""Suggestions in a real browser: a list that the keyboard can walk, and a form that needs no script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.published import put_contributor, put_series, put_site, put_story

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def newspaper(transactional_db: None) -> None:
    put_site()
    put_contributor()
    put_series()
    for number in range(12):
        put_story(
            slug=f"chao-{number}",
            headline=f"潮声第{number}报",
            section_slug=("yaowen", "minsheng")[number % 2],
        )


@pytest.mark.usefixtures("newspaper")
def test_keyboard_walks_suggestions_and_opens_one(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/search/")
    field = page.get_by_role("combobox", name="搜索")
    field.press_sequentially("潮")
    offers = page.get_by_role("option")
    expect(offers).to_have_count(8)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowUp")  # from the field to the last
    expect(offers.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")  # and round to the first
    expect(field).to_have_attribute("aria-activedescendant", str(offers.first.get_attribute("id")))
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    field.press("Escape")
    expect(offers).to_have_count(0)
    expect(field).to_have_value("潮")
    field.press_sequentially("汐")
    expect(offers).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/series/chaoxi/")


@pytest.mark.usefixtures("newspaper")
def test_form_and_facets_work_without_script(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/search/")
    page.get_by_role("searchbox", name="搜索").fill("潮声")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=2))).to_have_count(12)
    page.get_by_text("筛选").first.click()
    page.get_by_role("link", name="民生 6").click()
    expect(page.get_by_text("共6篇")).to_be_visible()
    page.get_by_role("link", name=re.compile("民生.*移除")).click()
    expect(page.get_by_text("共12篇")).to_be_visible()
    context.close()
