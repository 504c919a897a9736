"""An outside proofreader, played by a small server on this machine: asked, believed within limits, and done without."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache

from articles.models import Article
from articles.proofing import http_service
from articles.proofing.http_service import HttpProofreader
from articles.proofing.report import live, report_of
from articles.proofing.service import MOST
from articles.proofing.sheet import sheet_from
from articles.text.proof import ProofreaderUnavailable
from tests.articles.admin.pages import change_url, signed_in
from tests.factories import make_draft

pytestmark = pytest.mark.django_db
PATH = "articles.proofing.http_service.HttpProofreader"


class StandIn:
    """What the service answers, and what it was asked."""

    def __init__(self) -> None:
        self.answer: Any = {"issues": []}
        self.status, self.wait, self.headers = 200, threading.Event(), {}
        self.wait.set()
        self.asked: list[dict[str, Any]] = []

    def finds(self, word: str, text: str, **more: Any) -> None:
        start = text.index(word)
        issue = {
            "start": start,
            "end": start + len(word),
            "severity": "warn",
            "rule": "X9",
            "message": "100%用错",
        }
        self.answer = {"issues": [issue | more]}


@pytest.fixture
def service(settings: Any) -> Iterator[StandIn]:
    told = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            told.asked.append(json.loads(data) | {"key": self.headers.get("Authorization")})
            told.wait.wait(10)
            body = told.answer if isinstance(told.answer, bytes) else json.dumps(told.answer).encode()
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.PROOFREADER, settings.PROOFREADER_KEY = PATH, "secret"
    settings.PROOFREADER_URL = f"http://127.0.0.1:{server.server_port}/check"
    cache.clear()
    yield told
    told.wait.set()
    server.shutdown()
    server.server_close()
    cache.clear()


def _asked(article: Article) -> Any:
    return report_of(Article.objects.get(pk=article.pk), ask_service=True)


def test_findings_of_the_service_stand_among_ours_and_are_asked_for_once(service):
    article = make_draft(headline="清晨", body="<p>第一段。</p><p>渔港的登录口。</p>")
    service.finds("登录", "清晨\n第一段。\n渔港的登录口。", suggestion="登陆")
    report = _asked(article)
    found = report.should[0].found
    assert (found.rule, found.field, found.block, found.text, found.suggestion) == (
        "X9",
        "body",
        1,
        "登录",
        "登陆",
    )
    assert found.sentence == "100%用错" and found.service
    assert service.asked[0]["key"] == "Bearer secret"
    _asked(article)
    assert len(service.asked) == 1


def test_where_the_list_of_the_service_stops_is_said_and_what_is_grave_stands_in_it(service):
    article = make_draft(headline="清晨", body=f"<p>{'字' * (MOST + 9)}</p>")
    issue = {"severity": "warn", "rule": "X9", "message": "错"}
    places = [{"start": at, "end": at + 1} for at in range(3, MOST + 3)]
    rows = [place | issue for place in places]
    grave = {"start": MOST + 4, "end": MOST + 5} | issue | {"severity": "block"}
    client = signed_in(article.author)

    def told(rows: list[dict[str, Any]]) -> str:
        cache.clear()
        service.answer = {"issues": rows}
        return client.get(change_url(article)).content.decode()

    assert "外接校对服务已查过保存的文字。" in told(rows)
    assert "外接校对服务已查过保存的文字，另有 2 处没有列出" in told([*rows, rows[0], grave])
    assert len(_asked(article).must) == 1 and len(_asked(article).should) == MOST - 1


def test_what_somebody_types_is_not_sent_and_keeps_the_findings_that_still_stand(service):
    article = make_draft(headline="清晨", body="<p>渔港的登录口。</p>")
    service.finds("登录", "清晨\n渔港的登录口。")
    _asked(article)
    article.refresh_from_db()
    kept = live(article, sheet_from({"body": ["新的一段。", "渔港的登录口。"]}))
    gone = live(article, sheet_from({"body": ["渔港的入口。"]}))
    assert [(item.found.rule, item.found.block) for item in kept.open] == [("X9", 1)]
    assert gone.open == []
    assert len(service.asked) == 1


def test_workflow_never_waits_for_the_service(service):
    report_of(make_draft())
    assert service.asked == []


def test_service_that_is_out_is_said_and_everything_else_works(service, settings):
    settings.PROOFREADER_URL = "http://127.0.0.1:9/none"
    article = make_draft(body="<p>全区上下,大抓项目。</p>")
    page = signed_in(article.author).get(change_url(article))
    proof = page.context["side"]["proof"]
    assert proof["service"] and proof["mistakes"] == 1
    assert proof["service"] in page.content.decode()


def test_service_that_is_silent_is_left_in_peace_for_a_while(service, monkeypatch):
    monkeypatch.setattr(http_service, "SECONDS", 0.2)
    service.wait.clear()
    first, second = make_draft(), make_draft()
    assert not _asked(first).service.reached
    assert not _asked(second).service.reached
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"issues": 3}',
        b'{"issues": [{"start": -1, "end": 2, "severity": "warn"}]}',
        b'{"issues": [{"start": 0, "end": 99999, "severity": "warn"}]}',
        b'{"issues": [{"start": 0, "end": 1, "severity": "fatal"}]}',
        b'{"issues": [{"start": "0", "end": 1, "severity": "warn"}]}',
        b"[" * 100_000,
        b" " * 1_000_001,
        b"\xff\xfe",
    ],
)
def test_a_wrong_answer_is_no_answer(service, answer):
    service.answer = answer
    with pytest.raises(ProofreaderUnavailable):
        HttpProofreader().proofread("清晨")
    assert not _asked(make_draft()).service.reached


def test_an_error_and_a_way_elsewhere_are_not_followed(service):
    for status, headers in ((500, {}), (302, {"Location": "http://127.0.0.1:9/elsewhere"})):
        service.status, service.headers = status, headers
        with pytest.raises(ProofreaderUnavailable):
            HttpProofreader().proofread("清晨")


@pytest.mark.parametrize(
    "url", ["", "http://example.org/", "ftp://127.0.0.1/", "file:///etc/passwd", "https://"]
)
def test_copy_is_sent_over_https_or_within_this_machine_only(settings, url):
    settings.PROOFREADER_URL = url
    with pytest.raises(ProofreaderUnavailable):
        HttpProofreader().proofread("清晨")


def test_a_service_that_breaks_takes_nothing_along(settings):
    settings.PROOFREADER = "tests.articles.proofing.test_service.StandIn"  # it has no `proofread`
    cache.clear()
    assert not _asked(make_draft()).service.reached
    settings.PROOFREADER = "no.such.module"
    assert not _asked(make_draft()).service.reached
    cache.clear()


def test_without_a_service_nothing_is_said_of_one():
    assert report_of(make_draft(), ask_service=True).service is None
