"""The parts of one series as feeds, the newest first. Reads published rows only."""

from __future__ import annotations

from django.http import Http404

from articles.feeds import Source
from articles.models.published import PublishedArticle
from articles.pages import addresses, site_of, with_site
from articles.views import listed
from series.models.published import PublishedPart, PublishedSeries


def parts_of(*, script: str, slug: str) -> Source:
    """The stories that stand in a series now."""
    series = with_site(PublishedSeries.objects.filter(script=script, slug=slug), script).first()
    fronts = PublishedArticle.objects.in_script(script)
    front = fronts.filter(uid=series.front_uid).only("subheading").first() if series else None
    if series is None or front is None:
        raise Http404
    parts = PublishedPart.objects.filter(script=script, series_uid=series.uid).values("article_uid")
    rows = listed(script).filter(uid__in=parts)
    at = addresses("series", slug=slug)
    return Source(site_of(series, script), series.title, front.subheading, at, rows)
