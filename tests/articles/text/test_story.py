"""Reading a pasted story: every part in its field, every doubt in a warning, no character lost."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.errors import BinaryContent, StoryTooLarge, UndecodableText
from articles.text.story import MAX_LINES, ParsedStory, decode, ledger, parse_story
from tests.tools.growth import grows_too_fast

TEXT = (Path(__file__).parent / "data" / "story.txt").read_text(encoding="utf-8")
LONG = "潮水照常一天两回，码头上的人说，船要走得远，先得把锚收好，再把灯点亮，最后看一眼风向。"


@pytest.fixture(scope="module")
def story() -> ParsedStory:
    return parse_story(TEXT)


def codes(story: ParsedStory) -> list[str]:
    return [warning.code for warning in story.warnings]


def reasons(story: ParsedStory) -> list[tuple[str, str]]:
    return [(removed.reason, removed.text) for removed in story.removed]


def test_editors_note_stands_apart_from_the_text(story: ParsedStory) -> None:
    assert story.editors_note.startswith("潮起之時")
    assert story.editors_note.endswith("留下了什么。")
    assert story.editors_note.count("\n") == 1
    assert "潮起之時" not in story.body_html
    assert ("label", "編者按") in reasons(story)


def test_series_is_the_one_the_note_announces_in_the_script_of_the_file(story: ParsedStory) -> None:
    assert (story.script, story.series_title) == ("hant", "灣闊潮平·海岬啟航")


def test_three_section_heads_are_headings_and_the_rest_paragraphs(story: ParsedStory) -> None:
    heads = [line for line in story.body_html.split("\n") if line.startswith("<h2>")]
    assert heads == [
        "<h2>這是碼頭“擴容”的一年</h2>",
        "<h2>這是車間“換擋”的一年</h2>",
        "<h2>這是村口“亮燈”的一年</h2>",
    ]
    assert story.body_html.count("<p>") == 6


def test_image_marks_become_numbered_slots(story: ParsedStory) -> None:
    assert story.image_slots == 2
    assert story.body_html.startswith(
        '<figure data-image-slot="1"></figure>\n<figure data-image-slot="2"></figure>\n<p>冬至前一天'
    )
    assert reasons(story).count(("placeholder", "![]()")) == 2


def test_credits_are_roles_and_titled_people(story: ParsedStory) -> None:
    first = story.credits[0]
    assert first.roles == ("text", "photo")
    assert [(p.title, p.name) for p in first.people] == [
        ("记者", "許菁"),
        ("记者", "樸嵐"),
        ("通讯员", "黎嘉"),
    ]
    assert [credit.roles for credit in story.credits[1:]] == [("editor",), ("art_editor",), ("duty_editor",)]


def test_source_goes_to_source_only(story: ParsedStory) -> None:
    assert story.source == "海岬融媒"
    assert all("source" not in credit.roles for credit in story.credits)


def test_production_note_is_kept_and_boilerplate_removed(story: ParsedStory) -> None:
    assert story.production_note == "本條新聞由海岬新聞編輯制作"
    kinds = [reason for reason, _ in reasons(story)]
    assert (kinds.count("platform_notice"), kinds.count("call_to_action")) == (2, 1)
    assert "網易號" not in story.body_html


def test_figures_are_offered_with_unit_prefix_and_clause(story: ParsedStory) -> None:
    figures = [(f.prefix, f.value, f.unit) for f in story.key_figures]
    assert figures == [
        ("", "1.6", "公里"), ("", "2.4", "億噸"), ("", "56", "個"), ("", "9.95", "萬平方米"),
        ("", "99", "天"), ("", "152", "個"), ("超", "5000", "萬元"),
    ]  # fmt: skip
    assert story.key_figures[-1].text == "總投資超5000萬元"


def test_missing_headline_and_damaged_name_are_the_only_warnings(story: ParsedStory) -> None:
    assert [(w.code, w.text) for w in story.warnings] == [
        ("no_headline", ""),
        ("name_maybe_converted", "樸嵐"),
    ]


def test_json_has_every_key_in_its_documented_form(story: ParsedStory) -> None:
    data = json.loads(json.dumps(story.as_dict(), ensure_ascii=False))
    assert list(data) == [
        "script", "series_title", "kicker", "headline", "subheading", "editors_note", "body_html", "credits",
        "source", "production_note", "image_slots", "key_figures", "removed", "warnings",
    ]  # fmt: skip
    assert data["credits"][1] == {
        "roles": ["editor"],
        "people": [{"name": "車曉", "title": "", "organisation": "", "note": ""}],
        "raw": "編 輯:車曉",
    }
    assert set(data["key_figures"][0]) == {"prefix", "value", "unit", "text"}
    assert set(data["warnings"][0]) == {"code", "message", "text"}


def test_nothing_of_the_story_is_lost_or_invented(story: ParsedStory) -> None:
    assert ledger(story, TEXT).balanced


def test_ledger_notices_a_lost_and_an_invented_character(story: ParsedStory) -> None:
    assert ledger(story, TEXT + "鱷").missing == "鱷"
    assert ledger(story, TEXT.replace("冬至前一天", "冬至前天", 1)).invented == "一"


# --- titles -----------------------------------------------------------------------------------------


def titles(text: str) -> tuple[str, str, str]:
    story = parse_story(text)
    assert ledger(story, text).balanced
    return story.kicker, story.headline, story.subheading


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("潮起海岬", ("", "潮起海岬", "")),
        ("# 潮起海岬", ("", "潮起海岬", "")),
        ("标题：潮起海岬\n副题：一年的锚地", ("", "潮起海岬", "一年的锚地")),
        ("【主题】潮起海岬", ("", "潮起海岬", "")),
        ("潮起海岬\n——新春特别策划之一", ("", "潮起海岬", "——新春特别策划之一")),
        ("湾阔潮平系列报道①\n潮起海岬", ("湾阔潮平系列报道①", "潮起海岬", "")),
        ("新春走基层\n潮起海岬\n——码头纪事", ("新春走基层", "潮起海岬", "——码头纪事")),
        ("湾阔潮平·海岬启航丨潮起海岬", ("湾阔潮平·海岬启航", "潮起海岬", "")),
        ("【湾阔潮平·海岬启航】潮起海岬", ("湾阔潮平·海岬启航", "潮起海岬", "")),
    ],
)
def test_lines_above_the_text_are_its_titles(head: str, expected: tuple[str, str, str]) -> None:
    assert titles(f"{head}\n{LONG}\n{LONG}\n") == expected


def test_two_lines_without_a_sign_are_a_guess_and_say_so() -> None:
    story = parse_story(f"潮起海岬\n码头上的一年\n{LONG}")
    assert (story.headline, story.subheading) == ("潮起海岬", "码头上的一年")
    assert "headline_guessed" in codes(story)


def test_headline_behind_the_editors_note_is_found() -> None:
    story = parse_story(f"编者按：{LONG}\n![]()\n潮起海岬\n{LONG}")
    assert (story.headline, story.editors_note) == ("潮起海岬", LONG)
    assert "headline_guessed" in codes(story)


def test_note_without_a_mark_at_its_end_stops_at_the_announcement() -> None:
    note = (
        "即日起，本报推出《湾阔潮平》专栏，请读者同行，一起看看这一年的码头、车间和村口都留下了什么样的故事。"
    )
    story = parse_story(f"【编者按】\n{LONG}\n{note}\n{LONG}\n{LONG}")
    assert story.editors_note == f"{LONG}\n{note}"
    assert (story.series_title, "editors_note_end_guessed" in codes(story)) == ("湾阔潮平", True)


def test_date_and_source_under_the_headline_are_understood() -> None:
    text = f"潮起海岬\n2026-01-05 10:00 来源：海岬融媒 作者：许菁\n{LONG}\n2026年1月5日\n{LONG}"
    story = parse_story(text)
    assert (story.headline, story.subheading, story.source) == ("潮起海岬", "", "海岬融媒")
    assert [p.name for p in story.credits[0].people] == ["许菁"]
    assert ("label", "2026-01-05 10:00") in reasons(story)
    assert "2026年1月5日" in story.body_html
    assert ledger(story, text).balanced


def test_note_is_found_when_it_shares_the_line_of_its_label() -> None:
    story = parse_story(f"编者按：{LONG}\n标题：潮起\n{LONG}")
    assert (story.editors_note, story.headline) == (LONG, "潮起")
    assert story.body_html == f"<p>{LONG}</p>"


def test_section_head_under_the_headline_is_no_subheading_when_numbered() -> None:
    story = parse_story(f"潮起海岬\n一、码头\n{LONG}\n二、车间\n{LONG}")
    assert story.subheading == ""
    assert "<h2>一、码头</h2>" in story.body_html
    assert "<h2>二、车间</h2>" in story.body_html


def test_verse_is_paragraphs_and_not_a_row_of_headings() -> None:
    story = parse_story(f"标题：夜航\n{LONG}\n潮来了\n灯亮了\n船还没有回来\n{LONG}")
    assert "<h2>" not in story.body_html


# --- text, credits, images --------------------------------------------------------------------------


def test_byline_inside_the_first_paragraph_becomes_a_credit() -> None:
    text = f"标题：潮起\n本报讯（记者 许菁 通讯员 黎嘉）{LONG}"
    story = parse_story(text)
    assert story.body_html == f"<p>本报讯 {LONG}</p>"
    assert [p.name for p in story.credits[0].people] == ["许菁", "黎嘉"]
    assert "byline_taken_from_body" in codes(story)
    assert ledger(story, text).balanced


def test_image_with_words_gets_a_caption() -> None:
    text = f"标题：潮起\n{LONG}\n![码头夜色](a.jpg)\n{LONG}\n【图片】\n图为二期泊位。许菁 摄\n{LONG}"
    story = parse_story(text)
    assert '<figure data-image-slot="1"><figcaption>码头夜色</figcaption></figure>' in story.body_html
    assert (
        '<figure data-image-slot="2"><figcaption>图为二期泊位。许菁 摄</figcaption></figure>'
        in story.body_html
    )
    assert ledger(story, text).balanced


def test_image_mark_inside_a_paragraph_splits_it() -> None:
    story = parse_story(f"标题：潮起\n{LONG}![](x){LONG}")
    assert story.body_html == f'<p>{LONG}</p>\n<figure data-image-slot="1"></figure>\n<p>{LONG}</p>'


def test_body_is_escaped() -> None:
    story = parse_story(f"标题：潮起\n<script>alert(1)</script>&amp;{LONG}")
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in story.body_html


def test_call_to_readers_inside_the_text_stays_there() -> None:
    story = parse_story(f"标题：潮起\n{LONG}\n村民扫描二维码即可报名，电话会有人接。\n{LONG}")
    assert "扫描二维码" in story.body_html


def test_source_may_be_an_address() -> None:
    text = f"标题：潮起\n{LONG}\n来源：https://news.example.cn/a?b=1\n编辑：车晓"
    story = parse_story(text)
    assert story.source == "https://news.example.cn/a?b=1"
    assert ledger(story, text).balanced


def test_several_sources_are_kept_and_warned_of() -> None:
    story = parse_story(f"标题：潮起\n来源：新华社\n{LONG}\n信源：海岬融媒")
    assert story.source == "新华社 海岬融媒"
    assert "several_sources" in codes(story)


def test_line_below_the_text_that_nobody_understands_stays_and_is_warned_of() -> None:
    story = parse_story(f"标题：潮起\n{LONG}\n编辑：车晓\n联系电话：0411-00000000")
    assert "联系电话：0411-00000000" in story.body_html
    assert "line_not_understood" in codes(story)


def test_unknown_label_among_the_credits_is_a_credit_with_a_warning() -> None:
    story = parse_story(f"标题：潮起\n{LONG}\n编辑：车晓\n特约摄制：张三 李四")
    assert (story.credits[1].roles, story.credits[1].label) == ((), "特约摄制")
    assert "unknown_credit_label" in codes(story)


def test_simplified_and_english_stories_are_read_too() -> None:
    assert parse_story(f"潮起海岬\n{LONG}\n责编：宋屿").script == "hans"
    english = (
        "The tugs left the harbour half an hour early, because the last boxes of the year would not wait."
    )
    story = parse_story(f"High Tide at the Cape\nBy Xu Jing and Piao Feng\n{english}\nEditor: Vincent Lin")
    assert (story.script, story.headline) == ("en", "High Tide at the Cape")
    assert [credit.roles for credit in story.credits] == [("text",), ("editor",)]


# --- strange input ----------------------------------------------------------------------------------


def test_invisible_characters_are_taken_out_and_reported() -> None:
    text = f"标题：潮\u200b起\u202e\n{LONG}\ud800\n编辑：车\ufeff晓"
    story = parse_story(text)
    assert story.headline == "潮起"
    assert story.credits[0].people[0].name == "车晓"
    assert ("placeholder", "\u200b\u202e\\ud800\ufeff") in reasons(story)
    assert "invisible_characters" in codes(story)
    json.dumps(story.as_dict(), ensure_ascii=False).encode("utf-8")
    assert ledger(story, text).balanced


def test_joiner_inside_an_emoji_is_kept() -> None:
    assert "👩\u200d🚒" in parse_story(f"标题：潮起\n{LONG}👩\u200d🚒").body_html


@pytest.mark.parametrize("text", ["", "\n\n", "\u200b", "编者按", "![]()", "：", "a", "编辑：车晓", "\ud800"])
def test_tiny_texts_are_answered_and_balanced(text: str) -> None:
    assert ledger(parse_story(text), text).balanced


@pytest.mark.parametrize(
    "unit",
    [
        "潮",
        "1",
        "1,",
        "(",
        "《",
        "推出《",
        "![",
        "，",
        "a. ",
        "图片由",
        "丨",
        "文/",
        "\u200b",
        "e\u0301",
        "記者",
        "潮\n",
    ],
)
def test_a_long_text_takes_no_more_than_its_share(unit: str) -> None:
    def read(text: str) -> None:
        with contextlib.suppress(StoryTooLarge):
            parse_story(text)

    assert not grows_too_fast(read, lambda length: unit * (length // len(unit)), 3_000)


def test_long_real_copy_takes_no_more_than_its_share() -> None:
    assert not grows_too_fast(parse_story, lambda times: TEXT * times, 2)


def test_beyond_the_limits_the_error_names_the_limit() -> None:
    with pytest.raises(StoryTooLarge, match="characters"):
        parse_story("潮" * 1_500_001)
    with pytest.raises(StoryTooLarge, match=str(MAX_LINES)):
        parse_story("潮\n" * MAX_LINES)


_PIECES = st.sampled_from(
    ["编者按", "【编者按】", "編者按:", "![]()", "![图](a)", "记者", "王欢", " 摄", "文/图:", "：", "/", "、", "\n", "\n\n", " ", "\u3000",
     "(", ")", "（", "）", "【", "】", "《", "》", "丨", "标题：", "——副题", "来源：", "信 源:新华社", "海岬", "152个", "超5000亿元", "。",
     LONG, "\u200b", "\ud800", "\u202e", "&<b>", "推出《湾》特别策划，", "一、", "##", "## 小标题", "本报讯（记者 张三）", "图为现场。",
     "喜欢就请转发", "扫码", "本条新闻由我编辑制作", "By Xu Jing", "Editor: A Bc", ";", "；", "é", "e\u0301", "ﬁ", "İ", "\x00", "①",
     "编 辑:车晓", "摄制：张三", "供图", "图片由某中心提供", "特别声明：平台", "\r\n", "\x85", "\ufeff", "臺", "後"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=24).map("".join) | st.text(max_size=120))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_every_character_of_any_text_is_in_a_field_or_in_removed(text: str) -> None:
    story = parse_story(text)
    assert ledger(story, text).balanced
    json.dumps(story.as_dict(), ensure_ascii=False).encode("utf-8")


# --- bytes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("big5", "big5"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
    ],
)
def test_text_in_any_of_our_encodings_is_read(encoding: str, name: str) -> None:
    text = (
        LONG + "编辑：车晓"
        if encoding == "gb18030"
        else "潮水照常一天兩回，碼頭上的人說，這一年的船都回來了。"
    )
    assert decode(text.encode(encoding)) == (text, name)


def test_short_texts_are_told_apart_too() -> None:
    assert decode("編輯：這是我們的碼頭".encode("big5"))[1] == "big5"
    assert decode("编辑：这是我们的码头".encode("gb18030"))[1] == "gb18030"
    assert decode(b"plain") == ("plain", "utf-8")
    assert decode(b"") == ("", "utf-8")


def test_damaged_utf8_is_refused_at_its_first_bad_byte() -> None:
    data = LONG.encode("utf-8")
    with pytest.raises(UndecodableText) as caught:
        decode(data[:30] + b"\xff" + data[30:])
    assert caught.value.position == 30


def test_utf16_cut_in_the_middle_is_refused() -> None:
    with pytest.raises(UndecodableText):
        decode("潮水".encode("utf-16") + b"\x00")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"PK\x03\x04rest", b"abc\x00def", b"\x01\x02\x03\x04text", b"\xff\xd8\xff\xe0"]
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(BinaryContent):
        decode(data)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_bytes_are_text_or_one_of_two_errors(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except (UndecodableText, BinaryContent):
        return
    parse_story(text)
