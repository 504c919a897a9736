"""Leaving a finding where there is no script: the form is saved first, then a page of its own asks for the reason.

So nothing that was typed beside it is lost. Where there is a script the tab asks in its place and saves nothing.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.admin.frame import desk_context
from articles.admin.proof_lines import line_at, scopes_of
from articles.models import Article
from articles.proofing import decisions
from articles.refusals import Refusal
from articles.rights import Standing

# The buttons of the tab that save before anything else; their values name a finding or a decision.
LEAVE, RESTORE = "_leave", "_restore"


def after_save(request: HttpRequest, article: Article) -> HttpResponse:
    """What was asked for beside the save: the page that asks why, or a decision taken back at once."""
    if RESTORE in request.POST:
        _take_back(request, article)
        return HttpResponseRedirect(
            reverse("admin:articles_article_change", args=[article.pk]) + "#panel-proof"
        )
    url = reverse("admin:articles_proof_ignore", args=[article.pk])
    return HttpResponseRedirect(f"{url}?{urlencode({'found': request.POST[LEAVE][:64]})}")


def was_not_saved(request: HttpRequest) -> None:
    """Say that the form has to be right first."""
    told = _("Nothing was saved and nothing was left as it is: correct what is marked in the form first.")
    messages.warning(request, told)


def page(request: HttpRequest, standing: Standing, key: str, refusal: str = "") -> HttpResponse:
    """Ask why a finding is left; with `refusal`, again, with what was typed."""
    line = line_at(standing, key)
    context = desk_context(request, standing.article, title=_("Leave it as it is")) | {
        "line": line if line is not None and line.may_ignore else None,
        "scopes": scopes_of(standing),
        "scope": request.POST.get("scope", ""),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
    }
    return render(request, "desk/leave.html", context, status=400 if refusal else 200)


def _take_back(request: HttpRequest, article: Article) -> None:
    decision = decisions.standing_one(article, request.POST[RESTORE])
    if decision is None:
        return
    try:
        decisions.take_back(article=article, user=request.user, decision=decision)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back."))
