"""What a person has read of a story: kept when they act on it or say so, asked by the review page and the queue."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from articles import clock
from articles.models.article import Article
from articles.models.reading import ReadMark
from articles.models.revision import Revision


def mark_read(*, article: Article, user: Any, number: int) -> None:
    """Remember that a person had a revision before them.

    Effects: inserts or moves the person's mark; it never moves back. A number the story does not have changes nothing.
    """
    revision = article.revisions.filter(number=number).first()
    if revision is None:
        return
    with transaction.atomic():
        fresh = {"revision": revision, "read_at": clock.now()}
        mark, created = ReadMark.objects.select_for_update().get_or_create(
            article=article, user=user, defaults=fresh
        )
        if not created and mark.revision.number < number:
            ReadMark.objects.filter(pk=mark.pk).update(**fresh)


def last_read(article: Article, user: Any) -> Revision | None:
    """The newest revision that the person has read, or None."""
    mark = ReadMark.objects.filter(article=article, user=user).select_related("revision").first()
    return mark.revision if mark else None
