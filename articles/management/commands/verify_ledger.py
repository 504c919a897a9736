"""`manage.py verify_ledger`: walk the hash chain of everything that was done, and name the first break."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from articles import ledger
from articles.models.ledger import Transition

_PROBLEMS = {
    "missing": _("The ledger is broken: row %(seq)d is missing."),
    "does not follow the row before it": _(
        "The ledger is broken: row %(seq)d does not follow the row before it."
    ),
    "was changed": _("The ledger is broken: row %(seq)d was changed."),
}


class Command(BaseCommand):
    """Silent success is no proof: it says how many rows it read."""

    help = "Check the hash chain of the ledger. Exits with 1 and names the first row that does not hold."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Read every row once."""
        broken = ledger.first_break()
        if broken:
            raise CommandError(str(_PROBLEMS[broken.problem]) % {"seq": broken.seq})
        count = Transition.objects.count()
        last = Transition.objects.order_by("-seq").first()
        self.stdout.write(str(_("The ledger holds: %(count)d rows.")) % {"count": count})
        if last:
            # Keep this line elsewhere: rows cut off at the end leave a chain that holds by itself.
            self.stdout.write(str(_("Last row: %(seq)d %(hash)s")) % {"seq": last.seq, "hash": last.sha256})
