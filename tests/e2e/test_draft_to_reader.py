"""The main job in a real browser: written by a reporter, passed by three people, read by anybody in both scripts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.factories import ensure_defaults, make_contributor, make_site, make_user
from tests.tools.waiting import CALM

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PASSWORD = "潮汐有信-二百四十"
HEADLINE = "吊桥合拢的那个早晨"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture of the kind a reporter brings."""
    path = tmp_path / "桥.jpg"
    Image.new("RGB", (1600, 900), (40, 96, 110)).save(path, "JPEG")
    return path


@pytest.fixture
def log_in(live_server, browser: Browser) -> Callable[..., Page]:
    """A page of somebody's own browser, logged in through the real form."""
    ensure_defaults()
    make_site()

    def open_desk(role: str, name: str) -> Page:
        user = make_user(role, display_name=name)
        user.set_password(PASSWORD)
        user.save()
        page = browser.new_context(**CALM, base_url=live_server.url, locale="zh-CN").new_page()
        page.goto("/admin/")
        page.fill("#id_username", user.username)
        page.fill("#id_password", PASSWORD)
        page.click("[type=submit]")
        expect(page.locator("#logout-form, form[action$='/logout/']").first).to_be_attached()
        return page

    return open_desk


def write_story(page: Page) -> None:
    """Headline, body typed into the editor, section; saved."""
    page.goto("/admin/articles/article/add/")
    page.fill("#id_headline", HEADLINE)
    editor = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    editor.click()
    page.keyboard.insert_text("六点四十分，最后一节钢梁落下去，声音很轻。")
    page.locator("details:has(#id_section) > summary").click()
    page.select_option("#id_section", label="要闻")
    page.locator("button[name=_continue]").click()
    expect(page.locator("[name=seen_revision]").first).to_have_value("1")
    expect(page.locator("#panel-review")).to_be_visible()  # what is missing is told without being asked


def go_and_fill_in_on_a_phone(page: Page) -> None:
    """What is missing is a link to its field, though the panel hides the form there."""
    size = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#tab-review")
    expect(page.locator("#id_standfirst")).to_be_hidden()
    page.click('#panel-review a[href="#id_standfirst"]')
    expect(page.locator("#id_standfirst")).to_be_in_viewport()
    page.set_viewport_size(size)


def act(page: Page, name: str) -> None:
    """Press the button of an action and, where it asks first, confirm."""
    go(page, f"button[name=_act][value={name}]:visible, a[href$='/act/{name}/']:visible")
    if f"/act/{name}/" in page.url:
        go(page, "main form button[type=submit].is-main, #content form button[type=submit].is-main")


def go(page: Page, pressed: str) -> None:
    """Press what leads to another page, and wait for that page."""
    with page.expect_navigation():
        page.locator(pressed).first.click()


def test_story_goes_from_a_reporters_keyboard_to_a_readers_phone(
    log_in, browser: Browser, live_server, photo: Path
):
    make_contributor("朴成浩", name_hant="朴成浩")
    reporter = log_in("reporter", "沈知远")
    write_story(reporter)
    go_and_fill_in_on_a_phone(reporter)
    article = Article.objects.get()
    form = f"/admin/articles/article/{article.pk}/change/"

    reporter.fill("#credits-paste", "文/图：记者 朴成浩 通讯员 何小满\n责编：范晓棠")
    reporter.locator("button[name=_split]").click()
    expect(reporter.locator("#id_credits-0-label")).to_have_value("文/图")
    expect(reporter.locator("#id_credits-1-people")).to_have_value("范晓棠")
    reporter.locator("button[name=_act][value=save]:visible").first.click()
    expect(reporter.locator("[name=seen_revision]").first).to_have_value("2")

    drop(reporter, photo)
    picture = reporter.locator("[name=pictures-0-alt]")
    expect(picture).to_be_attached(timeout=15_000)
    reporter.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    reporter.select_option("[name=pictures-0-slot]", "lead")
    picture.fill("吊桥最后一节钢梁正在落下")
    reporter.fill("[name=pictures-0-caption]", "合拢前三分钟。")
    reporter.fill("[name=pictures-0-credit]", "记者 朴成浩 摄")
    reporter.locator("button[name=_act][value=save]:visible").first.click()
    expect(reporter.locator("[name=seen_revision]").first).to_have_value("3")

    other = log_in("reporter", "贺南枝")
    assert other.goto(form).status == 404
    assert HEADLINE not in other.content()
    assert other.request.get(f"/articles/{article.slug}/").status == 404

    article.refresh_from_db()
    article.route_id = type(article.route).objects.get(slug="three").pk
    article.save(update_fields=["route"])
    reporter.goto(form)
    act(reporter, "submit")
    for role, name, verdict in (
        ("editor", "宋砚秋", "pass"),
        ("desk_head", "范晓棠", "pass"),
        ("chief_editor", "程以宁", "approve"),
    ):
        reviewer = log_in(role, name)
        reviewer.goto("/admin/")
        go(reviewer, f"a[href*='/article/{article.pk}/review/']")
        go(reviewer, f"button[name=act][value={verdict}]:visible")
    reviewer.goto(form)
    act(reviewer, "publish")

    reader = browser.new_context(
        **CALM, base_url=live_server.url, viewport={"width": 390, "height": 844}
    ).new_page()
    article.refresh_from_db()
    reader.goto(f"/articles/{article.slug}/")
    expect(reader.locator("h1")).to_have_text(HEADLINE)
    expect(reader.get_by_text("朴成浩").first).to_be_visible()
    assert reader.locator("figure picture img").first.evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    reader.goto(f"/zh-hant/articles/{article.slug}/")
    expect(reader.locator("h1")).to_have_text("吊橋合攏的那個早晨")
    expect(reader.get_by_text("朴成浩").first).to_be_visible()
    assert reader.get_by_text("樸成浩").count() == 0
    assert reader.context.cookies() == []


def drop(page: Page, photo: Path) -> None:
    """Drop a file from the desktop onto the picture strip."""
    data = io.BytesIO(photo.read_bytes()).getvalue()
    transfer = page.evaluate_handle(
        """bytes => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], "桥.jpg", { type: "image/jpeg" }));
            return transfer;
        }""",
        list(data),
    )
    zone = page.locator("[data-drop], .desk-drop").first
    for event in ("dragenter", "dragover", "drop"):
        zone.dispatch_event(event, {"dataTransfer": transfer})
