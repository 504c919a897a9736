"""`build`: public rows out of a snapshot alone, the same bytes whenever it is asked, each script in its own words."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from articles.building import Built, Times, build
from articles.models.published import PublishedArticle

TIMES = Times(datetime(2026, 1, 12, 6, 30, tzinfo=UTC), datetime(2026, 1, 13, 6, 30, tzinfo=UTC))
USE = "00000000-0000-4000-8000-000000000002"


def _media(use: Any, crop: str) -> dict[str, Any]:
    name = f"{use['image'][:4]}-{crop}.jpg"
    sources = [{"type": "image/jpeg", "srcset": [(name, 480)]}]
    return {"width": 480, "height": 320, "src": name, "sources": sources}


def _snapshot(**parts: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "uid": "00000000-0000-4000-8000-000000000001",
        "kind": "story",
        "slug": "chao-shui",
        "headline": "潮水退去之后",
        "body": "<p>后面的发展。</p>",
    } | parts


def _built(script: str = "hans", **parts: Any) -> Built:
    return build(_snapshot(**parts), script=script, media=_media, times=TIMES, clips=_clips)


CLIP = {
    "use": USE,
    "clip": "b" * 64,
    "ext": "mp4",
    "kind": "video",
    "milliseconds": 9000,
    "slot": "lead",
    "size": [854, 480],
}


def _clips(use: Any, captions: str) -> dict[str, str]:
    return {"src": f"{use['clip'][:4]}.mp4", "captions": "cd.vtt" if captions else ""}


def _values(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _credit(*people: dict[str, str], roles: tuple[str, ...] = ("text",), label: str = "文") -> dict[str, Any]:
    return {"roles": list(roles), "label": label, "label_hant": label, "people": list(people)}


def _image(slot: str = "lead", **words: Any) -> dict[str, Any]:
    told = {"alt": "码头", "caption": "后面的码头。", "credit": "陆晚亭 摄"} | words
    return {
        "use": USE,
        "image": "a" * 64,
        "ext": "jpg",
        "size": [480, 320],
        "slot": slot,
        "focal": [50, 50],
    } | told


def test_two_builds_of_one_snapshot_are_the_same_to_the_byte_in_any_language():
    parts = {
        "images": [
            _image(),
        ],
        "credits": [_credit({"name": "沈知远"})],
        "ai": {"use": "partly"},
    }
    with translation.override("en"):
        first = _built("hant", **parts)
    with translation.override("zh-hans"):
        second = _built("hant", **parts)
    assert _values(first.article) == _values(second.article)
    assert [_values(row) for row in first.credits] == [_values(row) for row in second.credits]


def test_build_reads_no_database_and_no_network(monkeypatch):
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("build reached outside its snapshot")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    assert _built(images=[_image("body")], body=f'<p><img data-use="{USE}"></p>').article.body_html


def test_build_leaves_its_snapshot_as_it_was():
    snapshot = _snapshot(images=[_image()], credits=[_credit({"name": "沈知远"})])
    before = repr(snapshot)
    build(snapshot, script="hant", media=_media, times=TIMES)
    assert repr(snapshot) == before


def test_snapshot_with_nothing_but_a_headline_can_be_printed():
    article = build(
        {"schema": 1, "uid": "00000000-0000-4000-8000-000000000001", "kind": "front", "slug": "a"},
        script="hant",
        media=_media,
        times=TIMES,
    ).article
    assert (article.headline, article.body_html, article.credits, article.lead_image) == ("", "", [], None)


def test_every_field_of_a_public_row_is_set_by_build():
    """A field that build forgets would keep its default for ever. Three are the publisher's."""
    named = set(PublishedArticle.__init__.__code__.co_varnames)
    row = _built().article
    given = {name for name in vars(row) if not name.startswith("_")} - named
    assert {field.attname for field in row._meta.concrete_fields} <= given | {"id", "content_sha256"}
    filled = _built(
        images=[_image(), _image("gallery")],
        credits=[_credit({"name": "沈知远", "title": "记者"})],
        key_figures=[{"value": "152", "label": "渔船"}],
        corrections=[{"type": "correction", "issued_at": "2026-01-12T06:30:00+00:00", "right": "三十一人"}],
        ai={"use": "assisted", "note": "初译"},
        body="<h2>潮起</h2><p>正文。</p>",
        clips=[CLIP],
        headline_breaks=[2],
        section="yaowen",
        tags=["海洋"],
        **dict.fromkeys(
            ("kicker", "subheading", "standfirst", "editors_note", "source", "production_note"), "字"
        ),
    ).article
    empty = {name for name, value in _values(filled).items() if value in ("", [], None, False, 0)}
    assert empty == {"id", "content_sha256"}


