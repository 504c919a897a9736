"""Opening and ending rounds of review. Called by `acts` and `editing`, inside their transactions, with the story locked."""

from __future__ import annotations

from typing import Any

from articles import clock
from articles.models.article import Article
from articles.models.review import Round, RoundStep
from articles.refusals import Refusal


def open_round(article: Article, user: Any) -> Round:
    """Begin the next round.

    Effects: inserts the round with the route's names and its question about figures as they are now; copies the
    route's steps into it – of a correction the last one only. Raises `Refusal("no_route")` for a route without steps.
    """
    route = article.route
    steps = list(route.steps.all())
    if not steps:
        raise Refusal("no_route")
    latest = article.rounds.first()
    opened = Round.objects.create(
        article=article,
        number=latest.number + 1 if latest else 1,
        route_name=route.name_hans,
        route_name_hant=route.name_hant,
        route_name_en=route.name_en,
        submitted_by=user,
        opened_at=clock.now(),
        needs_figures_ticked=route.needs_figures_ticked,
    )
    for step in steps[-1:] if article.only_last_step else steps:
        told = {name: getattr(step, name) for name in _COPIED}
        RoundStep.objects.create(round=opened, **told)
    return opened


def end_round(article: Article, ending: str) -> None:
    """Close the open round, if there is one."""
    article.rounds.filter(ended_at__isnull=True).update(ended_at=clock.now(), ending=ending)


# What a step of a round is a copy of.
_COPIED = ("position", "group", "kind", "name_hans", "name_hant", "name_en")
