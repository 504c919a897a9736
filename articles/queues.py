"""My desk: what waits for a person, gathered in one pass over the stories in work, whatever their number.

Read by `newsroom.desk` for the front page of the desk. Rows are plain; templates print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import editing, queue_facts, readiness, times
from articles.figuring import checking
from articles.hooks import Place, places_of
from articles.inserts import placed
from articles.models import Article, Round, RoundStep
from articles.models.ledger import Transition
from articles.rights import current_step
from articles.states import State, open_round, state_of, with_states
from articles.workflow import Status
from newsroom.staff.roles import Right, RoleCode, has_role, holds

MOST = 200
MOST_SHOWN = 30
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORKING = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)


@dataclass
class Row:
    """One story in a queue, with what its table prints."""

    article: Article
    state: State
    due: times.Due | None
    place: Place | None = None
    gaps: list[readiness.Gap] = field(default_factory=list)
    opinion: Transition | None = None
    touched: int = 0
    holder: str = ""
    passed: list[str] = field(default_factory=list)
    change: queue_facts.Change | None = None
    why: str = ""
    may_recall: bool = False
    figures: int = 0  # not ticked yet, where the round asks for it
    at_last_step: bool = False

    @property
    def must(self) -> list[readiness.Gap]:
        """What it cannot be published without."""
        return [gap for gap in self.gaps if gap.weight == readiness.Weight.MUST]

    @property
    def characters(self) -> int:
        """Han characters of the body."""
        return len(_HAN.findall(self.article.body))


def my_desk(request: HttpRequest) -> dict[str, Any]:
    """The context of the desk's front page: only the queues that this person has."""
    user: Any = request.user
    rows = _rows(user)
    own = queue_facts.own(user, rows)
    mine = [row for row in rows if row.article.pk in own]
    waiting = _waiting(user, rows)
    sees_all = holds(user, Right.SEE_ALL)
    approved = [row for row in rows if row.article.status == Status.APPROVED] if sees_all else []
    drafts = [row for row in mine if row.article.status == Status.DRAFT]
    queues = {
        "waiting": waiting,
        "figures": _figures(user, rows, waiting),
        "returned": [row for row in drafts if row.state.code == "returned"],
        "drafts": [row for row in drafts if row.state.code != "returned"][:MOST_SHOWN],
        "submitted": _sent(mine, waiting),
        "stuck": _stuck(rows) if sees_all else [],
        "approved": sorted(approved, key=_by_plan)[:MOST_SHOWN],
        "published": queue_facts.published_today(user),
    }
    _fill_in(user, queues)
    return {
        "desk": queues,
        "writes": editing.may_create(user),
        "reviews": bool(waiting) or sees_all,
        "hello": _hello(user, waiting),
        "now": timezone.localtime(),
        "nothing": not any(
            queues[name] for name in ("waiting", "figures", "returned", "drafts", "submitted", "stuck")
        ),
    }


def _rows(user: Any) -> list[Row]:
    stories = [*_in_work(user)[:MOST]]
    placed.prepare(stories)
    return [
        Row(story, state_of(story), times.due(story.due_at) if story.due_at else None) for story in stories
    ]


def _in_work(user: Any) -> QuerySet[Article]:
    """Drafts, stories in review and signed ones that the person sees, by due time."""
    seen = Article.objects.visible_to(user).filter(status__in=_WORKING)
    return (
        placed.marked(with_states(seen))
        .select_related("section", "author", "route")
        .prefetch_related("credits", "image_uses", "key_figures", "route__required_roles")
        .order_by(F("due_at").asc(nulls_last=True), "-updated_at")
    )


def _sent(mine: Iterable[Row], waiting: Iterable[Row]) -> list[Row]:
    """Of the person's stories those that others have now; what waits for their own signature stands there."""
    here = {row.article.pk for row in waiting}
    sent = (Status.IN_REVIEW, Status.APPROVED)
    return [row for row in mine if row.article.status in sent and row.article.pk not in here]


