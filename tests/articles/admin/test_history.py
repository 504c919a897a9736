"""Claims about the history and the comparison of two revisions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import editing
from articles.models import Article
from articles.times import printed
from tests.articles.admin.pages import change_url, signed_in
from tests.factories import act, make_approved, make_draft, make_in_review, make_published, make_user, route

pytestmark = pytest.mark.django_db


def history_of(article: Article) -> str:
    return reverse("admin:articles_history", args=[article.pk])


def compare_of(article: Article, a: int, b: int) -> str:
    return reverse("admin:articles_compare", args=[article.pk, a, b])


def revised(**fields: Any) -> Article:
    article = make_draft(headline="九十九天引来一座厂", **fields)
    article.headline = "九十九天，一座工厂落了户"
    article.save()
    editing.save_revision(article=article, user=article.author)
    return article


def test_saves_acts_and_refusals_stand_in_one_line() -> None:
    article = make_in_review()
    refused = editing.perform(
        article=article, action="approve", user=article.author, seen_revision=article.revision_number
    )
    assert not refused.accepted
    act(article, "request_changes", make_user("chief_editor"), note="第二段没有出处。")
    page = signed_in(article.author).get(history_of(article)).content.decode()
    assert "第二段没有出处。" in page
    assert "✗" in page
    assert article.author.get_full_name() in page


def test_a_sign_off_tells_errors_found() -> None:
    article = make_in_review()
    act(article, "approve", make_user("chief_editor"), errors_found=7)
    assert "7" in signed_in(article.author).get(history_of(article)).content.decode()


@pytest.mark.parametrize(("errors", "told"), [(0, "字，无差错"), (7, "字，差错率万分之")])
def test_a_text_without_errors_has_no_rate_of_them(errors: int, told: str) -> None:
    article = make_in_review()
    act(article, "approve", make_user("chief_editor"), errors_found=errors)
    page = signed_in(article.author).get(history_of(article)).content.decode()
    assert told in page and "万分之0.0" not in page


def test_two_revisions_are_compared_word_by_word() -> None:
    article = revised()
    client = signed_in(article.author)
    for show in ("sides", "one"):
        page = client.get(compare_of(article, 1, 2), {"show": show}).content.decode()
        assert "<del>引来" in page
        assert "落" in page
    back = client.get(compare_of(article, 2, 1)).content.decode()
    assert "<ins>引来" in back


def test_choosing_two_leads_to_their_comparison() -> None:
    article = revised()
    answer = signed_in(article.author).get(history_of(article), {"a": "1", "b": "2"})
    assert answer.headers["Location"] == compare_of(article, 1, 2)


@pytest.mark.parametrize(
    "query", [{"a": "1"}, {"a": "x", "b": "2"}, {"a": "9" * 40, "b": "1"}, {"a": "-1", "b": "1"}]
)
def test_senseless_choices_are_not_there(query: dict[str, str]) -> None:
    article = revised()
    assert signed_in(article.author).get(history_of(article), query).status_code == 404


def test_a_revision_that_does_not_exist_is_not_there() -> None:
    article = revised()
    client = signed_in(article.author)
    for numbers in ((1, 9), (0, 1), (10**12, 1)):
        assert client.get(compare_of(article, *numbers)).status_code == 404


def test_restoring_is_offered_to_those_who_may() -> None:
    article = revised()
    restore = reverse("admin:articles_article_act", args=[article.pk, "restore"])
    assert f"{restore}?revision=1" in signed_in(article.author).get(history_of(article)).content.decode()
    assert restore not in signed_in(make_user("proofreader")).get(history_of(article)).content.decode()
    assert (
        f"{restore}?revision=1" in signed_in(article.author).get(compare_of(article, 1, 2)).content.decode()
    )


def test_a_published_story_offers_no_restoring() -> None:
    article = make_published()
    restore = reverse("admin:articles_article_act", args=[article.pk, "restore"])
    assert restore not in signed_in(article.author).get(history_of(article)).content.decode()


def test_another_persons_history_is_not_there() -> None:
    article = revised()
    for user in (make_user("reporter"), make_user("administrator")):
        client = signed_in(user)
        assert client.get(history_of(article)).status_code == 404
        assert client.get(compare_of(article, 1, 2)).status_code == 404


def test_revisions_of_another_story_cannot_be_compared() -> None:
    mine, theirs = make_draft(), revised()
    assert signed_in(mine.author).get(compare_of(mine, 1, 2)).status_code == 404
    assert theirs.revision_number == 2


def test_a_long_history_is_cut_into_pages() -> None:
    article = make_draft()
    for number in range(120):
        article.headline = f"第{number}稿"
        article.save()
        editing.save_revision(article=article, user=article.author)
    client = signed_in(article.author)
    assert client.get(history_of(article)).content.decode().count("<time") == 100
    assert client.get(history_of(article), {"page": "2"}).content.decode().count("<time") >= 21
    assert client.get(history_of(article), {"page": "x"}).status_code == 200


@pytest.mark.parametrize(
    ("language", "step", "title"), [("en", "First review", "Three"), ("zh-hant", "初審", "三審")]
)
def test_steps_and_route_are_named_in_the_readers_language(language: str, step: str, title: str) -> None:
    article = make_in_review(route=route("three"), passed=1)
    reader = make_user("editor", language=language)
    client = signed_in(reader)
    told = client.get(history_of(article)).content.decode()
    assert step in told
    form = client.get(change_url(article)).content.decode()
    assert step in form and title in form
    assert "三审三校" not in form and "初审" not in told


def test_head_of_the_form_tells_when_the_text_was_saved_whatever_was_done_since() -> None:
    article = make_approved()
    touched = timezone.now() + timedelta(days=40)
    Article.objects.filter(pk=article.pk).update(updated_at=touched)
    page = signed_in(make_user("editor")).get(change_url(article)).content.decode()
    saved = article.revisions.get().created_at
    assert f"修订1，{printed(saved)} 保存" in page and printed(touched) not in page
