"""The figure ledger: what is a figure, what it is worth, and which figures of two stories cannot both be right."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.figures import Clash, chinese_number, compare, ledger, plain
from tests.tools.growth import grows_too_fast

SEED = (Path(__file__).parents[2] / "data" / "seed.txt").read_text(encoding="utf-8")


def read(text: str) -> list[tuple[str, str, str]]:
    return [(one.prefix, plain(one.value), one.unit) for one in ledger(text)]


def clashes(mine: str, other: str) -> list[Clash]:
    return compare(ledger(mine), ledger(other))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("152个", ("", "152", "个")),
        ("152個", ("", "152", "个")),
        ("超5000亿元", ("超", "500000000000", "元")),
        ("超過5000億元", ("超过", "500000000000", "元")),
        ("2.26亿元", ("", "226000000", "元")),
        ("22600万元", ("", "226000000", "元")),
        ("9.95万平方米", ("", "99500", "平方米")),
        ("99天", ("", "99", "天")),
        ("3.4億件", ("", "340000000", "件")),
        ("百分之三十", ("", "30", "%")),
        ("百分之3.2", ("", "3.2", "%")),
        ("千分之五", ("", "5", "‰")),
        ("3.2个百分点", ("", "3.2", "百分点")),
        ("约300人", ("约", "300", "人")),
        ("近100公里", ("近", "100", "公里")),
        ("300余名", ("余", "300", "名")),
        ("10多万人", ("多", "100000", "人")),
        ("1,234.5万元", ("", "12345000", "元")),
        ("一百五十二个", ("", "152", "个")),
        ("五千亿元", ("", "500000000000", "元")),
        ("3年", ("", "3", "年")),
        ("5%", ("", "5", "%")),
        ("５个", ("", "5", "个")),
    ],
)
def test_figure_is_found_and_worth(text: str, expected: tuple[str, str, str]) -> None:
    assert read(f"，{text}，") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2025年",
        "25年7月",
        "2025年底",
        "2021—2025年",
        "1月5日",
        "8:30",
        "第3个",
        "三四十个",
        "几十个",
        "一百五个",
        "500强",
        "13812345678",
    ],
)
def test_dates_ordinals_and_vague_numbers_are_no_figures(text: str) -> None:
    assert read(f"，{text}，") == []


def test_range_has_two_ends() -> None:
    assert [
        (plain(one.value), one.high and plain(one.high)) for one in ledger("15%～30%，9～16亿元，3至5个")
    ] == [
        ("15", "30"),
        ("900000000", "1600000000"),
        ("3", "5"),
    ]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("一万零三百", 10300), ("两万五千", 25000),
        ("一亿二千万", 120_000_000), ("五千亿", 500_000_000_000), ("三点五", Decimal("3.5")), ("零", 0),
        ("三四", None), ("百万", None), ("一百五", None), ("一万五", None), ("一二三", None), ("", None), ("万", None), ("三点", None),
    ],
)  # fmt: skip
def test_chinese_number_is_read_or_refused(word: str, value: Decimal | int | None) -> None:
    assert chinese_number(word) == value


@given(st.integers(1, 99_999_999))
@settings(max_examples=200, deadline=None)
def test_every_written_number_is_read_back(number: int) -> None:
    assert chinese_number(_written(number)) == number


def _written(number: int) -> str:
    """A number in full Chinese numerals, written independently of the reader."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return f"{_written(high)}万" + ("" if not low else ("零" if low < 1000 else "") + _written(low))
    out, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + name
        zero = digit == 0
    return out


def test_real_story_gives_all_its_figures_with_what_they_count() -> None:
    found = [(one.text, one.thing) for one in ledger(SEED)]
    assert [text for text, _ in found] == [
        "152個", "56個", "32個", "9.95萬平方米", "4.3萬平方米", "2.26億元", "3.4億件", "1.8億元", "2.33萬平方米",
        "20億元", "99天", "超5000億元",
    ]  # fmt: skip
    assert found[0][1] == "重大产业项目" and found[6][1] == "年处理邮件量"
    assert all(SEED[one.start : one.end] == one.text for one in ledger(SEED))


def test_story_does_not_clash_with_itself() -> None:
    assert clashes(SEED, SEED) == []