def _waiting(user: Any, rows: Iterable[Row]) -> list[Row]:
    """In review at a step of the person's groups that they may sign."""
    at_my_step = []
    for row in rows:
        round_ = open_round(row.article) if row.article.status == Status.IN_REVIEW else None
        step = current_step(round_) if round_ else None
        if round_ and step and step.group.name in user.role_codes and not _signed(user, round_, step):
            row.at_last_step = step == list(round_.steps.all())[-1]
            row.passed = [sign_off.user_name for sign_off in round_.sign_offs.all()]
            at_my_step.append(row)
    barred = queue_facts.made_by(user, [row.article for row in at_my_step]) if at_my_step else set()
    return [row for row in at_my_step if row.article.pk not in barred]


def _signed(user: Any, round_: Round, step: RoundStep) -> bool:
    """Whether the person has had their say in this round; two proofs by one person are told apart by `rights`."""
    return any(sign_off.user_id == user.pk and sign_off.is_review for sign_off in round_.sign_offs.all())


def _figures(user: Any, rows: Iterable[Row], waiting: Sequence[Row]) -> list[Row]:
    """In review with figures to tick: all of them for proofreaders. Who signs is told at what waits for them."""
    in_review = [row for row in rows if row.article.status == Status.IN_REVIEW]
    to_tick = in_review if has_role(user, RoleCode.PROOFREADER) else waiting
    counts = checking.open_counts(row.article for row in to_tick)
    for row in to_tick:
        row.figures = counts.get(row.article.pk, 0)
    if to_tick is waiting:
        return []
    made = queue_facts.made_by(user, [row.article for row in in_review])
    return [row for row in in_review if row.figures and row.article.pk not in made][:MOST_SHOWN]


def _stuck(rows: Iterable[Row]) -> list[Row]:
    """Drafts past their time, and signed stories that lost their signature."""
    found = []
    for row in rows:
        if row.state.code == "approval_lost":
            row.why = _("The approval was lost. It must pass review again.")
        elif row.article.status == Status.DRAFT and row.due and row.due.standing == "late":
            row.why = _("Still a draft, and past its time. With %(author)s.") % {"author": row.article.author}
        else:
            continue
        found.append(row)
    return found


def _fill_in(user: Any, queues: dict[str, Any]) -> None:
    """What the tables print beside the story itself, one query a kind."""
    shown: list[Row] = [
        row
        for name in ("waiting", "figures", "returned", "drafts", "submitted", "stuck", "approved")
        for row in queues[name]
    ]
    places = places_of({row.article.pk: row.article for row in shown}.values()) if shown else {}
    for row in shown:
        row.place = places.get(row.article.pk)
    for row in (*queues["waiting"], *queues["drafts"]):
        row.gaps = readiness.gaps(row.article, proofed=False)
    queue_facts.add_opinions(queues["returned"])
    queue_facts.add_changes(user, queues["waiting"][:MOST_SHOWN])
    queue_facts.add_holders(user, queues["submitted"])


def _by_plan(row: Row) -> tuple[bool, datetime]:
    return row.article.publish_at is None, row.article.publish_at or row.article.updated_at


def _hello(user: Any, waiting: Sequence[Row]) -> str:
    """The title is the task; who has none is greeted."""
    if waiting:
        now = timezone.now()
        due = [row.article.due_at for row in waiting if row.article.due_at]
        late = sum(1 for at in due if at <= now)
        soon = sum(1 for at in due if now < at <= now + timedelta(hours=12))
        return _count(len(waiting), late, soon)
    return _greeting(timezone.localtime().hour) % {"name": user.get_short_name()}


def _greeting(hour: int) -> str:
    """As colleagues greet each other at that hour; a newspaper is made at night, too."""
    if hour < 5:
        return _("Working late, %(name)s")
    if hour < 12:
        return _("Good morning, %(name)s")
    return _("Good afternoon, %(name)s") if hour < 18 else _("Good evening, %(name)s")


def _count(waiting: int, late: int, urgent: int) -> str:
    told = {"number": waiting, "late": late, "urgent": urgent}
    if late and urgent:
        return _("%(number)d waiting for you, %(late)d past due, %(urgent)d due within 12 hours") % told
    if late:
        return _("%(number)d waiting for you, %(late)d past due") % told
    if urgent:
        return _("%(number)d waiting for you, %(urgent)d due within 12 hours") % told
    return _("%(number)d waiting for you") % told
