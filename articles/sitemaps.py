"""Building sitemaps: the XML, with both scripts of a page named in each of its entries.

Pure but for addresses; `newsroom.sitemaps` says what is in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import HttpResponse

from articles.feeds import xml_text
from articles.models.published import PublishedArticle
from articles.pages import LANGS, absolute

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
# the news sitemap has language codes of its own
_NEWS_LANGS = {"hans": "zh-cn", "hant": "zh-tw"}


def _xml(body: str) -> HttpResponse:
    return HttpResponse(_HEAD + body, content_type="application/xml; charset=utf-8")


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def sitemap_index(paths: Iterable[str]) -> HttpResponse:
    """The list of sitemaps."""
    entries = "".join(f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>\n" for path in paths)
    return _xml(f'<sitemapindex xmlns="{_MAP}">\n{entries}</sitemapindex>\n')


def sitemap(entries: Iterable[tuple[dict[str, str], datetime | None]]) -> HttpResponse:
    """A sitemap out of pages, each given as its paths by script and the time of its last change."""
    urls = "".join(_url(at, changed, script) for at, changed in entries for script in at)
    return _xml(f'<urlset xmlns="{_MAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{urls}</urlset>\n')


def _url(at: dict[str, str], changed: datetime | None, script: str) -> str:
    same = "".join(
        f'<xhtml:link rel="alternate" hreflang="{LANGS[other]}" href="{escape(absolute(path))}"/>'
        for other, path in at.items()
    )
    last = f"<lastmod>{_written(changed)}</lastmod>" if changed else ""
    return f"<url><loc>{escape(absolute(at[script]))}</loc>{last}{same}</url>\n"


def news_sitemap(rows: Iterable[tuple[PublishedArticle, str, str]]) -> HttpResponse:
    """The sitemap of fresh news, out of stories with their path and the name of the paper in their script."""
    urls = "".join(_news_url(row, path, paper) for row, path, paper in rows)
    return _xml(f'<urlset xmlns="{_MAP}" xmlns:news="{_NEWS}">\n{urls}</urlset>\n')


def _news_url(row: PublishedArticle, path: str, paper: str) -> str:
    return (
        f"<url><loc>{escape(absolute(path))}</loc><news:news><news:publication>"
        f"<news:name>{escape(xml_text(paper))}</news:name>"
        f"<news:language>{_NEWS_LANGS[row.script]}</news:language></news:publication>"
        f"<news:publication_date>{_written(row.first_published_at)}</news:publication_date>"
        f"<news:title>{escape(xml_text(row.headline))}</news:title></news:news></url>\n"
    )
