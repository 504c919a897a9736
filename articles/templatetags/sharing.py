"""What pages say of their cards and posters: addresses, sizes, and every word on them. Reads nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from articles.models.published import PublishedArticle, PublishedSite
from articles.pages import absolute
from articles.sharing import card, poster
from articles.sharing.words import Words, story_words

register = template.Library()
WEIBO = "https://service.weibo.com/share/share.php"


def sharing_of(words: Words, name: str, script: str, slug: str) -> dict[str, Any]:
    """What `_sharing.html` and `_share.html` print of a page; `name` is article or series."""

    def path(part: str) -> str:
        return reverse(f"{name}_{part}", kwargs={"script": script, "slug": slug})

    here = words.address.partition("?")[0]
    return {
        "card": absolute(path("card")),
        "card_size": card.SIZE,
        "card_text": words.card_text,
        "poster": path("poster"),
        "poster_size": poster.SIZE,
        "poster_text": words.poster_text,
        "weibo": f"{WEIBO}?{urlencode({'url': here, 'title': words.headline})}",
        "wechat": f"{here}?from=wechat",
    }


@register.simple_tag
def sharing_of_story(row: PublishedArticle, site: PublishedSite) -> dict[str, Any]:
    """Addresses and texts of a story's card and poster."""
    return sharing_of(story_words(row, site), "article", row.script, row.slug)
