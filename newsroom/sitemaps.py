"""Sitemaps of the site: every story, every other page, and the news of two days. Reads published rows only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles import known
from articles.conditional import public
from articles.generation import read_generation
from articles.models.published import PublishedArticle, PublishedContributor, PublishedSite, PublishedTag
from articles.pages import addresses, read_site
from articles.sitemaps import news_sitemap, sitemap, sitemap_index
from series.models.published import PublishedSeries

# each story is two addresses; the protocol allows 50 000 a file
A_FILE = 10_000
FRESH = timedelta(days=2)
MOST_NEWS = 1000


@public
def index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps."""
    generation = read_generation()
    stories = PublishedArticle.objects.in_script("hans").stories().count()
    files = range(1, max(1, -(-stories // A_FILE)) + 1)
    paths = [reverse("sitemap_pages"), *(reverse("sitemap_articles", args=[number]) for number in files)]
    return known.tell(sitemap_index(paths), generation=generation, address=request.path)


@public
def articles(request: HttpRequest, number: int) -> HttpResponse:
    """One file of stories, the oldest first so that files that are full no longer change."""
    generation, start = read_generation(), (number - 1) * A_FILE
    if number < 1 or (number > 1 and start >= PublishedArticle.objects.in_script("hans").stories().count()):
        raise Http404
    rows = PublishedArticle.objects.in_script("hans").stories().order_by("first_published_at", "uid")
    found = rows.values_list("slug", "last_published_at")[start : start + A_FILE]
    made = sitemap((addresses("article", slug=slug), changed) for slug, changed in found)
    return known.tell(made, generation=generation, address=request.path)


@public
def pages(request: HttpRequest) -> HttpResponse:
    """Everything that is not a story: front page, sections, series, tags, contributors, corrections."""
    site = read_site("hans")
    return known.tell(sitemap(_pages(site)), generation=site.generation, address=request.path)


def _pages(site: PublishedSite) -> Iterator[tuple[dict[str, str], datetime | None]]:
    for name in ("front_page", "series_index", "archive", "corrections"):
        yield addresses(name), None
    for section in site.sections:
        yield addresses("section", slug=section["slug"]), None
    for entry in site.pages:
        yield addresses("house_page", slug=entry["slug"]), None
    series = PublishedSeries.objects.filter(script="hans").order_by("slug")
    for slug, changed in series.values_list("slug", "last_published_at"):
        yield addresses("series", slug=slug), changed
    # a front is read as its series' landing, so a tag that only fronts carry has no page
    stories = PublishedArticle.objects.in_script("hans").stories().order_by().values("uid")
    tags = PublishedTag.objects.filter(script="hans", uid__in=stories).order_by("slug").distinct()
    for slug in tags.values_list("slug", flat=True)[:A_FILE]:
        yield addresses("tag", slug=slug), None
    people = PublishedContributor.objects.filter(script="hans").order_by("slug")
    for slug in people.values_list("slug", flat=True)[:A_FILE]:
        yield addresses("contributor", slug=slug), None


@public
def news(request: HttpRequest) -> HttpResponse:
    """Stories of the last two days, in both scripts. Which those are changes by the minute."""
    papers = dict(PublishedSite.objects.values_list("script", "name"))
    since = timezone.now() - FRESH
    rows = PublishedArticle.objects.stories().newest().filter(first_published_at__gte=since)
    fresh = rows.only("script", "slug", "headline", "first_published_at")[:MOST_NEWS]
    return news_sitemap(
        (row, addresses("article", slug=row.slug)[row.script], papers.get(row.script, "")) for row in fresh
    )
