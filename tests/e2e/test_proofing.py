"""The tab 校对 in a real browser: finds while one types, marks without touching the text, mends, leaves with a reason."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from articles.models import ProofDecision
from tests.factories import ensure_defaults, make_draft, make_site, make_user
from tests.tools.waiting import comes_to

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
BODY = "<p>轮渡还剩多少日子，<strong>船上的人</strong>算得清楚。</p>"
MARKS = """() => [...document.querySelector("iframe.cke_wysiwyg_frame").contentWindow.CSS.highlights]
    .map(([name, marks]) => [name, [...marks].map(String)])"""
SELECTED = (
    """() => document.querySelector("iframe.cke_wysiwyg_frame").contentWindow.getSelection().toString()"""
)


@pytest.fixture
def form(live_server, browser: Browser) -> Page:
    """The form of a reporter's own clean draft, open and quiet."""
    ensure_defaults()
    make_site()
    article = make_draft(author=make_user("reporter"), body=BODY, headline="最后一班轮渡")
    client = Client()
    client.force_login(article.author)
    # the editor may run strings as code, which the page's policy forbids a test to do
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", bypass_csp=True)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.errors = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
    page.goto(f"/admin/articles/article/{article.pk}/change/#panel-proof")
    page.article = article  # type: ignore[attr-defined]
    expect(page.locator("#panel-proof .ok")).to_be_visible()
    expect(page.frame_locator("iframe.cke_wysiwyg_frame").locator("strong")).to_be_visible()
    return page


def test_writer_mends_what_is_found_as_they_type(form: Page):
    items, tab = form.locator(".proof-item"), form.locator("#tab-proof sup")
    editor = form.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    editor.locator("p").first.click()
    form.keyboard.press("Control+End")
    form.keyboard.insert_text("截止昨天,还有👨‍👩‍👧票,座落码头（待核）。")
    form.fill("#id_headline", "最后一班|轮渡,九点")
    expect(items).to_have_count(6)
    expect(tab).to_have_text("6")

    comes_to(form, lambda: dict(form.evaluate(MARKS)).get("proof-must"), ["（待核）"])
    comes_to(form, lambda: dict(form.evaluate(MARKS)).get("proof-should"), ["截止", ",", ",", "座落"])
    items.filter(has_text="W21").locator("[data-go]").click()
    comes_to(form, lambda: form.evaluate(SELECTED), "座落")
    items.filter(has_text="主题").locator("[data-go]").click()
    chosen = "(() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd); })()"
    comes_to(form, lambda: form.evaluate(chosen), ",")

    items.filter(has_text="W21").locator("[data-mend]").click()
    expect(items).to_have_count(5)
    form.locator("[data-mend-all]").click()
    expect(items).to_have_count(2)
    expect(form.locator("#id_headline")).to_have_value("最后一班|轮渡，九点")

    left = items.filter(has_text="W02")
    left.locator("summary").click()
    left.locator("input[name=reason]").fill("照录告示原文")
    left.locator("form button").click()
    expect(form.locator(".is-ignored")).to_contain_text("照录告示原文")
    assert ProofDecision.objects.get().rule == "W02"
    found = Axe().run(form, "#panel-proof", {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()

    form.locator("button[name=_act][value=save]:visible").first.click()
    expect(form.locator("[name=seen_revision]").first).to_have_value("2")
    form.article.refresh_from_db()
    assert form.article.body == BODY.replace("</p>", "截止昨天，还有👨‍👩‍👧票，坐落码头（待核）。</p>")
    assert (form.article.headline, form.article.headline_breaks) == ("最后一班轮渡，九点", [4])
    assert form.errors == []
