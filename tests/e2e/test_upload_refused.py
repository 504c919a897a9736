"""A file that is no picture, on the story's form: refused in one sentence, and the story stays as it is saved."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from tests.articles.admin.pages import change_url
from tests.factories import ensure_defaults, make_draft
from tests.tools.waiting import CALM

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_refused_picture_is_named_once_and_leaves_nothing_to_save(live_server, browser: Browser) -> None:
    ensure_defaults()
    article = make_draft()
    client = Client()
    client.force_login(article.author)
    context = browser.new_context(**CALM, base_url=live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(change_url(article))
    file = {"name": "不是图.txt", "mimeType": "text/plain", "buffer": "不是图".encode()}
    page.locator("#new-picture").set_input_files(file)
    said = page.locator("#pictures [data-said]")
    expect(said).to_have_text("“不是图.txt”不是 JPEG、PNG 或 WebP 图片。")
    expect(said).to_have_class("desk-paste-said bad")
    expect(page.locator("#desk-dirty")).to_be_hidden()
    page.fill("#id_headline", "改了题")
    expect(page.locator("#desk-dirty")).to_be_visible()
