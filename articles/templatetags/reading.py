"""How a story's page is laid out, and where its files are. Touches nothing but the values it is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from articles.clips.model import TYPES
from articles.models.published import PublishedArticle
from articles.templatetags.articles import media_url

register = template.Library()

# Narrower pictures are shown as they are: drawn up to the width of a page they would be a blur, or a tower.
SMALL = 320
LONGEST_RUN_IN = 120  # characters of an editor's note that runs in behind its label
SHORT_INTRODUCTION = 400  # characters of a photo story's text that may stand before its pictures
# a second publication sooner than this repairs the first, and tells readers nothing
SETTLED = timedelta(minutes=10)


@register.filter
def is_small(image: dict[str, Any]) -> bool:
    """Whether a picture is too narrow to fill a column."""
    full = ((image or {}).get("pictures") or {}).get("full") or {}
    width: int = full.get("width", SMALL)
    return 0 < width < SMALL


@register.filter
def own_width(image: dict[str, Any]) -> str:
    """`sizes` of a small picture: its own width, so that no browser takes it for one to be drawn up."""
    return f"{image['pictures']['full']['width']}px"


@register.filter
def duration(milliseconds: int) -> str:
    """A length as print gives it: 48秒, 3分07秒, 1小时02分."""
    seconds = max(1, round(milliseconds / 1000))
    if seconds < 60:
        return _("%(seconds)d s") % {"seconds": seconds}
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return _("%(minutes)d min %(seconds)02d s") % {"minutes": minutes, "seconds": seconds}
    return _("%(hours)d h %(minutes)02d min") % {"hours": minutes // 60, "minutes": minutes % 60}


@register.filter
def media_type(name: str) -> str:
    """What a player is told of a clip, from the name of its file."""
    return TYPES[name.rpartition(".")[2]]


@register.filter
def is_short_note(note: str) -> bool:
    """Whether an editor's note runs in behind its label, or is set as paragraphs of its own."""
    return len(note) <= LONGEST_RUN_IN and "\n" not in note


@register.filter
def was_updated(article: PublishedArticle) -> bool:
    """Whether readers got another text later than they got the first."""
    return article.last_published_at - article.first_published_at >= SETTLED


@register.filter
def pictures_first(article: PublishedArticle) -> bool:
    """Whether the pictures stand before the text: those of a photo story, unless its text is only an introduction."""
    long_text = article.characters > SHORT_INTRODUCTION
    return article.kind == "photo_story" and bool(article.gallery) and long_text


@register.filter
def opening(article: PublishedArticle) -> str:
    """What is seen first below the title: "clip", "picture", "gallery" (its first picture) or "".

    A lead picture that also begins the gallery is printed there only.
    """
    if article.lead_clip:
        return "clip"
    first = article.gallery[0]["pictures"]["full"]["src"] if article.gallery else ""
    if article.lead_image and article.lead_image["pictures"]["full"]["src"] != first:
        return "picture"
    return "gallery" if pictures_first(article) else ""


@register.filter
def has_zoom(article: PublishedArticle) -> bool:
    """Whether the page shows a picture that a click enlarges."""
    return bool(article.gallery) or "data-zoom" in article.body_html


@register.simple_tag(takes_context=True)
def file_url(context: Context, name: str) -> str:
    """The address of a stored file; in a preview that of the private store."""
    url: Callable[[str], str] = context.get("media_url") or media_url
    return url(name)


@register.simple_tag(takes_context=True)
def poster_url(context: Context, image: dict[str, Any]) -> str:
    """The address of the picture that stands for a video until it plays: a video takes one, not a choice."""
    return file_url(context, image["pictures"]["full"]["src"])


@register.simple_tag(takes_context=True)
def largest_url(context: Context, image: dict[str, Any]) -> str:
    """The address of the largest JPEG of a picture: what a click on it opens where no script runs."""
    full = image["pictures"]["full"]
    return file_url(context, full["sources"][-1]["srcset"][-1][0] if full["sources"] else full["src"])
