"""What a story lacks, and which lack stops which act."""

from __future__ import annotations

import uuid

import pytest

from articles import editing
from articles.models import Article, Credit, KeyFigure
from articles.readiness import TO_PUBLISH, TO_SUBMIT, Weight, gaps, require
from articles.refusals import Refusal
from tests.factories import act, make_draft, make_in_review, make_reviewers
from tests.proofs.making import edit, make_image, make_series, use_image

pytestmark = pytest.mark.django_db


def _codes(article: Article) -> set[str]:
    return {gap.code for gap in gaps(Article.objects.get(pk=article.pk))}


def test_complete_story_lacks_nothing_it_must_have():
    assert not _codes(make_draft()) & TO_PUBLISH


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("no_headline", {"headline": ""}),
        ("no_body", {"body": ""}),
        ("no_body", {"body": "  "}),
        ("no_section", {"section": None}),
        ("no_standfirst", {"standfirst": ""}),
    ],
)
def test_missing_field_is_named(code, fields):
    whole = make_draft(standfirst="一座渔港的一天。")
    assert code not in _codes(whole)
    edit(whole, whole.author, **fields)
    assert code in _codes(whole)


def test_missing_credits_are_named():
    article = make_draft()
    Credit.objects.filter(article=article).delete()
    assert "no_credits" in _codes(article)


@pytest.mark.parametrize("field", ["alt", "caption", "credit"])
def test_picture_without_its_words_is_named(field):
    article = make_draft()
    use_image(article, make_image(), **{field: ""})
    assert f"picture_no_{field}" in _codes(article)


def test_picture_of_the_body_that_the_text_does_not_show_is_named():
    article = make_draft()
    use = use_image(article, make_image(), slot="body")
    assert "picture_unplaced" in _codes(article)
    edit(article, article.author, body=f'{article.body}<p><img data-use="{use.uid}"></p>')
    assert "picture_unplaced" not in _codes(article)


def test_picture_that_the_text_does_not_place_lacks_nothing():
    article = make_draft()
    use_image(article, make_image(), slot="body", alt="", caption="", credit="")
    assert not _codes(article) & TO_PUBLISH


def test_picture_that_the_text_names_and_the_story_lost_is_named():
    article = make_draft(body=f'<p><img data-use="{uuid.uuid4()}"></p>')
    assert "picture_lost" in _codes(article)


def test_figure_without_a_source_is_named():
    article = make_draft()
    KeyFigure.objects.create(article=article, position=1, value="152", label="渔船")
    assert "figure_no_source" in _codes(article)


def test_front_needs_a_headline_and_no_body_section_or_credits():
    front = Article.objects.get(pk=make_series().front_id)
    assert not _codes(front) & TO_PUBLISH


def test_nobody_is_asked_to_read_a_story_without_headline_or_text():
    for fields in ({"headline": ""}, {"body": ""}):
        article = make_draft(**fields)
        outcome = editing.perform(
            article=article, action="submit", user=article.author, seen_revision=article.revision_number
        )
        assert outcome.refusal.code == "not_ready"


def test_nothing_is_approved_that_could_not_be_printed():
    article = make_in_review(section=None)
    chief = make_reviewers(article)[0]
    outcome = editing.perform(article=article, action="approve", user=chief, seen_revision=1)
    assert outcome.refusal.code == "not_ready"
    edit(article, chief, section=make_draft().section)
    act(article, "approve", chief)


def test_refusal_says_everything_that_is_missing_at_once():
    article = make_draft(headline="", body="")
    with pytest.raises(Refusal) as raised:
        require(article, TO_SUBMIT)
    assert str(raised.value).count("；") == 1 or str(raised.value).count(";") == 1


def test_advice_stops_nothing():
    article = make_draft()
    advised = [gap for gap in gaps(article) if gap.weight == Weight.SHOULD]
    assert {gap.code for gap in advised} == {"no_standfirst", "no_duty_editor"}
    require(article, TO_PUBLISH)
