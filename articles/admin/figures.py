"""The page of a story's figures, and the answers its panel asks for: what was ticked, what is being typed.

One sheet in three places – panel, page, review – from one template. Everything works as plain forms; a script asks
for the same sheet by itself and puts it in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.frame import desk_context
from articles.admin.head import head
from articles.admin.loader import Need, load_article
from articles.body.clean import BodyRefused, clean_body
from articles.figuring import checking, leaving, promoting
from articles.figuring.checking import Mark
from articles.figuring.finding import LINES
from articles.figuring.sheet import sheet
from articles.hooks import front_of
from articles.models import Article, KeyFigure
from articles.refusals import Refusal, StaleRevision
from articles.rights import Standing

_FORBIDDEN = frozenset({"not_yours", "is_maker", "not_visible"})
_MOST_MARKS = 4000
_LONGEST_LINE = 2000


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of a story; a POST records what was ticked and noted on it."""
    standing = load_article(request, pk)
    if request.method != "POST":
        return _page(request, standing)
    marks = marks_of(request.POST)
    try:
        gone = checking.record(article=standing.article, user=request.user, marks=marks)
    except Refusal as refusal:
        return refused(request, standing, refusal, marks)
    if _is_part(request):
        return _part_as_typed(request, standing)
    tell_gone(request, len(gone))
    messages.success(request, _("The sheet of figures is saved."))
    return redirect("admin:articles_figures", standing.article.pk)


