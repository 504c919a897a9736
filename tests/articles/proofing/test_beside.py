"""Key figures, corrections and the lines below a story are proofread as its text is, and mended where one types them."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from articles import clock, editing
from articles.models import Article, Correction, KeyFigure
from articles.proofing import decisions
from articles.proofing.findings import examine
from articles.proofing.report import report_of
from articles.proofing.sheet import sheet_from, sheet_of
from articles.text.proof import DEFAULT_TERMS
from tests.articles.admin.pages import change_url, form_of, save, signed_in
from tests.factories import act, make_draft, make_in_review, make_reviewers, make_user

FIGURES = [
    {"prefix": "超,", "value": "5000,3", "unit": "亿,元", "label": "签约,总额", "source": "发改委,测算"},
    {"value": "10", "label": "项目,个数"},
]
NOTICES = [
    {"wrong": "九,点", "right": "九点,半。", "passage": "第三段,第一句"},
    {"right": "昨日（1月5日）开航,照常。"},
]
FOOT = {"source": "区,融媒体中心", "production_note": "本台,摄制", "ai_note": "配图,由工具放大。"}
FIELDS = [
    "figure_unit", "figure_label", "figure_source", "figure_label",
    "correction_passage", "correction_right", "correction_right", "source", "production_note", "ai_note",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def _examined(sheet):
    return examine(sheet, day=date(2026, 1, 8), terms=DEFAULT_TERMS)


def _draft(figures=FIGURES, notices=NOTICES, **fields) -> Article:
    """A story with errors beside its text; its own text has none."""
    article = make_draft(**({"ai_use": Article.AiUse.ASSISTED} | FOOT | fields))
    return _with_rows(article, figures, notices)


def _with_rows(article: Article, figures, notices) -> Article:
    for place, figure in enumerate(figures, start=1):
        KeyFigure.objects.create(article=article, position=place, **figure)
    for age, notice in enumerate(notices):
        issued = clock.now().replace(microsecond=0) - timedelta(days=age)
        Correction.objects.create(article=article, issued_at=issued, **notice)
    editing.save_revision(article=article, user=article.author)
    return Article.objects.get(pk=article.pk)


def test_words_are_checked_but_neither_values_nor_the_error_that_is_quoted():
    told = {
        "key_figures": FIGURES,
        "corrections": NOTICES,
        "ai": {"use": "assisted", "note": FOOT["ai_note"]},
    }
    found = _examined(sheet_of(told | {"source": FOOT["source"], "production_note": FOOT["production_note"]}))
    assert [(one.field, one.rule) for one in found] == [(field, "P01") for field in FIELDS]
    assert [one.block for one in found] == [0, 0, 0, 1, 0, 0, 1, 0, 0, 0]


def test_a_figure_keeps_its_name_when_another_is_put_before_it():
    def names(figures):
        return [one.place_key for one in _examined(sheet_of({"key_figures": figures}))]

    first, second = [{"value": "1", "label": "签约,总额"}], [{"value": "2", "label": "签约,总额"}]
    assert names(first) == names([{"value": "3", "label": "天数"}, *first])
    assert len(set(names(first + second))) == 2


@pytest.mark.parametrize("rows", [3, "x", [None, 3, []], [{"label": 3, "right": ["x"]}]])
def test_rows_of_another_shape_are_left_out(rows):
    assert sheet_from({"figures": rows, "corrections": rows}).pieces == ()


@pytest.mark.django_db
def test_what_is_typed_gives_the_findings_of_what_is_stored():
    article = _draft()
    stored = [item.found for item in report_of(article).open]
    assert [found.field for found in stored] == FIELDS
    told = {
        "fields": {"headline": article.headline, **FOOT},
        "figures": FIGURES,
        "corrections": [{"right": "别人塞进来的,更正"}],
    }
    url = reverse("admin:articles_proof_check", args=[article.pk])
    answer = signed_in(article.author).post(url, {"copy": json.dumps(told)})
    lines = [line.found for _n, _l, lines in answer.context["proof"]["groups"] for line in lines]
    assert [one.place_key for one in lines] == [one.place_key for one in stored]
    assert "别人塞进来的" not in answer.content.decode()


@pytest.mark.django_db
def test_an_ai_note_that_no_reader_gets_is_not_checked():
    article = _draft(figures=(), notices=(), source="", production_note="", ai_use=Article.AiUse.NONE)
    assert article.ai_note == FOOT["ai_note"] and report_of(article).open == []


@pytest.mark.django_db
def test_one_button_mends_them_all_and_leaves_values_and_quoted_errors():
    article = _draft()
    client = signed_in(article.author)
    save(client, article, form_of(client, article), _mend="mechanical")
    article.refresh_from_db()
    assert (article.source, article.production_note) == ("区，融媒体中心", "本台，摄制")
    assert article.ai_note == "配图，由工具放大。"
    assert [*article.key_figures.values_list("prefix", "value", "unit", "label", "source")] == [
        ("超,", "5000,3", "亿，元", "签约，总额", "发改委，测算"),
        ("", "10", "", "项目，个数", ""),
    ]
    assert [*article.corrections.values_list("wrong", "right", "passage")] == [
        ("九,点", "九点，半。", "第三段，第一句"),
        ("", "昨日（1月5日）开航，照常。", ""),
    ]
    assert report_of(article).open == []


@pytest.mark.django_db
def test_tab_names_the_place_by_the_words_of_the_form_and_leads_there():
    article = _draft()
    client = signed_in(article.author)
    page = client.get(change_url(article))
    lines = [line for _n, _l, lines in page.context["side"]["proof"]["groups"] for line in lines]
    assert [line.where for line in lines] == [
        "数读1：单位", "数读1：指标", "数读1：信源", "数读2：指标",
        "更正1：所在位置", "更正1：正", "更正2：正", "信源", "制作说明", "人工智能用在何处",
    ]  # fmt: skip
    for line in lines:
        assert f'id="{line.anchor}"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field", ["source", "production_note", "ai_note", "figure_label", "correction_right"]
)
def test_what_must_be_fixed_in_them_holds_a_pass_back_until_it_is_left_with_a_reason(field):
    words = "信源（待核）"
    fields = {field: words} if field in FOOT else {}
    article = make_in_review(ai_use=Article.AiUse.ASSISTED, **fields)
    figures = [{"value": "1", "label": words, "source": "统计局"}] if field == "figure_label" else []
    notices = [{"right": words}] if field == "correction_right" else []
    article = _with_rows(article, figures, notices)
    chief = make_reviewers(article)[0]
    seen = article.revision_number
    told = editing.perform(article=article, action="approve", user=chief, seen_revision=seen)
    assert told.refusal is not None and told.refusal.code == "proof_blocks"
    (item,) = report_of(article).must
    assert item.found.field == field
    decisions.ignore(
        article=article, user=make_user("proofreader"), found=item.found, scope="place", reason="原样"
    )
    act(article, "approve", chief)
