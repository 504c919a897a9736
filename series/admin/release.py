"""Release of a series and taking it back: pages that list what follows, and do it. The chief editor's.

A release makes the front, the chapters and the announcements public; stories that are signed go out with it one by
one, each as an act of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods

from articles import editing, times
from articles.models import Article
from articles.models.fields import refuse_unseen_lines
from articles.refusals import Refusal, StaleRevision
from articles.workflow import Status
from newsroom.staff.roles import Right
from series import publishing
from series.admin.board import Card, cards_of
from series.admin.loader import load_series, series_context
from series.arranging import plan_hash
from series.models.series import Series


@dataclass(frozen=True)
class Line:
    """What becomes of one part: a code, the sentence, and whether the person may have it published now."""

    card: Card
    fate: str
    words: str
    offered: bool = False
    chosen: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then make the series public as it is planned now."""
    series = load_series(request, pk, Right.RELEASE_SERIES)
    if request.method != "POST":
        return _ask(request, series)
    if request.POST.get("seen_plan") != plan_hash(series):
        return _ask(request, series, Refusal("stale_series"), status=409)
    chosen = _chosen(request, series)
    try:
        publishing.publish_series(series=series, user=request.user)
    except Refusal as refusal:
        return _ask(request, series, refusal, status=403 if refusal.code == "not_yours" else 409)
    out = [story for story, seen in chosen if _publish(request, story, seen)]
    told = ngettext(
        "The series is released; %(n)d story went out with it.",
        "The series is released; %(n)d stories went out with it.",
        len(out),
    )
    messages.success(request, told % {"n": len(out)})
    return redirect("admin:series_board", series.pk)


class TakeBackForm(forms.Form):
    """Why, and what readers will read in its place."""

    note = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_unseen_lines],
    )
    notice = forms.CharField(
        label=gettext_lazy("Notice that readers will see"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_unseen_lines],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take the landing away from readers. Its stories stay public."""
    series = load_series(request, pk, Right.RELEASE_SERIES)
    form = TakeBackForm(request.POST or None, label_suffix="")
    refusal, status = (Refusal("not_released"), 409) if series.released_at is None else (None, 200)
    if request.method == "POST" and not form.is_valid():
        status = 400
    elif request.method == "POST":
        try:
            publishing.withdraw_series(series=series, user=request.user, **form.cleaned_data)
        except Refusal as refused:
            refusal, status = refused, 409
        else:
            messages.success(
                request,
                _("The series is taken back; its address answers with the notice. Its stories stay public."),
            )
            return redirect("admin:series_board", series.pk)
    title = _("Take release back")
    context = series_context(request, series, title=title) | {"form": form, "refusal": refusal}
    return render(request, "admin/series/take_back.html", context, status=status)


def lines_of(cards: list[Card]) -> list[Line]:
    """What a release would do to each part now, and why the others stay out."""
    return [_line(card) for card in cards]


def _line(card: Card) -> Line:
    story = card.article
    if story is None:
        return _empty_line(card)
    if story.status == Status.APPROVED:
        if story.publish_at:
            words = _("goes out by itself at %(time)s") % {"time": times.full(story.publish_at)}
            return Line(card, "later", words, offered=True)
        return Line(card, "now", _("signed: goes out now if ticked"), offered=True, chosen=True)
    if story.is_public:
        changed = story.status != Status.PUBLISHED
        return Line(card, "out", _("is out; its changes are not signed yet") if changed else _("is out"))
    stays = _("stays out: %(state)s") % {"state": card.state.words}
    if card.part.is_announced:
        stays = _("stays out: %(state)s. Readers see “%(title)s”.") % {
            "state": card.state.words,
            "title": card.part.announced_title,
        }
    return Line(card, "stays", stays)


def _empty_line(card: Card) -> Line:
    part = card.part
    if not part.is_announced:
        return Line(card, "nothing", _("no story yet; readers see nothing"))
    if part.announced_on:
        words = _("readers see “%(title)s”, announced for %(day)s")
        day = date_format(part.announced_on, pgettext("date format", "j F"))
        return Line(card, "told", words % {"title": part.announced_title, "day": day})
    return Line(card, "told", _("readers see “%(title)s”") % {"title": part.announced_title})


def _ask(
    request: HttpRequest, series: Series, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    front = series.front
    lines = lines_of(cards_of(series, request.user))
    wanted = series.route.strength
    weak = [line.card for line in lines if line.card.article and line.card.article.route.strength < wanted]
    signed = front.status == Status.APPROVED
    context = series_context(request, series, title=_("Release series")) | {
        "front": front,
        "front_goes": signed,
        "front_blocks": not signed and not front.is_public,
        "lines": lines,
        "weak": weak,
        "blocked": bool(weak) or (not signed and not front.is_public),
        "refusal": refusal,
        "seen_plan": plan_hash(series),
    }
    return render(request, "admin/series/release.html", context, status=status)


def _chosen(request: HttpRequest, series: Series) -> list[tuple[Article, int]]:
    """The ticked stories that still stand in the series, with the revision that the person had before them."""
    wanted: dict[int, int] = {}
    for value in request.POST.getlist("publish"):
        pk, _colon, seen = value.partition(":")
        if all(part.isascii() and part.isdigit() and len(part) < 18 for part in (pk, seen)):
            wanted[int(pk)] = int(seen)
    stories = Article.objects.filter(pk__in=wanted, pk__isnull=False)
    inside = set(series.instalments.filter(article__in=stories).values_list("article", flat=True))
    return [(story, wanted[story.pk]) for story in stories if story.pk in inside]


def _publish(request: HttpRequest, story: Article, seen: int) -> bool:
    """One story; a refusal is told and stops no other."""
    user: Any = request.user
    try:
        outcome = editing.perform(article=story, action="publish", user=user, seen_revision=seen)
        refusal: Refusal | None = outcome.refusal
    except StaleRevision as stale:
        refusal = stale
    if refusal is not None:
        messages.error(
            request, _("“%(story)s” was not published: %(reason)s") % {"story": story, "reason": refusal}
        )
    return refusal is None
