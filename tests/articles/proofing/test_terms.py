"""The word lists as rows: shipped once, kept by the desk, taken away and brought in as files."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.models import ProofTerm
from articles.proofing import csv_lists, terms
from articles.text.proof import DEFAULT_TERMS
from tests.articles.admin.pages import signed_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
IMPORT = "/admin/articles/proofterm/import/"


def _upload(client: Client, text: str, encoding: str = "utf-8") -> object:
    return client.post(IMPORT, {"file": SimpleUploadedFile("words.csv", text.encode(encoding))})


def test_new_newsroom_starts_with_the_shipped_lists():
    assert {term.pattern for term in terms.current_terms()} == {term.pattern for term in DEFAULT_TERMS}
    held = {term.pattern: term for term in terms.current_terms()}
    assert all(held[term.pattern].unless == term.unless for term in DEFAULT_TERMS)


def test_what_the_desk_changed_or_deleted_survives_an_upgrade():
    ProofTerm.objects.filter(pattern="座落").update(suggestion="位于")
    ProofTerm.objects.filter(pattern="好象").delete()
    terms.install(term=ProofTerm)  # a later edition brings back what is missing …
    assert ProofTerm.objects.get(pattern="座落").suggestion == "位于"
    count = ProofTerm.objects.count()
    terms.install(term=ProofTerm)  # … and nothing twice
    assert ProofTerm.objects.count() == count


def test_a_change_of_the_lists_is_seen_at_the_next_look():
    assert all(term.pattern != "望海市" for term in terms.current_terms())
    row = ProofTerm.objects.create(kind="house", pattern="望海市", suggestion="望海新区")
    assert any(term.suggestion == "望海新区" for term in terms.current_terms())
    row.delete()
    assert all(term.pattern != "望海市" for term in terms.current_terms())


def test_check_text_uses_the_rows_of_the_desk(tmp_path, capsys):
    file = tmp_path / "copy.txt"
    file.write_text("望海市的码头上。", "utf-8")
    call_command("check_text", str(file), as_json=True)
    assert "W22" not in capsys.readouterr().out
    ProofTerm.objects.create(kind="house", pattern="望海市", suggestion="望海新区")
    call_command("check_text", str(file), as_json=True)
    assert "W22" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("reporter", 403),
        ("art_editor", 403),
        ("administrator", 403),
        ("editor", 200),
        ("desk_head", 200),
        ("chief_editor", 200),
        ("proofreader", 200),
    ],
)
def test_lists_are_kept_by_editors_and_proofreaders(role, status):
    client = signed_in(make_user(role))
    for page in ("", "add/", "import/", "export/"):
        assert client.get(f"/admin/articles/proofterm/{page}").status_code == status, page


def test_who_changed_a_row_stands_on_it():
    editor = make_user("editor")
    data = {"kind": "house", "pattern": "望海市", "suggestion": "望海新区", "severity": "warn", "rank": 0}
    assert signed_in(editor).post(reverse("admin:articles_proofterm_add"), data).status_code == 302
    assert ProofTerm.objects.get(pattern="望海市").changed_by == editor


def test_a_row_out_of_time_or_twice_is_refused_in_words():
    client = signed_in(make_user("editor"))
    data = {"kind": "confusable", "pattern": "座落", "severity": "warn", "rank": 0}
    for wrong in (
        {},
        {"pattern": "甲", "valid_from": "1999-01-01"},
        {"pattern": "甲", "valid_to": "10000-1-1"},
    ):
        page = client.post(reverse("admin:articles_proofterm_add"), data | wrong)
        assert page.status_code == 200 and page.context["adminform"].errors
    both = {"pattern": "甲", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}
    assert client.post(reverse("admin:articles_proofterm_add"), data | both).status_code == 200


def test_exported_lists_come_back_unchanged_in_every_language(client):
    ProofTerm.objects.create(
        kind="person", pattern="张三平", suggestion="区长", valid_from=date(2025, 1, 1), rank=1
    )
    for language in ("zh-hans", "zh-hant", "en"):
        browser = signed_in(make_user("editor", language=language))
        data = browser.get("/admin/articles/proofterm/export/").content
        assert data.startswith(b"\xef\xbb\xbf")
        page = browser.post(IMPORT, {"file": SimpleUploadedFile("words.csv", data)})
        assert page.context["reading"].problems == []
        assert page.context["reading"].changes == []
        assert page.context["reading"].same == ProofTerm.objects.count()


def test_no_cell_of_an_export_is_a_formula():
    for word in ("=1+1", "+86", "-5", "@SUM(A1)"):
        ProofTerm.objects.create(kind="house", pattern=word, suggestion="=HYPERLINK()", note="'quoted")
    text = csv_lists.write(ProofTerm.objects.filter(suggestion="=HYPERLINK()"))
    for line in text.splitlines()[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line.split(","))
    reading = csv_lists.read(text)
    assert reading.changes == [] and reading.same == 4


def test_import_shows_what_changes_before_anything_does():
    client = signed_in(make_user("proofreader", language="zh-hans"))
    text = "词表,误（或姓名）,正（或职务）,级别\n本报用语,望海市,望海新区,必须改\n易错词,座落,位于,\n"
    page = _upload(client, text)
    assert [change.term.pattern for change in page.context["reading"].new] == ["望海市"]
    assert [change.term.pattern for change in page.context["reading"].changed] == ["座落"]
    assert not ProofTerm.objects.filter(pattern="望海市").exists()
    answer = client.post(IMPORT, {"text": page.context["text"], "save": "1"})
    assert answer.status_code == 302
    assert ProofTerm.objects.get(pattern="望海市").severity == "block"
    assert ProofTerm.objects.get(pattern="座落").suggestion == "位于"
    assert ProofTerm.objects.get(pattern="座落").unless  # a column that is not in the file stays …
    assert ProofTerm.objects.filter(pattern="好象").exists()  # … and so does a row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_of_every_usual_encoding_are_read(encoding):
    text = "kind,pattern,suggestion\nhouse,望海市的老城区,望海新区的老城区\n"
    page = _upload(signed_in(make_user("editor")), text, encoding)
    assert [change.term.pattern for change in page.context["reading"].new] == ["望海市的老城区"]


def test_every_complaint_names_its_line_and_nothing_is_saved():
    lines = [
        "kind,pattern,suggestion,severity,valid_from,rank",
        "house,望海市,望海新区,warn,,",
        "nonsense,甲,乙,,,",
        "house,,乙,,,",
        "house,甲,乙,,2026-13-01,",
        "house,甲,乙,,,多",
        '"house","甲',
        '乙","丙",,1899-01-01,',
        "house,望海市,别的,,,",
        "house," + "长" * 61 + ",乙,,,",
    ]
    client = signed_in(make_user("editor"))
    page = _upload(client, "\n".join(lines))
    assert page.status_code == 400
    found = [problem.line for problem in page.context["reading"].problems]
    assert {3, 4, 5, 6, 7, 9, 10} <= set(found)
    assert client.post(IMPORT, {"text": "\n".join(lines), "save": "1"}).status_code == 400
    assert not ProofTerm.objects.filter(pattern="望海市").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04rest",
        b"\x00\x01\x02",
        b"\xff\xfe\x00\xd8",
        "只有一列\n甲\n".encode(),
        b"a" * 1_000_001,
        ("kind,pattern,suggestion\n" + "house,甲,乙\n" * 5_002).encode(),
        b'"' * 200_001,
    ],
    ids=["empty", "zip", "binary", "surrogate", "no columns", "too large", "too many", "quotes"],
)
def test_a_file_that_is_no_list_is_answered_in_words(data):
    before = ProofTerm.objects.count()
    page = signed_in(make_user("editor")).post(IMPORT, {"file": SimpleUploadedFile("x.csv", data)})
    assert page.status_code == 400
    assert ProofTerm.objects.count() == before
