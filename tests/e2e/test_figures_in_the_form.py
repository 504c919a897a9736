"""The sheet of figures in a real browser: ticked in place, following what is typed, shown in the text, made a key figure."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, Route, expect

from articles.figuring import checking
from articles.models import Article, FigureCheck, ProofDecision
from tests.factories import ensure_defaults, make_draft, make_site, make_user
from tests.tools.waiting import CALM, comes_to

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# What is painted in the editor under a name.
MARKED = "(_body, name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString()).join(' ')"


@pytest.fixture
def article(live_server) -> Article:
    """A draft with three figures."""
    ensure_defaults()
    make_site()
    return make_draft(body="<p>全区储备项目152个，总投资超5000亿元。</p><p>从签约到开工，用了九十九天。</p>")


@pytest.fixture
def page(live_server, browser: Browser, article: Article) -> Page:
    """The form, opened by an editor who did not write it."""
    return _opened(live_server, browser, article)


def _opened(live_server, browser: Browser, article: Article, *, script: bool = True) -> Page:
    client = Client()
    client.force_login(make_user("editor"))
    context = browser.new_context(
        **CALM, base_url=live_server.url, viewport={"width": 1280, "height": 900}, java_script_enabled=script
    )
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    opened = context.new_page()
    opened.goto(f"/admin/articles/article/{article.pk}/change/")
    opened.click("#tab-figures")
    return opened


def entry(page: Page, figure: str) -> Locator:
    """The line of the sheet that is about a figure."""
    return page.locator("#panel-figures li", has=page.locator("label b", has_text=figure))


def test_an_editor_checks_figures_beside_the_text(page: Page, article: Article):
    panel = page.locator("#panel-figures")
    expect(panel.locator("li")).to_have_count(3)
    entry(page, "152个").locator("[name=tick]").check()
    expect(panel.get_by_role("status")).to_have_text("已核 1")
    assert [found.figure.text for found in checking.unticked(article)] == ["超5000亿元", "九十九天"]

    entry(page, "九十九天").locator("[data-locate]").click()
    frame = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    comes_to(page, lambda: frame.evaluate(MARKED, "desk-located"), "九十九天")
    comes_to(page, lambda: frame.evaluate(MARKED, "desk-open-figure"), "超5000亿元 九十九天")
    assert page.evaluate("CKEDITOR.instances.id_body.getData()").count("<") == article.body.count("<")

    entry(page, "超5000亿元").locator("[data-promote]").click()
    row = page.locator("#figures tbody tr").last
    expect(row.locator("[name$=-value]")).to_have_value("5000")
    expect(row.locator("[name$=-unit]")).to_have_value("亿元")
    expect(row.locator("[name$=-prefix]")).to_have_value("超")

    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#tab-figures")
    entry(page, "152个").locator("[data-locate]").click()
    expect(page.locator("#desk-body")).to_be_in_viewport()  # on a phone the panel makes way for the form
    page.set_viewport_size({"width": 1280, "height": 900})
    page.click("#tab-figures")

    frame.locator("p").first.click()
    page.keyboard.press("Home")
    page.keyboard.insert_text("如今")
    expect(entry(page, "152个").locator("[name=tick]")).to_be_disabled()
    expect(panel.get_by_role("status")).to_have_text("已核 0")


def test_another_width_keeps_the_open_tab_and_a_sheet_that_was_hidden_follows_what_was_typed(page: Page):
    tab, panel = page.locator("#tab-figures"), page.locator("#panel-figures")
    entry(page, "152个").locator("[name=tick]").check()
    expect(panel.get_by_role("status")).to_have_text("已核 1")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("#tab-copy").click()
    expect(panel).to_be_hidden()
    page.locator("#id_standfirst").fill("一共引进18个项目。")
    page.wait_for_timeout(1200)  # longer than the sheet waits after a key: it was not there to follow
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(entry(page, "18个").locator("[name=tick]")).to_be_disabled()
    expect(entry(page, "152个").locator("[name=tick]")).to_be_checked()


def test_a_press_is_a_click_though_the_sheet_comes_anew_meanwhile(page: Page, article: Article):
    tick = entry(page, "152个").locator("[name=tick]")
    tick.hover()
    page.mouse.down()
    with page.expect_response(lambda answer: "part=1" in answer.url):
        page.fill("#id_standfirst", "一共引进18个项目。")
    page.wait_for_timeout(200)  # the answer is read, and stands aside
    expect(entry(page, "18个")).to_have_count(0)
    page.mouse.up()
    expect(page.locator("#panel-figures").get_by_role("status")).to_have_text("已核 1")
    expect(entry(page, "18个")).to_be_visible()
    assert FigureCheck.objects.get().is_ticked


def test_a_tick_that_arrives_behind_the_look_for_figures_is_shown(page: Page, article: Article):
    def late(route: Route) -> None:
        if "/find" not in route.request.url:
            page.wait_for_timeout(1500)  # longer than the sheet waits after a key
        route.continue_()

    page.route("**/*part=1*", late)
    page.fill("#id_standfirst", "一共引进18个项目。")
    entry(page, "152个").locator("[name=tick]").check()
    expect(page.locator("#panel-figures").get_by_role("status")).to_have_text("已核 1")
    expect(entry(page, "18个")).to_be_visible()
    expect(entry(page, "152个").locator("[name=tick]")).to_be_checked()
    assert FigureCheck.objects.get().is_ticked


def test_a_press_whose_end_a_menu_takes_stops_nothing(page: Page, article: Article):
    entry(page, "152个").locator("[name=tick]").hover()
    page.mouse.down(button="right")
    page.evaluate("document.getElementById('id_standfirst').focus()")
    page.keyboard.insert_text("一共引进18个项目。")
    expect(entry(page, "18个")).to_be_visible()


def test_an_editor_leaves_a_word_for_its_day_beside_what_is_typed(live_server, browser: Browser):
    ensure_defaults()
    make_site()
    with time_machine.travel(timezone.now() - timedelta(days=5)):
        written = make_draft(body="<p>昨天又添了两行。</p>")
    page = _opened(live_server, browser, written)
    reason = page.locator("#panel-figures [name=reason]")
    page.fill("#id_standfirst", "一共引进18个项目。")
    expect(entry(page, "18个")).to_be_visible()
    reason.fill("引的是当天告示")
    reason.press("Enter")
    expect(page.locator("#tab-figures sup")).to_be_hidden()
    page.locator(".desk-words summary").click()
    expect(page.locator(".desk-words")).to_contain_text("引的是当天告示")
    expect(page.locator("#id_standfirst")).to_have_value("一共引进18个项目。")
    page.locator(".desk-words [name=take_back]").click()
    expect(reason).to_be_visible()
    assert ProofDecision.objects.count() == 2


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_button_of_the_sheet_saves_the_story_as_well(live_server, browser: Browser, article, script):
    page = _opened(live_server, browser, article, script=script)
    page.fill("#id_standfirst", "刚写的导语。")
    entry(page, "九十九天").locator("[name=tick]").check()
    if script:  # recorded at once, and the sheet is drawn anew
        expect(page.locator("#panel-figures").get_by_role("status")).to_have_text("已核 1")
    else:
        entry(page, "九十九天").locator("summary").click()
        entry(page, "九十九天").locator("[name^=source-]").fill("开工令")
    page.locator("button[name=_figures]").click()
    expect(page.locator(".messagelist")).to_contain_text("核数表已保存。")
    expect(page.locator("#id_standfirst")).to_have_value("刚写的导语。")
    check = FigureCheck.objects.get(text="九十九天")
    assert check.is_ticked and check.source == ("" if script else "开工令")
    assert Article.objects.get().standfirst == "刚写的导语。"
