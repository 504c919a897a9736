"""Where lines of public pages end, in a real browser: no name, found word or title is broken where nobody would break it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from tests.published import picture, put_notice, put_part, put_series, put_site, put_story

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NAMES = ("沈知远", "贺南枝", "闻一舟", "杜若水", "朴成浩")
SECTIONS = ("要闻", "产业", "民生", "文化", "评论", "图片")
# on how many lines some words of an element's text stand
LINES = """(box, words) => {
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(texts.currentNode, at);
    range.setEnd(texts.currentNode, at + words.length);
    return new Set([...range.getClientRects()].map((rect) => Math.round(rect.top))).size;
  }
  return 0;
}"""


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Page]:
    """A page of a paper with all its sections, many names in a byline, and a series in the manner 青绿."""
    put_site(sections=[{"slug": f"s{number}", "name": name} for number, name in enumerate(SECTIONS)])
    told = put_story(
        slug="youlu",
        headline="邮路在海湾拐了个弯",
        byline="记者　" + "　".join(NAMES),
        lead_image=picture(),
    )
    put_notice(slug="chegao", headline="从规划图到实景图")
    series = put_series("chaoxi", theme="ink")
    put_part(series, 1, told)
    for number in (2, 3):
        put_part(series, number, put_story(headline=f"海声{number}"))
    context = browser.new_context(base_url=live_server.url, viewport={"width": 320, "height": 800})
    yield context.new_page()
    context.close()


def _lines(box: Locator, words: str) -> int:
    found: int = box.evaluate(LINES, words)
    assert found, words
    return found


def _left(box: Locator) -> float:
    return float(box.evaluate("(one) => one.getBoundingClientRect().left"))


def test_names_and_found_words_stand_on_one_line_on_the_smallest_phones(page: Page) -> None:
    page.goto("/search/?q=海湾")
    row = page.locator(".row:has(.row__pic)").first
    assert [_lines(row.locator(".row__meta"), name) for name in NAMES] == [1] * len(NAMES)
    assert _lines(row.locator(".row__title mark"), "海湾") == 1


def test_title_of_a_notice_does_not_leave_one_character_on_its_last_line(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/articles/chegao/")
    title = page.locator("h1")
    assert _lines(title, "从规划图到实景图") == 2
    assert _lines(title, "实景图") == 1


@pytest.mark.parametrize("width", [320, 390])
def test_sections_beyond_the_edge_fade_out_and_every_one_can_be_reached(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    bar = page.locator(".mnav__l")
    assert "gradient" in bar.evaluate("(one) => getComputedStyle(one).maskImage")
    bar.evaluate("(one) => { one.scrollLeft = one.scrollWidth; }")
    room = "(one) => one.getBoundingClientRect().right - one.lastElementChild.getBoundingClientRect().right"
    assert bar.evaluate(room) >= 31  # the last one ends where the fading begins, but for a part of a pixel


@pytest.mark.parametrize("width", [1280, 1920])
def test_list_under_a_story_begins_where_its_text_does(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/articles/youlu/")
    assert _left(page.locator(".more ol")) == _left(page.locator(".text p").first)


@pytest.mark.parametrize("width", [768, 1280])
def test_numbers_of_a_series_stand_over_each_other(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/series/chaoxi/")
    first, third = page.locator("#p1.part--lead .part__no"), page.locator("#p3 .part__no")
    assert abs(_left(first) - _left(third)) < 1
