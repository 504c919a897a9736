"""Asks for renditions, once for each picture and focal point, and refuses a story whose pictures are not ready."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from articles import clock
from articles.models.article import Article
from articles.models.image import Image
from articles.models.rendering import Rendering
from articles.refusals import Refusal
from articles.rendering.progress import Focal, crops_of, progress_of, progress_of_story
from articles.rendering.tasks import render_picture

# Asked for and not heard of for so long, it is asked for again: a worker was stopped, a queue was emptied.
LOST = timedelta(minutes=10)


def has_worker() -> bool:
    """Whether a worker does the rendering; without one, whoever asks waits for it."""
    return render_picture.get_backend().supports_defer


def ask(image: Image, focal: Focal, crops: Iterable[str]) -> None:
    """Have the missing renditions of these crops made.

    Effects: none where all are made or asked for already; else notes it in `Rendering` and enqueues the task. Without
    a worker they are made before this returns.
    """
    if progress_of(image, focal, wanted := sorted(set(crops))).ready:
        Rendering.objects.filter(image=image, focal_x=focal[0], focal_y=focal[1]).delete()
        return
    with transaction.atomic():
        row, fresh = Rendering.objects.select_for_update().get_or_create(
            image=image,
            focal_x=focal[0],
            focal_y=focal[1],
            defaults={"crops": wanted, "asked_at": clock.now()},
        )
        if not fresh and _is_under_way(row, wanted):
            return
        row.crops, row.problem, row.asked_at = sorted({*row.crops, *wanted}), "", clock.now()
        row.save()
    render_picture.enqueue(row.pk)


def ask_for(article: Article) -> None:
    """The same for every picture of a story that readers would see. Slow without a worker: call it before a lock."""
    for use, progress in progress_of_story(article):
        if not progress.ready:
            ask(use.image, (use.focal_x, use.focal_y), crops_of(use))


def refusal_of(article: Article) -> Refusal | None:
    """Why the pictures keep the story from being published, or None if they do not."""
    waiting = [(use, progress) for use, progress in progress_of_story(article) if not progress.ready]
    failed = [use for use, progress in waiting if progress.failed]
    if failed:
        return Refusal("pictures_failed", pictures=_numbers(use.position for use in failed))
    if waiting:
        return Refusal(
            "pictures_not_ready",
            pictures=_numbers(use.position for use, _progress in waiting),
            done=sum(progress.done for _use, progress in waiting),
            total=sum(progress.total for _use, progress in waiting),
        )
    return None


def _is_under_way(row: Rendering, wanted: list[str]) -> bool:
    return not row.problem and set(wanted) <= set(row.crops) and row.asked_at > clock.now() - LOST


def _numbers(positions: Iterable[int]) -> str:
    return ", ".join(str(position) for position in positions)
