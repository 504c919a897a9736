"""The list of stories: derived states, filters and search say what the pills say."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import states
from articles.models import Article
from series.planning import create_series
from tests import factories
from tests.articles.admin.pages import signed_in

pytestmark = pytest.mark.django_db
MAKERS = {
    "draft": factories.make_draft,
    "returned": factories.make_returned,
    "in_review": factories.make_in_review,
    "approved": factories.make_approved,
    "scheduled": factories.make_scheduled,
    "published": factories.make_published,
    "changed": factories.make_published_then_edited,
    "withdrawn": factories.make_withdrawn,
}


def make_approval_lost() -> Article:
    article = factories.make_approved()
    factories.act(article, "reopen", article.author, note="改一个数字")
    return article


def make_withdrawn_then_reopened() -> Article:
    article = factories.make_withdrawn()
    factories.act(article, "reopen", article.author)
    return article


def shown(user: Any, query: str = "") -> list[Article]:
    """The stories on the first page of the list."""
    page = signed_in(user).get(reverse("admin:articles_article_changelist") + query)
    assert page.status_code == 200
    return [*page.context["cl"].result_list]


@pytest.mark.parametrize(("code", "make"), [*MAKERS.items(), ("approval_lost", make_approval_lost)])
def test_every_state_has_its_own_pill(code: str, make: Any) -> None:
    article = make()
    assert states.state_of(Article.objects.get(pk=article.pk)).code == code


def test_reopened_after_withdrawal_is_a_plain_draft() -> None:
    assert states.state_of(make_withdrawn_then_reopened()).code == "draft"


def test_filter_by_state_holds_exactly_the_stories_with_that_pill() -> None:
    for make in (*MAKERS.values(), make_approval_lost, make_withdrawn_then_reopened):
        make()
    editor = factories.make_user("editor")
    everything = shown(editor)
    assert len(everything) == len(MAKERS) + 2
    for code, _words in states.FILTERS:
        wanted = {story.pk for story in everything if states.state_of(story).code == code}
        assert wanted
        assert {story.pk for story in shown(editor, f"?state={code}")} == wanted, code


def test_mine_and_waiting_are_told_apart() -> None:
    chief = factories.make_user("chief_editor")
    own = factories.make_draft(author=chief)
    waits = factories.make_in_review()
    assert [story.pk for story in shown(chief, "?mine=yes")] == [own.pk]
    assert [story.pk for story in shown(chief, "?mine=waiting")] == [waits.pk]


def test_search_finds_headline_pinyin_and_author() -> None:
    author = factories.make_user("reporter", display_name="沈禾")
    article = factories.make_draft(author=author, headline="灯塔换灯那一夜")
    factories.make_draft(headline="别的稿")
    editor = factories.make_user("editor")
    for query in ("换灯", "換燈", "dengta", "deng-ta", "沈禾", "dthd"):
        found = [story.pk for story in shown(editor, f"?q={query}")]
        assert found == [article.pk], query


def test_queries_of_the_list_do_not_grow_with_its_rows() -> None:
    editor = factories.make_user("editor")
    client = signed_in(editor)
    seen = []
    for stories in (1, 4):
        for _each in range(stories):
            factories.make_in_review()
            factories.make_returned()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:articles_article_changelist"))
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 20


@pytest.mark.parametrize(
    "query", ["?state=x", "?mine=x", "?series=x", "?series=99999999999999999999", "?series=-1"]
)
def test_unknown_filter_values_are_no_error(query: str) -> None:
    shown(factories.make_user("editor"), query)


def test_reporters_filter_names_no_series_of_others() -> None:
    create_series(title="暗号专题", user=factories.make_user("editor"))
    page = signed_in(factories.make_user("reporter")).get(reverse("admin:articles_article_changelist"))
    assert "暗号专题" not in page.content.decode()
