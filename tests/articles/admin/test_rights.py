"""What the desk shows to whom: another's draft does not exist for a reporter, anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests import factories
from tests.articles.admin.pages import change_url, form_of, save, signed_in

pytestmark = pytest.mark.django_db
SECRET = "暗号鲸落"


@pytest.fixture
def secret() -> Article:
    return factories.make_draft(headline=f"{SECRET}的题", standfirst=SECRET)


@pytest.fixture
def reporter() -> Client:
    return signed_in(factories.make_user("reporter"))


def pages_of(article: Article) -> list[str]:
    """Every stock address of one story."""
    names = ("change", "history", "delete")
    return [reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in names]


def test_editor_can_open_what_the_reporter_may_not(secret: Article) -> None:
    assert signed_in(factories.make_user("editor")).get(change_url(secret)).status_code == 200


def test_another_reporters_draft_is_404_at_every_address(secret: Article, reporter: Client) -> None:
    for url in pages_of(secret):
        assert reporter.get(url).status_code == 404, url
        assert reporter.post(url, {"post": "yes"}).status_code in {403, 404}, url


def test_missing_story_and_hidden_story_answer_alike(secret: Article, reporter: Client) -> None:
    gone = reverse("admin:articles_article_change", args=[secret.pk + 1000])
    hidden, missing = reporter.get(change_url(secret)), reporter.get(gone)
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)


def test_list_search_and_filters_hold_only_ones_own(secret: Article, reporter: Client) -> None:
    url = reverse("admin:articles_article_changelist")
    for query in ("", f"?q={SECRET}", "?status=draft", "?all=", "?o=1"):
        assert secret.headline not in reporter.get(url + query, follow=True).content.decode()
    assert secret.headline in signed_in(factories.make_user("editor")).get(url).content.decode()


def test_autocomplete_offers_only_ones_own(secret: Article, reporter: Client) -> None:
    query = {"app_label": "series", "model_name": "instalment", "field_name": "article", "term": SECRET}
    answer = reporter.get(reverse("admin:autocomplete"), query)
    assert SECRET not in answer.content.decode()


def test_popup_and_to_field_are_no_way_round(secret: Article, reporter: Client) -> None:
    for query in ("?_popup=1", "?_to_field=id", "?_to_field=uid&_popup=1", "?_to_field=author__password"):
        assert reporter.get(change_url(secret) + query).status_code in {400, 404}


def test_front_page_of_the_desk_tells_nothing_of_others(secret: Article, reporter: Client) -> None:
    assert SECRET not in reporter.get(reverse("admin:index")).content.decode()


def test_saving_leaves_no_headline_in_the_stock_log(secret: Article) -> None:
    client = signed_in(factories.make_user("editor"))
    save(client, secret, form_of(client, secret), headline="又改一次")
    assert not LogEntry.objects.exists()


def test_reporter_credited_or_assigned_sees_the_story() -> None:
    user = factories.make_user("reporter")
    credited = factories.make_draft(credited=factories.make_contributor("何小满", user=user))
    assigned = factories.make_draft()
    assigned.writers.add(user)
    client = signed_in(user)
    assert client.get(change_url(credited)).status_code == 200
    assert client.get(change_url(assigned)).status_code == 200


@pytest.mark.parametrize("state", ["in_review", "approved", "published", "withdrawn"])
def test_author_may_read_but_not_save_once_it_is_out_of_their_hands(state: str) -> None:
    article: Article = getattr(factories, f"make_{state}")()
    client = signed_in(article.author)
    page = client.get(change_url(article))
    assert page.status_code == 200 and b"article_form" in page.content
    assert client.post(change_url(article), {"headline": "硬改"}).status_code == 403
    article.refresh_from_db()
    assert article.headline != "硬改"


def test_administrator_has_no_stories() -> None:
    article = factories.make_draft()
    client = signed_in(factories.make_user("administrator"))
    assert client.get(change_url(article)).status_code in {403, 404}
    assert client.get(reverse("admin:articles_article_changelist")).status_code == 403


def test_superuser_without_a_role_may_look_and_nothing_else() -> None:
    article = factories.make_draft()
    client = signed_in(factories.make_user(is_superuser=True))
    assert client.get(change_url(article)).status_code == 200
    assert client.post(change_url(article), {"headline": "硬改"}).status_code == 403
    assert client.get(reverse("admin:articles_article_add")).status_code == 403


def test_person_who_left_is_out_at_the_next_request(secret: Article) -> None:
    user = factories.make_user("editor")
    client = signed_in(user)
    assert client.get(change_url(secret)).status_code == 200
    user.is_active = False
    user.save()
    assert client.get(change_url(secret)).status_code == 302


MALFORMED = [
    "?q=%00",
    "?status__exact=%00",
    "?status__regex=(",
    "?headline__iregex=(",
    "?author__password__startswith=a",
    "?p=99999999",
    "?o=x.y",
    "?section__id__exact=99999999999999999999999999",
    "?_facets=x&all=",
]


@pytest.mark.parametrize("query", MALFORMED)
def test_malformed_questions_are_never_an_error_of_ours(query: str, client: Any) -> None:
    user = signed_in(factories.make_user("chief_editor"))
    assert user.get(reverse("admin:articles_article_changelist") + query).status_code in {200, 302, 400}


@pytest.mark.parametrize("pk", ["0", "999999999999999999999999", "x", "1_2F_2F", "%00", "-1"])
def test_strange_keys_are_404(pk: str) -> None:
    client = signed_in(factories.make_user("chief_editor"))
    assert client.get(f"/admin/articles/article/{pk}/change/").status_code in {400, 404}
