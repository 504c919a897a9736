"""What machines read of a series, in the words of schema.org: the series with its parts, and a story's place in it.

Pure but for addresses: takes what `series.reading` and `series.landing` found, gives dicts.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.published import PublishedArticle, PublishedSite
from articles.pages import LANGS, absolute, addresses
from articles.structured import image_objects
from series.landing import Landing
from series.reading import Home, Slot


def creative_work_series(found: Landing, site: PublishedSite, image_url: Any) -> dict[str, Any]:
    """The series of a landing, with every part that can be read."""
    front, series = found.front, found.series
    here = absolute(addresses("series", slug=series.slug)[front.script])
    data = {
        "@context": "https://schema.org",
        "@type": "CreativeWorkSeries",
        "@id": here,
        "url": here,
        "name": front.headline,
        "alternativeHeadline": front.subheading,
        "description": front.standfirst or front.subheading,
        "inLanguage": LANGS[front.script],
        "startDate": _day(found.progress.began_at),
        "endDate": _day(found.progress.newest.published_at)
        if series.finished and found.progress.newest
        else "",
        "dateModified": front.last_published_at.isoformat(timespec="seconds"),
        "image": image_objects(front.lead_image, image_url),
        "publisher": {"@type": "NewsMediaOrganization", "name": site.name, "url": absolute("/")},
        "hasPart": [_part(slot, front.script) for slot in found.progress.readable],
    }
    return {key: value for key, value in data.items() if value}


def place_in_series(article: PublishedArticle, home: Home) -> dict[str, Any]:
    """Of which series the story is a part, and at which place. Joined with the story by its `@id`."""
    at = addresses("series", slug=home.series.slug)[article.script]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": absolute(addresses("article", slug=article.slug)[article.script]),
        "isPartOf": {"@type": "CreativeWorkSeries", "@id": absolute(at), "name": home.series.title},
        "position": home.number,
    }


def way_to_part(article: PublishedArticle, home: Home, site: PublishedSite) -> list[tuple[str, str]]:
    """Front page, all series, the series, the part."""
    last = (article.headline, addresses("article", slug=article.slug)[article.script])
    return [*way_to_series(home.series.title, home.series.slug, article.script, site), last]


def way_to_series(title: str, slug: str, script: str, site: PublishedSite) -> list[tuple[str, str]]:
    """Front page, all series, the series."""
    return [
        (site.name, addresses("front_page")[script]),
        (_("Series"), addresses("series_index")[script]),
        (title, addresses("series", slug=slug)[script]),
    ]


def _part(slot: Slot, script: str) -> dict[str, Any]:
    here = absolute(addresses("article", slug=slot.slug)[script])
    data = {
        "@type": "NewsArticle",
        "@id": here,
        "url": here,
        "headline": slot.headline,
        "position": slot.number,
        "datePublished": slot.published_at.isoformat(timespec="seconds") if slot.published_at else "",
    }
    return {key: value for key, value in data.items() if value}


def _day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
