"""`manage.py check_text`: proofread a text file, for people or as JSON.

The desk's word lists are used where there is a database, else those we ship. Exit code 0: nothing blocks; 1: something has to be changed before publication; 2: the file cannot be read.
"""

from __future__ import annotations

import io
import json
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from bisect import bisect_right
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.proofing.terms import terms_or_shipped
from articles.text import proof
from articles.text.errors import BinaryContent, StoryTooLarge, TextError, UndecodableText
from articles.text.proof import Context, Issue
from articles.text.scripts import detect
from articles.text.story import MAX_CHARACTERS, decode

_MOST_BYTES = 4 * MAX_CHARACTERS + 4
_LINE_END = re.compile(r"\r\n|[\n\r]")
_LONGEST_QUOTE = 30


class Command(BaseCommand):
    """Read, check, print."""

    help = "Check a text file (UTF-8, UTF-16, GB18030 or Big5) for mistakes of writing. Changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, in which script, for which day."""
        parser.add_argument("file", metavar="FILE", help="a text file")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the findings as JSON")
        parser.add_argument(
            "--script", choices=("hans", "hant"), help="simplified or traditional; else the text itself tells"
        )
        parser.add_argument(
            "--date",
            type=_day,
            metavar="YYYY-MM-DD",
            help="day of publication, which weekdays and words like 昨日 are checked against",
        )

    def handle(
        self, *_args: Any, file: str, as_json: bool, script: Any, date: date | None, **_options: Any
    ) -> None:
        """Print everything found, then say by the exit code whether it blocks."""
        text = _read(file)
        issues = proof.check(
            text, script=script or detect(text), context=Context(date=date, terms=terms_or_shipped())
        )
        if as_json:
            self._print_json(issues)
        else:
            self._print(text, issues)
        blocking = sum(issue.severity == "block" for issue in issues)
        if blocking:
            message = ngettext(
                "%(count)d thing has to be changed before publication.",
                "%(count)d things have to be changed before publication.",
                blocking,
            )
            raise CommandError(message % {"count": blocking}, returncode=1)

    def _print_json(self, issues: list[Issue]) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):  # JSON is UTF-8, whatever the terminal is
            sys.stdout.reconfigure(encoding="utf-8")
        self.stdout.write(json.dumps([_as_dict(issue) for issue in issues], ensure_ascii=False, indent=2))

    def _print(self, text: str, issues: list[Issue]) -> None:
        starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        for issue in issues:
            line = bisect_right(starts, issue.start)
            place = f"{line}:{issue.start - starts[line - 1] + 1}"
            told = f"{place:<8} {_severity(issue)}  {issue.id}  {issue.sentence(_)}{_change(issue)}"
            self.stdout.write(_visible(told))
        counts = proof.count(text, issues)
        total = {
            "mistakes": counts.mistakes,
            "characters": counts.characters,
            "rate": counts.per_ten_thousand,
        }
        told = _("%(mistakes)d mistakes in %(characters)d characters, %(rate)s in ten thousand")
        if not counts.mistakes:
            told = _("%(characters)d characters, no mistakes")
        self.stdout.write(told % total)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ArgumentTypeError(_("“%(value)s” is not a day like 2026-01-08.") % {"value": value}) from error


def _as_dict(issue: Issue) -> dict[str, str | int]:
    return {
        "id": issue.id,
        "severity": issue.severity,
        "start": issue.start,
        "end": issue.end,
        "text": issue.text,
        "message": issue.sentence(_),
        "suggestion": issue.suggestion,
    }


def _severity(issue: Issue) -> str:
    return {
        "block": pgettext("severity", "must change"),
        "warn": pgettext("severity", "should change"),
        "info": pgettext("severity", "hint"),
    }[issue.severity]


def _change(issue: Issue) -> str:
    """Old → new on one line; what may simply go is shown as going."""
    if not issue.text:
        return ""
    quoted = " ".join(issue.text.split())
    if len(quoted) > _LONGEST_QUOTE:
        quoted = quoted[: _LONGEST_QUOTE - 1] + "…"
    if issue.suggestion:
        return f"  {quoted} → {issue.suggestion}"
    return f"  {quoted} → {_('(nothing)')}" if issue.autofix else f"  {quoted}"


def _visible(text: str) -> str:
    """Characters that do not print by their number, so that they show and steer no terminal."""
    return "".join(char if char.isprintable() or char.isspace() else f"<U+{ord(char):04X}>" for char in text)


def _read(file: str) -> str:
    try:
        with open(file, "rb") as source:
            data = source.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise StoryTooLarge(MAX_CHARACTERS, "characters")
        return decode(data)[0]
    except OSError as error:
        told = {"file": file, "why": error.strerror}
        raise CommandError(_("Cannot read %(file)s: %(why)s") % told, returncode=2) from error
    except TextError as error:
        raise CommandError(f"{file}: {_why(error)}", returncode=2) from error


def _why(error: TextError) -> str:
    """Why the file is no text we read, and where that shows."""
    match error:
        case UndecodableText():
            sentence = _(
                "The file is not UTF-8, UTF-16, GB18030 or Big5 text: it cannot be read from byte %(at)d on."
            )
            return sentence % {"at": error.position}
        case BinaryContent():
            told = {"kind": error.kind or _("binary data"), "at": error.position}
            return _("This is no text file but %(kind)s (byte %(at)d).") % told
        case StoryTooLarge():
            limits = {"limit": f"{error.limit:,}", "unit": _("characters")}
            return _("The text is too long for one story: at most %(limit)s %(unit)s can be read.") % limits
    return str(error)
