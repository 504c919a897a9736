"""The private side of a series: make one with its front, attach and detach stories.

Verbs are keyword-only, one transaction each. The admin, the importer and the demonstration loader call them.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from articles import editing, ledger
from articles.models import Article, ReviewRoute
from articles.refusals import Refusal
from articles.slugs import free_slug
from articles.text.slugs import slugify_zh
from newsroom.staff.roles import Right, holds
from series import publishing
from series.models.series import Instalment, Series


def create_series(*, title: str, user: Any, route: ReviewRoute | None = None, **fields: Any) -> Series:
    """A new series with its front.

    Effects: inserts an article of kind front with the series' slug and takes its first revision; inserts the series.
    Raises `Refusal("not_yours")` without the right to manage series.
    """
    _require_manager(user)
    chosen = route or default_series_route()
    with transaction.atomic():
        slug = fields.pop("slug", "") or slugify_zh(title) or "series"
        front = Article(kind=Article.Kind.FRONT, headline=title, author=user, route=chosen)
        front.slug = free_slug(slug, front)
        front.save()
        editing.save_revision(article=front, user=user)
        series = Series.objects.create(title=title, slug=front.slug, front=front, route=chosen, **fields)
        _tell(series, "create", user)
    return series


def attach(*, instalment: Instalment, article: Article, user: Any) -> None:
    """Put a story into a slot.

    Effects, in order: fills the slot; raises the story's route to the series', which voids a weaker approval; tells
    the released rows which story stands there (nothing of it shows before it is published itself); the ledger tells.
    A story that has a home series already joins without moving its ribbon. Raises `Refusal`.
    """
    _require_manager(user)
    if article.kind == Article.Kind.FRONT:
        raise Refusal("front_of_series")
    try:
        with transaction.atomic():
            _lock_series(instalment)
            elsewhere = Instalment.objects.filter(article=article, is_home=True).exclude(pk=instalment.pk)
            instalment.article, instalment.is_home = article, not elsewhere.exists()
            instalment.save()
            editing.assign_route(article=article, route=instalment.series.route, user=user)
            publishing.link_part(instalment=instalment)
            _tell(instalment.series, "attach", user, note=f"{instalment.number} {article}")
    except IntegrityError as error:
        raise Refusal("lost_race") from error


def detach(*, instalment: Instalment, user: Any) -> None:
    """Empty a slot. Effects: clears it; the released rows forget the story; the ledger tells."""
    _require_manager(user)
    with transaction.atomic():
        _lock_series(instalment)
        gone = str(instalment.article)
        instalment.article = None
        instalment.save()
        publishing.link_part(instalment=instalment)
        _tell(instalment.series, "detach", user, note=f"{instalment.number} {gone}")


def next_number(series: Series) -> int:
    """The first number after the highest slot. Gaps are never filled by themselves."""
    last = series.instalments.order_by("-number").first()
    return last.number + 1 if last else 1


def default_series_route() -> ReviewRoute:
    """The route of new series: the one so marked, else that of new stories."""
    return ReviewRoute.objects.order_by("-is_series_default", "-is_default", "pk")[:1].get()


def _lock_series(instalment: Instalment) -> None:
    """Wait for a release under way, so that slot and released rows tell of the same story."""
    instalment.series = Series.objects.select_for_update().get(pk=instalment.series_id)


def _require_manager(user: Any) -> None:
    if not holds(user, Right.MANAGE_SERIES):
        raise Refusal("not_yours")


def _tell(series: Series, action: str, user: Any, note: str = "") -> None:
    ledger.record(subject="series", subject_uid=series.uid, action=action, actor=user, note=note)
