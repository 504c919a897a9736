"""The parts of one series as RSS, the newest first. Reads published rows only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from articles import feeds
from articles.conditional import public
from articles.models.published import PublishedArticle
from articles.pages import addresses, read_site
from articles.views import listed
from series.models.published import PublishedPart, PublishedSeries


@public
def series_feed(request: HttpRequest, script: str, slug: str) -> HttpResponse:
    """RSS 2.0 of the stories that stand in a series now."""
    series = PublishedSeries.objects.filter(script=script, slug=slug).first()
    front = (
        PublishedArticle.objects.in_script(script).filter(uid=series.front_uid).only("subheading").first()
        if series
        else None
    )
    if series is None or front is None:
        raise Http404
    parts = PublishedPart.objects.filter(script=script, series_uid=series.uid).values("article_uid")
    return feeds.xml_feed(
        feeds.Rss,
        site=read_site(script),
        title=series.title,
        about=front.subheading,
        page=addresses("series", slug=slug)[script],
        here=addresses("series_feed", slug=slug)[script],
        rows=listed(script).filter(uid__in=parts)[: feeds.A_FEED],
    )
