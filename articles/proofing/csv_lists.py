"""The word lists as CSV files: written so that no spreadsheet runs a cell, read with every complaint at its line.

`read` understands what `write` wrote, in any language of the desk, and says what importing it would change. Only
`save` writes. Files are UTF-8 (with or without mark) or GB18030, separated by commas or tabs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.models.proofing import ProofTerm, Severity

MAX_BYTES = 1_000_000
MAX_ROWS = 5_000
# A cell that begins so is a formula to a spreadsheet; a quote before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")

# Column of the file, in order: name, what it is called.
COLUMNS: tuple[tuple[str, Any], ...] = (
    ("kind", pgettext_lazy("word list", "List")),
    ("pattern", gettext_lazy("Wrong (or name)")),
    ("suggestion", gettext_lazy("Right (or title)")),
    ("suggestion_hant", gettext_lazy("Right, traditional")),
    ("unless", gettext_lazy("Not inside")),
    ("severity", pgettext_lazy("word list", "Severity")),
    ("rank", gettext_lazy("Place in lists of names")),
    ("valid_from", pgettext_lazy("word list", "From")),
    ("valid_to", pgettext_lazy("word list", "To")),
    ("note", gettext_lazy("Source or note")),
)
_NAMES = tuple(name for name, _label in COLUMNS)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line of the file, counted as a text editor counts. Line 0: the file as a whole."""

    line: int
    message: str


@dataclass(frozen=True)
class Change:
    """One row that importing would insert or change: its line, the row, and old and new value by column label."""

    line: int
    term: ProofTerm
    is_new: bool
    differences: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Reading:
    """What a file says: rows to insert or change, how many are there already, and what cannot be read."""

    changes: list[Change] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def new(self) -> list[Change]:
        """Rows that the lists do not have."""
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        """Rows that the lists have otherwise."""
        return [change for change in self.changes if not change.is_new]


def write(terms: Iterable[ProofTerm]) -> str:
    """The rows as CSV text with a header in the active language."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(str(label) for _name, label in COLUMNS)
    for term in terms:
        writer.writerow(_armoured(_printed(term, name)) for name in _NAMES)
    return out.getvalue()


def read(text: str) -> Reading:
    """What importing the text would do. Writes nothing."""
    reading = Reading()
    lines = _lines(text, reading)
    header = next(lines, None)
    if header is None:
        reading.problems.append(Problem(0, _("The file is empty.")))
        return reading
    columns = _columns(header[1], reading)
    if not columns:
        return reading
    known = {_key(term): term for term in ProofTerm.objects.all()}
    seen: dict[Any, int] = {}
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            _read_row(line, dict(zip(columns, cells, strict=False)), known, seen, reading)
    return reading


def save(*, reading: Reading, user: Any) -> int:
    """Insert and change the rows of a reading, by this person. Returns how many. Rows not in the file stay."""
    with transaction.atomic():
        for change in reading.changes:
            change.term.changed_by = user
            change.term.save()
    return len(reading.changes)


def _lines(text: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    before, count = 0, 0
    try:
        for cells in reader:
            count += 1
            if count > MAX_ROWS + 1:
                told = _("The file has more than %(number)d rows.") % {"number": MAX_ROWS}
                reading.problems.append(Problem(0, told))
                return
            yield before + 1, [_disarmed(cell) for cell in cells]
            before = reader.line_num
    except csv.Error:
        reading.problems.append(Problem(before + 1, _("This line cannot be read as CSV.")))


def _columns(header: list[str], reading: Reading) -> list[str]:
    known = _called(tuple((name, label) for name, label in COLUMNS))
    columns = [known.get(cell.strip().casefold(), "") for cell in header]
    missing = [str(label) for name, label in COLUMNS[:3] if name not in columns]
    if missing:
        told = _("The first line must name the columns. Missing: %(columns)s") % {
            "columns": _(", ").join(missing)
        }
        reading.problems.append(Problem(1, told))
        return []
    return columns


def _read_row(
    line: int, cells: dict[str, str], known: dict[Any, ProofTerm], seen: dict[Any, int], reading: Reading
) -> None:
    try:
        told = {name: _READERS.get(name, str.strip)(cells.get(name, "")) for name in _NAMES}
        row = ProofTerm(**told)
        row.clean_fields(exclude=["changed_by"])
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            raise ValidationError(_("“To” is before “from”."))
    except ValidationError as error:
        reading.problems.extend(Problem(line, message) for message in _messages(error))
        return
    key = _key(row)
    if key in seen:
        told_twice = _("The same row stands in line %(line)d already.") % {"line": seen[key]}
        reading.problems.append(Problem(line, told_twice))
        return
    seen[key] = line
    _compare(line, row, known.get(key), cells, reading)


def _compare(
    line: int, row: ProofTerm, old: ProofTerm | None, given: Collection[str], reading: Reading
) -> None:
    """A row against the one that the lists have; columns that the file does not have are no difference."""
    if old is None:
        reading.changes.append(Change(line, row, is_new=True))
        return
    differences = tuple(
        (str(label), _printed(old, name), _printed(row, name))
        for name, label in COLUMNS
        if name in given and _printed(old, name) != _printed(row, name)
    )
    if not differences:
        reading.same += 1
        return
    for name in given:
        if name in _NAMES:
            setattr(old, name, getattr(row, name))
    reading.changes.append(Change(line, old, is_new=False, differences=differences))


def _key(term: ProofTerm) -> tuple[str, str, date | None]:
    return term.kind, term.pattern, term.valid_from


def _printed(term: ProofTerm, name: str) -> str:
    value = getattr(term, name)
    if name == "kind":
        return str(term.get_kind_display())
    if name == "severity":
        return str(term.get_severity_display())
    if isinstance(value, date):
        return value.isoformat()
    return "" if value in (None, 0) else str(value)


def _armoured(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _disarmed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _called(choices: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Every name of a choice in every language of the desk, and its code."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(label).casefold(): code for code, label in choices}
    return found | {code.casefold(): code for code, _label in choices}


def _choice(choices: Any, default: str) -> Callable[[str], str]:
    def read_choice(cell: str) -> str:
        word = cell.strip().casefold()
        if not word:
            return default
        found = _called([(choice.value, choice.label) for choice in choices]).get(word)
        if found is None:
            known = _(", ").join(str(choice.label) for choice in choices)
            raise ValidationError(_("“%(word)s” is none of: %(known)s") % {"word": cell[:40], "known": known})
        return found

    return read_choice


def _day(cell: str) -> date | None:
    word = cell.strip()
    if not word:
        return None
    for shape in _DAYS:
        try:
            return datetime.strptime(word, shape).date()
        except ValueError:
            continue
    raise ValidationError(_("“%(value)s” is not a day like 2026-01-08.") % {"value": cell[:40]})


def _rank(cell: str) -> int:
    word = cell.strip()
    if not word:
        return 0
    if not (word.isascii() and word.isdigit() and len(word) <= 4):
        raise ValidationError(_("“%(word)s” is not a number from 0 to 9999.") % {"word": cell[:40]})
    return int(word)


_READERS: dict[str, Callable[[str], Any]] = {
    "kind": _choice(ProofTerm.Kind, ProofTerm.Kind.HOUSE),
    "severity": _choice(Severity, Severity.WARN),
    "valid_from": _day,
    "valid_to": _day,
    "rank": _rank,
}


def _messages(error: ValidationError) -> Iterator[str]:
    """Each complaint with the column it is about."""
    labels = {name: str(label) for name, label in COLUMNS}
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for name, messages in error.message_dict.items():
        for message in messages:
            yield f"{labels.get(name, name)}{_(': ')}{message}"
