"""More factories: series in their states, pictures with files, and the same step as the desk's form takes to save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from articles import editing
from articles.media.inspect import inspect_upload
from articles.media.stores import keep_original
from articles.models import Article, Image, ImageUse, Revision
from articles.refusals import Refusal
from newsroom.staff.models import User
from series import planning, publishing
from series.models.series import Chapter, Instalment, Series
from tests.articles.media.pictures import encoded, gradient
from tests.factories import act, approve_all, make_user

REASON = "总编辑在飞机上，值班领导电话同意"


def edit(article: Article, user: User, *, seen: int | None = None, **fields: Any) -> Revision | None:
    """Save a change as the form does: check, write, keep a revision; all in one transaction."""
    with transaction.atomic():
        seen = article.revision_number if seen is None else seen
        locked = editing.check_save(article=article, user=user, seen_revision=seen)
        for name, value in fields.items():
            setattr(locked, name, value)
        locked.save()
        revision = editing.save_revision(article=locked, user=user)
    article.refresh_from_db()
    return revision


@contextmanager
def refuses(code: str) -> Iterator[None]:
    """What is done inside is refused, with this reason."""
    with pytest.raises(Refusal) as raised:
        yield
    assert raised.value.code == code


def publish_again(article: Article) -> Article:
    """Take a draft through every step of its route and out to readers."""
    act(article, "submit", article.author)
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    return article


def make_image(shade: int = 0, **fields: Any) -> Image:
    """A picture in the library, its original in the private store. Another shade is another picture."""
    data = encoded(gradient(240 + shade, 160), "PNG")
    picture = inspect_upload(data, "test.png")
    keep_original(data, picture)
    known = {"extension": picture.ext, "width": picture.width, "height": picture.height, "size": len(data)}
    return Image.objects.get_or_create(sha256=picture.sha256, defaults=known | fields)[0]


def use_image(article: Article, image: Image, *, slot: str = "lead", **fields: Any) -> ImageUse:
    """A picture in a story. The revision is the caller's to take."""
    words = {"alt": "码头的灯", "caption": "清晨四点的码头。", "credit": "陆晚亭 摄"} | fields
    position = article.image_uses.count() + 1
    return ImageUse.objects.create(article=article, image=image, slot=slot, position=position, **words)


def make_series(title: str = "潮声有信", *, numbers: int = 3, **fields: Any) -> Series:
    """A series with its front and one chapter of planned slots, seen by nobody outside."""
    series = planning.create_series(title=title, user=make_user("editor"), **fields)
    chapter = Chapter.objects.create(series=series, position=1, name="潮起")
    for number in range(1, numbers + 1):
        Instalment.objects.create(series=series, number=number, chapter=chapter)
    return series


def make_released(title: str = "潮声有信", **fields: Any) -> Series:
    """A series whose landing readers can open."""
    series = make_series(title, **fields)
    release(series)
    return series


def release(series: Series) -> Series:
    """Have the front approved if it is a draft, and release."""
    front = Article.objects.get(pk=series.front_id)
    if front.status == "draft":
        act(front, "submit", make_user("editor"))
        approve_all(front)
    series.front = front
    publishing.publish_series(series=series, user=make_user("chief_editor"))
    return series


def slot(series: Series, number: int) -> Instalment:
    """A slot by its number."""
    return Instalment.objects.get(series=series, number=number)
