"""The only writer of the series' public tables: release, release again, take back.

What readers may know of a slot is frozen here; whether a story stands in it is settled when the page is read.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from articles import clock, ledger, publishing
from articles.generation import raise_generation
from articles.house_words import HouseWords
from articles.models import Article
from articles.models.ledger import Transition
from articles.models.published import PublishedArticle, PublishedRedirect, Script
from articles.purge import purge_series
from articles.refusals import Refusal
from articles.rendering import asking
from articles.workflow import Status
from newsroom.staff.roles import Right, holds
from series.labels import part_label
from series.models.published import PublishedPart, PublishedSeries
from series.models.series import Instalment, Moment, Series


def publish_series(*, series: Series, user: Any) -> Transition:
    """Release a series, or freeze its chapters and announcements anew.

    Effects, in order: checks the chief editor's right, the front's approval and every story's route; publishes the
    front if it is newly approved; replaces the series' public rows in both scripts; redirects from an old address;
    notes time and person; raises the generation; the ledger tells; purges caches after the commit.
    A refusal is recorded by itself and raised: not_yours, front_not_approved, route_too_weak, hash_mismatch,
    pictures_not_ready, pictures_failed.
    """
    asking.ask_for(series.front)  # without a worker seconds of work: before the lock, not under it
    try:
        with transaction.atomic():
            return _release(Series.objects.select_for_update().get(pk=series.pk), user)
    except Refusal as refusal:
        _tell(series, "release", user, outcome=Transition.Outcome.REFUSED, reason=refusal.code)
        raise
    finally:
        series.refresh_from_db()


def withdraw_series(*, series: Series, user: Any, note: str, notice: str) -> Transition:
    """Take a released series back: its landing answers 410 with the notice; its stories stay public.

    Effects: withdraws the front; deletes the series' public rows; raises the generation; the ledger tells; purges
    caches after the commit.
    Raises `Refusal`: not_yours, not_released, note_missing, notice_missing.
    """
    try:
        with transaction.atomic():
            return _take_back(
                Series.objects.select_for_update().get(pk=series.pk), user, note.strip(), notice.strip()
            )
    except Refusal as refusal:
        _tell(series, "take_back", user, outcome=Transition.Outcome.REFUSED, reason=refusal.code, note=note)
        raise
    finally:
        series.refresh_from_db()


def link_part(*, instalment: Instalment) -> None:
    """Tell the public rows which story stands in a slot of a released series. Announcements are left as released.

    Called inside a transaction. Effects: writes the slot's rows; raises the generation; purges the landing after the
    commit.
    """
    series = instalment.series
    if series.released_at is None:
        return
    shared = {
        "article_uid": instalment.article.uid if instalment.article else None,
        "is_home": instalment.is_home,
    }
    for script in Script.values:
        fresh = part_row(instalment, HouseWords(script), series)
        PublishedPart.objects.update_or_create(
            series_uid=series.uid,
            script=script,
            number=instalment.number,
            defaults=shared,
            create_defaults={**shared, "chapter": fresh.chapter, "label": fresh.label},
        )
    raise_generation()
    purge_series({series.slug})


def _release(series: Series, user: Any) -> Transition:
    if not holds(user, Right.RELEASE_SERIES):
        raise Refusal("not_yours")
    front = Article.objects.select_for_update().get(pk=series.front_id)
    if front.status != Status.APPROVED and not front.is_public:
        raise Refusal("front_not_approved")
    _check_routes(series)
    if front.status == Status.APPROVED:
        publishing.publish(article=front)
        _tell_front(front, "publish", user, Status.APPROVED)
    now = clock.now()
    before = set(PublishedSeries.objects.filter(uid=series.uid).values_list("slug", flat=True))
    first = series.released_at or now
    series.slug = _public_slug(front)
    series.released_at, series.released_by = first, user
    series.save()
    _replace_rows(series, first, now)
    _redirect(before, series.slug)
    raise_generation()
    purge_series({*before, series.slug})
    return _tell(series, "release", user)


def _take_back(series: Series, user: Any, note: str, notice: str) -> Transition:
    if not holds(user, Right.RELEASE_SERIES):
        raise Refusal("not_yours")
    if series.released_at is None:
        raise Refusal("not_released")
    if not note:
        raise Refusal("note_missing")
    if not notice:
        raise Refusal("notice_missing")
    front = Article.objects.select_for_update().get(pk=series.front_id)
    before = front.status
    front.rounds.filter(ended_at__isnull=True).update(ended_at=clock.now(), ending="withdrawn")
    front.approved_revision = front.published_revision
    publishing.withdraw(article=front, text=notice)
    _tell_front(front, "withdraw", user, before, note=note)
    PublishedSeries.objects.filter(uid=series.uid).delete()
    PublishedPart.objects.filter(series_uid=series.uid).delete()
    series.released_at = series.released_by = None
    series.save()
    raise_generation()
    purge_series({series.slug})
    return _tell(series, "take_back", user, note=note, data={"notice": notice})


def _check_routes(series: Series) -> None:
    """A story that came in by a weaker route would carry a weaker approval into the series."""
    wanted = series.route.strength
    for part in series.instalments.filter(article__isnull=False).select_related("article__route"):
        if part.article is not None and part.article.route.strength < wanted:
            raise Refusal("route_too_weak")


def _replace_rows(series: Series, first: Any, now: Any) -> None:
    PublishedSeries.objects.filter(uid=series.uid).delete()
    PublishedPart.objects.filter(series_uid=series.uid).delete()
    parts = list(series.instalments.select_related("article", "chapter"))
    for script in Script.values:
        title = PublishedArticle.objects.get(uid=series.front.uid, script=script).headline
        words = HouseWords(script)
        series_row(series, words, title=title, first=first, last=now).save()
        PublishedPart.objects.bulk_create(part_row(part, words, series) for part in parts)


def series_row(series: Series, words: HouseWords, *, title: str, first: Any, last: Any) -> PublishedSeries:
    """The frame of a series as a release would freeze it now, unsaved."""
    return PublishedSeries(
        uid=series.uid,
        script=words.script,
        slug=series.slug,
        front_uid=series.front.uid,
        title=title,
        theme=series.theme,
        title_setting=series.title_setting,
        note_kind=series.note_kind,
        label_style=series.label_style,
        announced_total=series.announced_total,
        finished=series.is_finished,
        chapters=_chapters(series, words),
        moments=[_moment(moment, words) for moment in series.moments.select_related("article")],
        first_published_at=first,
        last_published_at=last,
    )


def part_row(part: Instalment, words: HouseWords, series: Series) -> PublishedPart:
    """A slot as a release would freeze it now, unsaved."""
    announced = part.is_announced
    return PublishedPart(
        series_uid=series.uid,
        script=words.script,
        number=part.number,
        chapter=part.chapter.position if part.chapter else 1,
        label=part_label(
            part.number, series.label_style, script=words.script, total=series.announced_total or 0
        ),
        article_uid=part.article.uid if part.article else None,
        is_home=part.is_home,
        is_announced=announced,
        announced_title=words.text(part.announced_title) if announced else "",
        announced_on=part.announced_on if announced else None,
    )


def _chapters(series: Series, words: HouseWords) -> list[dict[str, Any]]:
    return [
        {
            "position": chapter.position,
            "name": words.text(chapter.name),
            "label": words.text(chapter.label),
            "blurb": words.text(chapter.blurb),
        }
        for chapter in series.chapters.all()
    ]


def _moment(moment: Moment, words: HouseWords) -> dict[str, Any]:
    """A row of the timeline; of its story only the uid: whether readers can open it is settled when they read."""
    told = {
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
        "text": words.text(moment.text),
        "article": str(moment.article.uid) if moment.article else "",
    }
    return {name: value for name, value in told.items() if value}


def _public_slug(front: Article) -> str:
    """A front's slug is its series' slug: the public one, not what the desk may be changing it to."""
    if front.published_revision is None:
        raise Refusal("front_not_approved")
    return str(front.published_revision.snapshot["slug"])


def _redirect(before: set[str], slug: str) -> None:
    kind = PublishedRedirect.Kind.SERIES
    PublishedRedirect.objects.filter(kind=kind, old_slug=slug).delete()
    for old in before - {slug}:
        PublishedRedirect.objects.filter(kind=kind, new_slug=old).update(new_slug=slug)
        PublishedRedirect.objects.update_or_create(kind=kind, old_slug=old, defaults={"new_slug": slug})


def _tell(series: Series, action: str, user: Any, **told: Any) -> Transition:
    return ledger.record(subject="series", subject_uid=series.uid, action=action, actor=user, **told)


def _tell_front(front: Article, action: str, user: Any, before: str, note: str = "") -> None:
    ledger.record(
        subject="article",
        subject_uid=front.uid,
        action=action,
        actor=user,
        from_status=before,
        to_status=front.status,
        revision_number=front.revision_number,
        content_sha256=front.content_sha256,
        note=note,
    )
