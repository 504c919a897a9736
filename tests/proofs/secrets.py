"""Stories whose every text field holds a word that stands nowhere else, so that a leak names the field it came from.

The fields are found by looking at the models: one that is added tomorrow is covered tomorrow.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from django.db import models

from articles import editing
from articles.models import (
    Article,
    Contributor,
    Correction,
    Credit,
    CreditPerson,
    Image,
    ImageUse,
    KeyFigure,
    Tag,
)
from newsroom.staff.models import User
from tests.factories import make_section, make_user
from tests.proofs.making import edit, make_image

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Text of these models that readers never get, published or not: what it is for, and why not.
NEVER_PRINTED = {
    "Image.filename": "the uploader's own name for the file",
    "Image.alt": "a default of the library: the use is what is printed",
    "Image.caption": "a default of the library",
    "Image.credit": "a default of the library",
    "Image.rights": "what the library may do with it",
    "Contributor.other_names": "what the desk recognises them by",
    "opinion": "what a reviewer wrote",
    "reason": "why a story was taken back: the notice is what readers get",
}


class Words:
    """Hands out words of five characters that contain no other word and mean nothing in Chinese or hexadecimal.

    `number` counts the stories of a test: whatever must differ between two of them, a picture say, is told it.
    """

    def __init__(self, before: Words | None = None) -> None:
        """Start counting, or go on `before` with another story of the same test: no word is handed out twice."""
        self._count: Iterator[int] = before._count if before else itertools.count()
        self._stories: Iterator[int] = before._stories if before else itertools.count()
        self.number = next(self._stories)
        self.by_field: dict[str, str] = {}

    def take(self, field: str) -> str:
        """A new word, remembered as that of a field."""
        number = next(self._count)
        digits = (number // 1296, number // 36 % 36, number % 36)
        word = "zq" + "".join(_DIGITS[digit] for digit in digits)
        self.by_field[field] = word
        return word

    def fill(self, model: type[models.Model], prefix: str = "") -> dict[str, str]:
        """A word for every free text field of a model."""
        return {
            field.name: self.take(f"{prefix or model.__name__}.{field.name}") for field in text_fields(model)
        }


def text_fields(model: type[models.Model]) -> Iterator[models.Field]:
    """Fields in which somebody writes: text without choices, not what code fills in."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            code = {"sha256", "content_sha256", "extension", "overridden_because", "reopened_from"}
            if field.name not in code:
                yield field


def make_secret(words: Words, *, author: User | None = None, image: Image | None = None) -> Article:
    """A draft with every field, child row and picture filled with words; its first revision is taken."""
    author = author or make_user("reporter")
    fields = article_words(words)
    article = editing.create_article(user=author, section=make_section(), **fields)
    picture = _fill_children(words, article, image or make_image(2 * words.number, **words.fill(Image)))
    edit(article, author, body=fields["body"] + picture)
    return article


def article_words(words: Words) -> dict[str, Any]:
    """Words for the story's own fields; the body is a paragraph, and the AI declaration says something."""
    fields: dict[str, Any] = words.fill(Article)
    fields["body"] = f"<h2>{words.take('Article.body h2')}</h2><p>{fields['body']}</p>"
    return {**fields, "ai_use": Article.AiUse.PARTLY}


def rewrite(words: Words, article: Article, user: User) -> None:
    """Put new words into every field of an existing draft, and save."""
    fields = article_words(words)
    for model in (Credit, KeyFigure, Correction):
        model.objects.filter(article=article).delete()
    article.image_uses.all().delete()
    article.tags.clear()
    picture = _fill_children(words, article, make_image(2 * words.number + 1, **words.fill(Image)))
    edit(article, user, **fields | {"body": fields["body"] + picture})


def _fill_children(words: Words, article: Article, image: Image) -> str:
    article.tags.add(Tag.objects.create(**words.fill(Tag)))
    person = Contributor.objects.create(**words.fill(Contributor))
    both = Credit.objects.create(article=article, position=1, roles=["text", "photo"], label="")
    CreditPerson.objects.create(
        credit=both, position=1, contributor=person, **words.fill(CreditPerson, "CreditPerson linked")
    )
    other = Credit.objects.create(article=article, position=2, roles=[], **words.fill(Credit))
    CreditPerson.objects.create(credit=other, position=1, **words.fill(CreditPerson))
    KeyFigure.objects.create(article=article, position=1, **words.fill(KeyFigure))
    Correction.objects.create(
        article=article, issued_at=article.created_at.replace(microsecond=0), **words.fill(Correction)
    )
    lead = words.fill(ImageUse, "ImageUse lead")
    ImageUse.objects.create(article=article, image=image, slot="lead", position=1, **lead)
    inside = ImageUse.objects.create(
        article=article, image=image, slot="body", position=2, **words.fill(ImageUse)
    )
    return f'<p><img data-use="{inside.uid}"></p>'
