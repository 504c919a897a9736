"""What the desk can find: the words of a working copy. Private; `articles.search.desk` writes and asks it."""

from __future__ import annotations

from django.db import models

from articles.search.engine import Table
from articles.search.fields import TokenField

TABLE = Table("articles_desktext", newest="id")


class DeskText(models.Model):
    """The words of one story as the desk has them now. Who may know of a find is `visible_to`'s answer, never this row's."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, related_name="words", editable=False
    )
    text = models.TextField(blank=True)
    tokens = TokenField()

    def __str__(self) -> str:
        return str(self.article)
