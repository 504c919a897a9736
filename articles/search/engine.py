"""Asks the index: a `Wanted` as SQL for the database at hand. Both backends find the same rows in the same order.

PostgreSQL: a GIN index over `tsvector`, through a function of ours that never reads a table whole (`schema`).
SQLite: FTS5. Both then look for the phrases in the row's `text`, the newest row first, and stop at `ceiling`: what
a question costs is bounded, however common its words. Public code imports this file; it knows no model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.search.fields import encoded
from articles.search.wanted import YEAR, Wanted, one_of

Statement = tuple[str, list[Any]]
# As good as all of them; a limit for where SQL wants one.
ALL = 1_000_000


@dataclass(frozen=True)
class Table:
    """A table that can be searched: rows with `id`, `text` and `tokens`, and the column that says which is newest."""

    name: str
    newest: str
    dated: bool = False  # whether rows carry the tag of the year of that column


def newest(table: Table, wanted: Wanted, ceiling: int = ALL) -> Statement:
    """SELECT the ids of the rows that are wanted, at most `ceiling`, the newest of them."""
    return _BACKENDS[connection.vendor](table, wanted, ceiling)


def ids(table: Table, wanted: Wanted) -> RawSQL:
    """All of them, for `filter(…__in=ids(…))`."""
    return RawSQL(*newest(table, wanted))  # noqa: S611 – ours, its values are parameters


def either(uids: Iterable[UUID]) -> RawSQL:
    """Many uids, for `filter(…__in=either(…))`: one parameter, where one each takes longer to write than to look for."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::uuid[])", [[str(uid) for uid in uids]])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps([uid.hex for uid in uids])])


def ranked(
    table: Table, asked: Sequence[tuple[int, Wanted, int]], columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Rows that meet at least one of several questions, each with its highest rank before its columns. One query.

    `asked` are (rank, what is wanted, at most how many). In no order.
    """
    parts: list[str] = []
    values: list[Any] = []
    for rank, wanted, ceiling in asked:
        select, given = newest(table, wanted, ceiling)
        parts.append(f"SELECT id, {int(rank)} AS rank FROM ({select}) AS part{len(parts)}")  # noqa: S608
        values += given
    found = " UNION ALL ".join(parts)
    named = ", ".join(f"kept.{column}" for column in columns)
    sql = (
        f"SELECT found.rank, {named} FROM (SELECT id, MAX(rank) AS rank FROM ({found}) AS every GROUP BY id) AS found "  # noqa: S608
        f"JOIN {table.name} AS kept ON kept.id = found.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _postgresql(table: Table, wanted: Wanted, ceiling: int) -> Statement:
    given = [_tsquery(wanted), [f"%{phrase}%" for phrase in wanted.phrases], ceiling]
    # S608 below: the name of the table is ours, all else are parameters
    if not table.dated:
        return f"SELECT id FROM {table.name}_newest(%s::tsquery, %s::text[], %s) AS found(id)", given  # noqa: S608
    select = f"SELECT id FROM {table.name}_latest(%s::tsquery, %s::text[], %s, %s::tsquery) AS found(id)"  # noqa: S608
    return select, [*given, _latest_years()]


def _latest_years() -> str:
    """This year and the last: no row is newer than those that carry their tags."""
    this = timezone.localdate().year
    return _tsquery(Wanted((one_of(YEAR, [str(this), str(this - 1)]),)))


def _sqlite(table: Table, wanted: Wanted, ceiling: int) -> Statement:
    held = "".join(f" AND instr({table.name}.text, %s) > 0" for _phrase in wanted.phrases)
    select = (
        f"SELECT {table.name}.id FROM {table.name}_fts JOIN {table.name} ON {table.name}.id = {table.name}_fts.rowid "  # noqa: S608
        f"WHERE {table.name}_fts MATCH %s{held} ORDER BY {table.name}.{table.newest} DESC, {table.name}.id LIMIT %s"
    )
    return select, [_match(wanted), *wanted.phrases, ceiling]


_BACKENDS = {"postgresql": _postgresql, "sqlite": _sqlite}


def _tsquery(wanted: Wanted) -> str:
    def lexeme(word: str) -> str:
        return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"

    return _joined(wanted, lexeme, " & ", " | ")


def _match(wanted: Wanted) -> str:
    def lexeme(word: str) -> str:
        return f"{encoded(word[:-1])}*" if word.endswith("*") else encoded(word)

    return _joined(wanted, lexeme, " AND ", " OR ")


def _joined(wanted: Wanted, lexeme: Any, both: str, either: str) -> str:
    groups = []
    for group in wanted.groups:
        ways = [f"({both.join(map(lexeme, way))})" for way in group]
        groups.append(f"({either.join(ways)})")
    return both.join(groups)
