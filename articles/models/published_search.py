"""What readers can find: one row for each public story, in both scripts. Public code may import it.

`articles.publishing_search` is the only writer: a row comes and goes with the `PublishedArticle` rows of its uid,
in the same transaction. It is the index of public words, so whatever is counted here may be counted.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from articles.bounds import bounded
from articles.search.engine import Table
from articles.search.fields import TokenField

TABLE = Table("articles_publishedsearch", newest="first_published_at", dated=True)


class PublishedSearch(models.Model):
    """One story, or the front of a series, as search knows it."""

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12)
    section_slug = models.SlugField(max_length=40, blank=True, db_index=False)
    people = models.JSONField(default=list)  # [[slug, simplified name, traditional name], …] of contributors
    first_published_at = models.DateTimeField()
    text = models.TextField(
        blank=True
    )  # folded words, one public text a line: what phrases are looked for in
    tokens = TokenField()

    class Meta:
        constraints: ClassVar[list[Any]] = [bounded("published_search", "first_published_at")]

    def __str__(self) -> str:
        return str(self.uid)