@require_POST
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of what is being typed, as a piece of a page."""
    standing = load_article(request, pk, Need.EDIT)
    try:
        typed = _typed(request.POST)
    except BodyRefused as refused:
        return HttpResponse(str(refused), status=400, content_type="text/plain; charset=utf-8")
    return _part(request, standing, typed)


@require_POST
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a word like 昨日 as it stands on the planned day, with a reason, or take that back."""
    standing = load_article(request, pk)
    key, reason = request.POST.get("key", "")[:64], request.POST.get("reason", "")
    try:
        if "take_back" in request.POST:
            leaving.take_back(article=standing.article, user=request.user, key=key)
        else:
            leaving.leave(article=standing.article, user=request.user, key=key, reason=reason)
    except Refusal as refusal:
        return refused(request, standing, refusal, {}, day=(key, reason))
    if _is_part(request):
        return _part_as_typed(request, standing)
    return redirect("admin:articles_figures", standing.article.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def promote(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what a figure counts and make it a key figure of the story."""
    standing = load_article(request, pk, Need.EDIT)
    article, given = standing.article, request.POST if request.method == "POST" else request.GET
    key = given.get("key", "")[:64]
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            made = promoting.promote(
                article=article,
                user=request.user,
                seen_revision=_number(given.get("seen_revision", "")),
                key=key,
                label=given.get("label", ""),
                source=given.get("source", ""),
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("“%(figure)s” is a key figure of the story now.") % {"figure": made})
            return redirect("admin:articles_article_change", article.pk)
    found = promoting.figure_at(article, key)
    if found is None:
        refusal = refusal or Refusal("figure_gone")
    check = article.figure_checks.filter(key=key).first() if found else None
    context = desk_context(request, article, title=_("Make it a key figure")) | {
        "found": found,
        "parts": promoting.as_key_figure(found.figure) if found else {},
        "label": given.get("label", found.figure.thing if found else ""),
        "source": given.get("source", check.source if check else article.source),
        "refusal": refusal,
        "is_stale": isinstance(refusal, StaleRevision),
    }
    status = 200 if refusal is None else 403 if refusal.code in _FORBIDDEN else 409
    return render(request, "desk/promote.html", context, status=status)


@require_POST
def to_front(request: HttpRequest, pk: int, figure: int) -> HttpResponse:
    """Put one key figure of a story on the front of its series."""
    standing = load_article(request, pk)
    chosen = KeyFigure.objects.filter(article=standing.article, pk=figure).select_related("article").first()
    try:
        if chosen is None:
            raise Refusal("figure_gone")
        made = promoting.promote_to_front(figure=chosen, user=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("“%(figure)s” stands on the front of the series now, as a draft: “%(front)s”.")
        messages.success(request, told % {"figure": made, "front": made.article})
    return redirect("admin:articles_figures", standing.article.pk)


def sheet_context(
    standing: Standing, typed: Mapping[str, Any] | None = None, marks: Mapping[str, Mark] | None = None
) -> dict[str, Any]:
    """What the template of the sheet needs."""
    return {"figure_sheet": sheet(standing, typed, marks), "article": standing.article}


def tell_gone(request: HttpRequest, number: int) -> None:
    """Say that so many figures are no longer there to be ticked."""
    told = ngettext(
        "%(number)d figure has changed meanwhile and was not ticked.",
        "%(number)d figures have changed meanwhile and were not ticked.",
        number,
    )
    if number:
        messages.warning(request, told % {"number": number})


def marks_of(data: Any) -> dict[str, Mark]:
    """Only figures that were on the page are meant; a note or a tick that was not offered is left alone."""
    ticked = set(data.getlist("tick"))
    can_tick = "ticking" in data
    marks = {}
    for key in data.getlist("key")[:_MOST_MARKS]:
        if len(key) == 64:
            marks[key] = Mark(key in ticked if can_tick else None, data.get(f"source-{key}"))
    return marks


def _typed(data: Any) -> dict[str, Any]:
    """What stands in the story's form by now, as far as it was sent. Raises BodyRefused."""
    typed: dict[str, Any] = {name: data[name][:_LONGEST_LINE] for name in LINES if name in data}
    if "headline" in typed:
        typed["headline"] = typed["headline"].replace("|", "")
    if "body" in data:
        typed["body"] = clean_body(data["body"])
    return typed


def _is_part(request: HttpRequest) -> bool:
    return request.GET.get("part") == "1"


def refused(
    request: HttpRequest,
    standing: Standing,
    refusal: Refusal,
    marks: Mapping[str, Mark],
    day: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """The reason, and on a page everything that was ticked and typed; `day` is a word's key and why it is left."""
    status = 403 if refusal.code in _FORBIDDEN else 409
    if _is_part(request):
        return HttpResponse(str(refusal), status=status, content_type="text/plain; charset=utf-8")
    return _page(request, standing, refusal=refusal, marks=marks, day=day, status=status)


def _part(request: HttpRequest, standing: Standing, typed: Mapping[str, Any] | None = None) -> HttpResponse:
    fresh = Standing(standing.user, Article.objects.get(pk=standing.article.pk))
    # beside the story's form the sheet is sent with it
    owner = {"owner": "article_form"} if request.GET.get("beside") == "1" else {}
    return render(request, "desk/_figure_sheet.html", sheet_context(fresh, typed) | owner)


def _part_as_typed(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The sheet after something was done on it; beside a form that is not saved, of what is typed there."""
    try:
        typed = _typed(request.POST)
    except BodyRefused:
        typed = {}  # what was done stands; the next look for figures says what is wrong with the text
    return _part(request, standing, typed or None)


def _page(
    request: HttpRequest,
    standing: Standing,
    *,
    refusal: Refusal | None = None,
    marks: Mapping[str, Mark] | None = None,
    day: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:
    article = standing.article
    context = desk_context(request, article, title=_("Figures")) | {
        "desk": head(standing),
        "refusal": refusal,
        "asked_day": {"key": day[0], "reason": day[1]},
        "is_page": True,
        "key_figures": [*article.key_figures.all()],
        "may_go_to_front": _may_go_to_front(standing),
        **sheet_context(standing, marks=marks),
    }
    return render(request, "desk/figures.html", context, status=status)


def _may_go_to_front(standing: Standing) -> bool:
    """Whether the story's series has a front that this person may change now."""
    if not standing.is_editor:
        return False
    front = front_of(standing.article)
    return front is not None and Standing(standing.user, front).may_edit


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 0
