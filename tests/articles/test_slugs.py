"""Addresses: made once, never shared, never lost."""

from __future__ import annotations

import pytest

from articles import editing
from articles.models import Article, PublishedArticle, PublishedRedirect
from articles.slugs import free_slug, is_taken
from articles.workflow import Status
from tests.factories import act, make_draft, make_published, make_user, make_withdrawn
from tests.proofs.making import edit, publish_again

pytestmark = pytest.mark.django_db


def _moved(article: Article, slug: str) -> Article:
    act(article, "reopen", article.author)
    edit(article, article.author, slug=slug)
    return publish_again(article)


def test_same_headline_twice_gets_two_addresses():
    first, second, third = (make_draft(headline="潮水退去") for _ in range(3))
    assert (second.slug, third.slug) == (f"{first.slug}-2", f"{first.slug}-3")


def test_story_without_a_headline_gets_its_address_when_it_has_one():
    article = editing.create_article(user=make_user("reporter"), headline="")
    stand_in = article.slug
    edit(article, article.author, headline="潮水退去")
    assert stand_in.startswith("story-")
    assert article.slug == "chao-shui-tui-qu"


def test_address_stays_when_the_headline_changes():
    article = make_draft(headline="潮水退去")
    edit(article, article.author, headline="灯还亮着")
    assert article.slug == "chao-shui-tui-qu"


def test_address_is_cut_to_fit_its_column_with_its_number():
    article = make_draft(slug="x" * 80)
    assert free_slug("x" * 80, Article()) == f"{'x' * 74}-2"
    assert len(f"{'x' * 74}-2") <= 80
    assert article.slug == "x" * 80


def test_address_of_a_withdrawn_story_is_not_given_to_another():
    slug = make_withdrawn().slug
    assert is_taken(slug, Article())


def test_old_address_is_not_given_to_another_and_answers_in_one_hop():
    article = make_published()
    first = article.slug
    _moved(article, "second-place")
    _moved(article, "third-place")
    redirects = dict(PublishedRedirect.objects.values_list("old_slug", "new_slug"))
    assert redirects == {first: "third-place", "second-place": "third-place"}
    assert is_taken(first, make_draft())


def test_story_may_go_back_to_its_own_old_address():
    article = make_published()
    first = article.slug
    _moved(article, "second-place")
    assert _moved(article, first).status == Status.PUBLISHED
    assert set(PublishedArticle.objects.values_list("slug", flat=True)) == {first}
    redirects = dict(PublishedRedirect.objects.values_list("old_slug", "new_slug"))
    assert redirects == {"second-place": first}


def test_desk_may_not_take_the_address_of_a_story_that_readers_still_see():
    article = make_published()
    public = article.slug
    act(article, "reopen", article.author)
    edit(article, article.author, slug="leaving")
    assert is_taken(public, make_draft())
    assert make_draft(headline=public).slug != public
