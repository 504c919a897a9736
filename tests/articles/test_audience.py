"""What readers do is counted once a reader, of public stories only, and nobody can be found in what is kept."""

from __future__ import annotations

import json
import threading
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.audience import counting, totals
from articles.audience.reader import Reader, network_of
from articles.models.audience import ReaderMark, Salt, Tally
from tests.factories import make_draft
from tests.proofs.readers import only_published_rows
from tests.published import put_notice, put_story

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 15) Phone"


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


class Browser:
    """A browser at an address, as the endpoint meets it."""

    def __init__(self, uid: uuid.UUID, address: str = "192.0.2.7", name: str = PHONE) -> None:
        self.client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=name)
        self.path = f"/audience/{uid}/"

    def open(self) -> dict[str, Any]:
        answer = self.client.get(self.path)
        assert answer.status_code == 200
        return answer.json()

    def post(self, told: Any, **headers: Any) -> Any:
        body = told if isinstance(told, bytes) else json.dumps(told)
        return self.client.post(self.path, body, content_type="application/json", headers=headers)

    def act(self, gesture: str, undo: bool = False) -> dict[str, Any]:
        ticket = self.open()["ticket"]
        with time_machine.travel(timezone.now() + timedelta(seconds=3)):
            answer = self.post({"gesture": gesture, "ticket": ticket, "undo": undo})
        assert answer.status_code == 200, answer.content
        return answer.json()


def test_a_like_counts_once_a_reader_and_can_be_taken_back():
    uid = put_story()
    one, other = Browser(uid), Browser(uid, address="198.51.100.4")
    assert one.act("like") == {"like": 1, "wow": 0, "mine": ["like"]}
    assert one.act("like")["like"] == 1
    assert other.act("like")["like"] == 2
    assert one.act("wow") == {"like": 2, "wow": 1, "mine": ["like", "wow"]}
    assert one.act("like", undo=True) == {"like": 1, "wow": 1, "mine": ["wow"]}
    assert one.act("like", undo=True)["like"] == 1, "what is taken back already takes nothing more"
    assert other.open()["mine"] == ["like"]


def test_nothing_is_counted_of_what_readers_cannot_see():
    draft, gone = make_draft(), put_notice()
    for uid in (draft.uid, gone, uuid.uuid4()):
        with only_published_rows():
            assert Client().get(f"/audience/{uid}/").status_code == 404
        assert Client().post(f"/audience/{uid}/", "{}", content_type="application/json").status_code == 404
    assert Client().get("/audience/not-a-uid/").status_code == 404
    assert not Tally.objects.exists() and not Salt.objects.exists()


def test_the_answer_is_kept_nowhere_and_sets_no_cookie():
    answer = Client().get(f"/audience/{put_story()}/")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not answer.cookies and "Vary" not in answer.headers


def test_only_a_ticket_of_ones_own_counts_and_not_in_the_first_second():
    uid, elsewhere = put_story(), put_story()
    browser = Browser(uid)
    ticket = browser.open()["ticket"]
    asked = {"gesture": "like", "ticket": ticket}
    assert browser.post(asked).json() == {"error": "ticket"}, "no person is that fast"
    with time_machine.travel(timezone.now() + timedelta(seconds=3)):
        assert Browser(uid, address="203.0.113.9").post(asked).status_code == 403
        assert Browser(uid, name="another browser").post(asked).status_code == 403
        assert Browser(elsewhere).post(asked).status_code == 403
        assert browser.post({"gesture": "like", "ticket": ticket + "x"}).status_code == 403
        assert browser.post(asked).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        assert browser.post(asked).status_code == 403, "a page of yesterday"


def test_another_site_cannot_make_its_visitors_count():
    uid = put_story()
    browser = Browser(uid)
    asked = {"gesture": "like", "ticket": browser.open()["ticket"]}
    with time_machine.travel(timezone.now() + timedelta(seconds=3)):
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
        ):
            assert browser.post(asked, **headers).json() == {"error": "origin"}
        assert browser.post(asked, Origin="http://testserver").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"like"',
        b"\xff\xfe",
        b"\x00",
        b'{"gesture": "like"}',
        b'{"gesture": "hate", "ticket": ""}',
        b'{"gesture": ["like"], "ticket": ""}',
        b'{"gesture": "like", "ticket": 5}',
        b'{"gesture": "like", "ticket": "", "undo": "no"}',
        b'{"gesture": "read", "ticket": "", "undo": true}',
        b"[" * 1000,
        b'{"gesture": "like", "ticket": "' + b"x" * 2000 + b'"}',
    ],
)
def test_malformed_requests_are_told_so(body: bytes):
    assert Browser(put_story()).post(body).status_code == 400


