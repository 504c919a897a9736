"""Public pages of series: the index and the landing of one.

Reads published rows only. Every view answers GET and HEAD, in the script that its address says.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from articles.conditional import public
from articles.models.published import PublishedArticle
from articles.pages import addresses, answer_miss, page, read_site, site_of, with_site
from articles.sharing import views as sharing
from articles.sharing.words import front_words
from series.landing import landing_context, read_landing
from series.models.published import PublishedSeries
from series.sharing import look_of
from series.shelf import read_shelf


@public
def landing(request: HttpRequest, script: str, slug: str) -> HttpResponse:
    """The landing of one series: cover, editor's note, figures, chapters with their parts, team."""
    series = with_site(PublishedSeries.objects.filter(script=script, slug=slug), script).first()
    found = read_landing(series) if series else None
    if series is None or found is None:
        return answer_miss(request, script=script, name="series", slug=slug)
    at = addresses("series", slug=slug)
    site = site_of(series, script)
    return page(request, "series/landing.html", landing_context(found), site=site, at=at)


@public
def drawing(request: HttpRequest, script: str, slug: str, part: str) -> HttpResponse:
    """The card or the poster of a series, from its front."""
    series = with_site(PublishedSeries.objects.filter(script=script, slug=slug), script).first()
    fronts = PublishedArticle.objects.in_script(script)
    front = fronts.filter(uid=series.front_uid).first() if series else None
    if series is None or front is None:
        return sharing.miss(request, script=script, name="series", slug=slug, part=part)
    site = site_of(series, script)
    words = front_words(front, site, look_of(series.theme), slug)
    return sharing.answer(words, part, generation=site.generation, at=request.path)


@public
def index(request: HttpRequest, script: str) -> HttpResponse:
    """All released series, the one with the newest part first."""
    site = read_site(script)
    context = {"shelf": read_shelf(script)}
    return page(request, "series/index.html", context, site=site, at=addresses("series_index"))
