"""Documents become text, shapes and pictures: what survives, what is told, and what hostile files get for an answer."""

from __future__ import annotations

import base64
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from articles.intake.files import read_file
from articles.intake.html import read_html
from articles.intake.manuscript import IntakeRefused, Manuscript
from articles.intake.shelf import NoShelf
from articles.text.story import ledger, parse_story
from tests.documents import docx, para, picture, table
from tests.pictures import jpeg

LONG = "潮水照常一天两回，码头上的人说，船要走得远，先得把锚收好，再把灯点亮，最后看一眼风向。"
DATA = f"data:image/jpeg;base64,{base64.b64encode(jpeg()).decode()}"


@pytest.fixture
def en() -> Iterator[None]:
    with override("en"):
        yield


def html(source: str) -> Manuscript:
    return read_html(source, NoShelf())


def file(data: bytes | str, name: str) -> Manuscript:
    return read_file(data if isinstance(data, bytes) else data.encode(), name, NoShelf())


def body_of(manuscript: Manuscript) -> str:
    """The body that the parser makes of it; every character of the text must be accounted for."""
    story = parse_story(manuscript.text, manuscript.shapes)
    assert ledger(story, manuscript.text).balanced
    return story.body_html


SAME = {
    "html": (
        f"<h1>潮起海岬</h1><p>{LONG}</p><h2>码头</h2><p><b>一年</b>里，{LONG}</p><ul><li>灯</li><li>锚</li></ul>"
        f"<table><tr><th>年份</th><th>泊位</th></tr><tr><td>2025</td><td>3</td></tr></table><p>{LONG}</p><p>文/图：记者 许菁</p>"
    ),
    "md": (
        f"# 潮起海岬\n\n{LONG}\n\n## 码头\n\n**一年**里，{LONG}\n\n- 灯\n- 锚\n\n"
        f"| 年份 | 泊位 |\n|---|---|\n| 2025 | 3 |\n\n{LONG}\n\n文/图：记者 许菁\n"
    ),
    "docx": docx(
        para("潮起海岬", style="1"), para(LONG), para("码头", style="2"),
        para("一年", bold=True)[:-6] + para(f"里，{LONG}")[5:],
        para("灯"), para("锚"), table(("年份", "泊位"), ("2025", "3")), para(LONG), para("文/图：记者 许菁"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SAME)
def test_headings_bold_lists_and_tables_come_along_from_every_format(kind: str) -> None:
    manuscript = file(SAME[kind], f"a.{kind}")
    story = parse_story(manuscript.text, manuscript.shapes)
    assert (story.headline, len(story.credits)) == ("潮起海岬", 1)
    body = body_of(manuscript)
    assert "<h2>码头</h2>" in body and "<p><strong>一年</strong>里，潮水" in body
    assert "<table><" in body and "<td>2025</td><td>3</td>" in body
    assert kind == "docx" or "<ul><li>灯</li><li>锚</li></ul>" in body


def test_reading_the_canonical_markup_again_gives_the_same_manuscript() -> None:
    first = html(
        f'{SAME["html"]}<figure><img src="{DATA}" alt="红船"><figcaption>图为<i>红船</i></figcaption></figure>'
    )
    again = html(first.markup)
    assert (again.text, again.shapes, again.markup) == (first.text, first.shapes, first.markup)


def test_styles_mean_what_they_say_and_boxes_mean_nothing() -> None:
    told = body_of(
        html(
            f'<b style="font-weight:normal"><section><section><p>{LONG}</p>'
            f'<p><span style="font-weight: 700;color:red">小满</span>说，{LONG}</p></section></section></b>'
            "<table><tr><td>框里的话说完了，框外的人还在等。<br>第二句也说完了，天就亮了。</td></tr></table>"
        )
    )
    assert "<strong>小满</strong>说" in told and told.count("<strong>") == 1
    assert "<p>框里的话说完了，框外的人还在等。</p>\n<p>第二句也说完了，天就亮了。</p>" in told


def test_credits_and_notes_in_a_frame_are_credits_and_notes() -> None:
    manuscript = html(
        f"<h1>潮起</h1><blockquote><p>编者按：{LONG}</p></blockquote><p>{LONG}</p><p>{LONG}</p>"
        "<ul><li>文/图：记者 许菁</li><li>责编：宋屿</li></ul>"
    )
    story = parse_story(manuscript.text, manuscript.shapes)
    assert [credit.roles for credit in story.credits] == [("text", "photo"), ("duty_editor",)]
    assert story.editors_note == LONG and "<ul>" not in story.body_html


def test_a_line_that_was_changed_is_plain_and_the_others_keep_their_shapes() -> None:
    manuscript = html(f"<p>甲<b>乙</b>，{LONG}</p><ul><li>灯</li><li>锚</li></ul><p><b>丙</b>，{LONG}</p>")
    text = manuscript.text.replace("甲乙", "甲丁").replace("\n锚", "\n帆")
    told = parse_story(text, manuscript.shapes).body_html
    assert "甲丁" in told and "<ul>" not in told and "<strong>丙</strong>" in told


# --- pictures -----------------------------------------------------------------------------------------


def test_a_picture_in_the_document_is_named_where_it_stood_with_the_words_somebody_wrote() -> None:
    manuscript = html(
        f'<p>{LONG}</p><img src="{DATA}" alt="码头的灯"><p>{LONG}</p><img src="{DATA}" alt="图片 1">'
    )
    first, mark, second, plain = manuscript.text.split("\n")
    assert (first, second, manuscript.pictures) == (LONG, LONG, 2)
    assert mark.startswith("![码头的灯](picture:") and plain.startswith("![](picture:")


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ('<img data-src="https://mmbiz.qpic.cn/a(1)?wx_fmt=png" src="data:image/gif;base64,R0">', "WeChat"),
        ('<img src="https://news.example.org/a.jpg">', "foreign"),
        ('<img src="file:///C:/a.png">', "computer"),
        ('<img src="data:image/png;base64,!!!">', "read"),
        ('<img src="data:image/svg+xml;base64,PHN2Zz4=">', "JPEG, PNG"),
        ("<img>", "only a mark"),
    ],
)
def test_a_picture_that_cannot_be_taken_along_keeps_its_place_and_says_why(
    tag: str, why: str, en: None
) -> None:
    manuscript = html(f"<p>{LONG}</p>{tag}<p>{LONG}</p>")
    (lost,) = manuscript.lost
    assert why in lost.reason
    story = parse_story(manuscript.text, manuscript.shapes)
    assert [slot.address for slot in story.slots] == [lost.address]


