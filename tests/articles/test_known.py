"""What is known of pages: 304 after one query and without rendering, and never of a page that is another one now."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import fingerprint, known
from articles.conditional import public
from articles.models.published import PublishedArticle
from tests.articles.admin.pages import signed_in
from tests.factories import make_published
from tests.proofs.readers import addresses
from tests.published import (
    put_contributor,
    put_credit,
    put_notice,
    put_part,
    put_series,
    put_site,
    put_story,
    put_tag,
)

pytestmark = pytest.mark.django_db

MARKS = "articles_publishedgeneration"
PAGES = [
    "/",
    "/zh-hant/",
    "/articles/you-lu/",
    "/articles/you-lu/card.jpg",
    "/series/",
    "/series/chaoxi/",
    "/series/chaoxi/card.jpg",
    "/series/chaoxi/feed/",
    "/sections/yaowen/",
    "/tags/gangkou/",
    "/contributors/shen-zhiyuan/",
    "/contributors/shen-zhiyuan/feed.atom",
    "/corrections/",
    "/archive/",
    "/feed/",
    "/zh-hant/feed.json",
    "/manifest.webmanifest",
    "/offline/",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/sitemap-pages.xml",
]
# The clock is in them, or the database is not.
NEVER_KNOWN = {"/search/", "/search/suggest/", "/news-sitemap.xml", "/robots.txt", "/sw.js"}


@pytest.fixture(autouse=True)
def newspaper(settings: Any, tmp_path: Any) -> Iterator[None]:
    """A newspaper with one of everything, and nothing known of it."""
    settings.SHARE_ROOT = tmp_path / "sharing"
    put_site()
    put_contributor()
    put_notice(slug="chegao")
    story = put_story(slug="you-lu")
    put_credit(story)
    put_tag(story)
    put_part(put_series("chaoxi"), 1, story)
    caches["pages"].clear()
    known._resting["until"] = 0.0
    yield
    known._resting["until"] = 0.0


def ask(path: str, etag: str = "", method: str = "get") -> tuple[Any, list[str]]:
    """An answer, and the statements it took."""
    headers = {"if-none-match": etag} if etag else {}
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(Client(), method)(path, headers=headers)
    return answer, [query["sql"] for query in queries.captured_queries]


def is_known(answer: tuple[Any, list[str]]) -> bool:
    """Whether it was 304 after one question for the generation, which is less than any page takes to render."""
    response, statements = answer
    tables = [re.findall(r'FROM "(\w+)"', statement) for statement in statements]
    return response.status_code == 304 and tables == [[MARKS]]


@pytest.mark.db
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("path", PAGES)
def test_whoever_has_the_page_is_told_so_without_rendering(path: str, method: str) -> None:
    page, _statements = ask(path)
    told = ask(path, page["ETag"], method)
    assert is_known(told) and told[0].content == b""
    caches["pages"].clear()
    rendered, statements = ask(path, page["ETag"], method)
    assert rendered.status_code == 304 and MARKS in statements[0]
    assert dict(rendered.headers) == dict(told[0].headers)
    # a cache takes them over for what it has: nothing else than the page itself said, and no length of nothing
    assert dict(told[0].headers).items() <= dict(page.headers).items()
    assert "Content-Length" not in told[0].headers
    for name in ("Content-Security-Policy", "Cross-Origin-Resource-Policy"):
        assert told[0].headers[name] == page.headers[name]


@pytest.mark.db
def test_all_but_the_pages_that_the_clock_is_in_are_known_and_read_the_generation_first() -> None:
    """A page of older rows must not be remembered in a newer generation: it would be taken for the present one."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for path in addresses(["you-lu", "chaoxi", "yaowen", "gangkou", "shen-zhiyuan"]):
        if path.endswith(".jpg") and path not in PAGES:
            continue  # as those, at a hundred times the price of a page
        page, statements = ask(path)
        if page.status_code == 200 and page.has_header("ETag"):
            remembered = is_known(ask(path, page["ETag"]))
            found[remembered].add(path.removeprefix("/zh-hant"))
            assert not remembered or MARKS in statements[0], path
    assert found[False] == NEVER_KNOWN
    assert found[True] >= set(PAGES) - {"/zh-hant/", "/zh-hant/feed.json"}


