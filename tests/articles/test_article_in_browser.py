"""Articles in a real browser: with everything in them, in every bad shape, and as the reader has set them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template.loader import render_to_string
from PIL import Image as Pillow
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.charts import drawing
from tests.published import picture, put_site, put_story

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# the sum of all layout shifts so far
SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; })
    .observe({ type: "layout-shift", buffered: true });
  document.fonts.ready.then(() => setTimeout(() => done(sum), 120));
})"""
ROWS = [["快递包裹", "2.2"], ["特快专递", "-0.5"], ["普通邮件", "0.4"]]
CLIP = {
    "kind": "video",
    "src": "ab/" + "ab" * 16 + ".mp4",
    "captions": "ab/" + "ab" * 16 + ".vtt",
    "milliseconds": 13_400,
    "width": 854,
    "height": 480,
    "poster": None,
    "caption": "头班轮渡过湾。",
    "credit": "陆晚亭 摄",
    "ai_label": "",
    "transcript": "五点四十分，三号泊位还黑着。",
}
TABLE = (
    "<table><thead><tr>"
    + "<th scope='col'>一个栏目名</th>" * 8
    + "</tr></thead><tbody><tr>"
    + "<td>12345</td>" * 8
)
WORDS = "塔吊在风里慢慢转过去，影子从三号楼的墙上扫下来。"


def _chart(kind: str) -> str:
    shapes = {"line": drawing.line(ROWS)} if kind == "line" else {"bars": drawing.bars(ROWS)}
    chart = {
        "kind": kind,
        "title": "邮件怎么分",
        "unit": "亿件",
        "source": "设计文件",
        "rows": ROWS,
        **shapes,
    }
    return render_to_string("articles/_chart.html", {"chart": chart})


# As long as the form allows in every part.
LONG_FIGURE = {
    "prefix": "大约超过",
    "value": "1234567890123456",
    "unit": "亿吨公里每平方公里每日",
    "label": "一二三四五六七八九十" * 4,
    "source": "A" * 80,
}


def _figure(image: dict[str, Any]) -> str:
    return render_to_string("articles/_figure.html", {"image": image})


def _shape(width: int, height: int) -> dict[str, Any]:
    """A real picture of any measures, whole in every crop."""
    file = io.BytesIO()
    Pillow.new("RGB", (width, height), (165, 46, 27)).save(file, "JPEG")
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    name = f"{digest[:2]}/{digest[:32]}.jpg"
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.getvalue())
    sources = [{"type": "image/jpeg", "srcset": [[name, width]]}]
    crop = {"width": width, "height": height, "sources": sources, "src": name}
    return picture() | {"pictures": dict.fromkeys(("full", "3x2", "2x1"), crop)}


def _put_stories() -> dict[str, dict[str, Any]]:
    """Every bad shape by its slug, and one story with everything."""
    person = {"name": "司马青石", "title": "记者", "organisation": "望海融媒", "note": ""}
    fix = {"type": "correction", "issued_at": "2026-01-15T15:40:00+08:00", "wrong": "亩", "right": "平方米"}
    everything = (
        '<h2 id="s1">头一节</h2>' + f"<p>{WORDS}</p>" * 4 + _figure(_shape(1440, 900)) + _chart("bar") + _chart("line")
        + '<blockquote class="pull"><p>影子从三号楼的墙上扫下来。</p><footer>老庞　带班</footer></blockquote>'
        + '<blockquote class="quote"><p>另一段话。</p></blockquote>' + '<h2 id="s2">第二节</h2>'
        + '<div class="group" data-count="2">' + _figure(_shape(900, 1400)) * 2 + "</div>"
        + f'<div class="scroll" role="region" tabindex="0" aria-label="宽表">{TABLE}</tr></tbody></table></div>'
    )  # fmt: skip
    stories: dict[str, dict[str, Any]] = {
        "quan-you": {
            "kind": "video",
            "lead_clip": CLIP,
            "body_html": everything,
            "contents": [{"id": "s1", "text": "头一节"}, {"id": "s2", "text": "第二节"}],
            "editors_note": "编者的话。" * 40,
            "minutes": 4,
            "characters": 900,
        },
        "wu-tu-wu-daoyu": {},
        "chang-ti": {"headline": "一二三四五六七八九十" * 12},
        "er-bai-shuming": {"credits": [{"label": "文/图", "roles": ["text"], "people": [person] * 200}]},
        "yi-duan": {"body_html": f"<p>{WORDS * 800}</p>", "characters": 20_000},
        "chang-ci": {"headline": "A" * 120, "body_html": f"<p>{'https://example.org/' + 'a' * 3000}</p>"},
        "yi-xiangsu": {
            "lead_image": _shape(1, 900),
            "body_html": _figure(_shape(1, 1)) + _figure(_shape(60, 12_000)),
        },
        **{f"shuzi-{most}": {"key_figures": [LONG_FIGURE] * most} for most in (2, 3, 4, 6)},
        "sanshi-gengzheng": {"corrections": [fix] * 30, "has_corrections": True},
        "zutu": {
            "kind": "photo_story",
            "gallery": [_shape(1200, 700 + 90 * n) for n in range(8)],
            "characters": 900,
        },
    }
    put_site(tagline="一座海湾新区的每日记录")
    for slug, fields in stories.items():
        put_story(slug=slug, **{"headline": "塔吊下的冬至夜"} | fields)
    return stories