def test_traditional_row_is_converted_and_the_simplified_one_is_as_written():
    assert "后面的发展" in _built("hans").article.body_html
    assert "後面的發展" in _built("hant").article.body_html
    assert _built("hant").article.headline == "潮水退去之後"


def test_desks_own_traditional_words_stand_before_the_conversion():
    row = _built("hant", hant={"headline": "潮退之後"}).article
    assert row.headline == "潮退之後"
    assert _built("hans", hant={"headline": "潮退之後"}).article.headline == "潮水退去之后"


def test_names_are_never_converted_neither_in_credits_nor_in_the_text():
    line = _credit({"name": "于范", "contributor": "yu-fan"}, {"name": "后海", "name_hant": "后海"})
    row = _built(
        "hant", credits=[line], body="<p>记者后海介绍，于范说后面还有。</p>", names={"后海": "后海"}
    ).article
    assert [person["name"] for person in row.credits[0]["people"]] == ["于范", "后海"]
    assert "記者后海介紹，于范說後面還有。" in row.body_html


def test_kept_traditional_name_is_printed_in_both_places():
    line = _credit({"name": "沈知远", "name_hant": "沈知遠"})
    row = _built("hant", credits=[line], body="<p>沈知远站在堤上。</p>").article
    assert row.credits[0]["people"][0]["name"] == "沈知遠"
    assert row.byline == "沈知遠"
    assert "沈知遠站在堤上" in row.body_html


def test_title_of_the_closed_list_is_printed_in_its_traditional_form():
    line = _credit({"name": "沈知远", "title": "通讯员"})
    assert _built("hant", credits=[line]).credits[0].title == "通訊員"


def test_breaks_are_dropped_where_the_traditional_headline_has_another_length():
    assert _built("hant", headline_breaks=[2]).article.headline_breaks == [2]
    assert _built("hant", headline_breaks=[2], hant={"headline": "潮退"}).article.headline_breaks == []


def test_hostile_body_of_an_old_revision_is_cleaned_again():
    row = _built(body='<p onclick="x()">甲<script>alert(1)</script><a href="javascript:x">乙</a></p>').article
    assert "script" not in row.body_html
    assert "onclick" not in row.body_html
    assert "甲" in row.body_html
    assert "乙" in row.body_html


def test_hostile_words_of_a_picture_do_not_become_markup():
    words = {"alt": '" onload="x', "caption": "<script>", "credit": "&"}
    row = _built(images=[_image("body", **words)], body=f'<p><img data-use="{USE}"></p>').article
    assert "<script>" not in row.body_html
    assert 'onload="' not in row.body_html


def test_picture_that_the_snapshot_does_not_know_is_left_out():
    assert "<img" not in _built(body=f'<p>甲</p><p><img data-use="{USE}"></p>').article.body_html


def test_headings_are_anchors_and_contents_in_order():
    row = _built(body="<h2>潮起</h2><p>一</p><h2>潮<strong>落</strong></h2><p>二</p>").article
    assert row.contents == [{"id": "s1", "text": "潮起"}, {"id": "s2", "text": "潮落"}]
    assert '<h2 id="s2">' in row.body_html


