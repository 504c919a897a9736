"""Pages for what is not there: they say what happened and where to go on, in the script of the address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, set_script_prefix
from django.utils import timezone, translation
from django.views.defaults import server_error

from newsroom.urls import handler403, handler404
from newsroom.urls import urlpatterns as real
from tests.articles.admin.pages import signed_in
from tests.factories import make_draft, make_user
from tests.published import put_notice, put_running_series, put_site, put_story

pytestmark = pytest.mark.django_db


def _breaks(request: Any, script: str = "hans") -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [path("breaks/", _breaks), path("zh-hant/breaks/", _breaks), *real]
__all__ = ["handler403", "handler404"]


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
def test_missing_page_offers_search_and_series(client: Client, prefix: str) -> None:
    put_site()
    put_running_series(2, slug="chaoxi")
    answer = client.get(f"{prefix}/no-such-page/")
    page = text(answer)
    assert answer.status_code == 404
    assert f'action="{prefix}/search/"' in page and f'href="{prefix}/series/chaoxi/"' in page
    assert "<h1" in page and 'content="noindex"' in page


def test_a_rush_of_wrong_addresses_costs_a_query_each_and_sees_what_is_published_meanwhile(
    client: Client, django_assert_num_queries: Any
) -> None:
    put_site()
    first = client.get("/no-such-page/")
    with django_assert_num_queries(1):
        again = client.get("/wp-login.php")
    assert again.content == first.content and again.headers.items() == first.headers.items()
    put_running_series(2, slug="chaoxi")
    answer = client.get("/wp-login.php")
    assert answer.status_code == 404 and 'href="/series/chaoxi/"' in text(answer)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert client.get("/wp-login.php").status_code == 404
    with django_assert_num_queries(4):
        client.get("/wp-login.php")  # of another day than what is kept


def test_prefix_that_a_proxy_names_is_not_in_the_page_of_the_next_reader(client: Client) -> None:
    put_site()
    set_script_prefix("/elsewhere/")  # what the server does with a header SCRIPT_NAME
    try:
        assert "/elsewhere/" in text(client.get("/no-such-page/"))
    finally:
        set_script_prefix("/")
    assert "/elsewhere/" not in text(client.get("/no-such-page/"))


def test_missing_page_of_the_desk_speaks_the_language_of_who_asks_and_readers_keep_theirs() -> None:
    put_site()
    for language, told in (("en", "Nothing here for you"), ("zh-hans", "这里没有您能看的内容")):
        desk = signed_in(make_user("editor", language=language))
        assert told in text(desk.get("/admin/no-such-page/"))
    assert "没有这一页" in text(Client().get("/no-such-page/"))


def test_desk_answers_with_a_page_of_its_own_that_leads_back_and_is_kept_nowhere() -> None:
    put_site()
    desk = signed_in(make_user("reporter"))
    for path_, status in (("/admin/no-such-page/", 404), ("/admin/articles/transition/", 403)):
        answer = desk.get(path_)
        page = text(answer)
        assert answer.status_code == status and answer["Cache-Control"] == "private, no-store"
        assert 'id="desk-nav"' in page and 'action="/search/"' not in page
        assert '<a class="desk-btn" href="/admin/">回工作台</a>' in page


def test_desk_says_the_same_of_what_never_was_and_of_what_is_somebody_elses() -> None:
    put_site()
    secret = make_draft()
    desk = signed_in(make_user("reporter"))
    answers = [desk.get(f"/admin/articles/article/{key}/change/") for key in (secret.pk, secret.pk + 99)]
    there, never = (text(each) for each in answers)
    assert there == never and [each.status_code for each in answers] == [404, 404]
    forbidden = desk.get("/admin/articles/transition/")
    assert "不在您的权限之内" in there and "不在您的权限之内" in text(forbidden)


def test_visitor_who_is_not_logged_in_sees_nothing_of_the_desk_in_a_miss() -> None:
    put_site()
    outsider = make_user(is_staff=False)
    for client in (Client(), signed_in(outsider)):
        page = text(client.get("/admin/no-such-page/", follow=True))
        assert 'id="desk-nav"' not in page


def test_withdrawn_story_says_why_and_where_to_go_on(client: Client) -> None:
    put_site()
    put_running_series(2, slug="chaoxi")
    put_notice(slug="che", text="核实后重新发表。")
    answer = client.get("/articles/che/")
    page = text(answer)
    assert answer.status_code == 410 and "核实后重新发表。" in page
    assert 'action="/search/"' in page and 'href="/series/chaoxi/"' in page


@pytest.mark.urls("tests.newsroom.test_public_errors")
@pytest.mark.parametrize(("path_", "lang"), [("/breaks/", "zh-Hans"), ("/zh-hant/breaks/", "zh-Hant")])
def test_error_of_ours_is_answered_in_the_script_of_the_address(path_: str, lang: str) -> None:
    answer = Client(raise_request_exception=False).get(path_)
    page = text(answer)
    assert answer.status_code == 500 and f'<html lang="{lang}">' in page
    prefix = "/zh-hant" if lang == "zh-Hant" else ""
    assert f'action="{prefix}/search/"' in page and f'href="{prefix}/"' in page


def test_error_page_asks_no_database_and_tells_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0), translation.override("en"):
        page = text(server_error(RequestFactory().get("/")))
    assert '<html lang="en">' in page and "Traceback" not in page and "style=" not in page


@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
def test_offline_page_is_there_and_for_no_search_engine(client: Client, prefix: str) -> None:
    put_site()
    answer = client.get(f"{prefix}/offline/")
    assert answer.status_code == 200 and 'content="noindex"' in text(answer)


ODD = [
    "?page=1e9", "?page=%00", "?page=-1", "?page=" + "9" * 5000, "?page=%ff%fe", "?q=%00&page=1", "?page=１",
    "?%00=%00", "?page=1&page=zz", "?preview=1&_=%E2%80%AE",
]  # fmt: skip
PLACES = [
    "/", "/series/", "/series/chaoxi/", "/sections/yaowen/", "/tags/gangkou/", "/archive/", "/archive/2026/",
    "/archive/2026/03/", "/contributors/nobody/", "/corrections/", "/pages/about/", "/offline/", "/articles/pian-1/",
    "/no-such/", "/series/%00/", "/series/%ff%fe/", "/tags/%E2%80%AE/", "/zh-hans/", "/zh-tw/series/", "/archive/%00/",
    "/archive/2026/99/", "/series/" + "x" * 3000 + "/", "/tags/../admin/", "//evil.example/", "/sections/YAOWEN%20/",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[:30])
def test_odd_requests_get_a_right_answer_and_never_an_error(place: str) -> None:
    put_site()
    put_running_series(2, slug="chaoxi")
    put_story(slug="tagged", tags=["港口"], tag_slugs=["gangkou"])
    client = Client()
    for prefix in ("", "/zh-hant"):
        for query in ("", *ODD):
            answer = client.get(f"{prefix}{place}{query}")
            assert answer.status_code in (200, 301, 404, 410), f"{prefix}{place}{query}: {answer.status_code}"
    plain = client.get(place)
    headers = [
        {"range": "bytes=0-1"}, {"accept-language": "xx;q=9,*;q=-1"}, {"accept-language": "en"},
        {"cookie": "sessionid=\x7f; a"}, {"if-none-match": "☃"}, {"accept": "image/png"},
    ]  # fmt: skip
    for odd in headers:
        answer = client.get(place, headers=odd)
        assert (answer.status_code, answer.content) == (plain.status_code, plain.content), odd
    head = client.head(place)
    assert head.status_code == plain.status_code and head.content == b""
    assert client.post(place).status_code in (404, 405)