@pytest.fixture
def reader(
    browser: Browser, live_server: LiveServer, transactional_db: None, settings: Any, tmp_path: Path
) -> Iterator[Any]:
    """Opens pages of one browser of the given kind; pictures are served from a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path
    opened: list[BrowserContext] = []

    def read(width: int = 1280, **kind: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **kind
        )
        opened.append(context)
        return context.new_page()

    yield read
    for context in opened:
        context.close()


def test_story_of_any_shape_fits_every_width_and_everybody_can_read_it(reader):
    stories, alike = _put_stories(), {"shuzi-3", "shuzi-4", "shuzi-6"}  # but for their width
    phone, wide = reader(320, color_scheme="dark"), reader(1280)
    for slug in stories:
        for page in (phone, wide):
            page.goto(f"/articles/{slug}/")
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, (slug, page.viewport_size)
            tallest = page.evaluate(
                "Math.max(0, ...[...document.images].map((one) => one.getBoundingClientRect().height))"
            )
            assert tallest <= 900, (slug, tallest)
            assert page.evaluate(SHIFTS) == 0, (slug, page.viewport_size)
        if slug in alike:
            continue
        page = phone if slug in ("quan-you", "zutu") else wide
        found = Axe().run(page, options={"runOnly": STANDARD, "resultTypes": ["violations"]})
        assert not found.response["violations"], (slug, found.generate_report())


def test_reader_settings_hold_on_every_page_of_the_device_and_set_no_cookie(reader):
    _put_stories()
    page = reader(390)
    page.goto("/articles/quan-you/")
    day = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click(".reader summary")
    page.check('.reader [name="mode"][value="dark"]', force=True)
    page.check('.reader [name="size"][value="xl"]', force=True)
    page.check('.reader [name="face"][value="song"]', force=True)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != day
    page.goto("/articles/zutu/")
    night = page.evaluate("getComputedStyle(document.body).backgroundColor")
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert (
        night != day and size == "21px" and page.evaluate("document.documentElement.dataset.face") == "song"
    )
    page.click(".reader summary")
    page.check('.reader [name="script"][value="hant"]', force=True)
    page.wait_for_url("**/zh-hant/articles/zutu/")
    page.goto("/articles/quan-you/")
    page.wait_for_url("**/zh-hant/articles/quan-you/")
    assert not page.context.cookies()
    found = Axe().run(page, options={"runOnly": STANDARD, "resultTypes": ["violations"]})
    assert not found.response["violations"], found.generate_report()


def test_photo_story_opens_in_its_place_and_is_turned_by_keys_and_without_script_by_links(reader):
    _put_stories()
    page = reader(1280)
    page.goto("/articles/zutu/")
    page.locator("a[data-zoom]").nth(1).click()
    page.wait_for_selector("dialog[open]")
    expect(page.locator("dialog output")).to_have_text("2／8")
    page.keyboard.press("ArrowRight")
    expect(page.locator("dialog output")).to_have_text("3／8")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".shot#p3 a[data-zoom]")).to_be_focused()
    plain = reader(390, java_script_enabled=False)
    plain.goto("/articles/zutu/")
    links = plain.locator("a[data-zoom]")
    assert links.count() == 8 and links.first.get_attribute("href").endswith(".jpg")
    assert not plain.locator(".reader").is_visible()
