"""`manage.py forget_readers`: run once a day. The numbers stay; who they came from is forgotten."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.audience import counting


class Command(BaseCommand):
    """Forget once."""

    help = "Delete the marks of readers whose window has passed, and fold the tallies of past days. Numbers stay."

    def handle(self, *_args: Any, verbosity: int, **_options: Any) -> None:
        """Forget, and say how much."""
        marks, rows = counting.forget()
        if verbosity:
            self.stdout.write(
                _("Marks forgotten: %(marks)d. Rows folded: %(rows)d.") % {"marks": marks, "rows": rows}
            )