@pytest.mark.parametrize("ticket", [r"\ud800", r"\ud800:a:b", r"a:b:\ud800", "é:b:é", r"a\u0000:b:c"])
def test_what_could_not_be_signed_is_no_ticket(ticket: str):
    answer = Browser(put_story()).post(f'{{"gesture": "like", "ticket": "{ticket}"}}'.encode())
    assert answer.json() == {"error": "ticket"}


def test_a_broken_origin_is_not_ours_and_a_broken_length_is_malformed():
    browser = Browser(put_story())
    asked = {"gesture": "like", "ticket": "a:b:c"}
    assert browser.post(asked, Origin="http://[").json() == {"error": "origin"}
    for length in ("²", "9" * 5000, "-1"):
        answer = browser.client.generic("POST", browser.path, json.dumps(asked), CONTENT_LENGTH=length)
        assert answer.status_code == 400


def test_one_address_counts_as_a_school_at_most_whatever_browsers_it_invents():
    uid = put_story()
    most = counting.MOST_FROM_A_NETWORK["like"]
    for number in range(most + 5):
        counting.count(uid=uid, gesture="like", reader=Reader("192.0.2.7", f"browser {number}"))
    assert totals.public_numbers(uid)["like"] == most
    assert counting.count(uid=uid, gesture="like", reader=Reader("192.0.2.8", PHONE))


def test_an_address_that_acts_more_than_once_a_second_is_asked_to_wait():
    browser = Browser(put_story())
    codes = {browser.post({"gesture": "like", "ticket": ""}).status_code for _ in range(61)}
    assert codes == {403, 429}
    assert browser.client.get(browser.path).status_code == 200, "looking is not acting"


def test_nothing_is_counted_while_nobody_can_tell_who_is_too_fast(settings):
    reader = Browser(put_story())
    ticket = reader.open()["ticket"]
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:9/0"}}
    with time_machine.travel(timezone.now() + timedelta(seconds=3)):
        answer = reader.post({"gesture": "like", "ticket": ticket})
    assert answer.status_code == 503 and answer.json() == {"error": "later"}
    assert reader.open()["like"] == 0


def test_a_read_counts_once_a_day():
    uid = put_story()
    reader = Reader("192.0.2.7", PHONE)
    assert counting.count(uid=uid, gesture="read", reader=reader)
    assert not counting.count(uid=uid, gesture="read", reader=reader)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert counting.count(uid=uid, gesture="read", reader=reader)
    assert [numbers.read for _, numbers in totals.by_day(*_days(0, 1))] == [1, 1]


def test_what_is_kept_names_nobody_and_is_forgotten_while_the_numbers_stay():
    uid = put_story()
    reader = Reader("192.0.2.7", PHONE)
    for gesture in ("read", "like"):
        counting.count(uid=uid, gesture=gesture, reader=reader)
    kept = str([vars(mark) for mark in ReaderMark.objects.all()])
    assert "192.0.2.7" not in kept and "Mozilla" not in kept
    assert ReaderMark.objects.values("reader").distinct().count() == 2, "windows cannot be joined"
    tomorrow = timezone.localdate() + timedelta(days=1)
    counting.forget(today=tomorrow)
    assert "read" not in ReaderMark.objects.values_list("gesture", flat=True)
    counting.forget(today=tomorrow + timedelta(days=32))
    assert not ReaderMark.objects.exists() and not Salt.objects.exists()
    assert totals.by_story(date(2020, 1, 1))[uid] == totals.Numbers(read=1, like=1)


def test_folding_shards_changes_no_number():
    uid, day = put_story(), timezone.localdate() - timedelta(days=3)
    Tally.objects.bulk_create(
        Tally(uid=uid, gesture="read", day=day, shard=shard, number=shard + 1) for shard in range(8)
    )
    counting.forget()
    assert [(row.shard, row.number) for row in Tally.objects.all()] == [(0, 36)]


def test_a_household_is_one_network_however_its_address_changes():
    assert (
        network_of("2001:db8:1:2::5") == network_of("2001:db8:1:2:ffff::9") != network_of("2001:db8:1:3::5")
    )
    assert network_of("::ffff:192.0.2.7") == network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("") == network_of("unix:") == "?"


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_many_at_once_lose_no_count_and_one_reader_at_once_counts_once():
    uid = put_story()

    def act(number: int) -> None:
        try:
            counting.count(uid=uid, gesture="like", reader=Reader(f"192.0.2.{number}", PHONE))
            counting.count(uid=uid, gesture="wow", reader=Reader("198.51.100.1", PHONE))
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals.public_numbers(uid) == {"like": 12, "wow": 1}


def _days(first: int, last: int) -> tuple[date, date]:
    today = timezone.localdate()
    return today + timedelta(days=first), today + timedelta(days=last)
