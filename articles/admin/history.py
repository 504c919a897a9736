"""The history of a story: revisions, acts (refused ones too) and sign-offs in one line; any two revisions compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin import diffing
from articles.admin.frame import desk_context
from articles.admin.head import act_url
from articles.admin.loader import load_article
from articles.admin.panels import action_label
from articles.admin.pieces import picture_table
from articles.diff import diff
from articles.models import Article, Revision, SignOff, Transition
from articles.refusals import REASONS
from articles.rights import Standing
from articles.step_names import name_steps
from articles.workflow import ACTIONS

A_PAGE = 100
SHOWS = ("sides", "one")


@dataclass(frozen=True)
class Entry:
    """One line of the history. `revision` is a number where the line is a save, `row` where it is an act."""

    at: datetime
    who: str
    what: str
    said: str = ""
    number: int = 0
    row: Transition | None = None
    sign_off: SignOff | None = None
    restore: str = ""

    @property
    def refused(self) -> bool:
        """Whether it was tried and not done."""
        return self.row is not None and self.row.outcome == Transition.Outcome.REFUSED


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened to a story. `?a=1&b=4` goes on to their comparison."""
    standing = load_article(request, pk)
    article = standing.article
    if "a" in request.GET or "b" in request.GET:
        return redirect("admin:articles_compare", pk, *(_number(request, name) for name in ("a", "b")))
    entries = sorted([*_acts(article), *_saves(standing)], key=lambda entry: entry.at, reverse=True)
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    newest = article.revision_number
    context = desk_context(request, article, title=_("History")) | {
        "page": page,
        "days": _by_day(list(page)),
        "revisions": _listed(article),
        "wanted": (max(1, newest - 1), newest),
    }
    return render(request, "desk/history.html", context)


@require_safe
def compare(request: HttpRequest, pk: int, a: int, b: int) -> HttpResponse:
    """Two revisions, side by side or in one text."""
    standing = load_article(request, pk)
    article = standing.article
    before, after = _revision(article, a), _revision(article, b)
    told = diff(before.snapshot, after.snapshot)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else SHOWS[0]
    pictures = picture_table(before.snapshot, after.snapshot)
    context = desk_context(request, article, title=_("Compare revisions")) | {
        "before": before,
        "after": after,
        "told": told,
        "summary": diffing.summary(told),
        "sections": diffing.sections(told, pictures, fold=True),
        "show": show,
        "revisions": _listed(article),
        "wanted": (a, b),
        "restore": _restore_url(standing, a) if a < article.revision_number else "",
    }
    return render(request, "desk/compare.html", context)


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise Http404
    return int(value)


def _revision(article: Article, number: int) -> Revision:
    found: Revision | None = (
        article.revisions.select_related("created_by").filter(number=number).first()
        if number < 10**9
        else None
    )
    if found is None:
        raise Http404
    return found


def _listed(article: Article) -> Any:
    """What the two select boxes offer."""
    return article.revisions.select_related("created_by").defer("content")[:500]


def _saves(standing: Standing) -> Iterator[Entry]:
    article = standing.article
    for revision in article.revisions.select_related("created_by").defer("content"):
        yield Entry(
            at=revision.created_at,
            who=revision.created_by.get_full_name(),
            what=str(revision.get_origin_display()),
            number=revision.number,
            restore=_restore_url(standing, revision.number)
            if revision.number < article.revision_number
            else "",
        )


def _restore_url(standing: Standing, number: int) -> str:
    """Where a revision is restored, if this person may do that now."""
    if standing.refusal_of(ACTIONS["restore"]) is not None:
        return ""
    return f"{act_url(standing.article, 'restore')}?revision={number}"


def _acts(article: Article) -> Iterator[Entry]:
    signed: dict[Any, SignOff] = {
        (sign_off.round.number, sign_off.user_id): sign_off
        for sign_off in SignOff.objects.filter(round__article=article).select_related("round", "step")
    }
    for row in name_steps(Transition.objects.filter(subject_uid=article.uid)):
        refused = row.outcome == Transition.Outcome.REFUSED
        reason = str(REASONS.get(row.reason, row.reason)) if refused else ""
        yield Entry(
            at=row.at,
            who=row.actor_name or _("the scheduler"),
            what=action_label(row.action),
            said=row.note if "%(" in reason else "\n".join(filter(None, (reason, row.note))),
            row=row,
            sign_off=signed.get((row.round_number, row.actor_id))
            if row.action in {"pass", "approve"} and not refused
            else None,
        )


def _by_day(entries: list[Entry]) -> list[tuple[date, list[Entry]]]:
    return [
        (day, [*run]) for day, run in groupby(entries, key=lambda entry: timezone.localtime(entry.at).date())
    ]
