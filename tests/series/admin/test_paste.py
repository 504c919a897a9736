"""The paste page: who may, what the look shows, what cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.text.story import MAX_CHARACTERS
from newsroom.staff.models import User
from series.admin.paste_words import REASONS, WARNINGS
from series.models import Series
from tests.articles.admin.pages import signed_in
from tests.factories import make_contributor, make_user
from tests.series.admin.pasting import URL, carried, look, save
from tests.series.importing import LONG, SHORT

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_user("editor", language="en")


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


# --- who, where -------------------------------------------------------------------------------------


def test_the_page_has_its_address_and_the_name_that_lists_ask_for() -> None:
    assert reverse("admin:paste_story") == URL


@pytest.mark.parametrize("role", ["reporter", "editor", "desk_head", "chief_editor"])
def test_whoever_writes_stories_may_paste(role: str) -> None:
    assert signed_in(make_user(role)).get(URL).status_code == 200


@pytest.mark.parametrize("role", ["administrator", "proofreader", "art_editor"])
def test_whoever_writes_none_may_not(role: str) -> None:
    client = signed_in(make_user(role))
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"text": SHORT, "step": "save"}).status_code == 403
    assert not Article.objects.exists()


def test_a_superuser_without_a_role_may_not() -> None:
    assert signed_in(make_user(is_superuser=True)).get(URL).status_code == 403


def test_a_stranger_is_asked_to_log_in_and_keeps_what_was_pasted(client: Client) -> None:
    assert client.get(URL).status_code == 302
    answer = client.post(URL, {"text": SHORT})
    assert answer.status_code == 403 and SHORT.splitlines()[0] in answer.content.decode()
    assert not Article.objects.exists()


def test_a_post_without_a_token_is_refused(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(URL, {"text": SHORT, "step": "look"}).status_code == 403


def test_the_page_keeps_the_strict_policy(desk: Client) -> None:
    page = look(desk)
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    html = page.content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", html)
    assert " style=" not in html.split('id="content"')[1] and "onclick" not in html


# --- the look ---------------------------------------------------------------------------------------


def test_looking_saves_nothing(desk: Client) -> None:
    look(desk)
    assert not Article.objects.exists() and not Series.objects.exists()


def test_the_look_shows_every_field_in_the_simplified_master(desk: Client) -> None:
    html = look(desk).content.decode()
    for words in (
        "岁序更替,华章日新。",
        "<h4>这是项目服务“提优”的一年</h4>",
        "本条新闻由金普新闻编辑制作",
        "岁月如梭",
    ):
        assert words in html
    assert "<b>樸峰</b>" in html and "<b>朴峰</b>" not in html


def test_the_original_stands_beside_with_every_piece_named(desk: Client) -> None:
    html = look(desk).content.decode()
    original = html.split('class="paste-raw"')[1].split("</div>")[0]
    labels = re.findall(r'class="paste-label"[^>]*>([^<]*)<', original)
    assert labels[:4] == [
        "missing picture 1",
        "removed: label",
        "editor&#x27;s note",
        "missing picture 2",
    ]
    assert labels[4:7] == ["body", "section head", "body"]
    assert labels[-6:] == [
        "production note", "credits", "removed: label", "source", "removed: call to action", "removed: platform notice",
    ]  # fmt: skip
    assert "歲序更替" in original and "喜歡就請轉發" in original


def test_the_sum_of_characters_is_shown_and_adds_up(desk: Client) -> None:
    page = look(desk)
    tally = page.context["look"].tally
    assert tally.adds_up
    assert f"{tally.in_fields} + {tally.removed} = {tally.given}" in page.content.decode()


def test_warnings_are_said_in_the_language_of_the_desk(desk: Client) -> None:
    assert "it may be “朴峰”" in look(desk).content.decode()
    chinese = signed_in(make_user("editor", language="zh-hans"))
    page = look(chinese).content.decode()
    assert "朴峰" in page and "it may be" not in page


def test_what_the_roster_does_not_know_is_marked(desk: Client) -> None:
    make_contributor("徐菁")
    (line, *_rest) = look(desk).context["look"].credits
    assert [(chip.title, chip.name, chip.known) for chip in line.people] == [
        ("记者", "徐菁", True), ("记者", "樸峰", False), ("通讯员", "李嘉欣", False),
    ]  # fmt: skip


def test_markup_in_the_text_is_shown_as_text(desk: Client) -> None:
    html = look(
        desk, f"标题：潮起<i>\n<script>alert(1)</script>{LONG}\n喜欢就请转发<b>、点赞、在看"
    ).content.decode()
    assert "<script>alert" not in html and "潮起<i>" not in html and "转发<b>" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_text_file_is_read_in_its_encoding(desk: Client) -> None:
    file = SimpleUploadedFile("潮起.txt", SHORT.encode("gb18030"), content_type="text/plain")
    page = desk.post(URL, {"text": "", "file": file, "step": "look"})
    assert page.context["look"].copy.headline == "潮起海岬"
    assert save(desk, page).status_code == 302 and Article.objects.get().headline == "潮起海岬"


# --- what cannot be read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04" + b"\0" * 30, "Word"),
        (LONG.encode()[:30] + b"\xff" + LONG.encode()[30:], "byte 30"),
        (b"abc\0def", "binary data"),
        (b"", "first"),
        (b"![]()", "no story"),
    ],
)
def test_a_file_that_is_no_story_is_refused_in_words(desk: Client, data: bytes, said: str) -> None:
    page = desk.post(URL, {"text": "", "file": SimpleUploadedFile("x.txt", data), "step": "look"})
    assert page.status_code == 400 and said in page.content.decode()


def test_a_text_and_a_file_at_once_are_asked_about_and_the_text_is_kept(desk: Client) -> None:
    file = SimpleUploadedFile("x.txt", SHORT.encode())
    page = desk.post(URL, {"text": "我自己写的一句话", "file": file, "step": "look"})
    assert page.status_code == 400 and "我自己写的一句话</textarea>" in page.content.decode()


def test_a_text_that_is_too_long_is_refused_and_kept(desk: Client) -> None:
    text = "潮" * (MAX_CHARACTERS + 1)
    page = desk.post(URL, {"text": text, "step": "look"})
    assert page.status_code == 400
    assert "1,500,000" in page.content.decode() and f"{text}</textarea>" in page.content.decode()


@pytest.mark.parametrize("count", [2_000_000, 5_000_000])
def test_a_request_that_is_far_too_long_is_answered_with_a_sentence(desk: Client, count: int) -> None:
    page = desk.post(URL, {"text": "潮" * count, "step": "look"})
    assert page.status_code == 413 and "1,500,000" in page.content.decode()


def test_too_many_lines_are_refused_and_kept(desk: Client) -> None:
    page = desk.post(URL, {"text": "潮\n" * 30_001, "step": "look"})
    assert page.status_code == 400 and "30,000" in page.content.decode()


@pytest.mark.parametrize("text", ["", " \n\u3000\n"])
def test_nothing_is_asked_for(desk: Client, text: str) -> None:
    assert desk.post(URL, {"text": text, "step": "save"}).status_code == 400


def test_strange_values_are_passed_over(desk: Client) -> None:
    page = look(desk)
    data = carried(page, back="9,x,-1,９,1e3,99999999999999999999", put_back="zz", figures=["77", "a"])
    assert desk.post(URL, data).status_code == 200
    assert desk.post(URL, {**data, "series": "'; --"}).status_code == 200


# --- words ------------------------------------------------------------------------------------------


def test_every_warning_and_reason_of_the_parser_has_a_sentence() -> None:
    sources = [*Path("articles/text").rglob("*.py"), *Path("series").glob("import*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r"(?:warn|Warning)\(\s*\"([a-z_]+)\"", code))
    assert len(used) > 12 and used <= set(WARNINGS)
    assert {"platform_notice", "call_to_action", "placeholder", "label"} == set(REASONS)