@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', '"x", W/{} , "y"', "*"])
def test_what_the_reader_has_is_compared_as_the_protocol_says(form: str) -> None:
    page, _statements = ask("/articles/you-lu/")
    assert is_known(ask("/articles/you-lu/", form.format(page["ETag"])))


@pytest.mark.parametrize("etag", ['"x"', 'W/"x"', "x", '"', '"x", "y"'])
def test_whoever_has_another_page_gets_this_one(etag: str) -> None:
    page, _statements = ask("/articles/you-lu/")
    answer, _statements = ask("/articles/you-lu/", etag)
    assert answer.status_code == 200 and answer.content == page.content


def test_page_that_stays_the_same_keeps_its_etag_over_a_publication_and_is_known_anew() -> None:
    page, _statements = ask("/offline/")
    put_story(slug="xin-gao")
    again = ask("/offline/", page["ETag"])
    assert again[0].status_code == 304 and not is_known(again)
    assert is_known(ask("/offline/", page["ETag"]))


def test_page_that_changed_is_never_told_to_be_the_same() -> None:
    page, _statements = ask("/sections/yaowen/")
    put_story(slug="xin-gao")
    answer, _statements = ask("/sections/yaowen/", page["ETag"])
    assert answer.status_code == 200 and "xin-gao" in answer.content.decode()


@pytest.mark.parametrize("etag", ["", "*"])
def test_what_is_gone_is_gone_for_whoever_had_it(etag: str) -> None:
    uid = put_story(slug="you-shi")
    page, _statements = ask("/articles/you-shi/")
    assert is_known(ask("/articles/you-shi/", etag or page["ETag"]))
    PublishedArticle.objects.filter(uid=uid).delete()
    put_notice(slug="you-shi")
    assert ask("/articles/you-shi/", etag or page["ETag"])[0].status_code == 410


@pytest.mark.parametrize(
    "path", ["/articles/mei-you/", "/articles/chegao/", "/series/mei-you/", "/tags/mei-you/"]
)
def test_of_what_is_no_page_nothing_is_known(path: str) -> None:
    first, _statements = ask(path)
    again, _statements = ask(path, "*")
    assert first.status_code == again.status_code in (404, 410) and first.content == again.content
    assert not len(caches["pages"]._cache)  # type: ignore[attr-defined]


@pytest.mark.db
def test_publication_that_commits_while_a_page_is_read_leaves_nothing_stale() -> None:
    """The page is read in the generation before, and shows a row of the one after: it is believed in neither."""
    written = []

    def publish_after_the_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if not written:
            written.append(sql)
            put_story(slug="xin-gao")
        return found

    with connection.execute_wrapper(publish_after_the_first):
        page = Client().get("/sections/yaowen/")
    assert MARKS in written[0] and "xin-gao" in page.content.decode()
    again = ask("/sections/yaowen/", page["ETag"])
    assert again[0].status_code == 304 and not is_known(again)


def test_front_page_of_yesterday_is_not_that_of_today() -> None:
    with time_machine.travel("2026-11-27 23:59:50+08:00", tick=False) as clock:
        page, _statements = ask("/")
        assert is_known(ask("/", page["ETag"]))
        clock.shift(timedelta(seconds=20))
        answer, _statements = ask("/", page["ETag"])
        assert answer.status_code == 200 and "2026年11月28日" in answer.content.decode()


def test_page_that_was_begun_before_midnight_is_known_on_no_other_day() -> None:
    request = RequestFactory().get("/begun/")
    with time_machine.travel("2026-11-27 23:59:59+08:00", tick=False) as clock:

        @public
        def slow(request: HttpRequest) -> HttpResponse:
            printed = timezone.localdate().isoformat()
            clock.shift(timedelta(seconds=2))
            return known.tell(HttpResponse(printed), generation="one", address=request.path)

        slow(request)
        assert known.find(request, timezone.localdate()) is None
        slow(request)
        assert known.find(request, timezone.localdate())


