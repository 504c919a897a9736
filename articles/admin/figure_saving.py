"""The sheet of figures beside the story's form: both are sent together, so that neither loses what is typed in the other.

What is ticked and noted is about the text that was on the page, so it is recorded before that text changes; the note of
a sentence that changes now is carried on to its new wording. A tick is a word of its own and needs its own button; notes
that were typed are kept by every save. What is refused comes back on the page with the reason.
"""

from __future__ import annotations

import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin import figures
from articles.admin.loader import load_article
from articles.figuring import checking
from articles.figuring.checking import Mark
from articles.models import Article
from articles.refusals import Refusal
from articles.rights import Standing

# The button of the sheet that saves the story as well.
SAVE_FIGURES = "_figures"
_SHEET = frozenset({"key", "tick", "ticking"})
_NOTE = "source-"


def record_figures(request: HttpRequest, pk: str | None) -> HttpRequest:
    """Record the sheet that comes with a story's form. Returns the request without it, or with it where it is refused."""
    if request.method != "POST" or pk is None or "key" not in request.POST:
        return request
    article = load_article(request, pk).article
    marks = figures.marks_of(request.POST)
    if SAVE_FIGURES not in request.POST:
        marks = _new_notes(article, marks)
    try:
        gone = checking.record(article=article, user=request.user, marks=marks) if marks else []
    except Refusal as refusal:
        request.__dict__["figures_refused"] = (refusal, marks)
        return request
    if SAVE_FIGURES in request.POST:
        figures.tell_gone(request, sum(bool(marks[key].ticked) for key in gone))
        messages.success(request, _("The sheet of figures is saved."))
    return _without_sheet(request)


def after_figures(request: HttpRequest, saved: Article | None) -> HttpResponse | None:
    """What answers once the form is saved, or is not: the sheet with what was refused, or the tab the button stood in."""
    refused = request.__dict__.get("figures_refused")
    if refused is not None and saved is None:
        messages.error(request, str(refused[0]))
    elif refused is not None and saved is not None:
        standing = Standing(request.user, Article.objects.get(pk=saved.pk))
        return figures.refused(request, standing, *refused)
    elif saved is not None and SAVE_FIGURES in request.POST:
        url = reverse("admin:articles_article_change", args=[saved.pk])
        return HttpResponseRedirect(f"{url}#panel-figures")
    return None


def refused_figures(request: HttpRequest, standing: Standing | None) -> dict[str, Any]:
    """The sheet as it was sent, for a form that is drawn again, where it could not be recorded."""
    refused = request.__dict__.get("figures_refused")
    return figures.sheet_context(standing, marks=refused[1]) if refused and standing else {}


def _new_notes(article: Article, marks: dict[str, Mark]) -> dict[str, Mark]:
    """The notes that were typed; those the page offered, also of earlier wordings, are known."""
    known = {"", *article.figure_checks.values_list("source", flat=True)}
    told = {key: (mark.source or "").strip() for key, mark in marks.items()}
    return {key: Mark(source=note) for key, note in told.items() if note not in known}


def _without_sheet(request: HttpRequest) -> HttpRequest:
    again: Any = copy.copy(request)
    again.POST = request.POST.copy()
    for name in [*again.POST]:
        if name in _SHEET or name.startswith(_NOTE):
            del again.POST[name]
    rest: HttpRequest = again
    return rest
