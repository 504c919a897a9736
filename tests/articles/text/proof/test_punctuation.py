"""Punctuation: places of the findings, and copy that looks wrong and is not."""

from __future__ import annotations

import pytest

from articles.text import proof


def ids(text: str, script: proof.Script = "hans") -> list[str]:
    return [issue.id for issue in proof.check(text, script=script)]


def spans(text: str, rule: str, script: proof.Script = "hans") -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in proof.check(text, script=script) if one.id == rule]


def test_half_width_marks_are_found_where_they_stand() -> None:
    assert spans("全区,上下:抓", "P01") == [(2, 3), (5, 6)]


def test_half_width_marks_of_latin_and_numbers_stay() -> None:
    assert ids("GDP,CPI；1,234；8:30；a;b") == []


def test_windows_line_ends_do_not_move_the_places() -> None:
    assert spans("第一段。\r\n全区,上下。\r\n", "P01") == [(8, 9)]


def test_full_stop_before_a_windows_line_end_is_found() -> None:
    assert spans("早开工.\r\n早建设。", "P02") == [(3, 4)]


def test_two_full_stops_are_one_too_many_and_three_an_ellipsis() -> None:
    assert ids("提速。。提质") == ["P05"]
    assert ids("提速。。。提质") == ["P06"]


def test_single_dash_between_two_places_is_not_replaced_by_the_machine() -> None:
    assert proof.fix("北京－上海", ["P08"]) == "北京－上海"


@pytest.mark.parametrize(
    "text", ["“他说：‘好。’”", "（一）抓项目", "《论语》（节选）", "“第一段。\n\n“第二段。”"]
)
def test_sound_pairs_are_not_reported(text: str) -> None:
    assert ids(text) == []


def test_quotation_that_never_closes_is_reported_at_its_mark() -> None:
    assert spans("他说“好。\n第二段。", "P11") == [(2, 3)]


def test_mark_opened_inside_a_pair_is_reported_not_the_pair() -> None:
    assert spans("（他说“好）", "P11") == [(3, 4)]


def test_deeper_double_quotes_are_each_reported() -> None:
    assert len(spans("“甲“乙”丙“丁”戊”", "P13")) == 2


def test_straight_quotes_round_latin_in_chinese_copy_are_chinese_quotes() -> None:
    assert proof.fix('推动"AI"转型', ["P12"]) == "推动“AI”转型"


def test_traditional_text_with_curly_quotes_keeps_them() -> None:
    assert proof.fix('實現"快辦"和“即辦”', ["P12"], script="hant") == "實現“快辦”和“即辦”"
    assert ids("實現“即辦”", "hant") == []


def test_joiner_inside_an_emoji_family_is_not_invisible() -> None:
    assert ids("👨‍👩‍👧‍👦全家") == []


def test_lost_and_private_characters_are_not_taken_out_by_the_machine() -> None:
    text = "项\ufffd建\ue000设\ud800"
    assert ids(text) == ["P23", "P23", "P23"]
    assert proof.fix(text, ["P23"]) == text


def test_radical_without_a_known_word_is_reported_without_a_suggestion() -> None:
    issue = proof.check("⺀冷")[0]
    assert (issue.id, issue.severity, issue.suggestion, issue.autofix) == ("P22", "block", "", False)


def test_ordinary_blanks_of_titles_and_name_lists_stay() -> None:
    assert ids("山海为证 金普新程\n张三　李四　王五") == []


def test_number_of_a_paragraph_is_not_a_sentence() -> None:
    assert "P02" not in ids("第一段。\n一.项目")
    assert "P02" in ids("统一.项目")
