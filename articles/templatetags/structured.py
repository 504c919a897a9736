"""Prints what machines read of a page as JSON-LD data blocks. Touches nothing but the values it is given."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from articles.models.published import PublishedArticle, PublishedSite
from articles.structured import news_article, trail, way_to_story
from articles.templatetags.articles import media_url

register = template.Library()

# JSON inside HTML: what could end the script element or a line of it
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def data_block(data: dict[str, Any]) -> SafeString:
    """A dict as a JSON-LD block. It is data: no Content-Security-Policy has it executed."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # safe: every character that HTML could take for markup is written as a JSON escape
    return mark_safe(f'<script type="application/ld+json">{written.translate(_ESCAPES)}</script>')  # noqa: S308


@register.simple_tag(takes_context=True)
def structured_data(context: Context, article: PublishedArticle, site: PublishedSite) -> SafeString:
    """The story."""
    return data_block(news_article(article, site, context.get("media_url") or media_url))


@register.simple_tag
def story_trail(article: PublishedArticle, site: PublishedSite) -> SafeString:
    """The way to a story that stands in no series: front page, section, story."""
    return data_block(trail(way_to_story(article, site)))
