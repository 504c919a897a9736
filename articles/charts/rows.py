"""The table behind a chart, as a person types or pastes it: one row a line, a label and a number.

Pure. Numbers stay text: 9.95 is what the paper prints, not a float. Used by the story form, by proofing and by `drawing`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

Row = tuple[str, str]

FEWEST, MOST = 2, 24
LONGEST_LABEL = 20
LONGEST_TEXT = 4000  # characters looked at; 24 rows of the longest label need a quarter of it
# A label, whatever separates (a tab from a spreadsheet, a comma, a colon, a blank), a number.
_ROW = re.compile(r"(?P<label>.*?)[\s,，:：;；=]+(?P<value>[-−－+＋]?[\d０-９][\d０-９.,，．]*)\s*[%％]?")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,4})?", re.ASCII)
_MINUS = str.maketrans({"−": "-", "－": "-"})


class ChartRefused(ValueError):
    """A table that is no chart. The message is a sentence for the person, naming the line."""


def read_rows(text: str) -> list[Row]:
    """The rows of a typed table: (label, number as plain digits). Raises ChartRefused.

    A first line without a number is the heading that a spreadsheet brings along; it is dropped.
    """
    if len(text) > LONGEST_TEXT:
        raise ChartRefused(_("The table is too long: at most %(most)d rows.") % {"most": MOST})
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and not any(char.isdigit() for char in lines[0]):
        lines = lines[1:]
    rows = [_row(number, line) for number, line in enumerate(lines, start=1)]
    if not FEWEST <= len(rows) <= MOST:
        told = {"least": FEWEST, "most": MOST, "number": len(rows)}
        raise ChartRefused(_("A chart has %(least)d to %(most)d rows; these are %(number)d.") % told)
    return rows


def as_text(rows: list[Row] | list[list[str]]) -> str:
    """Rows as the form shows them, one a line with a tab between, so that they go back into a spreadsheet."""
    return "\n".join(f"{label}\t{value}" for label, value in rows)


def labels_of(text: str) -> str:
    """The labels of a typed table at the offsets they have in it; all else is line ends. Never raises."""
    if len(text) > LONGEST_TEXT:
        return "\n" * len(text)
    return "\n".join(map(_label_in, text.split("\n")))


def _label_in(line: str) -> str:
    start = len(line) - len(line.lstrip())
    match = _ROW.fullmatch(line.strip())
    end = start + match.end("label") if match else start
    return "\n" * start + line[start:end] + "\n" * (len(line) - end)


def printed_number(value: str) -> str:
    """A number as it is set: with the sign that is as wide as a figure."""
    return value.replace("-", "−")


def as_decimal(value: str) -> Decimal:
    """The number that a row stands for."""
    return Decimal(value)


def _row(number: int, line: str) -> Row:
    match = _ROW.fullmatch(line)
    if match is None or not match["label"].strip():
        raise ChartRefused(
            _("Line %(number)d is not a label and a number: %(line)s") % {"number": number, "line": line[:40]}
        )
    label = " ".join(unicodedata.normalize("NFC", match["label"]).split())
    if len(label) > LONGEST_LABEL:
        told = {"number": number, "most": LONGEST_LABEL}
        raise ChartRefused(_("The label in line %(number)d is longer than %(most)d characters.") % told)
    return label, _number(number, match["value"])


def _number(number: int, typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed).translate(_MINUS).replace(",", "").lstrip("+")
    if not _NUMBER.fullmatch(plain):
        told = {"number": number, "value": typed[:20]}
        raise ChartRefused(_("The number in line %(number)d cannot be read: %(value)s") % told)
    return plain
