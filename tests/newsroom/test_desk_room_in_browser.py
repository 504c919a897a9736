"""Room on pages of the desk, in a real browser: what takes too much of it, and what is left too little."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from newsroom.staff.models import User
from series.models.series import Moment
from tests.factories import ensure_defaults, make_approved, make_contributor, make_draft, make_site, make_user
from tests.proofs.making import make_image, make_series, use_image

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
EVENT = "一宗工业用地的意向电话打进项目服务中心，此后第九十九天挂牌"
HEIGHT = "(one) => one.getBoundingClientRect().height"


@pytest.fixture
def chief(transactional_db: None) -> User:
    """Who may do everything that these pages are for."""
    ensure_defaults()
    make_site()
    return make_user("chief_editor", display_name="程以宁")


@pytest.fixture
def desk(live_server: LiveServer, browser: Browser, chief: User) -> Iterator[Page]:
    """The chief editor's browser."""
    client = Client()
    client.force_login(chief)
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    yield context.new_page()
    context.close()


def test_headline_as_long_as_the_form_lets_it_be_takes_three_lines_of_a_queue(
    desk: Page, chief: User
) -> None:
    whole = "一二三四五六七八九十" * 12
    make_draft(author=chief, headline=whole)
    desk.goto(reverse("admin:index"))
    link = desk.locator("#drafts .t")
    lines = link.evaluate("(one) => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)")
    assert lines <= 3.1
    expect(link).to_have_attribute("title", whole)


def test_way_here_on_the_page_of_an_act_stays_on_one_line(desk: Page, chief: User) -> None:
    draft = make_draft(author=chief, headline="一二三四五六七八九十" * 12)
    for name, keys in (("articles_article_act", [draft.pk, "submit"]), ("articles_library", [draft.pk])):
        desk.goto(reverse(f"admin:{name}", args=keys))
        assert desk.locator(".breadcrumbs").evaluate(HEIGHT) < 50, name


def test_box_of_a_refusal_ends_with_its_words(desk: Page) -> None:
    desk.goto(reverse("admin:articles_article_act", args=[make_approved().pk, "schedule"]))
    desk.fill("#id_publish_at_0", "2020-01-01")
    desk.fill("#id_publish_at_1", "10:00")
    desk.click("#act_form [type=submit]")
    bottom = "(one) => one.getBoundingClientRect().bottom"
    box, words = desk.locator(".errornote"), desk.locator(".errornote p").last
    assert box.evaluate(bottom) - words.evaluate(bottom) <= 12


def test_what_was_said_after_an_act_is_one_box_however_many_lines(desk: Page) -> None:
    desk.goto(reverse("admin:index"))
    told = """() => {
      const list = document.createElement("ul");
      list.className = "messagelist";
      list.innerHTML = '<li class="success">甲</li>' + '<li class="warning">乙</li>'.repeat(4);
      document.getElementById("content").before(list);
      return list.getBoundingClientRect().height;
    }"""
    assert desk.evaluate(told) <= 150


def test_place_to_drop_pictures_is_as_wide_as_the_strip_beside_any_number_of_them(
    desk: Page, chief: User
) -> None:
    draft = make_draft(author=chief)
    use_image(draft, make_image())
    desk.goto(reverse("admin:articles_article_change", args=[draft.pk]))
    width = "(one) => one.clientWidth"
    zone, strip = desk.locator(".desk-strip .desk-drop"), desk.locator(".desk-strip")
    assert zone.evaluate(width) > strip.evaluate(width) - 10


def test_words_of_a_plan_have_the_width_that_its_numbers_leave(desk: Page) -> None:
    series = make_series()
    Moment.objects.create(series=series, year=2025, text=EVENT)
    series.instalments.filter(number=2).update(is_announced=True, announced_title="五千亿元的项目库怎么读")
    desk.goto(reverse("admin:series_series_change", args=[series.pk]))
    for name in ("text", "announced_title"):
        for field in desk.locator(f".has_original .field-{name} input").all():
            assert field.evaluate("(one) => one.scrollWidth <= one.clientWidth"), field.input_value()


def test_cards_of_a_list_leave_out_what_is_empty(desk: Page) -> None:
    make_contributor("沈知远")
    desk.set_viewport_size({"width": 390, "height": 800})
    desk.goto(reverse("admin:articles_contributor_changelist"))
    expect(desk.get_by_role("link", name="沈知远")).to_be_visible()
    assert desk.locator(".desk-nil").count()
    for blank in desk.locator(".desk-nil").all():
        expect(blank).to_be_hidden()
