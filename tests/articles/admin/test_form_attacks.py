"""What no browser sends to the story's form: it is answered with the form and what was typed, never with an error."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles import crediting
from articles.models import Article, ReviewRoute
from tests import factories
from tests.articles.admin.pages import change_url, form_of, save, signed_in

# the rows that a form of a new story has
ROWS = ("credits", "figures", "charts")

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def test_nul_in_a_credit_label_is_said_on_the_form_and_not_asked_of_the_database() -> None:
    article = factories.make_draft()
    client = signed_in(article.author)
    data = form_of(client, article) | {"credits-0-label": ["怪\x00"], "credits-0-people": ["张三"]}
    answer = save(client, article, data, headline="留在页上的字")
    assert answer.status_code == 200 and "留在页上的字" in answer.content.decode()
    assert answer.context["adminform"].form.rows["credits"].total_error_count()


def test_number_of_rows_that_is_no_number_splits_like_none() -> None:
    article = factories.make_draft()
    client = signed_in(article.author)
    data = form_of(client, article) | {
        "credits-paste": ["文：记者 沈禾"],
        "credits-TOTAL_FORMS": ["9" * 5000],
    }
    answer = client.post(change_url(article), {**data, "_split": "1"})
    assert answer.status_code == 200 and "沈禾" in answer.content.decode()


def test_row_longer_than_any_credit_is_refused_without_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    monkeypatch.setattr(crediting, "read_row", lambda row: read.append(len(row.people)))
    article = factories.make_draft()
    client = signed_in(article.author)
    data = form_of(client, article) | {"credits-0-people": ["记者 张三 " * 1000]}
    assert save(client, article, data).context["adminform"].form.errors
    assert max(read) == 400


@pytest.mark.parametrize(("role", "chosen"), [("reporter", None), ("editor", "single")])
def test_reporter_cannot_begin_on_a_weaker_route_than_the_house(role: str, chosen: str | None) -> None:
    ReviewRoute.objects.update(is_default=False)
    ReviewRoute.objects.filter(slug="three").update(is_default=True)
    client = signed_in(factories.make_user(role))
    rows = {f"{name}-{count}_FORMS": "0" for name in ROWS for count in ("TOTAL", "INITIAL")}
    data = {"headline": "新稿", "kind": "story", "ai_use": "none", "seen_revision": "0", **rows}
    add = reverse("admin:articles_article_add")
    client.post(add, {**data, "route": factories.route("single").pk})
    assert [story.route.slug for story in Article.objects.all()] == ([chosen] if chosen else [])
    client.post(add, {**data, "route": factories.route("three").pk})
    assert Article.objects.filter(route__slug="three").count() == 1