def test_characters_are_counted_in_the_text_and_not_in_its_tags():
    assert _built(body="<p>一二三，abc</p><h2>四</h2>").article.characters == 4


def test_byline_names_the_writers_with_their_titles_once():
    writers = _credit(
        {"name": "沈知远", "title": "记者"},
        {"name": "陆晚亭", "title": "记者"},
        {"name": "何见川", "title": "通讯员"},
    )
    photographer = _credit({"name": "韩静秋"}, roles=("photo",), label="图")
    row = _built(credits=[photographer, writers]).article
    assert row.byline == "记者　沈知远　陆晚亭　通讯员　何见川"


@pytest.mark.parametrize("length", [3, 4, 5, 7])
def test_byline_of_two_hundred_cuts_no_name_in_two(length):
    names = [f"{number:03d}".rjust(length, "甲") for number in range(200)]
    row = _built(credits=[_credit(*({"name": name} for name in names))]).article
    *printed, last = row.byline.split("\u3000")
    assert last == "等" and printed == names[: len(printed)]
    assert 300 - length - 1 <= len(row.byline) <= 300


def test_line_of_two_roles_makes_a_row_for_each_with_its_own_label():
    line = _credit({"name": "沈知远", "contributor": "shen"}, roles=("text", "photo"), label="文/图")
    rows = _built(credits=[line]).credits
    assert [(row.role_code, row.role_label, row.contributor_slug) for row in rows] == [
        ("text", "文", "shen"),
        ("photo", "图", "shen"),
    ]
    assert [row.position for row in rows] == [1, 2]


@pytest.mark.parametrize(
    ("use", "hans", "hant"),
    [("partly", "部分内容", "部分內容"), ("generated", "生成", "生成"), ("assisted", "辅助", "輔助")],
)
def test_ai_declaration_is_printed_in_the_language_of_the_page(use, hans, hant):
    told = {script: _built(script, ai={"use": use}).article.ai_statement for script in ("hans", "hant")}
    assert (hans in told["hans"], hant in told["hant"]) == (True, True), told
    assert not _built().article.ai_statement


def test_a_figure_of_a_front_names_the_part_it_came_from_in_both_scripts():
    part = "00000000-0000-4000-8000-000000000009"
    figures = [
        {"value": "99", "unit": "天", "label": "后"},
        {"value": "20", "label": "投资", "from_uid": part},
    ]
    for script in ("hans", "hant"):
        plain, taken = _built(script, key_figures=figures).article.key_figures
        assert taken["from_uid"] == part
        assert "from_uid" not in plain


def test_decided_words_stand_in_text_and_html_and_the_storys_own_stand_above_the_houses():
    parts = {
        "headline": "一只码头",
        "body": "<p>走了三<b>公里</b>，几里外的一只船。</p>",
        "standfirst": "面上的事",
    }
    machine = _built("hant", **parts).article
    assert "幾裡外" in machine.body_html or "幾里外" in machine.body_html
    decided = _built(
        "hant",
        house_terms={"几里外": "幾裏外", "一只": "一只"},
        hant_terms={"几里外": "幾里外"},
        **parts,
    ).article
    assert "幾里外的一只船" in decided.body_html
    assert decided.headline == "一只碼頭"
    assert _values(_built("hans", hant_terms={"几里外": "幾里外"}, **parts).article) == _values(
        _built("hans", **parts).article
    )


@pytest.mark.parametrize(("corner", "variant", "said"), [(True, "tw", "「裡面」"), (False, "hk", "“裏面”")])
def test_glyphs_and_quotation_marks_are_the_newsrooms_choice(settings, corner, variant, said):
    settings.HANT_CORNER_QUOTES, settings.HANT_VARIANT = corner, variant
    assert said in _built("hant", body="<p>他在“里面”。</p>").article.body_html
