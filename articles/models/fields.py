"""Field types that keep names and titles clean: NFC, no control, zero-width or bidi characters, one line.

Used by the model files of `articles` and `series`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

# C0/C1 controls, zero-width and bidi marks, variation and tag characters, surrogates, replacement character
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e0fff]"
)


def refuse_unseen(value: str) -> None:
    """Refuse characters that a reader cannot see but a search, an address or a byline would trip over."""
    found = _UNSEEN.search(value)
    if found:
        code = f"U+{ord(found.group()):04X}"
        raise ValidationError(
            _("Contains an invisible character (%(code)s) at position %(position)d."),
            code="unseen_character",
            params={"code": code, "position": found.start() + 1},
        )


def visible(value: str) -> str:
    """What a reader can see of a text: for counting what somebody really said."""
    return _UNSEEN.sub("", value).strip()


def refuse_unseen_lines(value: str) -> None:
    """The same as `refuse_unseen` for a text of several lines."""
    for line in value.replace("\r\n", "\n").split("\n"):
        refuse_unseen(line.replace("\t", " "))


class LineField(models.CharField):
    """One line of printed text: stored as NFC without outer blanks; invisible characters are refused."""

    default_validators = [*models.CharField.default_validators, refuse_unseen]

    def to_python(self, value: Any) -> Any:
        """Normalise what a form or a fixture brings."""
        text = super().to_python(value)
        return unicodedata.normalize("NFC", text).strip() if isinstance(text, str) else text

    def get_prep_value(self, value: Any) -> Any:
        """Normalise what code assigned, so that the database holds one form only."""
        return self.to_python(super().get_prep_value(value))


class ProseField(models.TextField):
    """Several lines of plain text: NFC, line ends as \\n; control characters other than line ends are refused."""

    def to_python(self, value: Any) -> Any:
        """Normalise what a form or a fixture brings."""
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()

    def get_prep_value(self, value: Any) -> Any:
        """Normalise what code assigned, so that the database holds one form only."""
        return self.to_python(super().get_prep_value(value))

    def validate(self, value: Any, model_instance: Any) -> None:
        """Refuse invisible characters in every line."""
        super().validate(value, model_instance)
        refuse_unseen_lines(value or "")
