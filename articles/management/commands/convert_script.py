"""`manage.py convert_script`: a text file in the other script, on standard output, with names left alone."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.text.errors import ScriptsUnavailable, TextError
from articles.text.scripts import to_hans, to_hant
from articles.text.story import decode

_CONVERT = {"zh-hant": to_hant, "zh-hans": to_hans}


class Command(BaseCommand):
    """Reads UTF-8, GB18030, Big5 and UTF-16; writes UTF-8."""

    help = (
        "Convert a text file between simplified and traditional script. The result goes to standard output."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A file and a direction."""
        parser.add_argument("file", metavar="FILE", help="a text file")
        parser.add_argument("--to", required=True, choices=sorted(_CONVERT), help="the script wanted")
        parser.add_argument(
            "--names", default="", help="names to be left as they are, separated by commas: 于海,范晓"
        )

    def handle(self, *_args: Any, file: str, to: str, names: str, **_options: Any) -> None:
        """Decode, convert, print."""
        kept = {name.strip(): name.strip() for name in names.replace("，", ",").split(",") if name.strip()}
        try:
            text, _encoding = decode(Path(file).read_bytes())
            self.stdout.write(_CONVERT[to](text, kept), ending="")
        except OSError as error:
            raise CommandError(
                _("Cannot read %(file)s: %(why)s") % {"file": file, "why": error.strerror}, returncode=2
            ) from error
        except ScriptsUnavailable as error:
            raise CommandError(_("OpenCC is not installed."), returncode=3) from error
        except TextError as error:
            raise CommandError(f"{file}: {error}", returncode=2) from error
