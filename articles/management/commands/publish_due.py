"""`manage.py publish_due`: what cron or a service runs. Says what went out, and what did not and why."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.due import Done, publish_due


class Command(BaseCommand):
    """Publish once, or every so many seconds."""

    help = "Publish every approved story whose planned time has come. Exits with 1 if one could not be published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once by default."""
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="do it again every so many seconds")

    def handle(self, *_args: Any, loop: int | None, verbosity: int, **_options: Any) -> None:
        """Publish, report, and in a loop go on whatever happened."""
        if loop is not None and loop < 1:
            raise CommandError(_("--loop takes a number of seconds from 1."))
        while True:
            done = publish_due()
            failed = sum(not self._tell(each, verbosity) for each in done)
            if loop is None:
                break
            time.sleep(loop)
        if failed:
            raise CommandError(
                ngettext(
                    "%(count)d story was not published.", "%(count)d stories were not published.", failed
                )
                % {"count": failed}
            )

    def _tell(self, done: Done, verbosity: int) -> bool:
        if done.refusal or done.error:
            self.stderr.write(f"{done.article}: {done.refusal or done.error}")
            return False
        if verbosity:
            self.stdout.write(_("Published: %(story)s") % {"story": done.article})
        return True
