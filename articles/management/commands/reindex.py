"""`manage.py reindex`: build what search looks in anew, for readers and for the desk."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from articles import publishing_search, snapshots
from articles.models.article import Article
from articles.models.published import PublishedArticle
from articles.search import desk

_TELL_EVERY = 100


class Command(BaseCommand):
    """Everything, or one of the two."""

    help = "Rebuild the index of search from the public rows and the working copies. Changes nothing that it reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Both by default."""
        parser.add_argument(
            "--only", choices=["public", "desk"], help="only what readers, or only what the desk finds"
        )

    def handle(self, *_args: Any, only: str | None, verbosity: int, **_options: Any) -> None:
        """Row by row, each in a transaction of its own, so that nobody waits; then drop rows of nothing."""
        if only != "desk":
            uids = list(PublishedArticle.objects.values_list("uid", flat=True).distinct().order_by("uid"))
            self._each(_("Public stories"), uids, _find, verbosity)
            publishing_search.forget_strays()
        if only != "public":
            keys = list(
                Article.objects.filter(revision_number__gt=0).order_by("pk").values_list("pk", flat=True)
            )
            self._each(_("Working copies"), keys, _keep, verbosity)

    def _each(self, name: str, keys: Sequence[Any], act: Callable[[Any], None], verbosity: int) -> None:
        for number, key in enumerate(keys, start=1):
            act(key)
            if verbosity and (number % _TELL_EVERY == 0 or number == len(keys)):
                told = {"name": name, "done": number, "total": len(keys)}
                self.stdout.write(_("%(name)s: %(done)d of %(total)d") % told)


@transaction.atomic
def _find(uid: UUID) -> None:
    Article.objects.select_for_update().filter(uid=uid).first()  # whoever publishes it has it locked
    publishing_search.index(uid=uid)


@transaction.atomic
def _keep(pk: int) -> None:
    article = Article.objects.select_for_update().filter(pk=pk).first()
    if article is not None:  # else it was deleted meanwhile
        desk.keep(article=article, snapshot=snapshots.take(article))
