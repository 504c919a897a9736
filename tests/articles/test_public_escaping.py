"""Whatever stands in a published row, pages show it as text. The body alone is HTML: publishing has cleaned it."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
import pytest
from django.test import Client
from lxml import etree

from articles.models.published import PublishedRedirect
from tests.published import (
    picture,
    put_contributor,
    put_credit,
    put_notice,
    put_part,
    put_series,
    put_site,
    put_story,
)

pytestmark = pytest.mark.django_db

CANARY = "x\"'><svg/onload=__p()></script>{{7*7}}&\u2028"


def hostile_image() -> dict[str, Any]:
    return picture() | {"alt": CANARY, "caption": CANARY, "credit": CANARY, "ai_label": CANARY}


def hostile_story(**fields: Any) -> Any:
    fix = {"type": "correction", "issued_at": "2026-01-15T15:40:00+08:00"}
    person = {"name": CANARY, "title": CANARY, "organisation": CANARY, "note": CANARY, "contributor": ""}
    return put_story(
        headline=CANARY,
        headline_breaks=[2],
        kicker=CANARY,
        subheading=CANARY,
        standfirst=CANARY,
        editors_note=CANARY,
        source=CANARY,
        production_note=CANARY,
        byline=CANARY,
        ai_statement=CANARY,
        tags=[CANARY],
        credits=[{"label": CANARY, "roles": ["photo"], "people": [person]}],
        key_figures=[{"prefix": CANARY, "value": CANARY, "unit": CANARY, "label": CANARY, "source": CANARY}],
        contents=[{"id": "s1", "text": CANARY}, {"id": "s2", "text": CANARY}],
        corrections=[fix | {"wrong": CANARY, "right": CANARY, "passage": CANARY}],
        has_corrections=True,
        lead_image=hostile_image(),
        gallery=[hostile_image(), hostile_image()],
        **fields,
    )


@pytest.fixture(autouse=True)
def hostile_newspaper() -> None:
    sections = [{"slug": "yaowen", "name": CANARY}]
    put_site(name=CANARY, tagline=CANARY, sections=sections, footer=[{"text": CANARY, "url": ""}])
    chapters = [{"position": 1, "name": CANARY, "label": CANARY, "blurb": CANARY}]
    series = put_series("chaoxi", CANARY, chapters=chapters, front={"kicker": CANARY, "subheading": CANARY})
    story = hostile_story(slug="you-lu", kind="photo_story")
    put_part(series, 1, story, label=CANARY[:20])
    put_part(series, 2, hostile_story(slug="di-er"), label="之二")
    put_part(series, 3, put_notice(slug="chegao", headline=CANARY, text=CANARY), label="之三")
    put_part(series, 4, label="之四", is_announced=True, announced_title=CANARY)
    hostile_story(slug="guwai")
    put_contributor(name=CANARY, name_latin=CANARY, title=CANARY[:40], organisation=CANARY, bio=CANARY)
    put_credit(story)


HTML = [
    "/",
    "/articles/you-lu/",
    "/articles/di-er/",
    "/articles/guwai/",
    "/articles/chegao/",
    "/series/",
    "/series/chaoxi/",
    "/sections/yaowen/",
    "/contributors/shen-zhiyuan/",
    "/corrections/",
    "/mei-you/",
]


def live_elements(page: str) -> list[str]:
    """Elements a browser would build that carry an event handler, or that only the canary could have opened."""
    tree = lxml.html.document_fromstring(page)
    return [
        lxml.html.tostring(element, encoding="unicode")[:200]
        for element in tree.iter(etree.Element)
        if any(str(name).startswith("on") for name in element.attrib) or str(element.tag).startswith("svg/")
    ]


@pytest.mark.parametrize("path", HTML)
def test_no_text_of_a_row_becomes_markup(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert "onload=__p()" in page  # it is there …
    assert "<svg/onload" not in page and not live_elements(page)  # … as text
    assert "{{7*7}}" in page  # templates in copy are copy


def test_search_shows_what_was_asked_as_text(client: Client) -> None:
    page = client.get("/search/", {"q": CANARY}).content.decode()
    assert "onload=__p()" in page and "<svg/onload" not in page


def test_structured_data_cannot_leave_its_element(client: Client) -> None:
    page = client.get("/articles/you-lu/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    assert not set("<>&\u2028\u2029") & set(found[1])
    assert json.loads(found[1])["headline"] == CANARY


def test_old_slug_in_a_redirect_stays_a_path(client: Client) -> None:
    PublishedRedirect.objects.create(kind="article", old_slug="jiu", new_slug="you-lu")
    assert client.get("/articles/jiu/?next=//evil.example")["Location"] == "/articles/you-lu/"


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example"])
def test_absolute_addresses_never_come_from_the_request(client: Client, host: str) -> None:
    page = client.get("/articles/you-lu/", headers={"x-forwarded-host": host}).content.decode()
    assert "evil.example" not in page
    assert client.get("/articles/you-lu/", headers={"host": host}).status_code == 400
