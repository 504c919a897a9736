"""The word lists in force: the desk's rows, and the small lists that a new database starts with.

`current_terms` is what every check on the desk uses; `check_text` calls `terms_or_shipped`, which does without a
database.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Count, Max

from articles.models.proofing import ProofTerm
from articles.text.proof import DEFAULT_TERMS, Term


def install(*, term: Any) -> None:
    """Insert the shipped rows that are missing, through the model class given.

    A migration calls it once for each edition of the lists, so that what the desk changed or deleted stays so.
    """
    there = set(term.objects.filter(valid_from=None).values_list("kind", "pattern"))
    term.objects.bulk_create(
        term(
            kind=shipped.kind,
            pattern=shipped.pattern,
            suggestion=shipped.suggestion,
            suggestion_hant="" if shipped.suggestion_hant == shipped.suggestion else shipped.suggestion_hant,
            unless=" ".join(shipped.unless),
            severity=shipped.severity,
        )
        for shipped in DEFAULT_TERMS
        if (shipped.kind, shipped.pattern) not in there
    )


def signature() -> str:
    """Changes with every change of the lists: part of the name under which findings are kept."""
    seen = ProofTerm.objects.aggregate(rows=Count("pk"), newest=Max("updated_at"), last=Max("pk"))
    return f"{seen['rows']}-{seen['last']}-{seen['newest']}"


def current_terms(version: str | None = None) -> tuple[Term, ...]:
    """All rows of the lists; a check takes those in force on its day. `version` spares the question for it."""
    return _rows(version or signature())


def terms_or_shipped() -> tuple[Term, ...]:
    """The desk's lists where there is a database, else the shipped ones. Makes no database."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        if not name.startswith("file:") and not Path(name).exists():
            return DEFAULT_TERMS
    try:
        return current_terms()
    except DatabaseError:  # not migrated, or not there
        return DEFAULT_TERMS


@lru_cache(maxsize=2)
def _rows(_version: str) -> tuple[Term, ...]:
    return tuple(row.as_term() for row in ProofTerm.objects.all())
