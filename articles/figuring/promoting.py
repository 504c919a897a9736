"""From a figure of the text to a key figure of the story, and from there to the front of its series."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from articles import editing
from articles.figuring.finding import Found, content_of, find
from articles.hooks import front_of
from articles.models.article import Article
from articles.models.extras import KeyFigure
from articles.refusals import Refusal
from articles.text.figures import Figure, plain

_MOST = 60  # as many as the form has rows for


def as_key_figure(figure: Figure) -> dict[str, str]:
    """A figure as the three fields of a key figure: 超5000亿元 is 超 · 5000 · 亿元; 百分之七 is 7 · %."""
    if figure.text.lstrip("约近超不足过突破逾至少大将接低于").startswith(("百分之", "千分之")):
        return {"prefix": figure.prefix[:4], "value": plain(figure.value), "unit": figure.unit}
    prefix, _number, unit = figure.text.partition(figure.number)
    return {"prefix": prefix, "value": figure.number, "unit": unit}


def figure_at(article: Article, key: str) -> Found | None:
    """The figure of the saved text that has a key, or None."""
    return next((one for one in find(content_of(article)) if one.key == key), None)


def promote(
    *, article: Article, user: Any, seen_revision: int, key: str, label: str, source: str = ""
) -> KeyFigure:
    """Make a figure of the text a key figure of its story, behind the others.

    Effects, in order: locks the article and checks that the person may save it; inserts the key figure; takes a
    revision. Raises `Refusal`: not_yours, figure_gone, figures_full, figure_bad; or `StaleRevision`.
    """
    with transaction.atomic():
        locked = editing.check_save(article=article, user=user, seen_revision=seen_revision)
        found = figure_at(locked, key)
        if found is None:
            raise Refusal("figure_gone")
        made = _insert(locked, **as_key_figure(found.figure), label=label.strip(), source=source.strip())
        editing.save_revision(article=locked, user=user)
    return made


def promote_to_front(*, figure: KeyFigure, user: Any) -> KeyFigure:
    """Put a story's key figure on the front of its series, where it names the story it comes from.

    Effects, in order: locks the front and checks that the person may save it; inserts the figure with the story's uid;
    takes a revision of the front. Raises `Refusal`: no_front, not_yours, figures_full, figure_bad.
    """
    front = front_of(figure.article)
    if front is None:
        raise Refusal("no_front")
    with transaction.atomic():
        front.refresh_from_db()
        locked = editing.check_save(article=front, user=user, seen_revision=front.revision_number)
        words = {name: getattr(figure, name) for name in ("prefix", "value", "unit", "label", "source")}
        made = _insert(locked, **words, from_uid=figure.article.uid)
        editing.save_revision(article=locked, user=user)
    return made


def _insert(article: Article, **fields: Any) -> KeyFigure:
    rows = article.key_figures.all()
    if rows.count() >= _MOST:
        raise Refusal("figures_full")
    last = rows.aggregate(last=Max("position"))["last"] or 0
    figure = KeyFigure(article=article, position=last + 1, **fields)
    try:
        figure.full_clean()
    except ValidationError as error:
        raise Refusal("figure_bad", message=" ".join(error.messages)) from error
    figure.save()
    return figure
