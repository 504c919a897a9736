"""What pages of stories say of their series. Reads published rows only."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models.published import PublishedArticle, PublishedSite
from articles.sharing.words import front_words
from articles.structured import trail
from articles.templatetags.articles import media_url
from articles.templatetags.sharing import sharing_of
from articles.templatetags.structured import data_block
from series.landing import Landing
from series.models.published import PublishedSeries
from series.reading import Home, Slot, home_of
from series.sharing import look_of
from series.shelf import Volume, read_shelf
from series.structured import creative_work_series, place_in_series, way_to_part, way_to_series
from series.themes import theme_called

register = template.Library()


@register.simple_tag
def series_of(article: PublishedArticle) -> Home | None:
    """The story's place in its home series, or None. However often a page asks, the database is asked once."""
    return home_of(article)


@register.simple_tag
def latest_series(script: str) -> list[Volume]:
    """Three series to go on with, the one with the newest part first: for pages that are not there."""
    return read_shelf(script, 3)


@register.filter
def theme(name: str) -> str:
    """What a page outside the landing is dressed in: a theme that exists, or the house where it brings no tokens."""
    return theme_called(name).dress


@register.filter
def art(name: str, part: str) -> str:
    """The partial that holds a piece of a theme's art: its cover, hero, tile or ribbon."""
    return theme_called(name).partial(part)


@register.filter
def tokens(name: str) -> str:
    """The style sheet with what pages beside the landing take of a theme, "" where it has none."""
    return theme_called(name).tokens


@register.simple_tag
def themes_on(lead: Volume | None, shelf: list[Volume] | None) -> list[str]:
    """The themes of the covers that a page shows, each once."""
    return list(dict.fromkeys(volume.theme for volume in [lead, *(shelf or [])] if volume))


@register.simple_tag
def sharing_of_series(
    series: PublishedSeries, front: PublishedArticle, site: PublishedSite
) -> dict[str, Any]:
    """Addresses and texts of the card and the poster of a series."""
    words = front_words(front, site, look_of(series.theme), series.slug)
    return sharing_of(words, "series", series.script, series.slug)


@register.filter
def spoken(label: str) -> str:
    """A label for eye and ear: ⑫ is printed, “第12篇” is read out. Labels of words are both already."""
    if len(label) != 1 or unicodedata.category(label) != "No":
        return label
    words = _("part %(number)d") % {"number": int(unicodedata.numeric(label))}
    return format_html('<span aria-hidden="true">{}</span><span class="vh">{}</span>', label, words)


@register.filter
def bare_label(slot: Slot) -> str:
    """The label without the 之 that some themes hide from the eye but not from screen readers."""
    return slot.label.removeprefix("之")


@register.filter
def has_zhi(slot: Slot) -> bool:
    """Whether the label is of the form 之三."""
    return slot.label.startswith("之") and len(slot.label) > 1


@register.simple_tag
def part_data(article: PublishedArticle, home: Home, site: PublishedSite) -> SafeString:
    """A story's series and the way to it, for machines."""
    return data_block(place_in_series(article, home)) + data_block(trail(way_to_part(article, home, site)))


@register.simple_tag(takes_context=True)
def series_data(context: Context, landing: Landing, site: PublishedSite) -> SafeString:
    """A series with its parts and the way to it, for machines."""
    told = creative_work_series(landing, site, context.get("media_url") or media_url)
    way = way_to_series(landing.front.headline, landing.series.slug, landing.front.script, site)
    return data_block(told) + data_block(trail(way))
