"""`check_text` as somebody types it: what it prints, in which form, and how it ends."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

pytestmark = pytest.mark.django_db  # the word lists are rows

KEYS = ["id", "severity", "start", "end", "text", "message", "suggestion"]
SEED = Path(__file__).parents[2] / "data" / "seed.txt"


def run(path: Path, *options: str) -> tuple[str, int]:
    """What the command prints and its exit code, in English."""
    out = StringIO()
    with override("en"):
        try:
            call_command("check_text", str(path), *options, stdout=out)
        except CommandError as error:
            return out.getvalue(), error.returncode
    return out.getvalue(), 0


def issues(path: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(path, "--json", *options)[0])
    return found


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "story.txt"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_json_has_the_promised_keys_and_offsets_of_the_file(write: Any) -> None:
    text = "第一段。\r\n全区上下,大抓项目👨‍👩‍👧,用了3、4个月"
    found = issues(write(text))
    assert [list(issue) for issue in found] == [KEYS, KEYS]
    assert [issue["id"] for issue in found] == ["P01", "N02"]
    assert all(text[issue["start"] : issue["end"]] == issue["text"] for issue in found)
    assert found[1]["suggestion"] == "三四"


def test_clean_file_is_an_empty_list_and_a_success(write: Any) -> None:
    assert run(write("全区上下，大抓项目。"), "--json") == ("[]\n", 0)


def test_clean_file_is_told_to_be_clean_and_given_no_rate(write: Any) -> None:
    assert run(write("全区上下，大抓项目。"))[0].splitlines()[-1] == "8 characters, no mistakes"


def test_warnings_alone_are_a_success(write: Any) -> None:
    printed, code = run(write("全区上下,大抓项目。"))
    assert code == 0
    assert "1:5" in printed and "P01" in printed and ", → ，" in printed


def test_blocking_issue_ends_with_one(write: Any) -> None:
    printed, code = run(write("正文。\n总投资XXX亿元。"))
    assert code == 1
    assert "2:4" in printed and "W14" in printed


def test_blocking_issue_ends_with_one_and_leaves_the_json_whole(write: Any) -> None:
    printed, code = run(write("总投资XXX亿元。"), "--json")
    assert code == 1
    assert [issue["severity"] for issue in json.loads(printed)] == ["block"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_offsets_are_characters_in_every_encoding(write: Any, encoding: str) -> None:
    path = write("新区大抓项目建设，取得成效。全区上下,大抓项目。", encoding)
    assert [(issue["id"], issue["start"]) for issue in issues(path)] == [("P01", 18)]


def test_big5_is_read_as_traditional(write: Any) -> None:
    path = write("位于海邊的項目,建設進展順利，發展勢頭良好。", "big5hkscs")
    assert "P01" in {issue["id"] for issue in issues(path)}


@pytest.mark.parametrize(
    ("data", "position"),
    [
        (b"%PDF-1.7 abc", "0"),
        ("全区上下。".encode() + b"\0\0", "15"),
        ("全区上下大抓项目。".encode() * 9 + b"\xff", "243"),
    ],
)
def test_unreadable_file_ends_with_two_and_says_where(tmp_path: Path, data: bytes, position: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    with override("en"), pytest.raises(CommandError) as caught:
        call_command("check_text", str(path), stdout=StringIO())
    assert caught.value.returncode == 2
    assert position in str(caught.value).removeprefix(str(path))


def test_missing_file_and_directory_end_with_two(tmp_path: Path) -> None:
    assert run(tmp_path / "none.txt")[1] == 2
    assert run(tmp_path)[1] == 2


def test_script_is_told_by_the_text_or_by_the_option(write: Any) -> None:
    path = write("既基于對發展形勢的科學研判")
    assert [issue["id"] for issue in issues(path)] == ["T01"]
    assert {issue["id"] for issue in issues(path, "--script", "hans")} == {"W04"}


def test_day_of_publication_brings_days_and_weekdays(write: Any) -> None:
    path = write("昨日（1月5日），1月8日（星期五）")
    assert issues(path) == []
    found = issues(path, "--date", "2026-01-08")
    assert [(issue["id"], issue["suggestion"]) for issue in found] == [("N12", "1月7日"), ("N11", "星期四")]


@pytest.mark.parametrize("options", [["--date", "2026-02-30"], ["--script", "latin"]])
def test_wrong_option_is_refused(write: Any, options: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("check_text", str(write("正文。")), *options, stdout=StringIO())


def test_messages_are_in_the_language_of_the_desk(write: Any) -> None:
    path, out = write("全区上下,大抓项目。"), StringIO()
    with override("zh-hans"):
        call_command("check_text", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue())[0]["message"] != issues(path)[0]["message"]


def test_characters_that_steer_a_terminal_are_printed_by_number(write: Any) -> None:
    printed, code = run(write("项目\u202e建设\x1b[31m。"))
    assert code == 1
    assert "\u202e" not in printed and "\x1b" not in printed
    assert "U+202E" in printed


def test_real_story_blocks_for_its_empty_pictures_only() -> None:
    printed, code = run(SEED, "--json")
    assert code == 1
    blocking = [issue["text"] for issue in json.loads(printed) if issue["severity"] == "block"]
    assert blocking == ["![]()", "![]()"]
