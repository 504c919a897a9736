"""`manage.py refreeze`: rebuild public rows from the revisions that they were published from."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles import publishing
from articles.models.article import Article
from articles.publishing_site import publish_house
from articles.refusals import Refusal


class Command(BaseCommand):
    """All public stories, or the one of an address."""

    help = "Rebuild the public rows of stories from their published revisions, and standing pages. Changes no text, no time, no status."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """All by default."""
        parser.add_argument("--slug", help="only the story with this address")

    def handle(self, *_args: Any, slug: str | None, verbosity: int, **_options: Any) -> None:
        """Rebuild one after the other, each in its own transaction; count what changed."""
        stories = Article.objects.public().order_by("pk")
        if slug is not None:
            stories = stories.filter(slug=slug)
            if not stories.exists():
                raise CommandError(_("No public story has the address “%(slug)s”.") % {"slug": slug})
        if slug is None:
            publish_house()
        changed, refused, total = 0, [], stories.count()
        for number, article in enumerate(stories.iterator(), start=1):
            try:
                changed += publishing.refreeze(article=article)
            except Refusal as refusal:
                refused.append(f"{article}: {refusal}")
            if verbosity and (number % 50 == 0 or number == total):
                self.stdout.write(_("%(done)d of %(total)d") % {"done": number, "total": total})
        if verbosity:
            self.stdout.write(_("Changed: %(changed)d of %(total)d.") % {"changed": changed, "total": total})
        if refused:
            raise CommandError("\n".join(refused))
