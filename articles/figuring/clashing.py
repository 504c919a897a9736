"""The same thing with another figure: inside one story, and between the parts of a series.

Suspicions only; a person decides. Other stories come through `articles.hooks`, and of one that a person may not open
neither title nor figure is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.figuring.finding import LINES, Found, figures_in, joined, passages
from articles.hooks import Sibling, siblings_of
from articles.models.article import Article
from articles.text.figures import Clash, compare

_COMPARED = (*LINES, "body")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What stands against a figure: a sentence, and the story to look at where the person may see it."""

    message: str
    story: str = ""
    url: str = ""


def clashes(
    found: Iterable[Found], article: Article, user: Any, *, among: Iterable[Found] = ()
) -> dict[str, list[Disagreement]]:
    """What disagrees with figures of a story, by their keys. `among`: all of its figures, where these are but some."""
    found = list(found)
    if not found:
        return {}
    keys = {one.figure.start: one.key for one in found}
    mine = [one.figure for one in found]
    told: dict[str, list[Disagreement]] = defaultdict(list)
    for clash in compare(mine, [one.figure for one in among] or mine):
        told[keys[clash.mine.start]].append(Disagreement(_sentence(clash)))
    against = [(part, clash) for part in siblings_of(article) for clash in compare(mine, _figures(part))]
    open_to = _visible({part.story.pk for part, _clash in against}, user)
    for part, clash in against:
        told[keys[clash.mine.start]].append(_elsewhere(part, clash, visible=part.story.pk in open_to))
    return dict(told)


def _figures(part: Sibling) -> tuple[Any, ...]:
    return figures_in(joined(passages({name: getattr(part.story, name) for name in _COMPARED})))


def _visible(keys: set[int], user: Any) -> set[int]:
    if not keys:
        return set()
    return set(Article.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _elsewhere(part: Sibling, clash: Clash, *, visible: bool) -> Disagreement:
    if not visible:
        thing = clash.params["thing"]
        hidden = _("%(thing)s: another part of the series gives another figure. An editor can say which.")
        return Disagreement(hidden % {"thing": thing})
    url = reverse("admin:articles_article_change", args=[part.story.pk])
    return Disagreement(_sentence(clash), f"{part.name}《{part.story}》", url)


def _sentence(clash: Clash) -> str:
    return _(clash.message) % clash.params
