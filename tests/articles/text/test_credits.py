"""Credit lines: what the grammar reads, what it must leave alone, and that printing and reading agree."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.credits import ParsedCredit, parse_block, parse_line, render
from articles.text.names import is_plain_name
from articles.text.roles import ROLES, TITLES


def spelt(credits: list[ParsedCredit] | None) -> str:
    """Credits in the short notation of the cases: roles → title·name@organisation(note)."""
    if credits is None:
        return "none"
    return "; ".join(_spelt(credit) for credit in credits)


def _spelt(credit: ParsedCredit) -> str:
    people = []
    for person in credit.people:
        text = f"{person.title}·{person.name}" if person.title else person.name
        text += f"@{person.organisation}" if person.organisation else ""
        people.append(text + (f"({person.note})" if person.note else ""))
    return f"{'+'.join(credit.roles) or credit.label} → {', '.join(people)}"


EXAMPLES = [
    ("文/圖:記者 徐菁 樸峰 通訊員 李嘉欣", "text+photo → 记者·徐菁, 记者·樸峰, 通讯员·李嘉欣"),
    ("文/圖：记者 徐菁 朴峰 通讯员 李嘉欣", "text+photo → 记者·徐菁, 记者·朴峰, 通讯员·李嘉欣"),
    ("編 輯:車曉丹", "editor → 車曉丹"),
    ("美 編:呂學琦", "art_editor → 呂學琦"),
    ("責 編:宋子光", "duty_editor → 宋子光"),
    ("信 源:金普融媒", "source → @金普融媒"),
    ("县融媒体中心记者:陈庆彬", "text → 记者·陈庆彬@县融媒体中心"),
    ("一 审:魏 倩", "review1 → 魏倩"),
    ("记 者 | 张子鹤 赵 鑫", "text → 记者·张子鹤, 记者·赵鑫"),
    ("视 觉 | 方 堃", "art_editor → 方堃"),
    ("监制丨申勇 龚雪辉", "supervisor → 申勇, 龚雪辉"),
    ("(责编：赵安妮(实习生)、李栋)", "duty_editor → 赵安妮(实习生), 李栋"),
    (
        "(文/見習記者陳俞 通訊員史雅琴 圖/記者胡冬冬)",
        "text → 见习记者·陳俞, 通讯员·史雅琴; photo → 记者·胡冬冬",
    ),
    ("(記者史偉 攝 信息來源:通訊員王藝臻)", "photo → 记者·史偉; source → 通讯员·王藝臻"),
    ("责编 闫含", "duty_editor → 闫含"),
    ("记者王欢摄影报道", "text+photo → 记者·王欢"),
    ("记者 王忠虎 摄", "photo → 记者·王忠虎"),
    ("（记者 汪丽娜 通讯员 王硕）", "text → 记者·汪丽娜, 通讯员·王硕"),
    ("（记者 戈伟 实习生 刘晓雪）", "text → 记者·戈伟, 实习生·刘晓雪"),
    ("本刊記者 段宏慶 于寧 何華峰 郭瓊", "text → 记者·段宏慶@本刊, 记者·于寧@本刊, 记者·何華峰@本刊, 记者·郭瓊@本刊"),
    ("文字/黃家池 古悅璇 陸雪雯 趙雲梓", "text → 黃家池, 古悅璇, 陸雪雯, 趙雲梓"),
    ("撰稿/制作:刘畅(刘双百)", "text+producer → 刘畅(刘双百)"),
    ("徐菁 朴峰/文 李嘉欣/图", "text → 徐菁, 朴峰; photo → 李嘉欣"),
    ("初审：张三 复审：李四 终审：王五", "review1 → 张三; review2 → 李四; review3 → 王五"),
    ("责任编辑：王树淼 SN242", "duty_editor → 王树淼(SN242)"),
    # Separators and padding as they are seen in the wild.
    ("■ 总 监 制：王元　　监 制：申勇", "exec_supervisor → 王元; supervisor → 申勇"),
    ("编辑&制图：李明", "editor+graphic → 李明"),
    ("编辑和校对：王五", "editor+proofreader → 王五"),
    ("策划 统筹：王五", "planner+coordinator → 王五"),
    ("编辑：李　明　王　芳", "editor → 李明, 王芳"),
    ("（攝影／鄭宇辰）", "photo → 鄭宇辰"),
    ("文字：阿依古丽·买买提、欧阳娜娜", "text → 阿依古丽·买买提, 欧阳娜娜"),
    ("文：记者 徐菁；李嘉欣", "text → 记者·徐菁, 李嘉欣"),
    ("图：王忠虎 摄", "photo → 王忠虎"),
    ("图片由海岬市委宣传部提供", "photo_courtesy → @海岬市委宣传部"),
    ("来源：新华社 人民日报", "source → @新华社, @人民日报"),
    ("文：记者 John Smith、Jane Doe", "text → 记者·John Smith, 记者·Jane Doe"),
    # Several credits on one line, with and without anything between them.
    ("责编：张三；校对：李四", "duty_editor → 张三; proofreader → 李四"),
    ("责编：张三校对：李四", "duty_editor → 张三; proofreader → 李四"),
    ("監製丨申勇總監製丨王元", "supervisor → 申勇; exec_supervisor → 王元"),
    ("策划：张三 统筹：李四 记者：王五 赵六", "planner → 张三; coordinator → 李四; text → 记者·王五, 记者·赵六"),
    ("初审张三复审李四终审王五", "review1 → 张三; review2 → 李四; review3 → 王五"),
    ("责编张三丰 编辑李四", "duty_editor → 张三丰; editor → 李四"),
    ("张三 文 李四 图", "text → 张三; photo → 李四"),
    ("文 张三 李四 图 王五", "text → 张三, 李四; photo → 王五"),
    ("图/受访者提供", "photo_courtesy → @受访者"),
    ("圖：張三提供", "photo_courtesy → 張三"),
    ("图源：新华社", "photo_courtesy → @新华社"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), EXAMPLES)
def test_credit_line_is_read_as_printed(line: str, expected: str) -> None:
    assert spelt(parse_line(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "据悉：项目已经开工",
        "时间：2026年1月1日",
        "图1：施工现场",
        "本条新闻由金普新闻编辑制作",
        "作者单位：大连大学",
        "记者手记",
        "记者观察",
        "记者从新区获悉，该项目已完工。",
        "编辑：请注意本文图片来自网络，未经许可不得转载。",
        "记者：您如何看待这个问题？",
        "这是项目谋划“提质”的一年",
        "图片新闻",
        "设计 之都",
        "设计方案 制作方法",
        "统筹发展 统筹安全",
        "编辑部 责编李四",
        "责编张三",
        "李　明　王　芳",
        "编辑：",
        "",
        "：",
        "文/",
        "By the end of 2025, the zone had 152 projects.",
        "By Monday",
        "China reports.",
        "(Reuters/AP)",
    ],
)
def test_sentence_or_other_label_is_no_credit(line: str) -> None:
    assert parse_line(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Xu Jing and Piao Feng, photos by Li Jiaxin", "text → Xu Jing, Piao Feng; photo → Li Jiaxin"),
        ("By ZHANG XIAOMIN in Dalian", "text → ZHANG XIAOMIN(in Dalian)"),
        (
            "Story by Ann Bee, Carl Dee and Eve Fox; photos by Guy Hill; edited by Ian Jay",
            "text → Ann Bee, Carl Dee, Eve Fox; photo → Guy Hill; editor → Ian Jay",
        ),
        ("By The Associated Press", "text → @The Associated Press"),
        (
            "Writer: | Editor: Vincent Lin | From: Shenzhen Daily | Updated: 2021-12-29",
            "editor → Vincent Lin; source → @Shenzhen Daily",
        ),
        ("Zhang Xiaomin and Hu Yongqi report.", "text → Zhang Xiaomin, Hu Yongqi"),
        ("[Photo by Xiaowen/Newsgd]", "photo → Xiaowen@Newsgd"),
        ("(Wang Wei/Xinhua via AP)", "photo → Wang Wei@Xinhua via AP"),
    ],
)
def test_english_credit_line_is_read(line: str, expected: str) -> None:
    assert spelt(parse_line(line)) == expected


def test_part_of_english_line_that_is_not_understood_is_warned_of() -> None:
    credits = parse_line("Editor: Vincent Lin | Updated: 2021-12-29")
    assert credits is not None
    assert [(w.code, w.text) for w in credits[0].warnings] == [("unread_credit", "Updated: 2021-12-29")]


def test_names_run_together_stay_one_name_and_are_warned_of() -> None:
    (credit,) = parse_line("编辑：徐菁朴峰") or []
    assert [person.name for person in credit.people] == ["徐菁朴峰"]
    assert [warning.code for warning in credit.warnings] == ["names_run_together"]


def test_single_character_left_alone_is_warned_of() -> None:
    (credit,) = parse_line("编辑：李明 王") or []
    assert [warning.code for warning in credit.warnings] == ["lone_character"]


def test_label_differing_from_the_canonical_one_is_kept_and_turned_into_the_other_script() -> None:
    (credit,) = parse_line("撰 稿：徐菁") or []
    assert credit.label == "撰稿"
    (other,) = parse_line("县融媒体中心记者：陈庆彬") or []
    assert render(other, "hant") == "县融媒体中心記者：陈庆彬"
    (source,) = parse_line("信 源：金普融媒") or []
    assert render(source, "hant") == "信源：金普融媒"


def test_rendering_never_converts_a_name() -> None:
    (credit,) = parse_line("责编：于海 范晓") or []
    assert render(credit, "hant") == "責編：于海 范晓"
    assert render(credit, "en") == "Managing editor: 于海 and 范晓"


def test_text_and_photos_are_one_english_byline() -> None:
    (credit,) = parse_line("文/图：Xu Jing、Li Jiaxin") or []
    assert render(credit, "en") == "Text and photos by Xu Jing and Li Jiaxin"


def test_block_keeps_what_is_no_credit_verbatim() -> None:
    credits, leftovers = parse_block("文/图：徐菁\n\n  编 辑：车晓丹 \n联系电话：0411-00000000\n时间：2026年")
    assert [credit.roles for credit in credits] == [("text", "photo"), ("editor",)]
    assert leftovers == ["联系电话：0411-00000000", "时间：2026年"]


def test_unknown_label_between_credits_keeps_its_label_and_warns() -> None:
    credits, leftovers = parse_block("编辑：车晓丹\n特约摄制：张三 李四\n作者单位：大连大学")
    assert leftovers == ["作者单位：大连大学"]
    assert (credits[1].roles, credits[1].label) == ((), "特约摄制")
    assert [warning.code for warning in credits[1].warnings] == ["unknown_credit_label"]


def test_every_role_and_title_of_the_tables_is_recognised_in_both_scripts() -> None:
    for role in ROLES:
        for form in (*role.zh_hans, *role.zh_hant):
            (credit,) = parse_line(f"{form}：王小明") or []
            assert credit.roles == (role.code,), form
    for title in TITLES:
        for form in (title.zh_hans, title.zh_hant):
            (credit,) = parse_line(f"文：{form} 王小明") or []
            assert credit.people[0].title == title.zh_hans


def test_codes_of_roles_are_unique() -> None:
    assert len({role.code for role in ROLES}) == len(ROLES)


# --- properties -------------------------------------------------------------------------------------

_SURNAMES = st.sampled_from("徐李王赵张陈于范朴葉欧")
_GIVEN = st.text(alphabet="菁峰嘉欣晓丹海明芳學琦", min_size=1, max_size=2)
_NAMES = st.builds(str.__add__, _SURNAMES, _GIVEN) | st.sampled_from(
    ["欧阳娜娜", "阿依古丽·买买提", "John Smith", "魏 倩"]
)
_TITLES = st.sampled_from(["", "记者 ", "記者", "本报记者 ", "县融媒体中心通讯员 ", "见习记者", "記 者 "])
_PERSON = st.builds(
    lambda title, name, note: f"{title}{name}{note}",
    _TITLES,
    _NAMES,
    st.sampled_from(["", "（实习生）", " SN242"]),
)
_PEOPLE = st.builds(
    lambda people, mark: mark.join(people),
    st.lists(_PERSON, min_size=1, max_size=4),
    st.sampled_from([" ", "、", "，", "\u3000", "；"]),
)
_FORMS = st.sampled_from([form for role in ROLES for form in (*role.zh_hans, *role.zh_hant)])
_LABELS = st.builds(
    lambda forms, mark: mark.join(forms),
    st.lists(_FORMS, min_size=1, max_size=3, unique=True),
    st.sampled_from("/、&"),
)
_LABELLED = st.builds(
    lambda label, colon, people: f"{label}{colon}{people}", _LABELS, st.sampled_from("：:丨|"), _PEOPLE
)
_SUFFIXED = st.builds(
    lambda people, suffix: f"{people} {suffix}",
    _PEOPLE,
    st.sampled_from(["摄", "攝", "摄影报道", "文/图", "/文"]),
)
_TOUCHING = st.lists(
    st.builds(
        str.__add__,
        st.sampled_from(["责编", "編輯", "初审", "终审", "校对", "总监制", "美编"]),
        st.builds(str.__add__, _SURNAMES, _GIVEN),
    ),
    min_size=2,
    max_size=4,
).map("".join)
_LINES = _TOUCHING | _LABELLED | _SUFFIXED | st.builds("（{}）".format, _LABELLED) | _PEOPLE
_NOISE = st.text(alphabet="文图记者编辑：:/、 　（）(王欢李摄由提供·；;A1。丨&b", max_size=60) | st.text(
    max_size=60
)


@given(_LINES | _NOISE)
@settings(max_examples=120, deadline=None, derandomize=True)
def test_printing_a_credit_and_reading_it_again_gives_the_same(line: str) -> None:
    for credit in parse_line(line) or []:
        for script in ("hans", "hant") if any("\u3400" <= char <= "\u9fff" for char in line) else ():
            again = parse_line(render(credit, script))
            assert again is not None
            assert [(c.roles, c.people) for c in again] == [(credit.roles, credit.people)]


@given(_LABELLED)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_labelled_people_are_always_a_credit(line: str) -> None:
    assert parse_line(line) is not None


@given(st.lists(_LABELLED, min_size=1, max_size=3).map("  ".join) | _NOISE)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_raws_of_a_line_put_together_are_the_line(line: str) -> None:
    credits = parse_line(line)
    if credits is not None:
        together = "".join("".join(credit.raw.split()) for credit in credits)
        assert together == "".join(unicodedata.normalize("NFC", line).split())


@given(st.text(alphabet="王李张于范徐晓丹海", min_size=2, max_size=3).filter(is_plain_name))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_names_leave_the_parser_as_they_entered_it(name: str) -> None:
    (credit,) = parse_line(f"編輯：{name}") or []
    assert credit.people[0].name == name


def _steps(work: Callable[[], object]) -> int:
    """Lines of Python executed by the work: a measure that no busy machine disturbs."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "记者王欢 ",
        "文/",
        "文 / ",
        "编 ",
        "编辑：张三 ",
        "编辑：",
        "A ",
        "王（）",
        "（",
        "、",
        "/",
        "记者",
        "王·",
        "王 摄 ",
        "；",
        "和",
        "初审张三",
        "张三校对：李四",
        "张三 文 ",
    ],
)
def test_reading_a_hostile_line_takes_time_in_proportion_to_its_length(unit: str) -> None:
    small, large = (unit * (length // len(unit)) for length in (1_500, 3_000))
    parse_line(small)
    for prefix in ("", "编辑："):
        of_small = _steps(partial(parse_line, prefix + small))
        assert _steps(partial(parse_line, prefix + large)) < 2.2 * of_small + 50


def test_line_of_a_hundred_thousand_characters_is_answered() -> None:
    credits = parse_line("编辑：" + "王小明、" * 25_000)
    assert credits is not None
    assert len(credits[0].people) == 25_000
