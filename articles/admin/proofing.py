"""The tab 校对: what the checks found in a story, and the four things one does about it.

`panel` is drawn with the form and drawn again while somebody types (`check`). Mending goes through the form's own save
(`mend_after_save`), so that nothing typed is lost; leaving a finding and taking that back are small forms of their own.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin import proof_leaving
from articles.admin.loader import Need, load_article
from articles.admin.proof_lines import ALL, found_in, panel_of
from articles.models import Article, CreditPerson, ImageUse, ProofDecision
from articles.proofing import decisions, mending
from articles.proofing.report import live, report_of
from articles.proofing.sheet import SheetTooLarge, sheet_from
from articles.refusals import Refusal
from articles.rights import Standing

_PANEL = "admin/articles/article/_panel_proof.html"
_MOST_COPY = 1_500_000  # of JSON; what a sheet may hold is counted when it is read


def panel(standing: Standing) -> dict[str, Any]:
    """The tab as it stands with the page: what is found in the saved text."""
    return panel_of(standing, report_of(standing.article, ask_service=True))


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab for what is on somebody's screen and not saved. `copy` is JSON as `sheet_from` reads it."""
    standing = load_article(request, pk, Need.EDIT)
    raw = request.POST.get("copy", "")
    try:
        told = json.loads(raw) if len(raw) <= _MOST_COPY else None
        if not isinstance(told, dict):
            raise SheetTooLarge
        article = standing.article
        marked = ImageUse.objects.filter(article=article, image__ai_labelled=True)
        generated = frozenset(str(uid) for uid in marked.values_list("uid", flat=True))
        # what is no field of the form is checked as it is saved
        notices = [*article.corrections.values("passage", "right")]
        sheet = sheet_from(told | {"corrections": notices}, _names(article), generated)
    except (ValueError, RecursionError):
        return _plain(_("This text is too long to be checked while you type. Save it first."), 413)
    context = {"proof": panel_of(standing, live(article, sheet)), "desk": {"article": article}}
    return render(request, _PANEL, context)


@require_http_methods(["GET", "HEAD", "POST"])
def ignore(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a finding as it is, with a reason; a GET asks for that, for the tab without a script."""
    standing = load_article(request, pk)
    if request.method != "POST":
        return proof_leaving.page(request, standing, request.GET.get("found", ""))
    found = found_in(request.POST.get("found", ""))
    if found is None:
        return _answer(request, standing.article, _("This finding cannot be read. Load the page again."), 400)
    try:
        decisions.ignore(
            article=standing.article,
            user=request.user,
            found=found,
            scope=request.POST.get("scope", ProofDecision.Scope.PLACE),
            reason=_reason(request),
        )
    except Refusal as refusal:
        return _refused(request, standing, str(refusal), 400 if refusal.code == "note_missing" else 403)
    except ValidationError as error:
        return _refused(request, standing, " ".join(error.messages), 400)
    return _answer(request, standing.article, _("Left as it is. It can be taken back in the tab."), 200)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back: the finding is found again."""
    standing = load_article(request, pk)
    decision = decisions.standing_one(standing.article, request.POST.get("decision", ""))
    if decision is None:
        raise Http404
    try:
        decisions.take_back(article=standing.article, user=request.user, decision=decision)
    except Refusal as refusal:
        return _answer(request, standing.article, str(refusal), 403)
    return _answer(request, standing.article, _("Taken back."), 200)


def mend_after_save(request: HttpRequest, article: Article) -> HttpResponse:
    """Put suggestions in place once the form is saved: the one that was pressed, or all mechanical ones."""
    key = request.POST.get("_mend", "")
    keys = {key}
    if key == ALL:
        keys = {item.found.place_key for item in report_of(article).mechanical}
    try:
        count = mending.mend(
            article=article, user=request.user, seen_revision=article.revision_number, keys=keys
        )
    except (Refusal, ValidationError) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
    else:
        told = ngettext("%(count)d place is mended.", "%(count)d places are mended.", count)
        messages.success(request, told % {"count": count})
    return HttpResponseRedirect(_tab(article))


def _names(article: Article) -> tuple[tuple[str, str], ...]:
    """The credited people as the snapshot would name them, in both scripts."""
    people = CreditPerson.objects.filter(credit__article=article).select_related("contributor")
    told = (
        (person.name, person.name_hant, person.contributor)
        for person in people.order_by("credit", "position")
    )
    return tuple(
        (name, hant or (known.traditional_name if known else "") or name) for name, hant, known in told
    )


def _reason(request: HttpRequest) -> str:
    reason = ProofDecision._meta.get_field("reason").clean(request.POST.get("reason", "") or " ", None)
    return str(reason)[: decisions.MOST_REASON]


def _tab(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk]) + "#panel-proof"


def _refused(request: HttpRequest, standing: Standing, told: str, status: int) -> HttpResponse:
    """On the page that asked, with what was typed there; else as any answer."""
    if status == 400 and "page" in request.POST:
        return proof_leaving.page(request, standing, request.POST["page"], refusal=told)
    return _answer(request, standing.article, told, status)


def _answer(request: HttpRequest, article: Article, told: str, status: int) -> HttpResponse:
    """In words where the page asked by itself; else as a message on the story's page."""
    if "quiet" in request.POST:
        return _plain(told, status)
    if status == 403:
        raise PermissionDenied(told)
    (messages.success if status == 200 else messages.error)(request, told)
    return HttpResponseRedirect(_tab(article))


def _plain(told: str, status: int) -> HttpResponse:
    return HttpResponse(told, status=status, content_type="text/plain; charset=utf-8")
