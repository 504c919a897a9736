"""`import_story`: the documented JSON, every encoding, clear errors, and a draft at the end."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.models import Article
from articles.text.story import parse_story
from series.models import Series
from series.planning import create_series
from tests.factories import make_user
from tests.series.importing import LONG, SEED, SEED_FILE, SHORT

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def run(*args: object, **options: Any) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("import_story", *map(str, args), stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "潮起.txt"
    path.write_text(SHORT, encoding="utf-8")
    return path


def test_dry_run_prints_exactly_the_documented_json_and_saves_nothing() -> None:
    told = json.loads(run(SEED_FILE, dry_run=True, json=True))
    assert told == json.loads(json.dumps(parse_story(SEED).as_dict()))
    assert list(told) == [
        "script", "series_title", "kicker", "headline", "subheading", "editors_note", "body_html", "credits",
        "source", "production_note", "image_slots", "key_figures", "removed", "warnings",
    ]  # fmt: skip
    assert (told["script"], told["series_title"], told["image_slots"]) == ("hant", "山海為證·金普新程", 2)
    assert told["credits"][0]["people"][1] == {
        "name": "樸峰", "title": "记者", "organisation": "", "note": "",
    }  # fmt: skip
    assert not Article.objects.exists()


def test_json_of_a_text_without_anything_has_every_key(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    told = json.loads(run(empty, dry_run=True, json=True))
    assert told["credits"] == [] and told["headline"] == "" and told["image_slots"] == 0


def test_json_is_utf8_on_a_terminal_that_is_not_and_needs_no_database(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "import_story", str(SEED_FILE), "--dry-run", "--json"]
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii", "DEBUG": "1", "VAR_DIR": str(tmp_path)}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout.decode("utf-8"))["source"] == "金普融媒"


def test_dry_run_without_json_prints_fields_figures_removed_and_warnings() -> None:
    told = run(SEED_FILE, dry_run=True)
    for words in (
        "金普融媒",
        "文/圖:記者 徐菁 樸峰 通訊員 李嘉欣",
        "總投資超5000億元",
        "喜歡就請轉發",
        "朴峰",
    ):
        assert words in told
    assert not Article.objects.exists()


def test_the_file_becomes_a_draft_in_its_series() -> None:
    editor = make_user("editor")
    told = run(SEED_FILE, user=editor.username)
    article = Article.objects.get(kind="story")
    assert article.author == editor and Series.objects.get().title == "山海为证·金普新程"
    assert "山海为证·金普新程" in told and str(article.pk) in told
    assert not article.key_figures.exists()


def test_json_and_saving_go_together_and_the_json_stays_clean() -> None:
    out, said = io.StringIO(), io.StringIO()
    user = make_user("editor").username
    call_command("import_story", str(SEED_FILE), "--json", "--user", user, stdout=out, stderr=said)
    assert json.loads(out.getvalue())["script"] == "hant"
    assert "山海为证·金普新程" in said.getvalue() and Article.objects.filter(kind="story").exists()


def test_a_series_can_be_chosen(short: Path) -> None:
    editor = make_user("editor")
    series = create_series(title="潮汐有信", user=editor)
    run(short, user=editor.username, series=series.slug)
    assert series.instalments.get().article == Article.objects.get(kind="story")


@pytest.mark.parametrize(
    ("encoding", "script"), [("utf-8", "hant"), ("gb18030", "hans"), ("big5", "hant"), ("utf-16", "hant")]
)
def test_files_of_every_encoding_are_read(tmp_path: Path, encoding: str, script: str) -> None:
    hant = "標題：潮起海岬\n潮水照常一天兩回，碼頭上的人說，這一年的船都回來了，還說起從前。\n編輯：車曉"
    path = tmp_path / "story.txt"
    path.write_bytes((SHORT if encoding == "gb18030" else hant).encode(encoding))
    told = json.loads(run(path, dry_run=True, json=True))
    assert (told["headline"], told["script"]) == ("潮起海岬", script)


def refused(*args: object, **options: Any) -> str:
    """The sentence of a refusal; nothing was saved."""
    with pytest.raises(CommandError) as caught:
        run(*args, **options)
    assert not Article.objects.exists()
    return str(caught.value)


def test_damaged_text_is_refused_with_its_position(tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    data = LONG.encode()
    path.write_bytes(data[:30] + b"\xff" + data[30:])
    assert "30" in refused(path, dry_run=True, json=True)


def test_a_refusal_ends_the_process_with_an_error_and_prints_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes(LONG.encode() + b"\xff\xfe\xfd")
    command = [sys.executable, "manage.py", "import_story", str(path), "--dry-run", "--json"]
    surroundings = {**os.environ, "DEBUG": "1", "VAR_DIR": str(tmp_path)}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, check=False)
    assert done.returncode != 0 and done.stdout == b""
    assert b"Traceback" not in done.stderr and str(len(LONG.encode())).encode() in done.stderr


def test_a_binary_file_is_refused_by_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "story.docx"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 40)
    assert "Word" in refused(path, dry_run=True)


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    assert "1,500,000" in refused("/dev/zero", dry_run=True)


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    assert "nirgends.txt" in refused(tmp_path / "nirgends.txt", dry_run=True)
    assert str(tmp_path) in refused(tmp_path, dry_run=True)


def test_without_a_login_nothing_is_saved_and_those_who_could_are_named() -> None:
    writer, other = make_user("reporter"), make_user("administrator")
    told = refused(SEED_FILE)
    assert writer.username in told and other.username not in told


def test_unknown_inactive_and_unfit_accounts_are_refused() -> None:
    gone = make_user("editor", is_active=False)
    for login in ("niemand", gone.username, make_user("administrator").username):
        assert login in refused(SEED_FILE, user=login)


def test_a_reporters_import_stands_outside_the_series_and_says_so() -> None:
    told = run(SEED_FILE, user=make_user("reporter").username)
    assert not Series.objects.exists()
    assert told.count("山海为证·金普新程") == 1


def test_an_unknown_series_is_named() -> None:
    assert "keine" in refused(SEED_FILE, user=make_user("editor").username, series="keine")


def test_a_file_without_a_story_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("![]()\n\n", encoding="utf-8")
    assert refused(path, user=make_user("editor").username)
