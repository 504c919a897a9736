"""How far the renditions of a picture are. What is in the store counts, whatever a table may say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.building import CROPS_OF, LIST_CROPS
from articles.inserts.placed import Placed
from articles.media import stores
from articles.models.article import Article
from articles.models.image import Image, ImageUse
from articles.models.rendering import Rendering

Focal = tuple[int, int]


@dataclass(frozen=True)
class Progress:
    """So many of so many files are made; `problem` is why it stopped, as a code of `Rendering.Problem`.

    `asked` says that somebody wants the rest now: without a worker crops are made when the story goes out.
    """

    done: int
    total: int
    problem: str = ""
    asked: bool = False

    @property
    def ready(self) -> bool:
        """Everything is there."""
        return self.done >= self.total

    @property
    def failed(self) -> bool:
        """Nothing more will come by itself."""
        return bool(self.problem) and not self.ready


def crops_of(use: ImageUse) -> tuple[str, ...]:
    """What a page shows of a picture in its place: the whole in the text and as title art, crops elsewhere."""
    return CROPS_OF.get(use.slot, LIST_CROPS)


def progress_of(image: Image, focal: Focal, crops: Iterable[str]) -> Progress:
    """How far the renditions of these crops are. A look at each file, and a query where one is missing."""
    done, total = _counted(image, focal, crops)
    if done == total:
        return Progress(done, done)
    return _with_row(
        done, total, Rendering.objects.filter(image=image, focal_x=focal[0], focal_y=focal[1]).first()
    )


def progress_of_uses(uses: Iterable[ImageUse]) -> list[tuple[ImageUse, Progress]]:
    """The pictures in their places, each with its progress. One query for all of them; `image` is read of each."""
    counted = [(use, *_counted(use.image, (use.focal_x, use.focal_y), crops_of(use))) for use in uses]
    missing = [use.image_id for use, done, total in counted if done < total]
    rows = {
        (row.image_id, row.focal_x, row.focal_y): row
        for row in (Rendering.objects.filter(image__in=missing) if missing else ())
    }
    return [
        (use, _with_row(done, total, rows.get((use.image_id, use.focal_x, use.focal_y))))
        for use, done, total in counted
    ]


def progress_of_story(article: Article) -> list[tuple[ImageUse, Progress]]:
    """The pictures that readers would see, in order, each with its progress."""
    return progress_of_uses(Placed(article).pictures)


def _counted(image: Image, focal: Focal, crops: Iterable[str]) -> tuple[int, int]:
    names = stores.names_of(image.sha256, image.width, image.height, focal, crops)
    return sum(stores.is_made(name) for name in names), len(names)


def _with_row(done: int, total: int, row: Rendering | None) -> Progress:
    return Progress(done, total, row.problem if row else "", asked=row is not None)
