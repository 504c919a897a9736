"""What the side panel of a story's form shows: the opinion it came back with, what it lacks, its round, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import hooks, readiness
from articles.admin import proofing, tracker
from articles.models import Article, Round, Transition
from articles.models.published import PublishedNotice, Script
from articles.refusals import REASONS
from articles.rights import Standing
from articles.step_names import name_steps
from articles.workflow import ACTIONS, Status
from newsroom.staff import accounts

_MOST_EVENTS = 14
# where on the form a gap is mended
ANCHORS = {
    "headline": "id_headline",
    "body": "desk-body",
    "section": "id_section",
    "standfirst": "id_standfirst",
    "credits": "credits",
    "pictures": "pictures",
    "clips": "clips",
    "charts": "charts",
    "figures": "figures",
    "proof": "panel-proof",
}
_QUIET_ACTS = {"assign_route": gettext_lazy("Route raised"), "delete": gettext_lazy("Deleted")}


@dataclass(frozen=True)
class Event:
    """One line of the history: when, who, what, and what was said."""

    at: datetime
    who: str
    what: str
    said: str = ""
    key: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Withdrawn:
    """The notice that stands at the story's address, and the act that put it there."""

    notice: PublishedNotice | None
    act: Transition | None


def panels(standing: Standing) -> dict[str, Any]:
    """The contents of the tabs."""
    article = standing.article
    gaps = readiness.gaps(article)
    return {
        "opinion": _opinion(article),
        "withdrawn": _withdrawn(article),
        "gaps": [(gap, ANCHORS.get(gap.field, "")) for gap in gaps],
        "must": sum(gap.weight == readiness.Weight.MUST for gap in gaps),
        "round": _last_round(article),
        "proof": proofing.panel(standing),
        "days": _by_day(events(article)),
        "revision_count": article.revision_number,
    }


def events(article: Article, most: int = _MOST_EVENTS) -> list[Event]:
    """The newest revisions and acts, newest first."""
    acts = [_act(row) for row in name_steps(Transition.objects.filter(subject_uid=article.uid)[:most])]
    saves = [
        Event(
            revision.created_at,
            revision.created_by.get_full_name(),
            _("revision %(number)d, %(origin)s")
            % {"number": revision.number, "origin": revision.get_origin_display()},
        )
        for revision in article.revisions.select_related("created_by").defer("content")[:most]
    ]
    return sorted([*acts, *saves], key=lambda event: event.at, reverse=True)[:most]


def action_label(name: str) -> str:
    """What an act of the ledger is called, without the dots of its button."""
    if name in ACTIONS:
        return str(ACTIONS[name].label).rstrip("…")
    return str({**_QUIET_ACTS, **accounts.ACTS, **hooks.ACT_LABELS}.get(name, name))


def _act(row: Transition) -> Event:
    refused = row.outcome == Transition.Outcome.REFUSED
    what = action_label(row.action)
    if row.step and row.action in {"pass", "approve", "request_changes"}:
        what = f"{row.step_title} · {what}"
    if refused:
        reason = str(REASONS.get(row.reason, row.reason))
        what = _("%(act)s – refused") % {"act": what}
        return Event(row.at, row.actor_name, what, "" if "%(" in reason else reason, key=True, refused=True)
    return Event(row.at, row.actor_name, what, row.note, key=True)


def _opinion(article: Article) -> Transition | None:
    """The opinion still to be answered: that of the last round, if it sent the story back."""
    if article.status != Status.DRAFT:
        return None
    last = article.rounds.first()
    return tracker.returned(article) if last and last.ending == Round.Ending.RETURNED else None


def _withdrawn(article: Article) -> Withdrawn | None:
    """What readers find of a story that was taken back, and why it was: it is asked about for years."""
    if Status.WITHDRAWN not in (article.status, article.reopened_from):
        return None
    notice = PublishedNotice.objects.filter(uid=article.uid, script=Script.HANS).first()
    act = Transition.objects.filter(subject_uid=article.uid, action="withdraw", outcome="done").first()
    return Withdrawn(notice, act)


def _last_round(article: Article) -> Round | None:
    if not article.rounds.exists():
        return None
    last: Round | None = (
        article.rounds.select_related("submitted_by").prefetch_related("sign_offs__step").first()
    )
    return last


def _by_day(found: list[Event]) -> list[tuple[date, list[Event]]]:
    return [
        (day, [*line]) for day, line in groupby(found, key=lambda event: timezone.localtime(event.at).date())
    ]