def test_word_documents_bring_their_pictures_and_never_open_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    data = docx(
        para("潮起"), para(LONG), picture("ra", "红色的船"), picture("rb"), picture("L", link=True),
        media={"a.jpeg": jpeg(), "b.emf": b"x" * 99}, links={"L": "http://127.0.0.1:9/x.png"},
    )  # fmt: skip
    manuscript = file(data, "a.docx")
    assert manuscript.pictures == 1 and "![红色的船](picture:" in manuscript.text
    assert [lost.address for lost in manuscript.lost] == ["data-2", "linked:"]


# --- hostile ------------------------------------------------------------------------------------------

ENTITIES = '<!DOCTYPE a [<!ENTITY a "潮"><!ENTITY b "&a;&a;&a;&a;">]><w:document/>'
HOSTILE = {
    "bomb": lambda: docx(para("x"), **{"word__media__b.png": b"\0" * 130_000_000}),
    "large xml": lambda: docx(para("x"), **{"word__document.xml": "<w:p>" * 3_000_000}),
    "many runs": lambda: docx(*[para("码头")] * 9_000),
    "entities": lambda: docx(para("x"), **{"word__document.xml": ENTITIES}),
    "entities in utf-16": lambda: docx(para("x"), **{"word__document.xml": ENTITIES.encode("utf-16")}),
    "external entity": lambda: docx(
        para("x"), **{"word__styles.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}
    ),
    "climbing": lambda: docx(para("x"), **{"..__..__x.xml": "x"}),
    "deep": lambda: docx("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000),
    "cut off": lambda: docx(para("x"))[:400],
    "no document": lambda: b"PK\x03\x04" + b"x" * 50,
    "old word": lambda: b"\xd0\xcf\x11\xe0" + b"x" * 50,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_is_refused_with_a_sentence_at_once(kind: str) -> None:
    with pytest.raises(IntakeRefused) as caught:
        file(HOSTILE[kind](), "a.docx")
    assert caught.value.message.endswith(("。", "."))


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("other.XML", ENTITIES.replace("<w:document/>", "%s"), "dangerous"),
        ("a.svg", " " * 5_000 + ENTITIES.replace("<w:document/>", "%s"), "dangerous"),
        ("a.png", "%s", "too_large"),
    ],
)
def test_text_in_a_member_that_is_not_called_xml_is_judged_as_xml(name: str, text: str, code: str) -> None:
    other = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type='
        f'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/{name}"/></Relationships>'
    )
    named = {"_rels__.rels": relation}
    assert LONG in file(docx(para("x"), **named, **{f"word__{name}": other % para(LONG)}), "a.docx").text
    hostile = text % (other % (para("码头") * (9_000 if code == "too_large" else 1)))
    with pytest.raises(IntakeRefused) as caught:
        file(docx(para("x"), **named, **{f"word__{name}": hostile}), "a.docx")
    assert caught.value.code == code


def test_a_drawing_beside_its_picture_keeps_no_document_out() -> None:
    svg = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>'
    assert LONG in file(docx(para(LONG), **{"word__media__a.svg": svg}), "a.docx").text


@pytest.mark.parametrize(
    "source",
    [
        "<p>" + "潮" * 100_000,
        "<div>" * 5_000,
        "<span style='font-weight:bold'>" * 3_000 + "字",
        "<img " + "data-src=x " * 9_000 + ">",
        "<table>" * 150 + "字",
        "a\ud800b\u202ec\ue000d👨\u200d👩\u200d👧e\x00f",
        "<figcaption>" * 900 + "字",
        "<b><i><s>" * 60 + "<p>字" * 900,
    ],
)
def test_hostile_html_is_read_or_refused_and_loses_no_word(source: str) -> None:
    try:
        manuscript = html(source)
    except IntakeRefused:
        return
    assert ledger(parse_story(manuscript.text, manuscript.shapes), manuscript.text).balanced
    for word in ("字", "潮", "\ue000", "👨\u200d👩"):
        assert (word in source) <= (word in manuscript.text)


def test_two_megabytes_of_wechat_are_read() -> None:
    one = f'<section style="{"margin:0;" * 100}"><p style="{"color:red;" * 60}">{LONG}</p></section>'
    source = one * 1_200
    assert len(source) > 1_900_000
    assert html(source).text.count("\n") == 1_199
