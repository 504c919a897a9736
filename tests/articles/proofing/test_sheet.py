"""A story cut into pieces, what is found in them, and suggestions put in place: pure, without a database."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from articles.body.clean import clean_body
from articles.proofing.findings import PICTURE, Found, examine
from articles.proofing.mending import mended_body, moved, replaced
from articles.proofing.sheet import (
    MAX_CHARACTERS,
    Sheet,
    SheetTooLarge,
    body_blocks,
    sheet_from,
    sheet_of,
)
from articles.text.proof import DEFAULT_TERMS

DAY = date(2026, 1, 8)
USE = str(uuid.uuid4())


def _found(sheet: Sheet) -> list[Found]:
    return examine(sheet, day=DAY, terms=DEFAULT_TERMS)


def _in_body(html: str) -> list[Found]:
    return _found(sheet_of({"body": clean_body(html)}))


def test_every_printed_text_of_a_story_is_checked_and_names_of_credits_are_not():
    snapshot = {
        "kicker": "引题,引题",
        "headline": "主题,主题",
        "subheading": "副题,副题",
        "standfirst": "导语,导语",
        "editors_note": "编者按,编者按",
        "body": "<p>正文,正文</p>",
        "source": "信源,信源",
        "credits": [{"label": "文,图", "people": [{"name": "沈知远", "title": "记者,编辑"}]}],
        "images": [
            {"use": USE, "image": "0" * 64, "caption": "图注,图注", "alt": "替代,替代", "credit": "甲,乙"}
        ],
    }
    assert [one.field for one in _found(sheet_of(snapshot)) if one.rule == "P01"] == [
        "kicker", "headline", "subheading", "standfirst", "editors_note", "body", "caption", "alt", "credit",
        "source",
    ]  # fmt: skip


def test_a_block_is_a_paragraph_a_heading_an_item_or_a_cell():
    html = clean_body(
        "<p>一<strong>二</strong>三</p><h2>题</h2><ul><li>甲<ul><li>乙</li></ul></li></ul>"
        "<table><tr><td>格</td><td></td></tr></table><blockquote><p>引</p></blockquote><p>上<br>下</p>"
    )
    assert [block.text for block in body_blocks(html)] == ["一二三", "题", "甲", "乙", "格", "引", "上\n下"]


def test_an_offset_counts_the_characters_of_its_own_block():
    found = _in_body("<p>第一段没有错。</p><p>👨‍👩‍👧全区上下,大抓&amp;项目.</p>")
    assert [(one.rule, one.block, one.text, one.before[-2:], one.after[:1]) for one in found] == [
        ("P01", 1, ",", "上下", "大"),
        ("P02", 1, ".", "项目", ""),
    ]


def test_form_and_snapshot_give_the_same_names_to_the_same_findings():
    html = clean_body("<p>全区上下,大抓项目。</p><p>截止目前，<strong>座落</strong>海边。</p>")
    typed = sheet_from(
        {"fields": {"headline": "题"}, "body": ["", "全区上下,大抓项目。", "截止目前，座落海边。"]}
    )
    saved = sheet_of({"headline": "题", "body": html})
    assert [one.place_key for one in _found(typed)] == [one.place_key for one in _found(saved)] != []


def test_name_of_a_finding_stays_while_text_elsewhere_changes():
    before = _in_body("<p>全区上下,大抓项目，一年到头不停工。</p>")[0]
    after = _in_body("<p>新的一段。</p><p>全区上下,大抓项目，一年到头不停工。还有一句。</p>")[0]
    other = _in_body("<p>全市上下,大抓项目，一年到头不停工。</p>")[0]
    assert before.place_key == after.place_key != other.place_key
    assert before.words_key == other.words_key


def test_the_same_words_twice_have_two_names():
    first, second = _in_body("<p>全区上下,大抓项目。</p><p>全区上下,大抓项目。</p>")
    assert first.place_key != second.place_key


def test_what_a_picture_lacks_is_found_at_the_picture():
    image = {"use": USE, "image": "a" * 64, "slot": "lead", "caption": "渔港", "credit": "沈知远"}
    found = _found(sheet_of({"images": [image]}, frozenset({"a" * 64})))
    assert {(one.rule, one.field, one.ref) for one in found} == {("W19", PICTURE, USE)}
    assert (
        len({one.place_key for one in found}) == len(found) == 2
    )  # no alternative text, no mark of a machine


def test_alternative_text_that_repeats_the_caption_is_told_once():
    image = {"use": USE, "image": "a" * 64, "caption": "渔港,清晨", "alt": "渔港,清晨", "credit": "沈知远"}
    assert [one.field for one in _found(sheet_of({"images": [image]}))] == ["caption"]


@pytest.mark.parametrize("link", ["http://localhost/a", "https://mmbiz.qpic.cn/x.jpg"])
def test_links_of_the_body_are_checked_and_their_addresses_are_not_copy(link):
    html = clean_body(f'<p>见<a href="{link}?a=1,2&b=待补">这里</a>。</p>')
    assert [one.rule for one in _found(sheet_of({"body": html}))] == ["W20"]


def test_suggestion_goes_in_and_the_marks_around_it_stay():
    html = clean_body(
        '<p>全区<strong>上下,大抓</strong>项目，<a href="https://a.cn/x,y">座</a>落海边&lt;b&gt;岸.</p>'
    )
    mended = mended_body(html, _in_body(html))
    assert mended == (
        '<p>全区<strong>上下，大抓</strong>项目，<a href="https://a.cn/x,y">坐落</a>海边&lt;b&gt;岸。</p>'
    )
    assert _in_body(mended) == []


def test_mending_all_marks_of_a_long_body_touches_nothing_else():
    words = "全区上下,大抓项目;早开工.\u3000"
    html = clean_body("".join(f"<p>{words * 3}</p><ul><li>{words}</li></ul>" for _ in range(40)))
    chosen = [one for one in _in_body(html) if one.autofix and one.fixable]
    mended = mended_body(html, chosen)
    assert len(chosen) > 100
    assert mended.replace("，", ",").replace("；", ";").count(",") == html.count(",")
    assert [block.text[:4] for block in body_blocks(mended)] == ["全区上下"] * 80


def test_a_finding_whose_words_are_gone_is_passed_over():
    found = _in_body("<p>全区上下,大抓项目。</p>")
    assert mended_body("<p>别的文字。</p>", found) == "<p>别的文字。</p>"
    assert replaced("别的文字。", found) == "别的文字。"


def test_of_two_findings_over_one_another_the_first_is_mended():
    one = Found("A", "warn", "", "headline", start=0, end=2, text="甲乙", suggestion="丙")
    two = Found("B", "warn", "", "headline", start=1, end=3, text="乙丁", suggestion="戊")
    assert replaced("甲乙丁", [two, one]) == "丙丁"


def test_breaks_of_a_headline_move_with_the_words_before_them():
    longer = Found("A", "warn", "", "headline", start=0, end=1, text="甲", suggestion="“甲”")
    assert moved([1, 3], [longer]) == [3, 5]
    whole = Found("A", "warn", "", "headline", start=0, end=4, text="甲乙丙丁", suggestion="甲")
    assert moved([2, 4], [whole]) == [1]


def test_boilerplate_line_goes_as_a_whole_block():
    html = clean_body("<p>正文。</p><p>点击上方蓝字关注我们</p><p>结尾。</p>")
    assert mended_body(html, _in_body(html)) == "<p>正文。</p><p>结尾。</p>"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"fields": "x", "body": "y", "pictures": [1, None, "z"], "links": {}},
        {"fields": {"headline": 3, "kicker": None}, "body": [None, 7, {}], "pictures": [{"ref": 5}]},
        {"body": ["\ud800,全区\udfff,上下", "\x00", "‮项目", "\u200b" * 9]},
    ],
)
def test_whatever_a_browser_sends_is_read_as_some_text(told):
    sheet = sheet_from(told)
    assert all(isinstance(one, Found) and one.place_key for one in _found(sheet))
    sheet.text.encode()


def test_more_copy_than_a_story_holds_is_refused():
    with pytest.raises(SheetTooLarge):
        sheet_from({"body": ["长" * (MAX_CHARACTERS + 1)]})
    with pytest.raises(SheetTooLarge):
        sheet_from({"body": ["短"] * 5_000})


def test_work_grows_with_the_copy_and_no_faster(monkeypatch):
    """Counted, not timed: pieces looked at for each finding that is placed."""
    import articles.proofing.findings as module

    def steps(blocks: int) -> int:
        seen = 0
        real = module._in_piece

        def counting(*args, **kwargs):
            nonlocal seen
            seen += 1
            return real(*args, **kwargs)

        monkeypatch.setattr(module, "_in_piece", counting)
        monkeypatch.setattr(module, "MOST", 10**6)
        examine(sheet_from({"body": ["全区,上下"] * blocks}), day=DAY, terms=())
        monkeypatch.setattr(module, "_in_piece", real)
        return seen

    assert steps(800) == 2 * steps(400)


def test_a_credited_name_in_traditional_characters_is_advice_that_nothing_mends_by_itself():
    credits = [{"roles": ["text"], "people": [{"name": "車曉丹"}, {"name": "张堃"}]}]
    (one,) = _found(sheet_of({"body": "<p>潮水退去。</p>", "credits": credits}))
    assert (one.field, one.text, one.suggestion) == ("credits", "車曉丹", "车晓丹")
    assert one.severity == "info" and not one.fixable
