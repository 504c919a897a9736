"""`TokenField`: the lexemes a row is found by, as the database's own index wants them.

PostgreSQL keeps a `tsvector` built from them as they are – no parser of the server ever sees text. SQLite keeps a
line of words for FTS5: every lexeme in hexadecimal, so that neither its tokenizer nor its query language finds a sign
in it that it would take for its own. Written from Python only; nobody reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models


def encoded(lexeme: str) -> str:
    """A lexeme as FTS5 holds it; the beginning of a lexeme is the beginning of its code."""
    return lexeme.encode("utf-16-be", "surrogatepass").hex()


class TokenField(models.Field):
    """A set of lexemes."""

    def db_type(self, connection: Any) -> str:
        """`tsvector` where there is one."""
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, _value: Any, _compiler: Any, connection: Any) -> str:
        """PostgreSQL takes the lexemes as an array."""
        return "array_to_tsvector(%s::text[])" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value: Iterable[str] | None, connection: Any, prepared: bool = False) -> Any:
        """Sorted, so that the same lexemes are the same bytes. Raises TypeError for what was read from a database."""
        if isinstance(value, str):
            raise TypeError("Lexemes are written from a document, not from a row: run `reindex`.")
        lexemes = sorted(value or ())
        return lexemes if connection.vendor == "postgresql" else " ".join(map(encoded, lexemes))
