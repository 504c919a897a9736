"""The newest stories of the whole site as RSS, Atom and JSON Feed. Reads published rows only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from articles import feeds
from articles.conditional import public
from articles.pages import addresses, read_site
from articles.views import listed


def _newest(script: str, name: str) -> dict[str, Any]:
    site = read_site(script)
    return {
        "site": site,
        "title": site.name,
        "about": site.tagline,
        "page": addresses("front_page")[script],
        "here": addresses(name)[script],
        "rows": listed(script)[: feeds.A_FEED],
    }


@public
def rss(request: HttpRequest, script: str) -> HttpResponse:
    """RSS 2.0."""
    return feeds.xml_feed(feeds.Rss, **_newest(script, "feed"))


@public
def atom(request: HttpRequest, script: str) -> HttpResponse:
    """Atom 1.0."""
    return feeds.xml_feed(feeds.Atom, **_newest(script, "feed_atom"))


@public
def json_feed(request: HttpRequest, script: str) -> HttpResponse:
    """JSON Feed 1.1."""
    return feeds.json_feed(**_newest(script, "feed_json"))
