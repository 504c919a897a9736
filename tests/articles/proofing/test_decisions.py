"""What people decide about findings is kept for good, whatever the database, and outlives the story."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, connection, transaction

from articles import editing
from articles.models import Article, ProofDecision, ProofTerm
from articles.proofing import decisions
from articles.proofing.report import report_of
from articles.refusals import Refusal
from tests.factories import make_draft, make_published, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def _left(article: Article) -> ProofDecision:
    found = report_of(article).open[0].found
    return decisions.ignore(
        article=article, user=article.author, found=found, scope="story", reason="照录告示"
    )


@pytest.mark.db_only
@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = '0'", "DELETE FROM {}"])
def test_postgresql_refuses_raw_sql_against_decisions(statement):
    _left(make_draft(body="<p>截止目前，全区开工。</p>"))
    refused = pytest.raises(DatabaseError, match="kept for good")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("articles_proofdecision"))


@pytest.mark.db
def test_a_decision_is_taken_back_once_whoever_comes_first():
    article = make_draft(body="<p>截止目前，全区开工。</p>")
    decision = _left(article)
    for user in (article.author, make_user("proofreader")):
        decisions.take_back(article=article, user=user, decision=decision)
    assert ProofDecision.objects.filter(takes_back=decision).count() == 1
    assert [item.found.rule for item in report_of(article).open] == ["W02"]
    _left(article)  # and the same may be left again
    assert report_of(article).open == []


@pytest.mark.db
@pytest.mark.parametrize("scope", ProofDecision.Scope.values)
def test_a_finding_that_is_left_twice_is_taken_back_once(scope: str) -> None:
    article, proofreader = make_draft(body="<p>截止目前，全区开工。</p>"), make_user("proofreader")
    found = report_of(article).open[0].found

    def leave(user: Any) -> ProofDecision:
        return decisions.ignore(article=article, user=user, found=found, scope=scope, reason="照录告示")

    decision = leave(proofreader)
    assert leave(proofreader) == decision
    decisions.take_back(article=article, user=proofreader, decision=decision)
    assert [item.found.rule for item in report_of(article).open] == ["W02"]


def test_a_decision_that_reaches_further_stands_beside_the_one_before() -> None:
    """The author's word does not cover what blocks; a proofreader's does."""
    article = make_draft(body="<p>截止目前，全区开工。</p>")
    found = report_of(article).open[0].found
    for user in (article.author, make_user("proofreader"), article.author):
        decisions.ignore(article=article, user=user, found=found, scope="story", reason="照录告示")
    assert sorted(ProofDecision.objects.values_list("covers_block", flat=True)) == [False, True]


@pytest.mark.db
def test_a_draft_goes_and_what_was_decided_about_it_stays():
    article = make_draft(body="<p>截止目前，全区开工。</p>")
    _left(article)
    editing.delete_draft(article=article, user=article.author)
    assert ProofDecision.objects.get().text == "截止"


def test_nothing_is_decided_about_a_story_that_is_out():
    article = make_published(body="<p>截止目前，全区开工。</p>")
    with pytest.raises(Refusal):
        _left(article)
    assert not ProofDecision.objects.exists()


@pytest.mark.db
def test_a_term_stands_once_for_each_time():
    ProofTerm.objects.create(kind="person", pattern="张三平", suggestion="区长", valid_from="2026-01-01")
    ProofTerm.objects.create(kind="person", pattern="张三平", suggestion="副区长", valid_from="2025-01-01")
    for twice in ({"valid_from": "2026-01-01"}, {"pattern": "座落", "kind": "confusable"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProofTerm.objects.create(**{"kind": "person", "pattern": "张三平", **twice})
