"""The site can be installed and read offline, and says whom to tell of a hole."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from articles.models.published import PublishedArticle
from newsroom import installing
from tests.published import put_site, put_story, puts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("first", "lang"), [("/", "zh-Hans"), ("/zh-hant/", "zh-Hant")])
def test_manifest_names_the_paper_in_the_script_of_its_address(client: Client, first: str, lang: str) -> None:
    put_site(tagline="每日记录")
    answer = client.get(f"{first}manifest.webmanifest")
    assert answer["Content-Type"].startswith("application/manifest+json")
    told = json.loads(answer.content)
    assert told["name"] == "望海新报" and told["lang"] == lang and told["start_url"] == first
    for icon in told["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/")), icon
    assert f'<link rel="manifest" href="{first}manifest.webmanifest">' in client.get(first).content.decode()


def test_service_worker_names_files_that_exist_and_leaves_the_desk_alone(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    script = answer.content.decode()
    assert all(finders.find(name) for name in installing.SHELL)
    assert all(f'"/static/{name}"' in script for name in installing.SHELL)
    for path in ("/admin/", "/audience/", "/search/"):
        assert f'"{path}"' in script
    assert client.get("/offline/").status_code == client.get("/zh-hant/offline/").status_code == 200


def test_security_txt_is_there_where_the_newsroom_named_somebody(client: Client, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@news.example.org"
    with time_machine.travel("2026-11-27T12:00:00+08:00"):
        text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@news.example.org\n" in text
    found = re.search(r"Expires: (\d{4}-\d\d-\d\d)T00:00:00Z", text)
    assert found and date.fromisoformat(found[1]) == date(2027, 5, 1)


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_what_was_open_can_be_read_again_without_a_network(browser: Browser, live_server: LiveServer) -> None:
    put_site()
    put_story(slug="you-lu", headline="邮路在海湾拐弯", body_html="<p>船到了。</p>")
    put_story(slug="che-hui", headline="后来撤回的稿件")
    put_story(slug="mei-kan", headline="没打开过的稿件")
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller")
    for address in ("che-hui/", "che-hui/?from=poster", "you-lu/"):
        page.goto(f"/articles/{address}")
    puts(PublishedArticle.objects.filter(slug="che-hui").delete)()
    gone = page.goto("/articles/che-hui/")
    assert gone and gone.status == 404
    page.goto("/offline/")
    context.set_offline(True)
    page.goto("/articles/you-lu/")
    expect(page.get_by_text("船到了。")).to_be_visible()
    page.goto("/articles/mei-kan/")
    expect(page.get_by_role("link", name="邮路在海湾拐弯")).to_be_visible()
    assert page.get_by_role("link", name="后来撤回的稿件").count() == 0, "what was taken back is not kept"
    assert page.get_by_role("link", name=page.locator("h1").inner_text()).count() == 0, (
        "it does not name itself"
    )
    context.close()
