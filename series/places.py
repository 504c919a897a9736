"""Tells the desk's pages in which series a story stands, beside which others, and which stand in one of some name.

Registered with `articles.hooks` by `series.apps`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q
from django.db.models.functions import Abs
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from articles.hooks import MOST_SIBLINGS, Place, Sibling
from articles.models import Article
from articles.text.search import Term, holds
from series.labels import part_label
from series.models.series import Instalment, Series


def places(stories: Iterable[Article]) -> dict[int, Place]:
    """The home series and number of every story, and the series of every front, in two queries."""
    keys = [story.pk for story in stories]
    homes = Instalment.objects.filter(article__in=keys, is_home=True).select_related("series")
    found = {part.article_id: _place(part.series, _numbered(part)) for part in homes if part.article_id}
    fronts = Series.objects.filter(front__in=keys)
    return found | {
        series.front_id: _place(series, _("front of %(series)s") % {"series": series}) for series in fronts
    }


def credit_order(story: Article) -> str:
    """The order of credits that a story's home series, or the series of a front, wants; empty: as the paper."""
    home = Q(instalments__article=story, instalments__is_home=True)
    return Series.objects.filter(home | Q(front=story)).values_list("credit_order", flat=True).first() or ""


def stories_in(term: Term) -> set[int]:
    """Keys of the stories that stand in a series of that name, fronts included. Who may see them is the asker's matter."""
    named = [series for series in Series.objects.only("title", "front") if holds(series.title, term)]
    parts = (
        Instalment.objects.filter(series__in=named, article__isnull=False)
        if named
        else Instalment.objects.none()
    )
    return {series.front_id for series in named} | set(parts.values_list("article_id", flat=True))


def siblings(story: Article) -> list[Sibling]:
    """The other parts of the series that a story, or a front, is at home in: the nearest numbers first. Two queries."""
    home = Instalment.objects.filter(article=story, is_home=True).select_related("series").first()
    series = home.series if home else Series.objects.filter(front=story).first()
    if series is None:
        return []
    here = home.number if home else 0
    filled = series.instalments.filter(article__isnull=False).exclude(article=story)
    near = filled.annotate(far=Abs(F("number") - here)).order_by("far", "number")[:MOST_SIBLINGS]
    return [
        Sibling(part.article, _label(part, series)) for part in near.select_related("article") if part.article
    ]


def front_of(story: Article) -> Article | None:
    """The front of the series that a story is at home in."""
    home = Instalment.objects.filter(article=story, is_home=True).select_related("series__front").first()
    return home.series.front if home else None


def _numbered(part: Instalment) -> str:
    return f"{part.series}{_label(part, part.series)}"


def _label(part: Instalment, series: Series) -> str:
    return part_label(part.number, series.label_style, script="hans", total=series.announced_total or 0)


def _place(series: Series, text: str) -> Place:
    try:
        return Place(text, reverse("admin:series_series_change", args=[series.pk]))
    except NoReverseMatch:  # a desk without the series admin still names the series
        return Place(text)
