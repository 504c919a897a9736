"""How the number of a part is printed."""

import pytest
from django.utils import translation

from series.labels import chinese, part_label
from series.templatetags.series import spoken


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_numerals_are_chinese(number, printed):
    assert chinese(number) == printed


def test_numerals_of_all_slots_differ():
    assert len({chinese(number) for number in range(1, 1000)}) == 999


@pytest.mark.parametrize(
    ("style", "number", "total", "printed"),
    [
        ("of", 3, 0, "之三"),
        ("circled", 1, 0, "①"),
        ("circled", 20, 0, "⑳"),
        ("circled", 21, 0, "㉑"),
        ("circled", 35, 0, "㉟"),
        ("circled", 36, 0, "㊱"),
        ("circled", 50, 0, "㊿"),
        ("circled", 51, 0, "之五十一"),
        ("upper", 1, 2, "上"),
        ("upper", 2, 2, "下"),
        ("upper", 2, 3, "中"),
        ("upper", 4, 3, "之四"),
        ("upper", 1, 0, "之一"),
        ("upper", 1, 8, "之一"),
        ("piece", 1, 0, "第一篇"),
        ("issue", 12, 0, "第十二期"),
        ("issue_no", 12, 0, "第12期"),
        ("episode", 2, 0, "第二集"),
        ("chapter", 10, 0, "第十章"),
        ("bracket", 3, 0, "【03】"),
        ("pipe", 12, 0, "12丨"),
        ("fraction", 3, 8, "3／8"),
        ("fraction", 3, 0, "3"),
        ("fraction", 9, 8, "9"),
        ("none", 3, 8, ""),
        ("plain", 12, 0, "12"),
    ],
)
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_label_of_every_style(style, number, total, printed, script):
    assert part_label(number, style, script=script, total=total) == printed


@pytest.mark.parametrize("style", ["of", "circled", "piece", "issue", "issue_no", "bracket", "pipe", "plain"])
def test_no_two_slots_have_one_label(style):
    assert len({part_label(number, style, script="hans") for number in range(1, 1000)}) == 999


@pytest.mark.parametrize(
    ("label", "said"), [("①", "第1篇"), ("⑳", "第20篇"), ("㉟", "第35篇"), ("㊿", "第50篇")]
)
def test_circled_number_is_read_out_as_a_word(label, said):
    with translation.override("zh-hans"):
        printed = spoken(label)
    assert printed == f'<span aria-hidden="true">{label}</span><span class="vh">{said}</span>'
    assert [spoken(words) for words in ("之三", "上", "第3期", "", "<b>")] == [
        "之三",
        "上",
        "第3期",
        "",
        "<b>",
    ]
