"""Search over working copies, for those who may see them. Private: no public code imports it.

`keep` is called with every revision, in its transaction. `found` narrows a queryset that was narrowed to what the
person may see before; nothing here widens it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from articles import hooks
from articles.models.article import Article
from articles.models.desk_text import TABLE, DeskText
from articles.search import documents, engine, wanted
from articles.text.search import Term, terms


def keep(*, article: Article, snapshot: dict[str, Any]) -> None:
    """Let the desk find a story by what it says now. Effects: writes its one row."""
    DeskText.objects.update_or_create(article=article, defaults=documents.working_copy(snapshot))


def found(stories: QuerySet[Article], question: str) -> QuerySet[Article]:
    """The stories that meet every word of a question: by what they say, by their author or by their place in a series.

    A question without a word – only signs – finds nothing.
    """
    asked = terms(question)
    if not asked:
        return stories.none() if question.strip() else stories
    for term in asked:
        stories = stories.filter(_meets(term))
    return stories


def _meets(term: Term) -> Q:
    words = Q(words__in=engine.ids(TABLE, wanted.anywhere([term], {term.text: _typed(term)})))
    author = Q(author__display_name__icontains=term.text)
    return words | author | Q(pk__in=hooks.in_places(term))


def _typed(term: Term) -> wanted.Group:
    """Initials or pinyin of a headline, from its beginning."""
    (first, *more) = term.tokens
    is_pinyin = not more and first.isascii() and first.isalnum() and len(first) > 2
    return ((f"{wanted.TYPED}{first}*",),) if is_pinyin else ()
