"""Who made a story, and may therefore neither sign it nor tick its figures: asked for one story or for a whole list.

`rights` asks for one story, the lists of the desk for many; both get the same answer from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.contrib.auth import get_user_model
from django.db.models import Q

from articles.models.article import Article
from articles.models.people import CreditPerson, CreditRole
from articles.models.review import Round
from articles.models.revision import Revision

Makers = dict[int, set[int]]


def maker_ids(article: Article) -> set[int]:
    """Accounts that may not sign a story: authors, assigned writers, submitters, credited makers.

    A reviewer's edit in review (改后通过) does not make them a maker. A credited maker is found through the roster
    link or, where the line was not linked, by the printed name of a roster entry with an account or of an account
    itself, so that renaming a roster entry lets nobody sign their own story.
    """
    return makers_of([article])[article.pk]


def makers_of(stories: Iterable[Article]) -> Makers:
    """The same of many stories, by their keys: six queries, however many they are."""
    makers: Makers = {story.pk: {story.author_id} for story in stories}
    if not makers:
        return makers
    _add_writers(makers)
    for story, person in Round.objects.filter(article__in=makers).values_list("article", "submitted_by"):
        makers[story].add(person)
    assigned = Article.writers.through.objects.filter(article__in=makers)
    for story, person in assigned.values_list("article", "user"):
        makers[story].add(person)
    _add_credited(makers)
    return makers


def _add_writers(makers: Makers) -> None:
    revisions = Revision.objects.filter(article__in=makers).defer("content").order_by("article", "number")
    for story, those in groupby(revisions, key=lambda revision: revision.article_id):
        wrote = (one for one in _standing(those) if one.origin in Revision.WRITING)
        makers[story].update(one.created_by_id for one in wrote)


def _standing(revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions that the text comes from: what was written and then discarded made nothing of it."""
    kept: list[Revision] = []
    for revision in revisions:
        if revision.origin == Revision.Origin.DISCARD:
            back_to = [place for place, old in enumerate(kept) if old.sha256 == revision.sha256]
            kept = kept[: back_to[-1] + 1] if back_to else kept
        kept.append(revision)
    return kept


def _add_credited(makers: Makers) -> None:
    making = set(CreditRole.objects.filter(group=CreditRole.Group.MAKE).values_list("code", flat=True))
    lines = CreditPerson.objects.filter(credit__article__in=makers).select_related("credit", "contributor")
    people = [person for person in lines if making & set(person.credit.roles)]
    accounts = _accounts({person.name for person in people})
    for person in people:
        found = accounts.get(person.name, set())
        if person.contributor and person.contributor.user_id:
            found = found | {person.contributor.user_id}
        makers[person.credit.article_id].update(found)


def _accounts(names: set[str]) -> dict[str, set[int]]:
    """The accounts that a printed name may mean."""
    users = get_user_model().objects.filter(
        Q(display_name__in=names) | Q(contributor__name_hans__in=names) | Q(contributor__name_hant__in=names)
    )
    columns = ("pk", "display_name", "contributor__name_hans", "contributor__name_hant")
    found: dict[str, set[int]] = {}
    for key, *spellings in users.values_list(*columns):
        for name in filter(None, spellings):
            found.setdefault(name, set()).add(key)
    return found
