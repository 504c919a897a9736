"""What must be fixed holds a pass back, until it is fixed, left with a reason, or cleared by a proofreader."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache

from articles import editing, readiness
from articles.models import Article, SignOff, Transition
from articles.proofing import decisions, rates
from articles.proofing.report import report_of
from articles.refusals import Refusal
from tests.articles.admin.pages import signed_in
from tests.factories import act, make_draft, make_in_review, make_reviewers, make_user, route
from tests.proofs.making import REASON, edit

pytestmark = pytest.mark.django_db
HELD = "<p>总投资（待补）亿元。</p>"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def _try(article, action, user, **more):
    article.refresh_from_db()
    seen = article.revision_number
    return editing.perform(article=article, action=action, user=user, seen_revision=seen, **more)


@pytest.mark.parametrize(("slug", "action"), [("three", "pass"), ("single", "approve")])
def test_nobody_passes_a_text_in_which_something_must_be_fixed(slug, action):
    article = make_in_review(route=route(slug), body=HELD)
    reviewer = make_reviewers(article)[0]
    assert _try(article, action, reviewer).refusal.code == "proof_blocks"
    row = Transition.objects.filter(subject_uid=article.uid).first()
    assert (row.outcome, row.reason) == ("refused", "proof_blocks")
    edit(article, reviewer, body="<p>总投资20亿元。</p>")
    assert _try(article, action, reviewer).accepted


def test_advice_holds_nobody_back():
    article = make_in_review(body="<p>截止目前，全区,上下都在忙。</p>")
    assert _try(article, "approve", make_reviewers(article)[0]).accepted


def test_what_is_left_with_a_reason_by_somebody_who_may_holds_nobody_back():
    article = make_in_review(body=HELD)
    found = report_of(article).must[0].found
    with pytest.raises(Refusal, match=r"."):
        decisions.ignore(article=article, user=article.author, found=found, scope="place", reason="不要紧")
    assert _try(article, "approve", make_reviewers(article)[0]).refusal.code == "proof_blocks"
    decisions.ignore(
        article=article, user=make_user("proofreader"), found=found, scope="place", reason="原话"
    )
    assert _try(article, "approve", make_reviewers(article)[0]).accepted


def test_clearing_holds_for_exactly_the_text_that_was_cleared():
    article = make_in_review(route=route("three"), body=HELD)
    proofreader, reviewer = make_user("proofreader"), make_reviewers(article)[0]
    assert _try(article, "clear_proof", reviewer, note=REASON).refusal.code == "not_yours"
    assert _try(article, "clear_proof", proofreader, note="短").refusal.code == "note_short"
    act(article, "clear_proof", proofreader, note=REASON)
    edit(article, reviewer, body=HELD.replace("总", "计划总"))
    assert _try(article, "pass", reviewer).refusal.code == "proof_blocks"
    act(article, "clear_proof", proofreader, note=REASON)
    page = signed_in(reviewer).get(f"/admin/articles/article/{article.pk}/review/").content.decode()
    assert REASON in page and proofreader.get_full_name() in page
    assert _try(article, "pass", reviewer).accepted
    row = Transition.objects.get(
        subject_uid=article.uid, action="clear_proof", note=REASON, revision_number=2
    )
    assert json.loads(row.data)["left"] == ["W14 （待补）"]


def test_proofreader_cannot_clear_their_own_story():
    author = make_user("reporter", "proofreader")
    article = make_in_review(author=author, body=HELD)
    assert _try(article, "clear_proof", author, note=REASON).refusal.code == "is_maker"


def test_nothing_to_clear_is_not_cleared():
    assert (
        _try(make_in_review(), "clear_proof", make_user("proofreader"), note=REASON).refusal.code
        == "proof_clean"
    )


def test_override_by_its_right_stays_possible():
    article = make_in_review(body=HELD)
    assert _try(article, "override", make_user("override", "editor"), note=REASON).accepted


def test_what_must_be_fixed_is_named_before_submitting_and_stops_no_submission():
    article = make_draft(body=HELD)
    gaps = [gap for gap in readiness.gaps(article) if gap.code == "proof_block"]
    assert len(gaps) == 1 and "待补" in gaps[0].message and gaps[0].weight == readiness.Weight.MUST
    assert _try(article, "submit", article.author).accepted


def test_many_findings_are_named_in_few_lines():
    article = make_draft(body=HELD * 12)
    assert len([gap for gap in readiness.gaps(article) if gap.code == "proof_block"]) == 7


def test_reviewer_is_told_why_there_is_no_button():
    article = make_in_review(body=HELD)
    page = signed_in(make_reviewers(article)[0]).get(f"/admin/articles/article/{article.pk}/review/")
    assert [verdict.name for verdict in page.context["verdicts"]] == ["request_changes"]
    assert page.context["desk"]["explained"]


def test_sign_off_counts_characters_and_gives_the_rate():
    article = make_in_review(body="<p>" + "望海新区的清晨。" * 100 + "</p>", headline="清晨")
    act(article, "approve", make_reviewers(article)[0], errors_found=2)
    signed = SignOff.objects.get(round__article=article)
    assert signed.characters == 702
    assert str(signed.rate) == "28.5"


def test_reviewer_is_offered_the_number_of_errors_that_were_mended():
    article = make_in_review(route=route("three"), body="<p>全区上下,大抓项目.</p><p>座落海边。</p>")
    reviewer = make_reviewers(article)[0]
    edit(article, reviewer, body="<p>全区上下，大抓项目。</p><p>座落海边。</p>")
    page = signed_in(reviewer).get(f"/admin/articles/article/{article.pk}/review/")
    assert page.context["typed"]["errors_found"] == "2"
    assert page.context["proof"]["mended"] == rates.Mended(found=3, mended=2)


def test_month_counts_stories_and_writers_for_those_who_answer_for_them():
    words = "<p>" + "望海新区的清晨。" * 100 + "</p>"
    writer = make_user("reporter", display_name="沈知远")
    for errors in (1, 3):
        article = make_in_review(author=writer, body=words, headline="清晨")
        act(article, "approve", make_reviewers(article)[0], errors_found=errors)
    page = signed_in(make_user("chief_editor")).get("/admin/articles/article/proofing/")
    month = page.context["month"]
    assert [(name, rate.errors, str(rate.value)) for name, rate in month.writers] == [("沈知远", 4, "28.5")]
    assert [rate.errors for _article, rate in month.stories] == [3, 1]
    assert signed_in(make_user("desk_head")).get("/admin/articles/article/proofing/").status_code == 200
    for role in ("reporter", "editor", "proofreader", "administrator"):
        assert signed_in(make_user(role)).get("/admin/articles/article/proofing/").status_code == 403


@pytest.mark.parametrize(
    "month", ["", "2026-13", "0000-01", "9999-12", "2099-12", "x", "２０２６-01", "1999-12"]
)
def test_a_month_that_cannot_be_is_this_month(month):
    client = signed_in(make_user("chief_editor"))
    assert client.get("/admin/articles/article/proofing/", {"month": month}).context["is_now"]


def test_list_shows_rates_to_the_chief_and_not_to_reporters():
    article = make_in_review(body="<p>" + "望海新区的清晨。" * 100 + "</p>", headline="清晨")
    act(article, "approve", make_reviewers(article)[0], errors_found=2)
    pages = [
        signed_in(user).get("/admin/articles/article/").content.decode()
        for user in (make_user("chief_editor"), Article.objects.get(pk=article.pk).author)
    ]
    assert ["28.5" in page for page in pages] == [True, False]


def test_a_long_list_of_advice_hides_nothing_that_must_be_fixed(monkeypatch):
    monkeypatch.setattr("articles.proofing.findings.MOST", 3)
    article = make_in_review(body="<p>全区,上下,大抓,项目,建设。</p>" + HELD)
    report = report_of(article)
    assert (len(report.should), len(report.must), report.more) == (2, 1, 2)
    assert _try(article, "approve", make_reviewers(article)[0]).refusal.code == "proof_blocks"
    page = signed_in(article.author).get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "另有 2 处没有列出" in page
