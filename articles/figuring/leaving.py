"""Leaves a word like 昨日 as it stands: somebody who checks says, with a reason, that readers will take it rightly.

Kept as a `ProofDecision`, written once, under a name made of the word, its sentence and the day of reading: another
sentence or another planned day, and it is open again. Nobody who made the story decides, as with the ticks of figures.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction

from articles.figuring import checking
from articles.figuring.dating import RULE, Dated, relative_words
from articles.models.article import Article
from articles.models.proofing import ProofDecision
from articles.proofing.decisions import record_taken_back, signed
from articles.refusals import Refusal
from articles.rights import Standing
from articles.workflow import Status

# The day may move as long as readers do not have it, so a signed story may be looked at again.
_OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)
_AROUND = 20


def may_leave(standing: Standing) -> bool:
    """Who ticks figures, and of a signed story too: a decision changes no text."""
    is_open = standing.article.status in _OPEN and standing.may_see
    return is_open and checking.checks(standing) and not standing.is_maker


def leave(*, article: Article, user: Any, key: str, reason: str) -> None:
    """Say that a word is right on the planned day.

    Effects, in order: locks the article; reads the person's groups anew; inserts the decision, if there is none yet.
    Raises `Refusal`: wrong_status, is_maker, not_yours, day_moved, note_missing, figure_note_bad.
    """
    with transaction.atomic():
        standing = _standing(article, user)
        word = next((one for one in relative_words(standing.article) if one.key == key and one.shifted), None)
        if word is None:
            raise Refusal("day_moved")
        if word.left is None:
            _insert(standing, word, _reason(reason))


def take_back(*, article: Article, user: Any, key: str) -> None:
    """Let the word be open again.

    Effects, in order: as `leave`; inserts a row that takes the standing decision back, if there is one.
    Raises `Refusal`: wrong_status, is_maker, not_yours.
    """
    with transaction.atomic():
        standing = _standing(article, user)
        decision = (
            ProofDecision.objects.standing().filter(article_uid=article.uid, rule=RULE, key=key).first()
        )
        if decision is not None:
            record_taken_back(article=article, user=standing.user, decision=decision)


def _standing(article: Article, user: Any) -> Standing:
    """The person before the locked story, who may decide. Raises Refusal."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    standing = Standing(get_user_model().objects.get(pk=user.pk), locked)
    if locked.status not in _OPEN:
        raise Refusal("wrong_status")
    if checking.checks(standing) and standing.is_maker:
        raise Refusal("is_maker")
    if not may_leave(standing):
        raise Refusal("not_yours")
    return standing


def _insert(standing: Standing, word: Dated, reason: str) -> None:
    ProofDecision.objects.create(
        article_uid=standing.article.uid,
        scope=ProofDecision.Scope.PLACE,
        key=word.key,
        rule=RULE,
        field=word.passage.place,
        text=word.text,
        before=word.before[-_AROUND:],
        after=word.after[:_AROUND],
        reason=reason,
        **signed(standing.user),
    )


def _reason(words: str) -> str:
    """The reason as the field takes it."""
    if not words.strip():
        raise Refusal("note_missing")
    try:
        return str(ProofDecision._meta.get_field("reason").clean(words, None)).strip()
    except ValidationError as error:
        raise Refusal("figure_note_bad", message="".join(error.messages)) from error
