"""Search says nothing of what is not public: not a word, not a suggestion, not a count that is one higher.

An unpublished story may hold every word that readers ask for; the answers are the same bytes as before it existed. Each
test ends by publishing and finding other bytes, so that it is known to have looked in the right places.
"""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from articles.models import Article, Contributor
from series import planning
from tests import factories
from tests.factories import act, make_site, make_user
from tests.proofs.making import edit, make_released, slot
from tests.proofs.readers import fetch, only_published_rows

pytestmark = pytest.mark.django_db
WORDS = ("潮水退去", "沈知远", "szy", "csyx", "一", "，")
MADE = {
    "draft": factories.make_draft,
    "in_review": factories.make_in_review,
    "returned": factories.make_returned,
    "approved": factories.make_approved,
    "scheduled": factories.make_scheduled,
    "withdrawn": factories.make_withdrawn,
}


@pytest.fixture
def person() -> Contributor:
    """Somebody with a public credit, whom an unpublished story credits too."""
    make_site()
    person = factories.make_contributor()
    factories.make_published(credited=person, headline="潮水退去之后的码头")
    return person


def _answers(*more: dict[str, str]) -> dict[str, bytes]:
    """Every question with every facet, the pages behind the first and the suggestions, in both scripts."""
    asked = [
        *({"q": word} for word in WORDS),
        {"q": "潮", "section": "yaowen"},
        {"q": "潮", "page": "2"},
        *more,
    ]
    with only_published_rows():
        return {
            path: fetch(Client(), path).body
            for at in ("", "/zh-hant")
            for page in ("search/", "search/suggest/")
            for path in (f"{at}/{page}?{urlencode(question)}" for question in asked)
        }


def test_unpublished_stories_in_every_state_change_no_byte_of_any_answer(person: Contributor) -> None:
    asked = [{"q": "潮", "by": person.slug}, {"q": "潮", "year": "2026"}]
    before = _answers(*asked)
    made = [make(credited=person) for make in MADE.values()]
    assert _answers(*asked) == before
    for article in made:
        seen = _answers(*asked)
        _bring_out(article)
        assert len(_changed(_answers(*asked), seen)) > 10, article.status


def test_story_that_waits_in_a_released_series_is_counted_in_none_of_its_facets(person: Contributor) -> None:
    series = make_released(numbers=3)
    asked = [{"q": "潮", "series": series.slug}, {"q": series.title}]
    before = _answers(*asked)
    article = factories.make_draft(credited=person)
    planning.attach(instalment=slot(series, 1), article=article, user=make_user("editor"))
    assert _answers(*asked) == before
    act(article, "submit", article.author)
    factories.approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    assert _changed(_answers(*asked), before)


def test_edit_of_a_public_story_changes_no_answer_before_it_is_published(person: Contributor) -> None:
    article = factories.make_published(credited=person)
    before = _answers()
    act(article, "reopen", article.author)
    edit(article, article.author, headline="潮水又来了一次")
    assert _answers() == before
    _bring_out(article)
    assert _changed(_answers(), before)


def test_contributor_of_drafts_only_is_as_unknown_as_somebody_who_never_was(person: Contributor) -> None:
    other = factories.make_contributor("范晓棠")
    factories.make_approved(credited=other)
    for page in ("/search/", "/zh-hant/search/"):
        there = fetch(Client(), f"{page}?q=%E6%BD%AE&by={other.slug}")
        never = fetch(Client(), f"{page}?q=%E6%BD%AE&by=never-was-here")
        assert there.body.replace(other.slug.encode(), b"*") == never.body.replace(b"never-was-here", b"*")


def _changed(answers: dict[str, bytes], before: dict[str, bytes]) -> list[str]:
    return [path for path, body in answers.items() if before.get(path, body) != body]


def _bring_out(article: Article) -> None:
    if article.status == "withdrawn":
        act(article, "reopen", article.author)
    if article.status == "draft":
        act(article, "submit", article.author)
    if article.status == "in_review":
        factories.approve_all(article)
    act(article, "publish", make_user("chief_editor"))
