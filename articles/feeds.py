"""Feeds of stories: RSS 2.0, Atom and JSON Feed out of the same rows.

The site's feeds and those of a series are built here. Reads published rows only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from articles.models.published import PublishedArticle, PublishedSite
from articles.pages import LANGS, absolute, addresses

A_FEED = 20
# characters that XML 1.0 has no way to write
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Text without the characters that would make any XML document malformed."""
    return _NOT_XML.sub("", text)


class _StableDates:
    """An empty feed says 1970, not now: its bytes, and so its ETag, change with the stories only."""

    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        """When the last of the stories was published."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=datetime.fromtimestamp(0, tz=UTC))


class Rss(_StableDates, Rss201rev2Feed):
    """RSS 2.0."""


class Atom(_StableDates, Atom1Feed):
    """Atom 1.0."""


def xml_feed(
    form: type[Rss] | type[Atom],
    *,
    site: PublishedSite,
    title: str,
    about: str,
    page: str,
    here: str,
    rows: Iterable[PublishedArticle],
) -> HttpResponse:
    """A feed in one of the XML forms. `page` is the path of what it is the feed of, `here` its own."""
    feed = form(
        title=xml_text(title),
        link=absolute(page),
        description=xml_text(about),
        language=LANGS[site.script],
        feed_url=absolute(here),
        author_name=xml_text(site.name) or None,
    )
    for row in rows:
        feed.add_item(**_entry(row, site))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _entry(row: PublishedArticle, site: PublishedSite) -> dict[str, Any]:
    link = absolute(addresses("article", slug=row.slug)[row.script])
    section = site.section_name(row.section_slug)
    return {
        "title": xml_text(row.headline),
        "link": link,
        "description": xml_text(row.standfirst or row.subheading),
        "author_name": xml_text(row.byline) or None,
        "pubdate": row.first_published_at,
        "updateddate": row.last_published_at,
        "unique_id": f"urn:uuid:{row.uid}",
        "unique_id_is_permalink": False,
        "categories": [xml_text(word) for word in [section, *row.tags] if word],
    }


def json_feed(
    *, site: PublishedSite, title: str, about: str, page: str, here: str, rows: Iterable[PublishedArticle]
) -> HttpResponse:
    """The same as a JSON Feed 1.1."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": about,
        "home_page_url": absolute(page),
        "feed_url": absolute(here),
        "language": LANGS[site.script],
        "items": [_json_entry(row) for row in rows],
    }
    body = json.dumps(data, ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/feed+json; charset=utf-8")


def _json_entry(row: PublishedArticle) -> dict[str, Any]:
    pictures = (row.lead_image or {}).get("pictures") or {}
    entry = {
        "id": f"urn:uuid:{row.uid}",
        "url": absolute(addresses("article", slug=row.slug)[row.script]),
        "title": row.headline,
        "content_text": row.standfirst or row.subheading or row.headline,
        "authors": [{"name": row.byline}] if row.byline else [],
        "tags": row.tags,
        "date_published": row.first_published_at.isoformat(timespec="seconds"),
        "date_modified": row.last_published_at.isoformat(timespec="seconds"),
        "language": LANGS[row.script],
    }
    if "2x1" in pictures:
        entry["image"] = absolute(f"{settings.MEDIA_URL}{pictures['2x1']['src']}")
    return entry
