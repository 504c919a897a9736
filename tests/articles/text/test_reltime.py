"""Relative time: which words count, what they mean on a day, and which ones change their meaning with the plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from articles.text.reltime import Span, find, guard, resolve
from tests.tools.growth import grows_too_fast

SEED = (Path(__file__).parents[2] / "data" / "seed.txt").read_text(encoding="utf-8")
NEW_YEAR = date(2026, 1, 2)  # a Friday


def words(text: str) -> list[str]:
    return [phrase.text for phrase in find(text)]


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("今日", "2026年1月2日"),
        ("昨天", "2026年1月1日"),
        ("前天", "2025年12月31日"),
        ("明日", "2026年1月3日"),
        ("后天", "2026年1月4日"),
        ("今年", "2026年"),
        ("去年", "2025年"),
        ("明年", "2027年"),
        ("前年", "2024年"),
        ("本月", "2026年1月"),
        ("上月", "2025年12月"),
        ("下个月", "2026年2月"),
        ("本周", "2025年12月29日—2026年1月4日"),
        ("下周", "2026年1月5日—2026年1月11日"),
        ("上周五", "2025年12月26日"),
        ("下周一", "2026年1月5日"),
        ("年初", "2026年1月1日—2026年2月28日"),
        ("去年年底", "2025年12月"),
        ("今年上半年", "2026年1月1日—2026年6月30日"),
        ("月底", "2026年1月21日—2026年1月31日"),
        ("上季度", "2025年10月1日—2025年12月31日"),
        ("近日", "2025年12月26日—2026年1月2日"),
    ],
)
def test_word_means_these_days(word: str, meaning: str) -> None:
    assert words(f"，{word}，") == [word]
    assert str(resolve(word, NEW_YEAR)) == meaning


def test_words_are_found_in_both_scripts_and_where_they_stand() -> None:
    phrase = find("專題於後天、本週五推出")[0]
    assert (phrase.start, phrase.end, phrase.text, phrase.key) == (3, 5, "後天", "后天")
    assert words("將於這個月推出") == ["這個月"]


@pytest.mark.parametrize(
    "text",
    [
        "目前", "如今", "古今", "2025年底", "2025年上半年", "每年年底", "当年年初", "《今日说法》", "今日头条", "美好明天",
        "后天努力", "雨后天气", "大年初一", "正月初一", "三年内", "青年中", "文明年货", "海上周边", "登上月球", "节日前",
        "附近期待", "如今年轻人", "过去年代", "十年来", "最近日子", "日本月饼",
    ],
)  # fmt: skip
def test_piece_of_another_word_is_not_relative(text: str) -> None:
    assert words(f"，{text}，") == []


@pytest.mark.parametrize(
    "text",
    ["自今年1月起", "截至今年底", "记者日前获悉", "今天下午", "项目近日开工", "预计年内投用", "将于年底建成"],
)
def test_relative_word_among_others_is_found(text: str) -> None:
    assert len(words(text)) == 1


def test_real_story_drafted_before_new_year_shifts_in_two_places() -> None:
    shifts = guard(SEED, written=date(2025, 12, 30), planned=NEW_YEAR)
    assert [(one.text, str(one.was), str(one.now)) for one in shifts] == [
        ("今日", "2025年12月30日", "2026年1月2日"),
        ("今年", "2025年", "2026年"),
    ]
    assert all(SEED[one.start : one.end] == one.text for one in shifts)


def test_moving_the_plan_asks_again() -> None:
    text = "今年开工，下周投用，近日完工。"
    assert [one.text for one in guard(text, written=NEW_YEAR, planned=date(2026, 1, 3))] == []
    assert [one.text for one in guard(text, written=NEW_YEAR, planned=date(2026, 1, 5))] == ["下周"]
    assert [one.text for one in guard(text, written=NEW_YEAR, planned=date(2026, 1, 20))] == ["下周", "近日"]
    assert [one.text for one in guard(text, written=NEW_YEAR, planned=date(2025, 12, 31))] == ["今年"]


def test_story_published_when_it_was_written_shifts_nowhere() -> None:
    assert guard(SEED, written=NEW_YEAR, planned=NEW_YEAR) == []


def test_shift_says_what_was_meant_and_what_will_be_read() -> None:
    shift = guard("去年", written=date(2025, 12, 31), planned=NEW_YEAR)[0]
    assert (shift.was, shift.now) == (
        Span(date(2024, 1, 1), date(2024, 12, 31)),
        Span(date(2025, 1, 1), date(2025, 12, 31)),
    )
    assert "2024年" in shift.message % shift.params and "2025年" in shift.message % shift.params


def test_doubled_year_is_the_same_word() -> None:
    assert resolve(find("今年年底")[0], NEW_YEAR) == resolve("今年底", NEW_YEAR)


def test_edges_of_the_calendar_raise_nothing() -> None:
    text = "前年去年今年明年后年，昨天明天，上月下月，上周下周，上季度下季度，月底年底，过去一年"
    assert len(guard(text, written=date.min, planned=date.max)) == len(find(text))


@pytest.mark.parametrize("trap", ["今", "今日", "年", "年底", "上周", "《今日", "前日前", "\ud800", " "])
def test_long_lines_take_no_more_than_their_share(trap: str) -> None:
    def check(text: str) -> object:
        return guard(text, written=NEW_YEAR, planned=date(2026, 3, 1))

    assert not grows_too_fast(check, lambda length: (trap * length)[:length], 1_000)
