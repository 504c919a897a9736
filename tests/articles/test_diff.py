"""What the comparison of two snapshots says, and that it takes its share of time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.diff import Area, Change, Row, diff
from articles.diff_text import Kind, Span, blocks, compare, words
from tests.tools.growth import grows_too_fast

FIRST = "<p>园区招商专员在一份行业简报的页脚读到一句话：一家电机企业正为北方基地选址。</p>"
SECOND = "<p>划到最后一格，总投资20亿元的永磁电机项目挂出了选址公告，创下全省最快纪录。</p>"
THIRD = "<p>全区实行全程包办的项目共有156个，管家约30人左右。</p>"
LAST = "<p>七月中旬，基地正式落户，那张划满的表被取下来，背面写了新的一行字。</p>"


def body(before: str, after: str) -> list[Row]:
    return [row for row in diff({"body": before}, {"body": after}).rows if row.area == Area.BODY]


def said(spans: tuple[Span, ...] | list[Span], kind: Kind) -> list[str]:
    return [span.text for span in spans if span.kind == kind]


def test_equal_snapshots_have_no_changed_rows() -> None:
    snapshot = {"headline": "潮起", "body": FIRST + SECOND, "credits": [], "uid": "x"}
    assert diff(snapshot, snapshot).changed == []


def test_words_are_compared_not_paragraphs() -> None:
    (row,) = body(SECOND, SECOND.replace("，创下全省最快纪录", ""))
    assert row.change == Change.CHANGED
    assert said(row.spans, Kind.DEL) == ["，创下全省最快纪录"]
    assert said(row.spans, Kind.INS) == []


def test_a_moved_paragraph_is_neither_deleted_nor_inserted() -> None:
    rows = body(FIRST + LAST + SECOND + THIRD, FIRST + SECOND + THIRD + LAST)
    assert [row.change for row in rows] == [
        Change.SAME,
        Change.MOVED_AWAY,
        Change.SAME,
        Change.SAME,
        Change.MOVED_HERE,
    ]
    assert (rows[1].number_before, rows[1].number_after) == (2, 4)
    assert (rows[4].number_before, rows[4].number_after) == (2, 4)


def test_a_moved_paragraph_that_was_edited_shows_its_words() -> None:
    edited = LAST.replace("新的一行字", "新的一行字：第一单从这里数起")
    rows = body(LAST + FIRST + SECOND, FIRST + SECOND + edited)
    here = rows[-1]
    assert here.change == Change.MOVED_HERE
    assert "".join(said(here.spans, Kind.INS)) == "：第一单从这里数起"


def test_a_changed_link_shows_though_no_word_changed() -> None:
    (row,) = body(
        '<p>见<a href="https://a.example/">公告</a>。</p>', '<p>见<a href="https://b.example/">公告</a>。</p>'
    )
    marks = [(span.kind, span.text) for span in row.spans if span.mark == "link"]
    assert marks == [(Kind.DEL, "https://a.example/"), (Kind.INS, "https://b.example/")]


def test_a_paragraph_made_a_heading_shows() -> None:
    (row,) = body("<p>一件事跟到底</p>", "<h2>一件事跟到底</h2>")
    assert row.change == Change.CHANGED
    assert row.name == "p h2"


def test_entities_are_read_not_shown() -> None:
    assert blocks("<p>甲&lt;b&gt;&amp;乙</p>")[0].text == "甲<b>&乙"


def test_a_credited_person_who_joined_is_one_insertion() -> None:
    before = {"credits": [{"roles": ["text"], "label": "文", "people": [{"name": "沈禾", "title": "记者"}]}]}
    after = {
        "credits": [
            {
                "roles": ["text"],
                "label": "文",
                "people": [{"name": "沈禾", "title": "记者"}, {"name": "陆一舟", "title": "记者"}],
            }
        ]
    }
    (row,) = diff(before, after).changed
    assert (row.area, row.name) == (Area.CREDITS, "文")
    assert "".join(said(row.spans, Kind.INS)).strip() == "记者 陆一舟"
    assert "".join(said(row.spans, Kind.SAME)) == "记者 沈禾"


def test_a_difference_that_print_hides_is_still_told() -> None:
    line = {"roles": ["text"], "label": "文", "people": [{"name": "沈禾"}]}
    linked = line | {"people": [{"name": "沈禾", "contributor": "shen-he"}]}
    (row,) = diff({"credits": [line]}, {"credits": [linked]}).changed
    assert row.change == Change.CHANGED
    assert any("shen-he" in text for text in said(row.spans, Kind.INS))


def test_a_picture_tells_which_of_its_words_changed() -> None:
    use = {"use": "u1", "image": "a" * 64, "slot": "lead", "focal": [50, 50], "caption": "墙上的表。"}
    (row,) = diff({"images": [use]}, {"images": [use | {"credit": "记者 陆一舟 摄"}]}).changed
    assert row.area == Area.PICTURES
    assert "".join(said(dict(row.details)["credit"], Kind.INS)) == "记者 陆一舟 摄"
    assert said(dict(row.details)["caption"], Kind.INS) == []


def test_figures_corrections_and_data_are_compared() -> None:
    before = {
        "key_figures": [{"value": "156", "unit": "个"}],
        "section": "yaowen",
        "hant": {"headline": "潮起"},
    }
    after = {
        "key_figures": [{"value": "152", "unit": "个"}],
        "section": "jingji",
        "hant": {"headline": "潮落"},
        "corrections": [{"type": "correction", "issued_at": "2026-01-01", "right": "应为152个"}],
    }
    found = {(row.area, row.name) for row in diff(before, after).changed}
    assert found == {
        (Area.FIGURES, ""),
        (Area.CORRECTIONS, "correction"),
        (Area.DATA, "section"),
        (Area.HEAD, "hant_headline"),
    }


def test_correction_is_compared_in_the_words_that_readers_get() -> None:
    notice = {"type": "correction", "issued_at": "2026-01-01"}
    told = [
        diff({}, {"corrections": [notice | words]}).changed[0]
        for words in (
            {"passage": "第二段", "wrong": "99天", "right": "98天"},
            {"wrong": "99天"},
            {"right": "船台长180米"},
        )
    ]
    assert ["".join(span.text for span in row.spans) for row in told] == [
        "第二段：“99天”应为“98天”",
        "删去“99天”",
        "船台长180米",
    ]


def test_characters_are_counted_without_blanks_and_marks() -> None:
    told = diff(
        {"headline": "九十九天"}, {"headline": "九十九天 一座工厂", "body": "<p><strong>落户</strong></p>"}
    )
    assert (told.characters_added, told.characters_removed) == (6, 0)


texts = st.text(alphabet="山海为证，。新程潮起 a1", max_size=40)
paragraphs = st.lists(texts.filter(str.strip), max_size=8)


@given(paragraphs, paragraphs)
@settings(max_examples=150, deadline=None)
def test_both_sides_can_be_read_off_the_difference(before: list[str], after: list[str]) -> None:
    sides = ["".join(f"<p>{text}</p>" for text in side) for side in (before, after)]
    rows = body(*sides)
    old = [row for row in rows if row.number_before is not None and row.change != Change.MOVED_HERE]
    new = [row for row in rows if row.number_after is not None and row.change != Change.MOVED_AWAY]
    assert ["".join(span.text for span in row.before) for row in old] == before
    assert ["".join(span.text for span in row.after) for row in new] == after


def _many(size: int) -> list[str]:
    return ["".join(f"<p>第{n}段{extra}。</p>" for n in range(size)) for extra in ("", "又改了一处")]


def _same(size: int) -> list[str]:
    return ["<p>" + word * 8 * size + "</p>" for word in ("潮起，", "潮落。")]


def _rare(size: int) -> list[str]:
    return [
        "<p>" + "".join(chr(0x4E00 + (n * step) % 20_000) for n in range(15 * size)) + "</p>"
        for step in (7, 11)
    ]


@pytest.mark.parametrize("bodies", [_many, _same, _rare])
def test_long_bodies_are_compared_in_no_more_than_their_share(bodies: Callable[[int], list[str]]) -> None:
    def compare_bodies(both: list[str]) -> None:
        assert diff({"body": both[0]}, {"body": both[1]}).changed

    assert not grows_too_fast(compare_bodies, bodies, 500)


def test_what_is_too_much_to_compare_closely_is_said_and_loses_no_character() -> None:
    few = [f"<p>第{n}段{word}的话不止一句。</p>" for n in range(40) for word in ("潮起", "潮落")]
    close = diff({"body": "".join(few)}, {"body": "".join(few[1:]) + "<p>末段。</p>"})
    assert close.changed and not close.coarse
    bodies = [
        "".join(f"<p>{chr(0x4E00 + (n * step) % 20_000) * 200}</p>" for n in range(600)) for step in (7, 11)
    ]
    far = diff({"body": bodies[0]}, {"body": bodies[1]})
    assert far.coarse and far.characters_added > 100_000
    assert not diff({"body": bodies[0]}, {"body": bodies[0]}).coarse


def test_cutting_loses_no_character() -> None:
    text = "记者 徐菁 \u3000朴峰\t“十五五”规划152个\n🙂"
    assert "".join(token.text for token in words(text)) == text
    assert compare(words(text), words(text)) == (Span(Kind.SAME, text),)
