"""`manage.py import_story`: a finished story in a file becomes a draft in its series, or is only looked at."""

from __future__ import annotations

import io
import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles import editing
from articles.body.clean import BodyRefused
from articles.intake.files import MAX_BYTES, read_file
from articles.intake.manuscript import IntakeRefused
from articles.intake.shelf import NoShelf, PrivateShelf
from articles.refusals import Refusal
from articles.text.errors import StoryTooLarge, TextError
from articles.text.story import MAX_CHARACTERS, ParsedStory, parse_story
from series.admin.paste_words import error_text, field_name, warning_text
from series.importing import Imported, import_story
from series.models.series import Series

_TITLES = ("series_title", "kicker", "headline", "subheading", "editors_note", "source", "production_note")


class Command(BaseCommand):
    """Read, show, save."""

    help = (
        "Make a draft of a finished story, or show what is understood of it. Reads .docx, .html, .md and text "
        "(UTF-8, UTF-16, GB18030 or Big5)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, for whom, and whether to save."""
        parser.add_argument("file", metavar="FILE", help="the text of one story")
        parser.add_argument("--dry-run", action="store_true", help="save nothing, print what is understood")
        parser.add_argument("--json", action="store_true", help="print what is understood as JSON")
        parser.add_argument(
            "--user", metavar="LOGIN", default="", help="whose draft it becomes; needed to save"
        )
        parser.add_argument(
            "--series", metavar="SLUG", default="", help="the series it joins; else the one the text names"
        )
        parser.add_argument(
            "--number",
            type=int,
            metavar="N",
            help="its number in the series; else the planned slot of its title or number, else the next free number",
        )

    def handle(
        self,
        *_args: Any,
        file: str,
        dry_run: bool,
        json: bool,
        user: str,
        series: str,
        number: int | None = None,
        **_options: Any,
    ) -> None:
        """Everything that can be wrong is said before anything is saved."""
        if number is not None and not 1 <= number <= 999:
            raise CommandError(_("Numbers of a series are 1 to 999."))
        writer = None if dry_run else _person(user)
        shelf = PrivateShelf(writer.pk) if writer is not None else None
        story = _read(file, shelf)
        if json:
            self._print_json(story)
        else:
            self._print(story)
        if writer is None:
            return
        imported = _save(story, writer, series, number, shelf)
        self._tell(imported, story, quiet=json)

    def _print_json(self, story: ParsedStory) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):  # JSON is UTF-8, whatever the terminal is
            sys.stdout.reconfigure(encoding="utf-8")
        self.stdout.write(json.dumps(story.as_dict(), ensure_ascii=False, indent=2))

    def _print(self, story: ParsedStory) -> None:
        rows = [(field_name(name), getattr(story, name)) for name in _TITLES]
        rows += [(field_name("credits"), credit.raw) for credit in story.credits]
        rows += [(_("image slots"), str(story.image_slots))]
        rows += [(_("figure, not added"), figure.text) for figure in story.key_figures]
        rows += [(field_name("removed", piece.reason), piece.text) for piece in story.removed]
        rows += [(_("warning"), warning_text(warning, story.script)) for warning in story.warnings]
        for label, value in rows:
            if value:
                self.stdout.write(f"{label}: " + value.replace("\n", "\n    "))

    def _tell(self, imported: Imported, story: ParsedStory, *, quiet: bool) -> None:
        out = self.stderr if quiet else self.stdout
        for warning in imported.warnings[len(story.warnings) :]:
            out.write(_("warning") + ": " + warning_text(warning, story.script))
        article = imported.article
        told = {"story": str(article), "pk": article.pk, "series": str(imported.series or "–")}
        if imported.created_series:
            out.write(_("The series %(series)s was made, with a draft of its front.") % told)
        out.write(_("Saved as a draft: “%(story)s” (%(pk)d), series: %(series)s") % told)


def _read(file: str, shelf: PrivateShelf | None) -> ParsedStory:
    try:
        with open(file, "rb") as source:
            data = source.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(_why(error, file)) from error
    try:
        if len(data) > MAX_BYTES:
            raise StoryTooLarge(MAX_CHARACTERS, "characters")
        manuscript = read_file(data, file, shelf or NoShelf())
        return parse_story(manuscript.text, manuscript.shapes)
    except IntakeRefused as refused:
        raise CommandError(f"{file}: {refused.message}") from refused
    except TextError as error:
        raise CommandError(f"{file}: {error_text(error)}") from error


def _why(error: OSError, file: str) -> str:
    if isinstance(error, FileNotFoundError):
        return _("There is no file “%(file)s”.") % {"file": file}
    if isinstance(error, IsADirectoryError):
        return _("“%(file)s” is a directory, not a file.") % {"file": file}
    return f"{file}: {error.strerror}"


def _person(login: str) -> Any:
    """The account that will have written it."""
    people = get_user_model().objects.filter(is_active=True)
    if not login:
        writers = [person.get_username() for person in people.order_by("pk") if editing.may_create(person)]
        told = {"logins": ", ".join(writers[:12]) or "–"}
        raise CommandError(_("Say whose draft it becomes: --user LOGIN. They can: %(logins)s") % told)
    person = people.filter(**{get_user_model().USERNAME_FIELD: login}).first()
    if person is None:
        raise CommandError(_("There is no active account “%(login)s”.") % {"login": login})
    if not editing.may_create(person):
        raise CommandError(_("The role of “%(login)s” writes no stories.") % {"login": login})
    return person


def _save(
    story: ParsedStory, user: Any, series: str, number: int | None, shelf: PrivateShelf | None
) -> Imported:
    try:
        return import_story(story=story, user=user, series_slug=series, number=number, shelf=shelf)
    except Series.DoesNotExist as error:
        raise CommandError(_("There is no series “%(slug)s”.") % {"slug": series}) from error
    except (Refusal, BodyRefused) as error:
        raise CommandError(str(error)) from error
    except ValidationError as error:
        raise CommandError("\n".join(error.messages)) from error
