"""The manners of a series in a real browser: readable by everybody, by day and by night, at every width."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from series.models.published import PublishedSeries
from series.themes import themes
from tests.published import put_part, put_series, put_site, put_story
from tests.series.test_public_themes import put_every_state
from tests.tools.waiting import widens_to

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PAGES = ["/series/chaoxi/", "/zh-hant/series/chaoxi/", "/series/cong-que/", "/articles/er/", "/series/", "/"]
IN_ONE_SCRIPT = [path for path in PAGES if "hant" not in path]  # enough for all manners but one
# As long as the form allows in every part.
LONG_FIGURE = {
    "prefix": "大约超过",
    "value": "1234567890123456",
    "unit": "亿吨公里每平方公里每日",
    "label": "一二三四五六七八九十" * 4,
    "source": "A" * 80,
}
NARROWEST = "Math.min(999, ...[...document.querySelectorAll('.fig__label')].map((one) => one.clientWidth))"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def newspaper(transactional_db: None) -> None:
    put_site()
    put_every_state("ink")
    told = put_story(slug="chang-ti", headline="一二三四五六七八九十" * 12)
    figures = [LONG_FIGURE | {"from_uid": str(told)}] * 4
    bare = put_series("cong-que", "一千个门牌号的四百个日夜", front={"key_figures": figures})
    put_part(bare, 1, is_announced=True, announced_title="头一篇")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
@pytest.mark.parametrize("theme", tuple(themes()))
def test_no_theme_has_an_accessibility_fault(
    browser: Browser, live_server: LiveServer, newspaper: None, theme: str, width: int, scheme: Any
) -> None:
    PublishedSeries.objects.update(theme=theme)
    viewport: Any = {"width": width, "height": 900}
    context = browser.new_context(
        base_url=live_server.url, viewport=viewport, color_scheme=scheme, bypass_csp=True
    )
    page, faults = context.new_page(), []
    for path in PAGES if theme == "ink" else IN_ONE_SCRIPT:
        page.goto(path)
        found = (
            Axe()
            .run(page, options={"runOnly": STANDARD, "resultTypes": ["violations"]})
            .response["violations"]
        )
        faults += [(path, fault["id"], fault["nodes"][0]["html"][:200]) for fault in found]
    context.close()
    assert not faults


@pytest.mark.parametrize("theme", tuple(themes()))
def test_no_theme_scrolls_sideways_or_breaks_the_content_policy(
    browser: Browser, live_server: LiveServer, newspaper: None, theme: str
) -> None:
    PublishedSeries.objects.update(theme=theme)
    context = browser.new_context(base_url=live_server.url)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    for path in PAGES:
        page.goto(path)
        for width in (320, 390, 520, 768, 1080, 1920):
            widens_to(page, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            assert page.evaluate(NARROWEST) >= 80, (path, width)
    context.close()
    assert not [text for text in complaints if "Content Security Policy" in text]
