"""What public answers carry: methods, caching, ETags; and what they never carry."""

from __future__ import annotations

import re

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from articles.middleware import PublicLanguage
from articles.models.published import PublishedArticle, PublishedSite
from newsroom import views
from newsroom.staff.models import User
from series.models.published import PublishedSeries
from tests.published import put_contributor, put_notice, put_part, put_series, put_site, put_story

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/zh-hant/",
    "/articles/you-lu/",
    "/series/",
    "/series/chaoxi/",
    "/series/chaoxi/feed/",
    "/sections/yaowen/",
    "/contributors/shen-zhiyuan/",
    "/corrections/",
    "/search/?q=正文",
    "/feed/",
    "/feed.atom",
    "/feed.json",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/sitemap-pages.xml",
    "/news-sitemap.xml",
    "/robots.txt",
]
MISSES = ["/articles/mei-you/", "/articles/chegao/", "/zh-hant/mei-you/", "/series/mei-you/"]


@pytest.fixture(autouse=True)
def newspaper() -> None:
    put_site()
    put_contributor()
    put_notice(slug="chegao")
    put_part(put_series("chaoxi"), 1, put_story(slug="you-lu"))


@pytest.mark.parametrize("path", PAGES)
def test_page_may_be_shared_and_is_asked_for_again(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == (
        "public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=3600"
    )
    assert answer["ETag"].startswith('"')


@pytest.mark.parametrize("path", PAGES + MISSES)
def test_public_answer_sets_no_cookie_and_does_not_vary(client: Client, path: str) -> None:
    answer = client.get(path, headers={"accept-language": "en", "cookie": "sessionid=abc; csrftoken=def"})
    assert not answer.cookies and not answer.has_header("Vary")


@pytest.mark.parametrize(
    "cookie", ["sessionid=abc", "csrftoken=def", "csrftoken=", "messages=x; sessionid=" + "a" * 32]
)
def test_malformed_cookies_do_not_make_a_page_set_one(client: Client, cookie: str) -> None:
    # a shared cache would hand the answer's cookie on to every reader
    answer = client.get("/", headers={"cookie": cookie})
    assert not answer.cookies and not answer.has_header("Vary")


@pytest.mark.parametrize("path", PAGES)
def test_public_page_is_the_same_to_everybody(client: Client, path: str) -> None:
    stranger = client.get(path)
    client.force_login(User.objects.create_user(username="cheng", is_staff=True, language="en"))
    staff = client.get(path, headers={"accept-language": "en-GB"})
    assert staff.content == stranger.content
    assert not staff.cookies and not staff.has_header("Vary")


@pytest.mark.parametrize("path", PAGES)
def test_reader_who_has_the_page_is_told_so(client: Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"] and again["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("path", PAGES)
def test_head_answers_as_get_without_the_body(client: Client, path: str) -> None:
    page, head = client.get(path), client.head(path)
    assert head.status_code == 200 and head.content == b"" and head["ETag"] == page["ETag"]


def test_head_gives_the_server_no_page_to_send_but_tells_its_length() -> None:
    """Straight through the middleware, for the test client takes the page off by itself."""
    answer = PublicLanguage(lambda request: views.front_page(request, script="hans"))
    page, head = answer(RequestFactory().get("/")), answer(RequestFactory().head("/"))
    assert head.content == b"" and len(page.content) > 1000
    assert head["Content-Length"] == str(len(page.content)) and head["ETag"] == page["ETag"]


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods_are_refused(path: str, method: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = getattr(strict, method)(path)
    assert answer.status_code == 405 and not answer.cookies


def test_etag_changes_with_the_story(client: Client) -> None:
    before = client.get("/articles/you-lu/")["ETag"]
    PublishedArticle.objects.filter(slug="you-lu", script="hans").update(body_html="<p>改过的正文。</p>")
    assert client.get("/articles/you-lu/")["ETag"] != before


def test_etag_of_a_story_changes_with_its_series(client: Client) -> None:
    before = client.get("/articles/you-lu/")["ETag"]
    put_part(put_series("ling-yi-bu", "另一部"), 1, put_story())
    assert client.get("/articles/you-lu/")["ETag"] == before  # another series is nothing to it
    PublishedSeries.objects.filter(slug="chaoxi", script="hans").update(title="改了名的专题")
    assert client.get("/articles/you-lu/")["ETag"] != before


def test_etag_changes_with_the_masthead(client: Client) -> None:
    before = client.get("/articles/you-lu/")["ETag"]
    PublishedSite.objects.filter(script="hans").update(name="望海晚报")
    assert client.get("/articles/you-lu/")["ETag"] != before


@pytest.mark.parametrize("path", MISSES)
def test_misses_are_not_held_for_long(client: Client, path: str) -> None:
    rule = client.get(path)["Cache-Control"]
    assert rule.startswith("public") and "s-maxage" in rule
    if client.get(path).status_code == 404:
        assert rule == "public, max-age=0, s-maxage=5"


@pytest.mark.parametrize("path", PAGES)
def test_pages_allow_no_inline_script_or_style(client: Client, path: str) -> None:
    answer = client.get(path)
    assert "unsafe" not in answer["Content-Security-Policy"]
    if answer["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert " style=" not in page and "<style" not in page and "onclick" not in page
        for opened in re.findall(r"<script[^>]*>", page):
            assert " src=" in opened or 'type="application/ld+json"' in opened, opened


def test_health_asks_nobody_and_readiness_asks_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        alive = client.get("/healthz")
    ready = client.get("/readyz")
    assert (alive.status_code, ready.status_code) == (200, 200)
    assert alive["Cache-Control"] == ready["Cache-Control"] == "no-store"


def test_readiness_fails_while_the_database_does(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def cursor(self) -> None:
            raise OperationalError

    monkeypatch.setattr(views, "connection", Broken())
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
