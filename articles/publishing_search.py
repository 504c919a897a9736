"""Writes what readers can find, beside the public rows that it is made of and in their transaction.

Called by `publishing`, by `reindex` and by the migration's twin of it. Made of public rows alone, so that whatever
can be found can be read.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from articles.generation import raise_generation
from articles.models.published import PublishedArticle, PublishedCredit
from articles.models.published_search import PublishedSearch
from articles.search import documents


@transaction.atomic(savepoint=False)
def index(*, uid: UUID) -> None:
    """Let readers find a story, or what it says now.

    Effects: replaces its row; a story that is not public has none; raises the generation.
    """
    _delete(uid)
    raise_generation()
    pages = list(PublishedArticle.objects.filter(uid=uid).order_by("script"))
    if pages:
        credits = PublishedCredit.objects.filter(uid=uid).order_by("script", "position")
        PublishedSearch.objects.create(**documents.published(pages, credits))


@transaction.atomic(savepoint=False)
def forget(*, uid: UUID) -> None:
    """Let nobody find a story any more. Effects: deletes its row; raises the generation."""
    _delete(uid)
    raise_generation()


@transaction.atomic
def forget_strays() -> int:
    """Delete rows whose story is not public: there are none unless somebody wrote to the database by hand.

    Effects: deletes them; raises the generation.
    """
    public = PublishedArticle.objects.values("uid")
    raise_generation()
    return PublishedSearch.objects.exclude(uid__in=public).delete()[0]


def _delete(uid: UUID) -> None:
    PublishedSearch.objects.filter(uid=uid).delete()
