"""What an article weighs on the wire, and which tables a public page reads."""

from __future__ import annotations

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.published import picture, put_contributor, put_notice, put_running_series, put_site, put_story

pytestmark = pytest.mark.django_db

LIMIT = 40 * 1024
PAGES = [
    "/",
    "/articles/pian-1/",
    "/articles/dan-pian/",
    "/articles/chegao/",
    "/articles/mei-you/",
    "/articles/dan-pian/card.jpg",
    "/articles/pian-1/poster.jpg",
    "/series/chaoxi/card.jpg",
    "/series/",
    "/series/chaoxi/",
    "/series/mei-you/",
    "/series/chaoxi/feed/",
    "/sections/yaowen/",
    "/contributors/shen-zhiyuan/",
    "/corrections/",
    "/search/?q=正文",
    "/feed/",
    "/feed.atom",
    "/feed.json",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/sitemap-pages.xml",
    "/news-sitemap.xml",
]
# a thousand different characters, so that nothing is gained by repetition
PROSE = "".join(chr(0x4E00 + number * 7) for number in range(1000))


@pytest.fixture(autouse=True)
def newspaper() -> None:
    put_site()
    put_contributor()
    put_notice(slug="chegao")
    put_running_series(12, slug="chaoxi")
    put_story(slug="dan-pian")


def test_article_with_its_styles_and_scripts_stays_under_forty_kilobytes(client: Client) -> None:
    body = "".join(f"<p>{PROSE[start:] + PROSE[:start]}</p>" for start in range(0, 900, 300))
    put_story(slug="chang", body_html=body, lead_image=picture())
    page = client.get("/articles/chang/").content
    parts = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', page.decode())
    assert any(name.endswith(".css") for name in parts) and any(name.endswith(".js") for name in parts)
    weight = len(gzip.compress(page))
    for name in parts:
        path = finders.find(name)
        assert path, name
        with open(str(path), "rb") as file:
            weight += len(gzip.compress(file.read()))
    assert weight < LIMIT


@pytest.mark.parametrize("path", PAGES)
def test_public_page_reads_published_tables_only(client: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    tables = {
        name for query in captured for name in re.findall(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"', query["sql"])
    }
    assert tables and all("_published" in name for name in tables), tables


@pytest.mark.parametrize("path", [path for path in PAGES if path.endswith("/") and "feed" not in path])
def test_no_page_runs_more_than_three_scripts(client: Client, path: str) -> None:
    scripts = re.findall(r'<script[^>]*src="([^"]+)"', client.get(path).content.decode())
    assert len(scripts) <= 3, scripts
