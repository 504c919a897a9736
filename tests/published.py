"""Plain functions that put public rows straight into place, for tests of what readers see.

Each writes both scripts; the traditional row is marked so that a mix-up shows, and raises the generation as the verbs
do. What publishing writes is another matter, tested where publishing is.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.utils import timezone

from articles import publishing_search
from articles.generation import raise_generation
from articles.models.published import (
    PublishedArticle,
    PublishedContributor,
    PublishedCredit,
    PublishedNotice,
    PublishedSite,
    PublishedTag,
)
from series.models.published import PublishedPart, PublishedSeries

SCRIPTS = ("hans", "hant")
_number = itertools.count(1)

Given = ParamSpec("Given")
Made = TypeVar("Made")


def puts(put: Callable[Given, Made]) -> Callable[Given, Made]:
    """What writes public rows does it at one stroke with the generation."""

    @wraps(put)
    def at_one_stroke(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        with transaction.atomic():
            raise_generation()
            return put(*args, **kwargs)

    return at_one_stroke


def at(days_ago: float = 0) -> datetime:
    """A moment so many days ago."""
    return timezone.now() - timedelta(days=days_ago)


def in_script(text: str, script: str) -> str:
    """The traditional row says so; the simplified one is as given."""
    return f"{text}（繁）" if script == "hant" and text else text


@puts
def put_site(**fields: Any) -> None:
    """The masthead: 望海新报 with two sections."""
    sections = [{"slug": "yaowen", "name": "要闻"}, {"slug": "minsheng", "name": "民生"}]
    fields = {"name": "望海新报", "sections": sections, "footer": [], "sha256": "0" * 64} | fields
    for script in SCRIPTS:
        PublishedSite.objects.create(script=script, **fields)


def picture(name: str = "ab/lead") -> dict[str, Any]:
    """An image as rows hold it: three crops in two formats."""
    crops = {}
    for crop, height in (("full", 1080), ("3x2", 960), ("2x1", 720)):
        formats = {
            kind: [[f"{name}-{crop}-480.{kind}", 480], [f"{name}-{crop}-960.{kind}", 960]]
            for kind in ("webp", "jpg")
        }
        crops[crop] = {
            "width": 1440,
            "height": height,
            "sources": [
                {"type": "image/webp", "srcset": formats["webp"]},
                {"type": "image/jpeg", "srcset": formats["jpg"]},
            ],
            "src": formats["jpg"][1][0],
        }
    return {
        "pictures": crops,
        "alt": "替代文字",
        "caption": "图片说明",
        "credit": "陆晚亭 摄",
        "ai_label": "",
    }


@puts
def put_story(days_ago: float = 1, **fields: Any) -> uuid.UUID:
    """A published story in both scripts."""
    number = next(_number)
    uid = fields.pop("uid", None) or uuid.uuid4()
    fields = {
        "slug": f"gaojian-{number}",
        "kind": "story",
        "section_slug": "yaowen",
        "headline": f"稿件{number}号",
        "body_html": "<p>正文。</p>",
        "first_published_at": at(days_ago),
        "last_published_at": at(days_ago),
        "content_sha256": "0" * 64,
    } | fields
    for script in SCRIPTS:
        headline = in_script(str(fields["headline"]), script)
        PublishedArticle.objects.create(uid=uid, script=script, **fields | {"headline": headline})
    publishing_search.index(uid=uid)
    return uid


@puts
def put_notice(days_ago: float = 1, **fields: Any) -> uuid.UUID:
    """The notice of a withdrawn story."""
    uid = fields.pop("uid", None) or uuid.uuid4()
    fields = {
        "slug": "chegao",
        "headline": "已经撤下的稿件",
        "text": "核实后重新发表。",
        "withdrawn_at": at(days_ago),
    } | fields
    for script in SCRIPTS:
        PublishedNotice.objects.create(uid=uid, script=script, **fields)
    return uid


@puts
def put_contributor(slug: str = "shen-zhiyuan", name: str = "沈知远", **fields: Any) -> None:
    """A person with a public page."""
    for script in SCRIPTS:
        PublishedContributor.objects.create(script=script, slug=slug, name=name, **fields)


@puts
def put_credit(uid: uuid.UUID, slug: str = "shen-zhiyuan", position: int = 0) -> None:
    """A person's credit of a story."""
    for script in SCRIPTS:
        PublishedCredit.objects.create(
            uid=uid,
            script=script,
            contributor_slug=slug,
            position=position,
            role_code="text",
            role_label="文",
            name="沈知远",
        )
    publishing_search.index(uid=uid)


@puts
def put_tag(uid: uuid.UUID, slug: str = "gangkou", name: str = "港口") -> None:
    """A tag of a published story."""
    for script in SCRIPTS:
        PublishedTag.objects.create(uid=uid, script=script, slug=slug, name=in_script(name, script))


@puts
def put_series(
    slug: str = "chaoxi", title: str = "潮汐有信", front: dict[str, Any] | None = None, **fields: Any
) -> uuid.UUID:
    """A released series with its front and no parts."""
    uid = fields.pop("uid", None) or uuid.uuid4()
    front_uid = put_story(days_ago=30, **{"slug": slug, "kind": "front", "headline": title} | (front or {}))
    fields = {
        "slug": slug,
        "theme": "ink",
        "label_style": "of",
        "first_published_at": at(30),
        "last_published_at": at(30),
    } | fields
    for script in SCRIPTS:
        PublishedSeries.objects.create(
            uid=uid, script=script, front_uid=front_uid, title=in_script(title, script), **fields
        )
    return uid


@puts
def put_part(series: uuid.UUID, number: int, article: uuid.UUID | None = None, **fields: Any) -> None:
    """A numbered slot of a series."""
    fields = {"label": f"之{number}", "chapter": 1} | fields
    for script in SCRIPTS:
        PublishedPart.objects.create(
            series_uid=series, script=script, number=number, article_uid=article, **fields
        )


def put_running_series(parts: int, **fields: Any) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """A series with so many published parts, the first the oldest."""
    series = put_series(**fields)
    stories = [
        put_story(days_ago=parts + 1 - number, slug=f"pian-{number}", headline=f"第{number}篇的题目")
        for number in range(1, parts + 1)
    ]
    for number, story in enumerate(stories, start=1):
        put_part(series, number, story)
    return series, stories
