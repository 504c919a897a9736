"""The board of a series: every part with its state and what it lacks, chapter by chapter, and how ready the whole is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from articles import readiness, times
from articles.inserts import placed
from articles.models import Article
from articles.refusals import Refusal
from articles.states import State, state_of, with_states
from articles.workflow import Status
from newsroom.staff.roles import Right, holds
from series.admin.loader import load_series, series_context
from series.arranging import move_slot, plan_hash
from series.labels import part_label
from series.models.series import Chapter, Instalment, Series

_WAYS = (("up", -1), ("down", 1))


@dataclass(frozen=True)
class Card:
    """One slot as the board shows it."""

    part: Instalment
    label: str
    state: State
    article: Article | None
    gaps: list[readiness.Gap]
    due: times.Due | None

    @property
    def title(self) -> str:
        """The headline, else what is announced, else the working title."""
        if self.article is not None:
            return str(self.article)
        return self.part.announced_title or self.part.working_title or _("Untitled")

    @property
    def readiness(self) -> str:
        """ready: signed or out; half: in review; empty otherwise. A class of the meter."""
        if self.article is None:
            return "none"
        if self.article.status in (Status.APPROVED, Status.PUBLISHED):
            return "ready"
        return "half" if self.article.status == Status.IN_REVIEW else "none"


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts of one series."""
    series = load_series(request, pk)
    cards = cards_of(series, request.user)
    filled = [card for card in cards if card.article is not None]
    front = with_states(Article.objects.filter(pk=series.front_id)).get()
    context = series_context(request, series, title=str(series)) | {
        "state": state_pill(series),
        "front": front,
        "front_state": state_of(front),
        "chapters": _by_chapter(series, cards),
        "cards": filled,
        "ready": sum(card.readiness == "ready" for card in filled),
        "seen_plan": plan_hash(series),
        "may_see_readers": holds(request.user, Right.SEE_AUDIENCE),
        "may_release": holds(request.user, Right.RELEASE_SERIES),
    }
    return render(request, "admin/series/board.html", context)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One part up or down in its chapter: what dragging would do, for a thumb and for a keyboard."""
    series = load_series(request, pk)
    by, wanted = next(((by, request.POST[name]) for name, by in _WAYS if name in request.POST), (0, ""))
    parts = {str(part.pk): part for part in series.instalments.all()}
    part = parts.get(wanted)
    if part is None:
        raise Http404
    try:
        moved = move_slot(instalment=part, by=by, user=request.user, seen=request.POST.get("seen_plan", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:series_board", series.pk)
    if moved is not None and series.released_at is not None:
        messages.info(request, _("Readers see the new order with the next release."))
    return redirect(reverse("admin:series_board", args=[series.pk]) + f"#part-{part.pk}")


def cards_of(series: Series, user: Any) -> list[Card]:
    """Every slot, in order, with its story's state and gaps; queries do not grow with the number of parts."""
    parts = list(series.instalments.select_related("chapter"))
    seen = Article.objects.visible_to(user).filter(pk__in=[part.article_id for part in parts])
    stories = placed.marked(with_states(seen))
    prepared = stories.select_related("author", "section", "route").prefetch_related(
        "credits__people", "image_uses__image", "key_figures", "route__required_roles"
    )
    placed.prepare(prepared)
    by_pk: dict[int | None, Article] = {story.pk: story for story in prepared}
    return [_card(series, part, by_pk.get(part.article_id)) for part in parts]


def state_pill(series: Series) -> SafeString:
    """Whether readers have the series."""
    if series.released_at is None:
        return State("planned", _("not released"), "", "is-plan").pill()
    words = _("released %(time)s") % {"time": times.printed(series.released_at)}
    return State("released", words, "✓", "is-out").pill()


def _card(series: Series, part: Instalment, article: Article | None) -> Card:
    total = series.announced_total or 0
    waits = article is not None and article.due_at and not article.is_public
    return Card(
        part=part,
        label=part_label(part.number, series.label_style, script="hans", total=total),
        state=state_of(article) if article else _empty(part),
        article=article,
        gaps=[]
        if article is None or article.status == Status.PUBLISHED
        else readiness.gaps(article, proofed=False),
        due=times.due(article.due_at) if waits and article and article.due_at else None,
    )


def _empty(part: Instalment) -> State:
    if part.is_announced:
        return State("announced", pgettext("instalment", "Announced"), "", "is-told")
    return State("planned", pgettext("instalment", "Planned"), "◌", "is-plan")


def _by_chapter(series: Series, cards: Iterable[Card]) -> list[tuple[Chapter | None, list[Card]]]:
    groups: dict[int | None, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.part.chapter_id, []).append(card)
    chapters: list[tuple[Chapter | None, list[Card]]] = [
        (chapter, groups.pop(chapter.pk, [])) for chapter in series.chapters.all()
    ]
    return [*chapters, *((None, left) for left in groups.values())]
