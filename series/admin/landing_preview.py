"""The preview of a front: the landing as a release would make it now, in the public templates.

A slot shows what readers would find in it: the story that is out, its notice, its announcement, or nothing.
Registered with `articles.admin.preview` by `series.admin`.
"""

from __future__ import annotations

from typing import Any

from articles import pages
from articles.admin.preview import register_front_page
from articles.house_words import HouseWords
from articles.models import Article
from articles.models.published import PublishedArticle, PublishedNotice
from series.landing import Landing, landing_context, landing_of, uids_named
from series.models.published import PublishedSeries
from series.models.series import Series
from series.publishing import part_row, series_row
from series.reading import Slot, slots_of


@register_front_page
def front_page(article: Article, row: PublishedArticle) -> tuple[str, dict[str, Any], dict[str, str]] | None:
    """Template, context and addresses of the landing behind a front; None for a front without a series."""
    series = Series.objects.filter(front=article).first()
    if series is None:
        return None
    found = landing_for(series, row)
    return "series/landing.html", landing_context(found), pages.addresses("series", slug=row.slug)


def landing_for(series: Series, row: PublishedArticle) -> Landing:
    """The landing of a series with this unsaved row of its front, as a release would make it now."""
    times = {"first": series.released_at or row.last_published_at, "last": row.last_published_at}
    face = series_row(series, HouseWords(row.script), title=row.headline, **times)
    face.slug = row.slug
    return landing_of(face, row, *_slots(series, face, row))


def _slots(
    series: Series, face: PublishedSeries, front: PublishedArticle
) -> tuple[list[Slot], list[PublishedArticle]]:
    """What readers would find in every slot, and the public rows of all stories that the series shows or names."""
    script, words = front.script, HouseWords(front.script)
    parts: list[Any] = [
        part_row(part, words, series) for part in series.instalments.select_related("article", "chapter")
    ]
    uids = {part.article_uid for part in parts if part.article_uid} | uids_named(face, front)
    rows = PublishedArticle.objects.in_script(script).stories().filter(uid__in=uids)
    stories = {row.uid: row for row in rows}
    notices = {row.uid: row for row in PublishedNotice.objects.filter(script=script, uid__in=uids)}
    for part in parts:
        _tell(part, stories.get(part.article_uid), notices.get(part.article_uid))
    return slots_of(parts), list(stories.values())


def _tell(part: Any, story: PublishedArticle | None, notice: PublishedNotice | None) -> None:
    """What `series.reading.with_stories` annotates, from rows at hand."""
    part.story = part.notice = None
    if story is not None:
        part.story_at = story.first_published_at
        part.story = {
            "slug": story.slug,
            "headline": story.headline,
            "headline_breaks": story.headline_breaks,
            "standfirst": story.standfirst,
            "kind": story.kind,
        }
    if notice is not None:
        part.notice_at = notice.withdrawn_at
        part.notice = {"slug": notice.slug, "headline": notice.headline}
