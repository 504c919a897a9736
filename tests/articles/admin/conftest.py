"""Fixtures of the desk's tests."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from articles.models import Article, Image, ImageUse

_number = itertools.count(1)


@pytest.fixture
def make_picture() -> Callable[..., ImageUse]:
    """Puts a library row into a story; no file is needed where nothing is rendered."""

    def make(article: Article, slot: str = "body", **words: Any) -> ImageUse:
        sha256 = f"{next(_number):064x}"
        image = Image.objects.create(sha256=sha256, extension="jpg", width=1600, height=1067, size=1000)
        place = article.image_uses.count() + 1
        return ImageUse.objects.create(article=article, image=image, slot=slot, position=place, **words)

    return make
