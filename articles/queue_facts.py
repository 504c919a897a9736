"""Facts about many stories at once, one query each: whose they are, who may not sign, what was said, who has them.

Used by `queues` only. What a single story's page needs is asked of `rights.Standing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from articles import clock
from articles.diff import diff
from articles.models import (
    Article,
    Contributor,
    CreditPerson,
    CreditRole,
    ReadMark,
    Revision,
    Round,
    Transition,
)
from articles.models.published import PublishedArticle, Script
from articles.rights import current_step
from articles.states import open_round
from articles.step_names import name_steps
from articles.workflow import Status
from newsroom.staff.people import names_in

if TYPE_CHECKING:
    from articles.queues import Row


@dataclass(frozen=True)
class Change:
    """How much a story changed since a person last read it."""

    added: int
    removed: int


@dataclass(frozen=True)
class Publication:
    """One publication: `key` is that of the story where the person may open it, else there is the public page."""

    headline: str
    at: datetime
    slug: str
    key: int | None


def own(user: Any, rows: Iterable[Row]) -> set[int]:
    """Keys of the stories a person wrote, has assigned or is credited on."""
    keys = [row.article.pk for row in rows]
    return set(Article.objects.of_writer(user).filter(pk__in=keys).values_list("pk", flat=True))


def made_by(user: Any, stories: Sequence[Article]) -> set[int]:
    """Keys of the stories a person may not sign because they are one of their makers; as `rights.maker_ids`."""
    keys = [story.pk for story in stories]
    wrote = Revision.objects.filter(article=OuterRef("pk"), created_by=user, origin__in=Revision.WRITING)
    submitted = Round.objects.filter(article=OuterRef("pk"), submitted_by=user)
    assigned = Article.writers.through.objects.filter(article=OuterRef("pk"), user=user)
    by_hand = Article.objects.filter(pk__in=keys).filter(
        Q(author=user) | Q(Exists(wrote)) | Q(Exists(submitted)) | Q(Exists(assigned))
    )
    return {*by_hand.values_list("pk", flat=True), *_credited(user, keys)}


def add_opinions(rows: Sequence[Row]) -> None:
    """What each story came back with, and how many revisions were made since."""
    if not rows:
        return
    acts: dict[Any, Transition] = {}
    uids = [row.article.uid for row in rows]
    told = Transition.objects.filter(subject_uid__in=uids, action="request_changes", outcome="done")
    for act in name_steps(told):
        acts.setdefault(act.subject_uid, act)
    for row in rows:
        row.opinion = acts.get(row.article.uid)
        if row.opinion is not None:
            row.touched = row.article.revision_number - (row.opinion.revision_number or 0)


def add_changes(user: Any, rows: Sequence[Row]) -> None:
    """How much each story changed since the person last read it; nothing for a first reading."""
    keys = [row.article.pk for row in rows]
    marks = ReadMark.objects.filter(user=user, article__in=keys).select_related("revision") if keys else ()
    read = {mark.article_id: mark.revision for mark in marks}
    if not read:
        return
    latest = Revision.objects.filter(article=OuterRef("article")).order_by("-number").values("pk")[:1]
    now = {
        revision.article_id: revision
        for revision in Revision.objects.filter(article__in=read, pk=Subquery(latest))
    }
    for row in rows:
        then = read.get(row.article.pk)
        if then is not None and row.article.pk in now:
            found = diff(then.snapshot, now[row.article.pk].snapshot)
            row.change = Change(found.characters_added, found.characters_removed)


def add_holders(user: Any, rows: Sequence[Row]) -> None:
    """Who has each story now, and whether the person may take it back."""
    at = {}
    for row in rows:
        round_ = open_round(row.article) if row.article.status == Status.IN_REVIEW else None
        step = current_step(round_) if round_ else None
        if round_ and step:
            at[row.article.pk] = step.group.name
            row.may_recall = round_.submitted_by_id == user.pk
    # what the person may sign is not among these rows: whoever has one now, it is somebody else
    names = names_in(set(at.values()), without={user.pk}) if at else {}
    for row in rows:
        row.holder = names.get(at.get(row.article.pk, ""), "")


def published_today(user: Any) -> list[Publication]:
    """Today's publications, newest first: what is out may be told to everybody, in the words that are out."""
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    out = PublishedArticle.objects.in_script(Script.HANS).filter(last_published_at__gte=midnight)
    rows = [*out.order_by("-last_published_at").only("uid", "headline", "slug", "last_published_at")[:12]]
    seen = Article.objects.visible_to(user).filter(uid__in=[row.uid for row in rows])
    keys = dict(seen.values_list("uid", "pk"))
    return [Publication(row.headline, row.last_published_at, row.slug, keys.get(row.uid)) for row in rows]


def _credited(user: Any, keys: Sequence[int]) -> set[int]:
    person = Contributor.objects.filter(user=user).first()
    if person is None:
        return set()
    making = set(CreditRole.objects.filter(group=CreditRole.Group.MAKE).values_list("code", flat=True))
    lines = CreditPerson.objects.filter(credit__article__in=keys).filter(
        Q(contributor=person) | Q(name__in=[name for name in (person.name_hans, person.name_hant) if name])
    )
    return {
        line.credit.article_id for line in lines.select_related("credit") if making & set(line.credit.roles)
    }
