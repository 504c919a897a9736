"""Taking a story back, and the pages of the people it named."""

from __future__ import annotations

import pytest

from articles.models import (
    Contributor,
    PublishedArticle,
    PublishedContributor,
    PublishedCredit,
    PublishedNotice,
    PublishedRedirect,
)
from articles.workflow import Status
from tests.factories import (
    act,
    make_approved,
    make_contributor,
    make_published,
    make_published_then_edited,
    make_user,
    make_withdrawn,
)
from tests.proofs.making import edit, publish_again

pytestmark = pytest.mark.django_db


def test_withdrawing_leaves_a_notice_in_both_scripts_and_nothing_else():
    article = make_published(credited=make_contributor())
    act(article, "withdraw", make_user("chief_editor"), note="来源要求", notice="信息发布后有误。")
    assert not PublishedArticle.objects.exists()
    assert not PublishedCredit.objects.exists()
    assert not PublishedContributor.objects.exists()
    texts = dict(PublishedNotice.objects.values_list("script", "text"))
    assert texts == {"hans": "信息发布后有误。", "hant": "信息發佈後有誤。"} or texts["hant"].startswith(
        "信息發"
    )
    assert not PublishedNotice.objects.filter(text__contains="来源要求").exists()


def test_withdrawing_while_it_is_being_written_or_read_again_ends_the_round():
    article = make_published_then_edited()
    act(article, "submit", article.author)
    act(article, "withdraw", make_user("chief_editor"), note="来源要求", notice="已撤回。")
    assert article.rounds.first().ending == "withdrawn"
    assert article.open_round() is None
    assert article.status == Status.WITHDRAWN


def test_withdrawn_story_that_comes_back_under_another_address_redirects_from_the_old_one():
    article = make_withdrawn()
    old = article.slug
    act(article, "reopen", article.author)
    edit(article, article.author, slug="back-again")
    publish_again(article)
    assert not PublishedNotice.objects.exists()
    assert PublishedRedirect.objects.get(old_slug=old).new_slug == "back-again"


def test_writers_page_is_there_while_something_public_names_them():
    person = make_contributor(name_hant="沈知遠", bio="写海。")
    first, second = make_published(credited=person), make_published(credited=person)
    rows = PublishedContributor.objects.filter(slug=person.slug)
    assert dict(rows.values_list("script", "name")) == {"hans": "沈知远", "hant": "沈知遠"}
    for article, left in ((first, 2), (second, 0)):
        act(article, "withdraw", make_user("chief_editor"), note="来源要求", notice="已撤回。")
        assert rows.count() == left


def test_person_of_a_draft_has_no_page():
    person = make_contributor()
    make_approved(credited=person)
    assert Contributor.objects.filter(slug=person.slug).exists()
    assert not PublishedContributor.objects.exists()
