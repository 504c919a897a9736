"""Feeds of stories: RSS 2.0, Atom and JSON Feed out of the same rows.

`feed` answers in one of the three forms for whatever has stories: the site, a section, a contributor, a tag, a series.
Reads published rows only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from articles import known
from articles.conditional import public
from articles.models.published import PublishedArticle, PublishedArticleQuerySet, PublishedSite
from articles.pages import LANGS, absolute, addresses

A_FEED = 20
# The three forms: what ends the address, how it is known in links, and its media type.
FORMS = {
    "rss": ("feed/", "RSS", "application/rss+xml"),
    "atom": ("feed.atom", "Atom", "application/atom+xml"),
    "json": ("feed.json", "JSON Feed", "application/feed+json"),
}
# addresses inside a body begin at the root of this site
_LOCAL = re.compile(r'((?:src|href|poster)="|[," ](?=/media/))(?=/)')
# characters that XML 1.0 has no way to write
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Text without the characters that would make any XML document malformed."""
    return _NOT_XML.sub("", text)


@dataclass(frozen=True)
class Source:
    """What a feed is of: its title, what it is about, the paths of its page by script, its stories, newest first.

    The site was read first, or together with what was.
    """

    site: PublishedSite
    title: str
    about: str
    at: dict[str, str]
    rows: PublishedArticleQuerySet


Read = Callable[..., Source]


def feed(form: str, source: Source) -> HttpResponse:
    """The feed in one of `FORMS`. Where `FEED_FULL_TEXT` is set, entries carry the whole text."""
    rows = source.rows
    if settings.FEED_FULL_TEXT:
        rows = rows.defer(None)
    page = source.at[source.site.script]
    given: dict[str, Any] = {
        "site": source.site,
        "title": source.title,
        "about": source.about,
        "page": page,
        "here": page + FORMS[form][0],
        "rows": rows[:A_FEED],
    }
    made = json_feed(**given) if form == "json" else xml_feed(Rss if form == "rss" else Atom, **given)
    return known.tell(made, generation=source.site.generation, address=given["here"])


def feed_urls(route: str, name: str, read: Read) -> list[URLPattern]:
    """The three addresses under the page of something that has stories. `read` gives its `Source`, or raises 404."""

    def view(form: str) -> Any:
        @public
        def answer(request: HttpRequest, **told: Any) -> HttpResponse:
            return feed(form, read(**told))

        return answer

    return [
        path(route + end, view(form), name=name if form == "rss" else f"{name}_{form}")
        for form, (end, _known, _type) in FORMS.items()
    ]


def absolute_html(html: str) -> str:
    """A body whose addresses also work outside of this site."""
    return _LOCAL.sub(lambda found: found.group(1) + settings.SITE_URL.rstrip("/"), html)


class _StableDates:
    """An empty feed says 1970, not now: its bytes, and so its ETag, change with the stories only."""

    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        """When the last of the stories was published."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=datetime.fromtimestamp(0, tz=UTC))


class Rss(_StableDates, Rss201rev2Feed):
    """RSS 2.0, with the whole text where it is given."""

    def rss_attributes(self) -> dict[str, str]:
        """The name space of content:encoded beside those of Django."""
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """What Django writes, and the text."""
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content:encoded", item["content"])


class Atom(_StableDates, Atom1Feed):
    """Atom 1.0, with the whole text where it is given."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """What Django writes, and the text."""
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content", item["content"], {"type": "html"})


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
        "content": xml_text(absolute_html(row.body_html)) if settings.FEED_FULL_TEXT else "",
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
    if settings.FEED_FULL_TEXT and row.body_html:
        entry["content_html"] = absolute_html(row.body_html)
    if "2x1" in pictures:
        entry["image"] = absolute(f"{settings.MEDIA_URL}{pictures['2x1']['src']}")
    return entry
