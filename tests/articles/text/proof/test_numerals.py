"""Numbers, ranges and dates: suggestions that compute, and what the day of publication adds."""

from __future__ import annotations

from datetime import date

import pytest

from articles.text import proof
from articles.text.proof import Context, Issue


def found(text: str, rule: str, script: proof.Script = "hans", day: date | None = None) -> list[Issue]:
    issues = proof.check(text, script=script, context=Context(date=day))
    return [issue for issue in issues if issue.id == rule]


@pytest.mark.parametrize(
    ("rule", "text", "suggestion"),
    [
        ("P09", "2021-2025年", "2021—2025"),
        ("P09", "增长15-30%", "15%～30"),
        ("P10", "15～30%", "15%～30%"),
        ("N01", "25年7月", "2025年"),
        ("N01", "78年12月", "1978年"),
        ("N02", "2、3家", "两三"),
        ("N04", "10几个", "十几"),
        ("N04", "20几个", "二十几"),
        ("N04", "25几个", ""),
        ("N09", "22600万元", "2.26亿"),
        ("N09", "100000.5万元", "10.00005亿"),
        ("N10", "3千人", "3000"),
        ("N10", "1.5千人", "1500"),
        ("N13", "36KWH", "kWh"),
        ("N14", "￥100万元", "100万元"),
        ("N15", "一九八O年", "一九八〇"),
    ],
)
def test_suggestion_is_computed(rule: str, text: str, suggestion: str) -> None:
    assert [issue.suggestion for issue in found(text, rule)] == [suggestion]


@pytest.mark.parametrize(
    "text", ["2024年2月29日", "2月29日", "12月31日", "2026-12-31", "2026年1月1日（星期四）"]
)
def test_possible_date_is_not_reported(text: str) -> None:
    assert found(text, "N11") == []


@pytest.mark.parametrize(
    "text", ["2025年2月29日", "2月30日", "4月31日", "13月1日", "1月0日", "1月32日", "2026/13/01"]
)
def test_impossible_date_blocks(text: str) -> None:
    assert [issue.severity for issue in found(text, "N11")] == ["block"]


def test_weekday_of_a_date_without_year_is_that_of_the_nearest_year() -> None:
    assert found("12月31日（星期三）", "N11", day=date(2026, 1, 2)) == []
    issue = found("12月31日（星期四）", "N11", day=date(2026, 1, 2))[0]
    assert (issue.text, issue.suggestion) == ("星期四", "星期三")
    assert issue.params == {"date": "2025年12月31日", "day": "三"}


def test_weekday_keeps_its_own_word() -> None:
    assert [one.suggestion for one in found("1月1日，周五上午", "N11", day=date(2026, 1, 1))] == ["周四"]


def test_name_and_paper_behind_a_date_are_no_weekday() -> None:
    day = date(2026, 1, 1)
    assert found("1月1日周一凡出席", "N11", day=day) == []
    assert found("1月1日，周日报发表", "N11", day=day) == []


def test_weekday_without_year_and_publication_day_cannot_be_judged() -> None:
    assert found("1月1日（星期五）", "N11") == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("昨日（1月5日）", "1月7日"),
        ("昨日（5日）", "7日"),
        ("明天（2026年1月8日）", "2026年1月9日"),
        ("1月9日（今天）", "1月8日"),
    ],
)
def test_relative_day_is_compared_with_the_day_of_publication(text: str, suggestion: str) -> None:
    assert [issue.suggestion for issue in found(text, "N12", day=date(2026, 1, 8))] == [suggestion]


def test_relative_day_over_the_turn_of_the_year() -> None:
    assert found("昨日（2025年12月31日）", "N12", day=date(2026, 1, 1)) == []


def test_first_and_last_days_of_the_calendar_raise_nothing() -> None:
    for day in (date.min, date.max):
        proof.check("昨日（1日）明天（2日）后天（3日）1月1日（星期一）", context=Context(date=day))


def test_digits_of_other_scripts_raise_nothing() -> None:
    proof.check("٣千人，٢٠٢٥年٢月٣٠日，" + "9" * 6000 + "万元，" + "9" * 6000 + "几个")
