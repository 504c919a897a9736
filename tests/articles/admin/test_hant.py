"""Doubtful characters are decided for a story or for the house, signed with it, and printed; copy comes to simplified."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from articles import editing
from articles.hant import deciding, simplifying
from articles.hant.deciding import Choice
from articles.hant.doubting import advice, read
from articles.models import Article, HantTerm, KeyFigure, PublishedArticle
from articles.refusals import Refusal, StaleRevision
from tests.articles.admin.pages import act_url, change_url, signed_in
from tests.factories import (
    act,
    approve_all,
    make_approved,
    make_contributor,
    make_draft,
    make_in_review,
    make_reviewers,
    make_user,
)

pytestmark = pytest.mark.django_db

BODY = "<p>轻的怕飞，重的怕<strong>冲</strong>。</p><p>小学去年并了校。</p>"


def page_url(article: Article) -> str:
    return reverse("admin:articles_traditional", args=[article.pk])


def choose(article: Article, glyphs: str, always: str = "", number: int = 0) -> Choice:
    return Choice(read(article).places[number].term, glyphs, always)


def hant_of(article: Article) -> str:
    return str(PublishedArticle.objects.get(uid=article.uid, script="hant").body_html)


def test_a_decision_is_in_the_snapshot_that_is_signed_and_refreeze_prints_the_same():
    article = make_draft(body=BODY)
    before = article.content_sha256
    deciding.decide(article=article, user=article.author, seen_revision=1, choices=[choose(article, "沖")])
    article.refresh_from_db()
    assert article.content_sha256 != before and article.revision_number == 2
    assert [place.doubt.text for place in read(article).places] == ["并"]
    act(article, "submit", article.author)
    act(approve_all(article), "publish", make_user("chief_editor"))
    printed = hant_of(article)
    assert "怕<strong>沖</strong>" in printed
    call_command("refreeze")
    assert hant_of(article) == printed


def test_restoring_a_revision_brings_its_decisions_back():
    article = make_draft(body=BODY)
    deciding.decide(article=article, user=article.author, seen_revision=1, choices=[choose(article, "沖")])
    article.refresh_from_db()
    (term,) = article.hant_terms
    deciding.forget(article=article, user=article.author, seen_revision=2, term=term)
    article.refresh_from_db()
    assert article.hant_terms == {}
    act(article, "restore", article.author, revision=2)
    assert list(article.hant_terms.values()) == [f"{term[:-1]}沖"]


def test_a_decision_for_every_story_is_a_row_that_the_next_build_uses():
    article, editor = make_draft(body=BODY), make_user("editor")
    deciding.decide(
        article=article, user=editor, seen_revision=1, choices=[choose(article, "沖", always="怕冲")]
    )
    row = HantTerm.objects.get()
    assert (row.term, row.hant, row.decided_by) == ("怕冲", "怕沖", editor)
    other = make_draft(body="<p>我最怕冲了。</p>")
    assert read(other).places == []
    assert other.revisions.get().snapshot["house_terms"] == {"怕冲": "怕沖"}


def test_reporters_decide_for_their_own_story_only_and_nobody_for_words_that_are_not_there():
    article = make_draft(body=BODY)
    for choice, code in (
        (choose(article, "沖", always="怕冲"), "not_yours"),
        (choose(article, "充"), "term_gone"),
        (Choice("没有的", "沖"), "term_gone"),
    ):
        with pytest.raises(Refusal) as refused:
            deciding.decide(article=article, user=article.author, seen_revision=1, choices=[choice])
        assert refused.value.code == code
    for words in ("怕飞", "冲", "x", "怕冲" * 9):
        with pytest.raises(Refusal) as refused:
            deciding.decide(
                article=article,
                user=make_user("editor"),
                seen_revision=1,
                choices=[choose(article, "沖", always=words)],
            )
        assert refused.value.code == "term_bad"
    with pytest.raises(StaleRevision):
        deciding.decide(article=article, user=article.author, seen_revision=0, choices=[])
    assert not HantTerm.objects.exists()
    article.refresh_from_db()
    assert article.hant_terms == {} and article.revision_number == 1


def test_a_field_with_its_own_traditional_form_has_no_doubts():
    article = make_draft(headline="重的怕冲", body="<p>潮水退去。</p>")
    assert len(read(article).places) == 1
    article.headline_hant = "重的怕沖"
    article.save()
    assert read(article).places == []


def test_the_page_shows_decides_and_takes_back():
    article = make_draft(body=BODY)
    client = signed_in(article.author)
    page = client.get(page_url(article))
    assert [place.options for place, _choice in page.context["doubts"]] == [("衝", "沖"), ("並", "併", "并")]
    assert 'href="/admin/articles/article/"' in page.content.decode()
    term = page.context["doubts"][0][0].term
    data = {"seen_revision": 1, "term-0": term, "choice-0": "沖", "term-1": "x", "choice-1": ""}
    assert client.post(page_url(article), data).status_code == 302
    article.refresh_from_db()
    assert term in article.hant_terms
    assert client.post(page_url(article), data).status_code == 409
    taken = client.post(page_url(article), {"seen_revision": 2, "forget": term})
    assert taken.status_code == 302
    for stranger in (make_user("reporter"), make_user("administrator")):
        assert signed_in(stranger).get(page_url(article)).status_code == 404
        assert signed_in(stranger).post(page_url(article), data).status_code == 404
    proofreader = signed_in(make_user("proofreader"))
    assert proofreader.get(page_url(article)).status_code == 200
    article.refresh_from_db()
    forged = {**data, "seen_revision": article.revision_number}
    assert proofreader.post(page_url(article), forged).status_code == 403


def test_it_is_advice_before_publication_and_a_gate_where_the_newsroom_says_so(settings):
    article = make_in_review(body=BODY)
    (chief,) = make_reviewers(article)
    review = signed_in(chief).get(reverse("admin:articles_review", args=[article.pk])).content.decode()
    assert page_url(article) in review and "2处" in review
    settings.HANT_MUST_BE_DECIDED = True
    outcome = editing.perform(article=article, action="approve", user=chief, seen_revision=1)
    assert outcome.refusal is not None and outcome.refusal.code == "hant_undecided"
    settings.HANT_MUST_BE_DECIDED = False
    act(article, "approve", chief)
    asked = signed_in(chief).get(act_url(article, "publish")).content.decode()
    assert page_url(article) in asked


@pytest.mark.parametrize(
    ("body", "told"), [("<p>怕冲。</p>", "1 doubtful place."), (BODY, "2 doubtful places.")]
)
def test_advice_counts_the_doubtful_places_as_english_does(body, told):
    with translation.override("en"):
        assert told in advice(make_draft(body=body))


def test_a_term_added_later_stops_no_signed_story():
    article = make_approved(body=BODY)
    HantTerm.objects.create(term="怕冲", hant="怕沖")
    act(article, "publish", make_user("chief_editor"))
    assert "怕<strong>衝</strong>" in hant_of(article)


def test_copy_in_traditional_script_is_recognised_and_brought_to_simplified():
    make_contributor("范晓", name_hant="范曉")
    article = make_draft(
        headline="潮水退去之後",
        body="<p>「發展」顯著，記者范曉站在海邊看著，沈知远說，碼頭位於后海。</p>",
    )
    KeyFigure.objects.create(article=article, position=1, value="152", unit="個", label="項目")
    client = signed_in(article.author)
    url = reverse("admin:articles_simplify", args=[article.pk])
    assert url in client.get(change_url(article)).content.decode()
    page = client.get(url)
    assert [one.was for one in page.context["unsure"]] == ["著", "著", "於"]
    assert client.post(url, {"seen_revision": 0}).status_code == 409
    assert client.post(url, {"seen_revision": 1}).status_code == 302
    article.refresh_from_db()
    assert article.headline == "潮水退去之后"
    assert article.body == "<p>“发展”显著，记者范晓站在海边看着，沈知远说，码头位于后海。</p>"
    assert str(article.key_figures.get()) == "152个"
    assert not simplifying.is_traditional(article)
    assert url not in client.get(change_url(article)).content.decode()
    assert signed_in(make_user("proofreader")).get(url).status_code == 403
    act(article, "restore", article.author, revision=1)
    assert article.headline == "潮水退去之後"


def test_what_was_chosen_and_refused_is_still_chosen_on_the_page():
    article = make_draft(body=BODY)
    client = signed_in(make_user("editor"))
    place = read(article).places[0]
    data = {"term-0": place.term, "choice-0": "沖", "always-0": "1", "words-0": "不在文中"}
    for seen, words in ((1, "不在文中"), (0, "怕冲")):
        page = client.post(page_url(article), {**data, "words-0": words, "seen_revision": seen})
        shown = page.content.decode()
        assert page.status_code == 409
        assert 'value="沖" checked' in shown and 'name="always-0" value="1" checked' in shown
        assert f'name="words-0" value="{words}"' in shown
    assert not HantTerm.objects.exists()


def test_terms_are_kept_by_those_who_keep_the_roster():
    add = reverse("admin:articles_hantterm_add")
    data = {"term": "新征程", "hant": "新征程", "note": "OpenCC 分词"}
    for role in ("reporter", "proofreader", "administrator"):
        assert signed_in(make_user(role)).post(add, data).status_code == 403
    editor = make_user("editor")
    assert signed_in(editor).post(add, {**data, "hant": "新階段"}).status_code == 200
    assert signed_in(editor).post(add, data).status_code == 302
    assert HantTerm.objects.get().decided_by == editor