@pytest.mark.parametrize(
    "path",
    [
        "/?utm_source=x",
        "/articles/you-lu/?page=7",
        "/sections/yaowen/?page=01",
        "/sections/yaowen/?x=1&page=1",
    ],
)
def test_additions_to_an_address_take_no_room(path: str) -> None:
    page, _statements = ask(path)
    assert page.status_code == 200
    assert ask(path, page["ETag"])[0].status_code == 304
    assert not len(caches["pages"]._cache)  # type: ignore[attr-defined]


def test_pages_of_a_list_are_known_one_by_one() -> None:
    for _each in range(21):
        put_story()
    first, second = ask("/sections/yaowen/")[0], ask("/sections/yaowen/?page=2")[0]
    assert first["ETag"] != second["ETag"]
    assert is_known(ask("/sections/yaowen/?page=2", second["ETag"]))
    assert ask("/sections/yaowen/?page=2", first["ETag"])[0].status_code == 200


def test_deployment_forgets_every_page(settings: Any) -> None:
    etag = ask("/offline/")[0]["ETag"]
    for name, value in {"SITE_URL": "https://x.example", "FEED_FULL_TEXT": True, "TIME_ZONE": "UTC"}.items():
        before = fingerprint.fingerprint()
        setattr(settings, name, value)
        assert fingerprint.fingerprint() != before
    assert not is_known(ask("/offline/", etag))


def test_fingerprint_is_of_every_file_and_of_nothing_else(settings: Any, tmp_path: Any) -> None:
    settings.BASE_DIR = tmp_path
    read = fingerprint.deployed.__wrapped__
    page = tmp_path / "templates" / "articles" / "article.html"
    page.parent.mkdir(parents=True)
    page.write_text("一")
    before = read()
    (tmp_path / "templates" / "__pycache__").mkdir()
    (tmp_path / "templates" / "__pycache__" / "x.pyc").write_text("x")
    page.touch()
    assert read() == before
    page.write_text("二")  # as long as before, at what may be the same second
    changed = read()
    page.rename(page.with_name("story.html"))
    assert len({before, changed, read()}) == 3


def test_developers_see_their_templates_at_once(settings: Any) -> None:
    settings.DEBUG = True
    page, _statements = ask("/offline/")
    assert not is_known(ask("/offline/", page["ETag"]))


def test_preview_is_neither_remembered_nor_answered_from_memory() -> None:
    article = make_published()
    desk, page = signed_in(article.author), f"/articles/{article.slug}/"
    preview = f"/admin/articles/article/{article.pk}/preview/hans/"
    etag = ask(page)[0]["ETag"]
    kept = set(caches["pages"]._cache)  # type: ignore[attr-defined]
    for headers in ({}, {"if-none-match": etag}, {"if-none-match": "*"}):
        answer = desk.get(preview, headers=headers)
        assert answer.status_code == 200 and not answer.has_header("ETag")
    assert set(caches["pages"]._cache) == kept  # type: ignore[attr-defined]


def redis_at(settings: Any, port: int) -> None:
    """The cache of known pages in a Redis at a port of this machine, set as production sets it."""
    pages = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"redis://127.0.0.1:{port}/0",
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2},
    }
    settings.CACHES = settings.CACHES | {"pages": pages}


@pytest.mark.parametrize("listens", [False, True], ids=["down", "silent"])
def test_cache_that_fails_breaks_no_page_and_is_left_alone_for_a_while(settings: Any, listens: bool) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if listens:
            server.listen()  # and never says a word
        redis_at(settings, server.getsockname()[1])
        page, _statements = ask("/offline/")
        assert page.status_code == 200
        rests = known._resting["until"]
        assert rests > 0
        for _each in range(5):
            assert ask("/offline/", page["ETag"])[0].status_code == 304
        assert known._resting["until"] == rests or time.monotonic() > rests  # nobody tried it again meanwhile
