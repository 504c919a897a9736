"""Who checked which figure: the verb that records source notes and ticks, and what the final pass of a round asks.

A tick is somebody's word that a figure is right, so the rule of signing holds for it: nobody who made the story ticks,
and the tick of somebody who comes to make it holds no longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction

from articles import clock
from articles.figuring.finding import Found, content_of, find
from articles.makers import maker_ids, makers_of
from articles.models.article import Article
from articles.models.figures import FigureCheck
from articles.models.review import Round
from articles.refusals import Refusal
from articles.rights import Standing
from articles.states import open_round
from articles.workflow import Status
from newsroom.staff.roles import RoleCode, has_role

# While the text may still change. What is signed has been checked.
_OPEN = (Status.DRAFT, Status.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person says of one figure; None leaves as it is."""

    ticked: bool | None = None
    source: str | None = None


def may_note(standing: Standing) -> bool:
    """Write where figures come from: all who write or check the story."""
    if standing.article.status not in _OPEN or not standing.may_see:
        return False
    return checks(standing) or standing.may_edit or standing.is_writer


def may_tick(standing: Standing) -> bool:
    """Tick figures: proofreaders, editors and the reviewers of the step, but nobody who made the story."""
    is_open = standing.article.status in _OPEN and standing.may_see
    return is_open and checks(standing) and not standing.is_maker


def record(*, article: Article, user: Any, marks: Mapping[str, Mark]) -> list[str]:
    """Record source notes and ticks, by the keys of figures of the saved text.

    Effects, in order: locks the article; reads the person's groups anew; for each figure whose note or tick differs,
    inserts or changes its row with person and time. Returns the keys that the text no longer has.
    Raises `Refusal`: not_yours, is_maker, wrong_status, note_bad.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        standing = Standing(get_user_model().objects.get(pk=user.pk), locked)
        _require(standing, marks)
        found = {one.key: one for one in find(content_of(locked))}
        known = checks_of(standing)
        for key, mark in marks.items():
            if key in found:
                _write(known.get(key) or _fresh(locked, found[key]), mark, standing.user)
    return [key for key in marks if key not in found]


def checks_of(standing: Standing) -> dict[str, FigureCheck]:
    """What is known of the story's figures, by key. The tick of somebody who made the story later is none any more."""
    known = {check.key: check for check in standing.article.figure_checks.all()}
    for check in known.values():
        if check.ticked_by_id is not None and check.ticked_by_id in standing.makers:
            _clear(check)
    return known


def unticked(article: Article) -> list[Found]:
    """The figures of the saved text that nobody has ticked who may."""
    ticks = article.figure_checks.filter(ticked_at__isnull=False)
    ticked = dict(ticks.values_list("key", "ticked_by"))
    makers = maker_ids(article) if ticked else set()
    return [one for one in find(content_of(article)) if ticked.get(one.key) in {None, *makers}]


def open_counts(stories: Iterable[Article]) -> dict[int, int]:
    """How many figures nobody has ticked who may, by key of the story, of those whose open round asks for ticks.

    As `unticked` says of one story; a few queries, however many they are.
    """
    asking = [story for story in stories if (round_ := open_round(story)) and round_.needs_figures_ticked]
    ticks = FigureCheck.objects.filter(article__in=asking, ticked_at__isnull=False) if asking else None
    told = list(ticks.values_list("article_id", "key", "ticked_by")) if ticks is not None else []
    holders = {story for story, _key, _person in told}
    makers = makers_of(story for story in asking if story.pk in holders)
    ticked = {(story, key) for story, key, person in told if person not in makers[story]}
    counts = {
        story.pk: sum((story.pk, one.key) not in ticked for one in find(content_of(story)))
        for story in asking
    }
    return {key: count for key, count in counts.items() if count}


def require_ticked(round_: Round | None, article: Article) -> None:
    """Raise `Refusal("figures_unticked")` where the round asks for checked figures and some are not."""
    if round_ is None or not round_.needs_figures_ticked:
        return
    open_ones = unticked(article)
    if open_ones:
        first = "、".join(one.figure.text for one in open_ones[:3])
        raise Refusal("figures_unticked", number=len(open_ones), first=first)


def checks(standing: Standing) -> bool:
    """Whether a person's work on this story is to check it."""
    is_proofreader = has_role(standing.user, RoleCode.PROOFREADER)
    return is_proofreader or standing.is_editor or standing.is_reviewer


def _require(standing: Standing, marks: Mapping[str, Mark]) -> None:
    if standing.article.status not in _OPEN:
        raise Refusal("wrong_status")
    ticking = any(mark.ticked is not None for mark in marks.values())
    if ticking and standing.is_maker and checks(standing):
        raise Refusal("is_maker")
    if not may_note(standing) or (ticking and not may_tick(standing)):
        raise Refusal("not_yours")


def _fresh(article: Article, found: Found) -> FigureCheck:
    return FigureCheck(article=article, key=found.key, text=found.figure.text[:80])


def _write(check: FigureCheck, mark: Mark, user: Any) -> None:
    before = (check.source, check.is_ticked)
    if mark.source is not None and mark.source != check.source:
        check.source, check.noted_by, check.noted_at = _note(mark.source), user, clock.now()
    if mark.ticked and not check.is_ticked:
        check.ticked_by, check.ticked_at = user, clock.now()
        check.ticked_by_name = user.get_full_name()[:80]
    elif mark.ticked is False:
        _clear(check)
    if (check.source, check.is_ticked) != before:
        check.save()


def _clear(check: FigureCheck) -> None:
    check.ticked_by = check.ticked_at = None
    check.ticked_by_name = ""


def _note(words: str) -> str:
    """The note as the field takes it."""
    field = FigureCheck._meta.get_field("source")
    try:
        return str(field.clean(words, None)) if words.strip() else ""
    except ValidationError as error:
        raise Refusal("figure_note_bad", message="".join(error.messages)) from error