@pytest.mark.parametrize("number", range(12))
def test_one_changed_figure_of_the_real_story_is_flagged_and_no_other(number: int) -> None:
    figure = ledger(SEED)[number]
    changed = SEED[: figure.start] + figure.text.replace(figure.number, "777") + SEED[figure.end :]
    found = clashes(SEED, changed)
    assert [(one.mine.text, one.other.number, one.kind) for one in found] == [(figure.text, "777", "value")]


def test_same_thing_is_recognised_before_and_behind_the_number_and_in_both_scripts() -> None:
    found = clashes("谋划重大产业项目152个。", "全年謀劃125個重大產業項目。")
    assert [(one.kind, one.mine.text, one.other.text) for one in found] == [("value", "152个", "125個")]
    assert found[0].params["thing"] == "重大产业项目"
    assert found[0].message % found[0].params


def test_equal_values_in_other_units_of_counting_agree() -> None:
    assert clashes("汇川制造基地项目总投资2.26亿元。", "汇川制造基地项目总投资22600万元。") == []


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("超5000亿元", "5012亿元"),
        ("约3.4亿元", "3.38亿元"),
        ("近100亿元", "98亿元"),
        ("100多亿元", "108亿元"),
    ],
)
def test_rough_figure_agrees_with_an_exact_one(mine: str, other: str) -> None:
    assert clashes(f"重大项目库总投资{mine}。", f"重大项目库总投资{other}。") == []


def test_rough_figure_does_not_agree_with_anything() -> None:
    assert clashes("重大项目库总投资超5000亿元。", "重大项目库总投资4800亿元。")


@pytest.mark.parametrize(("mine", "other"), [("2.26亿元", "2.26万元"), ("3.4万元", "3.4亿元")])
def test_wan_for_yi_is_called_a_slip_of_scale(mine: str, other: str) -> None:
    found = clashes(f"邮件处理中心一期总投资{mine}。", f"邮件处理中心一期总投资{other}。")
    assert [one.kind for one in found] == ["scale"]


def test_percent_against_percentage_points_is_called_so() -> None:
    found = clashes("规上工业增加值增速提高3.2个百分点。", "规上工业增加值增速提高3.2%。")
    assert [one.kind for one in found] == ["percent"]
    assert "%" in found[0].message % found[0].params


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("邮件处理中心总投资2.26亿元。", "汇川制造基地总投资20亿元。"),
        ("2024年重大产业项目98个。", "2025年重大产业项目152个。"),
        ("谋划重大产业项目152个。", "开工重大产业项目86个。"),
        ("重大产业项目152个。", "重大民生项目32个。"),
        ("占地面积9.95万平方米。", "占地面积4.3万平方米。"),
    ],
)
def test_different_things_do_not_clash(mine: str, other: str) -> None:
    assert clashes(mine, other) == []


def test_contradiction_inside_one_story_is_found() -> None:
    figures = ledger("谋划重大产业项目152个。\n会议指出，谋划重大产业项目125个。")
    assert len(compare(figures, figures)) == 2


@pytest.mark.parametrize(
    "trap",
    ["1", "1个", "项目1个", "一", "一百个", "约", "1～", "1,000", "百分之一", "2025年1个", "该项目1个。"],
)
def test_long_lines_take_no_more_than_their_share(trap: str) -> None:
    def compare_with_itself(text: str) -> object:
        figures = ledger(text)
        return compare(figures, figures)

    assert not grows_too_fast(compare_with_itself, lambda length: (trap * length)[:length], 300)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用了两年零三个月", [("两年", "2", "年"), ("三个月", "3", "个月")]),
        ("十二年零一天", [("十二年", "12", "年"), ("一天", "1", "天")]),
        ("两小时零五分钟", [("两小时", "2", "小时"), ("五分钟", "5", "分钟")]),
        ("一百零三个", [("一百零三个", "103", "个")]),
        ("全年零点五个百分点", [("零点五个百分点", "0.5", "百分点")]),
        ("三个村，一年", []),
    ],
)
def test_zero_behind_a_time_is_a_joint_and_no_number(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.text, plain(one.value), one.unit) for one in ledger(text)] == expected
