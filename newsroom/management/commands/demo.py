"""`manage.py demo`: the demonstration newsroom, loaded once and served, with one login per role on the terminal."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks_db.management.commands.db_worker import Worker

from articles.rendering import asking
from newsroom.demo import copydesk, people, play

logger = logging.getLogger(__name__)
_DUE_EVERY = 20  # seconds


class Command(BaseCommand):
    """Load and serve; `--no-serve` only loads."""

    help = "Load the demonstration newsroom if it is not there, print its logins and serve it. Needs DEBUG=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and whether to."""
        parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default 8000)")
        parser.add_argument("--no-serve", action="store_true", help="load and print, then stop")

    def handle(self, *_args: Any, port: int, no_serve: bool, **_options: Any) -> None:
        """Migrate, load, print, serve, and publish what is due while serving."""
        if not settings.DEBUG:
            raise CommandError(
                _("The demonstration has passwords that are printed on the screen. It needs DEBUG=1.")
            )
        if not 1 <= port <= 65535:
            raise CommandError(_("PORT is a number from 1 to 65535."))
        if not no_serve:
            _require_free(port)
        call_command("migrate", verbosity=0)
        with override(settings.LANGUAGE_CODE):
            self._load()
            self._print_logins(port)
        if no_serve:
            return
        threading.Thread(target=_publish_due_for_ever, daemon=True).start()
        if asking.has_worker():
            threading.Thread(target=_work_for_ever, daemon=True).start()
        _serve_as_readers_see_it()
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)

    def _load(self) -> None:
        users = copydesk.read().site["users"]
        if play.is_loaded():
            people.restore_passwords(users)
            return
        self.stdout.write(_("Loading the demonstration newsroom …"))
        logging.getLogger("django.request").setLevel(logging.ERROR)
        play.load(self._progress)
        self.stdout.write("")

    def _progress(self, done: int, total: int) -> None:
        """One line that counts the pictures, on a terminal; a few lines elsewhere."""
        line = _("Pictures: %(done)d of %(total)d") % {"done": done, "total": total}
        if sys.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="")
            self.stdout.flush()
        elif done % 10 == 0 or done == total:
            self.stdout.write(line)

    def _print_logins(self, port: int) -> None:
        base = f"http://localhost:{port}"
        self.stdout.write("\n" + _("Readers: %(address)s") % {"address": f"{base}/"})
        self.stdout.write(_("Desk:    %(address)s") % {"address": f"{base}/admin/"} + "\n\n")
        for role, name, login, password in people.one_login_a_role(copydesk.read().site["users"]):
            self.stdout.write(f"  {login:<8} {password}   {role} {name}")
        self.stdout.write("\n" + _("Stop with Ctrl+C."))


def _require_free(port: int) -> None:
    """Say at once that somebody else listens there, not after everything is loaded and printed."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server will
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            told = _("Port %(port)d cannot be used (%(why)s). Try another: PORT=%(other)d make demo")
            other = port + 1 if port < 65535 else port - 1
            raise CommandError(told % {"port": port, "why": error.strerror, "other": other}) from error


def _serve_as_readers_see_it() -> None:
    """Show our own pages for errors, not Django's for developers; static files stay where they are."""
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    settings.DEBUG = False


def _work_for_ever() -> None:
    """What `db_worker` does in a process of its own in a real newsroom: here it ends with the server."""
    while True:
        try:
            Worker(
                queue_names=["*"],
                excluded_queue_names=[],
                backend_name="default",
                interval=1.5,
                batch=False,
                startup_delay=False,
                max_tasks=None,
                worker_id="demo",
            ).run()
        except Exception:
            logger.exception("the worker stopped; starting it again in %d seconds", _DUE_EVERY)
        finally:
            close_old_connections()
        time.sleep(_DUE_EVERY)


def _publish_due_for_ever() -> None:
    """What a cron line does in a real newsroom."""
    stop = threading.Event()
    while not stop.wait(_DUE_EVERY):
        try:
            call_command("publish_due", verbosity=0)
        except Exception:
            logger.exception("publish_due failed; trying again in %d seconds", _DUE_EVERY)
        finally:
            close_old_connections()
