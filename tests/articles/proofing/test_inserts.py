"""Clips, charts and traditional lines are proofread as the rest: found, shown, mended, left, and held back for."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from articles import editing
from articles.charts.rows import labels_of
from articles.clips.captions import copy_of, read_captions
from articles.models import Article
from articles.proofing import decisions
from articles.proofing.findings import examine
from articles.proofing.report import report_of
from articles.proofing.sheet import sheet_from, sheet_of
from articles.text.proof import DEFAULT_TERMS
from tests.articles.admin.pages import change_url, form_of, save, signed_in
from tests.articles.inserts.conftest import media_stores as media_stores
from tests.clips import demo_clip, placed, put_chart, use_clip
from tests.factories import act, make_draft, make_in_review, make_reviewers, make_user

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n末班,渡轮靠了\n\n00:00:05.000 --> 00:00:06.000\n后港,天黑。\n"
CLIP = {
    "caption": "渡轮,靠岸。",
    "credit": "陆晚亭,拍摄",
    "captions": VTT,
    "transcript": "第一句,第二句。\n雾笛,两声。",
}
CHART = {
    "title": "邮件,处理量",
    "unit": "亿件,年",
    "source": "后港,车站",
    "rows": [["快递,包裹", "2.2"], ["特快专递", "-0.5"]],
}
HANT = {"headline_hant": "最後,一班渡輪", "standfirst_hant": "今天,開航。"}


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def _examined(sheet):
    return examine(sheet, day=date(2026, 9, 18), terms=DEFAULT_TERMS)


def _draft(**fields):
    """A story whose clip, chart and traditional lines each hold errors; its own text has none."""
    article = make_draft(**(HANT | fields))
    clip = use_clip(article, demo_clip(article.author), **CLIP)
    chart = put_chart(article, **CHART)
    article.body += placed(clip, chart)
    article.save()
    editing.save_revision(article=article, user=article.author)
    return Article.objects.get(pk=article.pk), clip, chart


def test_captions_are_read_at_the_places_of_the_file_and_times_are_no_copy():
    for source in (
        VTT,
        "\ufeff" + VTT,
        "1\n00:01,000 --> 00:02,000\n甲\n乙\n\n\nNOTE 丙\n丁",
        "",
        "\n\n",
        "没有时间",
    ):
        copy = copy_of(source)
        assert len(copy) == len(source)
        assert all(mark in ("\n", char) for mark, char in zip(copy, source, strict=True))
    assert copy_of(VTT).split() == [line for cue in read_captions(VTT) for line in cue.text.split("\n")]
    assert copy_of("1\n00:01,000 --> 00:02,000\n甲\n乙\n\n\nNOTE 丙\n丁").split() == ["甲", "乙"]


def test_labels_of_a_table_are_read_at_their_places_and_numbers_are_no_copy():
    table = "年份\t件数\n 快递,包裹 , 2.2\n特快专递：－0.5%\n没有数\n"
    assert labels_of(table).split("\n") != table.split("\n") and len(labels_of(table)) == len(table)
    assert labels_of(table).split() == ["快递,包裹", "特快专递"]
    assert table[labels_of(table).index("快")] == "快"
    assert set(labels_of("甲 1\n" * 4000)) == {"\n"}


def test_a_sentence_may_run_on_from_one_caption_to_the_next():
    told = VTT.replace("末班,渡轮靠了", "他说：“末班渡轮").replace("后港,天黑。", "靠岸了。”")
    assert _examined(sheet_of({"clips": [{"use": "u", "captions": told}]})) == []
    assert [
        f.rule for f in _examined(sheet_of({"clips": [{"use": "u", "transcript": "他说：“末班渡轮"}]}))
    ] == ["P11"]


def test_traditional_lines_are_checked_by_the_rules_of_traditional_copy():
    fine = {"headline": "「末班」渡輪", "standfirst": "後來，門開了；乾淨的臺面。"}
    assert _examined(sheet_of({"hant": fine})) == []
    assert {f.rule for f in _examined(sheet_of(fine))} >= {"P24", "W04"}
    wrong = {"headline": "项目建設", "standfirst": "「甲」和“乙”“丙”。"}
    found = _examined(sheet_of({"hant": wrong}))
    assert [(f.rule, f.field, f.suggestion) for f in found] == [
        ("T01", "headline_hant", "項"),
        ("P25", "standfirst_hant", ""),
    ]


def test_a_credited_name_spelt_differently_in_a_traditional_line_is_told_in_that_script():
    people = [{"name": "车晓丹", "name_hant": "車曉丹"}]
    told = {
        "credits": [{"roles": ["text"], "label": "文", "people": people}],
        "hant": {"standfirst": "記者車小丹說，開工了。"},
    }
    assert [(f.rule, f.suggestion) for f in _examined(sheet_of(told))] == [("W23", "車曉丹")]


@pytest.mark.django_db
@pytest.mark.usefixtures("media_stores")
def test_all_of_it_is_found_and_what_is_typed_gives_the_same_findings():
    article, clip, chart = _draft()
    stored = [item.found for item in report_of(article).open]
    assert [found.field for found in stored] == [
        "clip_caption", "clip_credit", "clip_captions", "clip_captions", "clip_transcript", "clip_transcript",
        "chart_title", "chart_unit", "chart_source", "chart_rows", "headline_hant", "standfirst_hant",
    ]  # fmt: skip
    told = {
        "fields": {"headline": article.headline, **HANT},
        "body": [],
        "clips": [{"ref": str(clip.uid), **CLIP}],
        "charts": [{"ref": str(chart.uid), **CHART, "rows": "分类 亿件\n快递,包裹  2.2\n特快专递,-0.5"}],
    }
    typed = [f for f in _examined(sheet_from(told)) if f.field != "body"]
    assert [f.place_key for f in typed] == [f.place_key for f in stored]


@pytest.mark.django_db
@pytest.mark.usefixtures("media_stores")
def test_one_button_mends_them_all():
    article, clip, chart = _draft()
    client = signed_in(article.author)
    save(client, article, form_of(client, article), _mend="mechanical")
    for row in (article, clip, chart):
        row.refresh_from_db()
    assert (article.headline_hant, article.standfirst_hant) == ("最後，一班渡輪", "今天，開航。")
    assert clip.captions == VTT.replace("班,渡", "班，渡").replace("港,天", "港，天")
    assert (clip.caption, clip.credit) == ("渡轮，靠岸。", "陆晚亭，拍摄")
    assert clip.transcript == CLIP["transcript"].replace(",", "，")
    assert chart.rows == [["快递，包裹", "2.2"], ["特快专递", "-0.5"]]
    assert (chart.title, chart.unit, chart.source) == ("邮件，处理量", "亿件，年", "后港，车站")
    assert report_of(article).open == []


@pytest.mark.django_db
@pytest.mark.usefixtures("media_stores")
@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("captions", VTT.replace("末班,渡轮靠了", "末班渡轮（待核）")),
        ("transcript", "雾笛（待核）两声。"),
        ("source", "（待核）"),
        ("rows", [["快递（待核）", "2.2"], ["特快", "1"]]),
        ("headline_hant", "最後（待核）一班"),
    ],
)
def test_what_must_be_fixed_in_them_holds_a_pass_back_until_it_is_left_with_a_reason(field, words):
    article = make_in_review(**({field: words} if field == "headline_hant" else {}))
    clip = use_clip(article, demo_clip(article.author), **({field: words} if field in CLIP else {}))
    chart = put_chart(article, **({field: words} if field in CHART else {}))
    chief = make_reviewers(article)[0]
    article.body += placed(clip, chart)
    article.save()
    editing.save_revision(article=article, user=chief)
    told = editing.perform(
        article=article, action="approve", user=chief, seen_revision=article.revision_number
    )
    assert told.refusal.code == "proof_blocks"
    proofreader = make_user("proofreader")
    page = signed_in(proofreader).get(change_url(article))
    (line,) = next(lines for name, _l, lines in page.context["side"]["proof"]["groups"] if name == "must")
    assert line.found.field.endswith(field) and line.where and line.may_ignore
    decisions.ignore(
        article=article,
        user=proofreader,
        found=report_of(article).must[0].found,
        scope="place",
        reason="原样",
    )
    act(article, "approve", chief)


@pytest.mark.django_db
@pytest.mark.usefixtures("media_stores")
def test_tab_names_the_place_by_the_words_of_the_form():
    article, _clip, _chart = _draft()
    client = signed_in(article.author)
    client.cookies["django_language"] = "zh-hans"
    page = client.get(change_url(article))
    lines = [line for _n, _l, lines in page.context["side"]["proof"]["groups"] for line in lines]
    assert len({line.where for line in lines}) == 10 and all(line.where for line in lines)
    assert {line.anchor for line in lines} == {"clips", "charts", "id_headline_hant", "id_standfirst_hant"}
    copy = {"charts": [{"ref": "not-saved-yet", "title": "新,图表"}]}
    answer = client.post(reverse("admin:articles_proof_check", args=[article.pk]), {"copy": json.dumps(copy)})
    assert 'data-field="chart_title"' in answer.content.decode()
