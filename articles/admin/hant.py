"""The page of a story's traditional edition: doubtful places and decisions; and the page that brings copy to simplified.

Plain forms. A decision is part of the text: it is saved against the revision that the person has seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from articles.admin.frame import desk_context
from articles.admin.head import head
from articles.admin.loader import Need, load_article
from articles.hant import deciding, simplifying
from articles.hant.deciding import Choice
from articles.hant.doubting import read
from articles.models import HantTerm
from articles.publishing_site import publish_house
from articles.refusals import Refusal, StaleRevision
from articles.rights import Standing
from articles.text.errors import ScriptsUnavailable

_MOST = 400
_FORBIDDEN = frozenset({"not_yours", "not_visible"})


@require_http_methods(["GET", "HEAD", "POST"])
def traditional(request: HttpRequest, pk: int) -> HttpResponse:
    """What the machine was unsure of, and what was decided."""
    standing = load_article(request, pk)
    if request.method != "POST":
        return _page(request, standing)
    seen, choices = _number(request.POST.get("seen_revision", "")), _choices(request.POST)
    try:
        if "forget" in request.POST:
            term = request.POST["forget"][:40]
            deciding.forget(article=standing.article, user=request.user, seen_revision=seen, term=term)
            messages.success(request, _("“%(term)s” is open again.") % {"term": term})
        else:
            kept = deciding.decide(
                article=standing.article,
                user=request.user,
                seen_revision=seen,
                choices=choices,
            )
            told = ngettext("%(number)d place decided.", "%(number)d places decided.", kept)
            messages.success(request, told % {"number": kept})
    except Refusal as refusal:
        status = 403 if refusal.code in _FORBIDDEN else 409
        return _page(request, standing, refusal=refusal, choices=choices, status=status)
    return redirect("admin:articles_traditional", standing.article.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def simplify(request: HttpRequest, pk: int) -> HttpResponse:
    """What a copy in traditional script becomes in simplified, before and when it is done."""
    standing = load_article(request, pk, Need.EDIT)
    article, refusal = standing.article, None
    if request.method == "POST":
        seen = _number(request.POST.get("seen_revision", ""))
        try:
            simplifying.simplify(article=article, user=request.user, seen_revision=seen)
        except Refusal as refused:
            refusal = refused
            article.refresh_from_db()
        else:
            messages.success(
                request, _("The copy is in simplified script now. The old text is in the history.")
            )
            return redirect("admin:articles_article_change", article.pk)
    try:
        changes, unsure = simplifying.preview(article)
    except ScriptsUnavailable:
        changes, unsure, refusal = [], [], Refusal("scripts_unavailable")
    context = desk_context(request, article, title=_("Bring to simplified script")) | {
        "changes": changes,
        "unsure": unsure[:_MOST],
        "more_unsure": max(0, len(unsure) - _MOST),
        "refusal": refusal,
        "is_stale": isinstance(refusal, StaleRevision),
    }
    return render(request, "desk/simplify.html", context, status=409 if refusal else 200)


@admin.register(HantTerm)
class HantTermAdmin(admin.ModelAdmin):
    """Words whose traditional form the newsroom has decided."""

    list_display = ("term", "hant", "note", "who", "decided_at")
    search_fields = ("term", "hant", "note")
    list_select_related = ("decided_by",)
    fields = ("term", "hant", "note")

    @admin.display(description=gettext_lazy("Decided by"), ordering="decided_by__display_name")
    def who(self, obj: HantTerm) -> str:
        """Whose decision it is."""
        return obj.decided_by.get_full_name() if obj.decided_by else ""

    def save_model(self, request: HttpRequest, obj: HantTerm, form: Any, change: bool) -> None:
        """Remember whose decision it is."""
        obj.decided_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        publish_house()

    def delete_model(self, request: HttpRequest, obj: HantTerm) -> None:
        """What the paper says of itself is printed without it."""
        super().delete_model(request, obj)
        publish_house()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """The same for several."""
        super().delete_queryset(request, queryset)
        publish_house()


def _choices(data: Any) -> list[Choice]:
    """What was chosen; places left open are none."""
    chosen = []
    for number in range(_MOST):
        term = data.get(f"term-{number}")
        if term is None:
            break
        glyphs = data.get(f"choice-{number}", "")
        if glyphs:
            words = data.get(f"words-{number}", "")[:40] if data.get(f"always-{number}") else ""
            chosen.append(Choice(term[:40], glyphs[:20], words))
    return chosen


def _page(
    request: HttpRequest,
    standing: Standing,
    *,
    refusal: Refusal | None = None,
    choices: Iterable[Choice] = (),
    status: int = 200,
) -> HttpResponse:
    article, chosen = standing.article, {choice.term: choice for choice in choices}
    if refusal is not None:
        article.refresh_from_db()
    reading = read(article)
    context = desk_context(request, article, title=_("Traditional edition")) | {
        "desk": head(standing),
        # `places` is the navigation's; each with what was chosen for it and refused
        "doubts": [(place, chosen.get(place.term)) for place in reading.places],
        "doubt_count": reading.number,
        "more_doubts": reading.more,
        "may_decide": standing.may_edit,
        "may_decide_for_all": deciding.may_decide_for_all(request.user),
        "decided": sorted(article.hant_terms.items()),
        "refusal": refusal,
    }
    return render(request, "desk/traditional.html", context, status=status)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 0
