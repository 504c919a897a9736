"""The desk on a phone and on a tablet, in English, whose words are the longest: nothing runs out of the page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import Page as Standing
from newsroom.staff.models import User
from series.models.series import Instalment
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
from tests.proofs.making import make_series, slot
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_menu_of_a_person_can_be_read_in_both_themes(desk: Page, scheme: str):
    desk.emulate_media(color_scheme=scheme)
    desk.goto(reverse("admin:index"))
    desk.click(".desk-me summary")
    expect(desk.locator(".desk-me button")).to_be_visible()
    found = Axe().run(desk, context=".desk-me", options={"runOnly": ["color-contrast"]})
    assert found.violations_count == 0, found.generate_report()
    assert (
        len(found.response["passes"][0]["nodes"]) >= 4
    )  # nothing lies over the menu: every line of it was measured


def test_editor_of_every_page_that_has_one_is_dark_where_the_desk_is(desk: Page):
    page = Standing.objects.create(
        title="关于本报", slug="about", position=1, body="<p>本报创刊于二〇〇九年。</p>"
    )
    User.objects.get(display_name="程以宁").groups.add(Group.objects.get(name="administrator"))
    desk.emulate_media(color_scheme="dark")
    for name, key in (("articles_page_change", page.pk), ("articles_article_change", make_draft().pk)):
        desk.goto(reverse(f"admin:{name}", args=[key]))
        inside = desk.frame_locator("iframe.cke_wysiwyg_frame").locator("html.is-dark")
        expect(inside).to_have_css("background-color", "rgb(18, 18, 18)")
        expect(desk.locator(".cke_top")).not_to_have_css("background-color", "rgb(248, 248, 248)")


def test_what_a_field_was_refused_for_stands_at_its_edge(desk: Page):
    desk.goto(reverse("admin:articles_article_add"))
    desk.locator("details:has(#id_slug) > summary").click()
    desk.fill("#id_slug", "中文 地址")
    desk.fill("#id_due_at_0", "2026-13-45")
    desk.click("button[name=_continue]")
    for place in (".field-slug", ".field-due_at"):
        told = desk.locator(f"{place} .errorlist").first
        expect(told).to_be_visible()
        field = desk.locator(f"{place} label").first
        assert told.bounding_box()["x"] == field.bounding_box()["x"], place


def test_state_and_arrows_of_a_card_stand_on_one_row_however_long_the_state(desk: Page):
    series = make_series(numbers=12)
    for number in (11, 12):
        Instalment.objects.filter(pk=slot(series, number).pk).update(
            article=make_in_review(route=route("three"), passed=2)
        )
    desk.goto(reverse("admin:series_board", args=[series.pk]))
    for card in desk.locator(".card .top").all():
        number, state, arrow = (
            card.locator(part).first.bounding_box() for part in (".no", ".desk-pill", ".moves .desk-btn")
        )
        assert abs(arrow["y"] - number["y"]) < 8
        assert (
            0 < state["x"] - (number["x"] + number["width"]) < 12
        )  # beside the number, not at the other edge
