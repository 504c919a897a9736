"""Charts: what a typed table is read as, and the shapes that are drawn from it."""

from __future__ import annotations

import pytest

from articles.charts import drawing
from articles.charts.rows import ChartRefused, as_text, read_rows


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("年份\t亿件\n2021年\t1.2\n2022年\t1.9", [("2021年", "1.2"), ("2022年", "1.9")]),
        ("一季度，３.５\n二季度：−4", [("一季度", "3.5"), ("二季度", "-4")]),
        ("金普新区 1,234\n旅顺口 56%", [("金普新区", "1234"), ("旅顺口", "56")]),
        ("北 港 区  7\r\n\r\n南  8", [("北 港 区", "7"), ("南", "8")]),
    ],
)
def test_pasted_table_is_read_whatever_separates_its_columns(typed, rows):
    assert read_rows(typed) == rows
    assert read_rows(as_text(rows)) == rows


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "甲 1",
        "甲\n乙",
        "甲 1\n2",
        "甲 1\n乙 1e999",
        "甲 1\n乙 " + "9" * 5000,
        "甲" * 21 + " 1\n乙 2",
        "\n".join(f"第{n}行 {n}" for n in range(1, 26)),
        "甲 1\n乙 NaN",
        "\x00 1\n\ud800",
        "x" * 1_000_000,
    ],
)
def test_table_that_is_no_chart_is_refused_in_words(typed):
    with pytest.raises(ChartRefused) as refused:
        read_rows(typed)
    assert len(str(refused.value)) < 200


def test_longest_bar_fills_the_plot_and_a_loss_lies_on_the_other_side():
    first, second = drawing.bars([["甲", "30"], ["乙", "15"]])
    assert (first.x, first.width, second.width) == (0, 1000, 500)
    loss, gain = drawing.bars([["甲", "-10"], ["乙", "30"]])
    assert (loss.x, loss.width, loss.is_below, loss.value) == (0, 250, True, "−10")
    assert (gain.x, gain.width) == (250, 750)
    assert all(bar.width == 0 for bar in drawing.bars([["甲", "0"], ["乙", "0"]]))


def test_line_runs_from_edge_to_edge_between_round_marks():
    drawn = drawing.line([["2021", "120"], ["2022", "190"], ["2023", "340"]])
    assert [point.x for point in drawn["points"]] == [0, 500, 1000]
    assert [tick.label for tick in drawn["ticks"]] == ["400", "300", "200", "100", "0"]
    assert drawn["path"].startswith("M0 700 L500 ")


@pytest.mark.parametrize(
    "values",
    [
        ["5", "5"],
        ["0", "0"],
        ["-3", "-1"],
        ["1000", "1001"],
        ["-999999999999", "999999999999"],
        ["0.0001", "0.0002"],
    ],
)
def test_every_point_of_a_line_lies_within_the_plot(values):
    drawn = drawing.line([["甲", values[0]], ["乙", values[1]]])
    assert all(0 <= point.y <= 1000 for point in drawn["points"])
    assert 2 <= len(drawn["ticks"]) <= drawing.MOST_TICKS + 1
    assert {drawn["ticks"][0].y, drawn["ticks"][-1].y} == {0, 1000}


def test_of_many_labels_those_are_printed_that_a_phone_has_room_for():
    drawn = drawing.line([[f"{n}月", str(n)] for n in range(1, 25)])
    named = [point.label for point in drawn["points"] if point.is_named]
    assert named[0] == "1月" and named[-1] == "24月" and len(named) <= drawing.MOST_NAMED
