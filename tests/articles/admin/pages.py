"""What a browser does with the desk's form: read it, change a field, send everything back."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from articles.admin.merging import encoded
from articles.models import Article


def signed_in(user: Any) -> Client:
    """A browser of somebody who has logged in."""
    client = Client()
    client.force_login(user)
    return client


def form_of(client: Client, article: Article) -> dict[str, list[str]]:
    """The data of the story's form as the page offers them."""
    page = client.get(change_url(article))
    assert page.status_code == 200, page.status_code
    return encoded(page.context["adminform"].form)


def save(client: Client, article: Article, data: dict[str, Any], **changes: Any) -> Any:
    """Send the form, with some fields changed."""
    return client.post(change_url(article), {**data, **changes})


def change_url(article: Article) -> str:
    """The address of the form."""
    return reverse("admin:articles_article_change", args=[article.pk])


def act_url(article: Article, action: str) -> str:
    """The address of an act."""
    return reverse("admin:articles_article_act", args=[article.pk, action])


def do(client: Client, article: Article, action: str, **data: Any) -> Any:
    """Press the button of an act on a page that shows the newest revision."""
    article.refresh_from_db()
    return client.post(act_url(article, action), {"seen_revision": article.revision_number, **data})
