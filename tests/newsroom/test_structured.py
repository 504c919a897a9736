"""What machines read of pages is JSON-LD in words that schema.org has, with absolute addresses, and joins up by @id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.published import picture, put_running_series, put_site, put_story

pytestmark = pytest.mark.django_db

VOCABULARY = json.loads((Path(__file__).parents[1] / "data" / "schema_org.json").read_text("utf-8"))["types"]
CREDITS = [
    {
        "label": "文",
        "roles": ["text"],
        "people": [
            {"name": "沈知远", "title": "记者", "organisation": "望海新报", "contributor": "shen-zhiyuan"}
        ],
    },
    {"label": "责编", "roles": ["duty_editor"], "people": [{"name": "范晓棠"}]},
    {"label": "美编", "roles": ["art_editor"], "people": [{"name": "顾南乔"}]},
]
FIXED = {"type": "correction", "issued_at": "2026-01-15T15:40:00+08:00", "wrong": "亩", "right": "平方米"}


@pytest.fixture(autouse=True)
def newspaper() -> None:
    put_site(tagline="一座海湾新区的每日记录")
    put_running_series(3, slug="chaoxi", finished=True, front={"subheading": "回访", "lead_image": picture()})
    put_story(
        slug="dan-pian",
        kind="commentary",
        subheading="副题",
        standfirst="导语。",
        tags=["港口"],
        credits=CREDITS,
        corrections=[FIXED],
        lead_image=picture(),
    )


def blocks(client: Client, path: str) -> list[dict[str, Any]]:
    page = client.get(path).content.decode()
    return [
        json.loads(told) for told in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    ]


def nodes(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, list):
        for each in told:
            yield from nodes(each)
    elif isinstance(told, dict):
        yield told
        for value in told.values():
            yield from nodes(value)


PAGES = ["/articles/dan-pian/", "/articles/pian-2/", "/series/chaoxi/", "/zh-hant/series/chaoxi/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_type_and_property_is_one_that_schema_org_has(client: Client, path: str) -> None:
    found = list(nodes(blocks(client, path)))
    assert len(found) > 5
    for node in found:
        known = {*VOCABULARY[node["@type"]], "@type", "@id", "@context"}
        # a role carries the property that it qualifies: https://schema.org/Role
        known |= {"contributor"} if node["@type"] == "Role" else set()
        assert set(node) <= known, (node["@type"], set(node) - known)
        assert all(value not in ("", None, [], {}) for value in node.values()), node


@pytest.mark.parametrize("path", PAGES)
def test_every_address_is_absolute(client: Client, path: str) -> None:
    for node in nodes(blocks(client, path)):
        for name in ("@id", "url", "item", "mainEntityOfPage"):
            if name in node:
                assert urlsplit(node[name]).netloc == "testserver", (name, node)


def test_a_part_names_its_series_and_place_under_the_address_of_the_story(client: Client) -> None:
    story, place, way = blocks(client, "/articles/pian-2/")
    assert place["@id"] == story["@id"] == "http://testserver/articles/pian-2/"
    (series, series_way) = blocks(client, "/series/chaoxi/")
    assert place["isPartOf"]["@id"] == series["@id"] and place["position"] == 2
    assert series["@type"] == "CreativeWorkSeries" and [part["position"] for part in series["hasPart"]] == [
        1,
        2,
        3,
    ]
    assert series["hasPart"][1]["@id"] == story["@id"]
    assert series["endDate"] and series["image"][0]["@type"] == "ImageObject"
    for trail, last in ((way, story["@id"]), (series_way, series["@id"])):
        assert trail["@type"] == "BreadcrumbList" and trail["itemListElement"][-1]["item"] == last
        assert [step["position"] for step in trail["itemListElement"]] == [
            *range(1, len(trail["itemListElement"]) + 1)
        ]


def test_a_story_tells_its_pictures_credits_and_corrections(client: Client) -> None:
    story, way = blocks(client, "/articles/dan-pian/")
    assert story["@type"] == "OpinionNewsArticle"
    assert story["image"][0] == {
        "@type": "ImageObject",
        "url": "http://testserver/media/ab/lead-full-960.jpg",
        "width": 1440,
        "height": 1080,
        "caption": "图片说明",
        "creditText": "陆晚亭 摄",
    }
    assert story["author"][0]["affiliation"]["name"] == "望海新报"
    assert story["editor"][0]["name"] == "范晓棠"
    assert story["contributor"][0]["roleName"] == "美编"
    assert story["correction"][0]["@type"] == "CorrectionComment"
    assert [step["name"] for step in way["itemListElement"]] == ["望海新报", "要闻", story["headline"]]
