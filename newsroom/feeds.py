"""The newest stories of the whole site as feeds. Reads published rows only."""

from __future__ import annotations

from articles.feeds import Source
from articles.pages import addresses, read_site
from articles.views import listed


def newest(*, script: str) -> Source:
    """The newspaper."""
    site = read_site(script)
    return Source(site, site.name, site.tagline, addresses("front_page"), listed(script))
