"""The paste page in a real browser: last year's story, copied with its formatting, is a draft after three presses."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.factories import ensure_defaults, make_site, make_user
from tests.pictures import jpeg
from tests.tools.waiting import CALM

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PASSWORD = "潮汐有信-二百四十"
LONG = "潮水照常一天两回，码头上的人说，船要走得远，先得把锚收好，再把灯点亮，最后看一眼风向。"
CLIPBOARD = (
    (
        f"<h1>潮起海岬</h1><p>{LONG}</p><h2>码头</h2><p><b>一年</b>里，{LONG}</p>"
        "<img data-src='https://mmbiz.qpic.cn/x?wx_fmt=png'><p>{LONG}</p><img src='data:image/jpeg;base64,{DATA}' alt='清晨的码头'>"
        "<p>文/图：记者 许菁</p><p>责编：宋屿</p>"
    )
    .replace("{LONG}", LONG)
    .replace("{DATA}", base64.b64encode(jpeg(900, 600)).decode())
)
# What a browser does when somebody pastes: there is no other way to have formatted text on a clipboard without a desktop.
PASTE = """(box, html) => {
  const board = new DataTransfer();
  board.setData("text/html", html);
  board.setData("text/plain", "plain");
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: board, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def reporter(live_server, browser: Browser) -> Page:
    ensure_defaults()
    make_site()
    user = make_user("reporter", display_name="沈知远")
    user.set_password(PASSWORD)
    user.save()
    page = browser.new_context(**CALM, base_url=live_server.url, locale="zh-CN").new_page()
    page.goto("/admin/login/?next=/admin/paste/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/paste/", wait_until="load")
    return page


def test_a_story_copied_with_its_formatting_is_a_draft_after_a_look(reporter: Page) -> None:
    box = reporter.locator("#paste-text")
    box.focus()
    box.evaluate(PASTE, CLIPBOARD)
    expect(reporter.locator("#paste-said")).to_contain_text("图片 1 张")
    expect(box).to_have_value(re.compile("^潮起海岬\n"))
    reporter.locator("button[value=look]").click()
    expect(reporter.locator(".paste-body h4")).to_have_text("码头")
    expect(reporter.locator(".paste-gap")).to_have_count(1)
    shown = reporter.locator(".paste-figure-shown img")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 900
    reporter.select_option("#paste-section", label="要闻")
    reporter.locator("button[value=save]").first.click()
    expect(reporter.locator("#id_headline")).to_have_value("潮起海岬")
    article = Article.objects.get()
    assert "<strong>一年</strong>" in article.body and article.image_uses.get().alt == "清晨的码头"
    editor = reporter.frame_locator("iframe.cke_wysiwyg_frame")
    expect(editor.locator("img[src$='missing.svg']")).to_have_count(1)
    reporter.locator(".desk-strip .desk-picture > summary").first.click()
    reporter.locator(
        "[data-insert]:visible"
    ).first.click()  # nobody has set the cursor: it goes to the empty place
    expect(editor.locator("img[src*='missing']")).to_have_count(0)
    # Filed: pasted, looked at, saved, submitted.
    reporter.locator("button[name=_act][value=submit]:visible").first.click()
    reporter.locator("button[name=anyway]").click()  # the pictures still want their captions and credits
    expect(reporter.locator("#content")).to_contain_text("审校中")
    article.refresh_from_db()
    assert article.status == "in_review" and article.section.slug == "yaowen"
