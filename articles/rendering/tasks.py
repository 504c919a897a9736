"""The task that makes the renditions of one picture. Its arguments are keys: what it needs it reads when it runs."""

from __future__ import annotations

import logging

from django_tasks import task

from articles.media import stores
from articles.models.rendering import Rendering

logger = logging.getLogger(__name__)


@task()
def render_picture(pk: int) -> int:
    """Make what a `Rendering` asks for; returns how many files there are.

    Effects: writes the missing renditions one by one, so that progress shows; deletes the row when all are there, or
    notes on it why not. A row that is gone was done by another.
    """
    row = Rendering.objects.select_related("image").filter(pk=pk).first()
    if row is None:
        return 0
    image = row.image
    try:
        names = stores.make_all(
            image.sha256, image.extension, image.width, image.height, (row.focal_x, row.focal_y), row.crops
        )
    except Exception as error:
        logger.exception("could not render picture %s", image.sha256)
        row.problem = _problem(error)
        row.save(update_fields=["problem"])
        return 0
    row.delete()
    return len(names)


def _problem(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return Rendering.Problem.GONE
    if isinstance(error, OSError) and error.errno is not None:
        return Rendering.Problem.STORE
    return Rendering.Problem.BROKEN
