"""What a searchable table needs beside its columns. Called by migrations, once a table.

PostgreSQL: the GIN index, and `<table>_newest(tsquery, phrases, ceiling)`. The function exists for its settings: the
planner does not know what it costs to unpack a large `tsvector` and would rather read the table whole. Beside it, for
rows that carry their year, `<table>_latest(tsquery, phrases, ceiling, years)`: the same rows, sooner.
SQLite: an FTS5 table that keeps only the index, and three triggers that let it follow the table. Whoever rebuilds
such a table in a later migration (SQLite does for every change of a column) calls `remove` and `install` around it.
"""

from __future__ import annotations

from typing import Any

# Rows are small and stay together; text and lexemes go beside the table.
GIN = "CREATE INDEX IF NOT EXISTS {table}_tokens ON {table} USING gin (tokens) WITH (fastupdate = off)"
_POSTGRESQL = """
ALTER TABLE {table} SET (toast_tuple_target = 512);
CREATE FUNCTION {table}_newest(wanted tsquery, phrases text[], ceiling integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 1000 SET enable_seqscan = off AS $$
BEGIN
    IF cardinality(phrases) = 0 THEN
        RETURN QUERY SELECT id FROM {table} WHERE tokens @@ wanted ORDER BY {newest} DESC, id LIMIT ceiling;
    ELSE
        -- the newest are looked at first, and no more of them than are wanted
        RETURN QUERY SELECT held.id FROM (
            SELECT id, text FROM {table} WHERE tokens @@ wanted ORDER BY {newest} DESC, id OFFSET 0
        ) AS held WHERE held.text LIKE ALL (phrases) LIMIT ceiling;
    END IF;
END $$
"""
# Of a common word the latest years hold more than is wanted. Asked for alone, they spare it the sorting of all the others.
_LATEST = """
CREATE FUNCTION {table}_latest(wanted tsquery, phrases text[], ceiling integer, latest tsquery) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 1000 AS $$
DECLARE
    found integer;
BEGIN
    RETURN QUERY SELECT * FROM {table}_newest(wanted && latest, phrases, ceiling);
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found < ceiling THEN
        RETURN QUERY SELECT * FROM {table}_newest(wanted && !!latest, phrases, ceiling - found);
    END IF;
END $$
"""
_SQLITE = (
    """
CREATE VIRTUAL TABLE {table}_fts USING fts5(
    tokens, content='{table}', content_rowid='id', tokenize='ascii', detail='none', columnsize=0)
""",
    """
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts(rowid, tokens) VALUES (new.id, new.tokens);
END
""",
    """
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, tokens) VALUES ('delete', old.id, old.tokens);
END
""",
    """
CREATE TRIGGER {table}_fts_update AFTER UPDATE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    INSERT INTO {table}_fts(rowid, tokens) VALUES (new.id, new.tokens);
END
""",
    "INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')",
)


def install(schema_editor: Any, *, table: str, newest: str) -> None:
    """Make the index of a table that exists. `newest` is its column that orders rows, the last first."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GIN.format(table=table), params=None)
        schema_editor.execute(_POSTGRESQL.format(table=table, newest=newest), params=None)
        return
    for statement in _SQLITE:
        schema_editor.execute(statement.format(table=table), params=None)


def install_latest(schema_editor: Any, *, table: str) -> None:
    """For a table whose rows carry the tag of their year: have the latest years asked first. After `install`."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_LATEST.format(table=table), params=None)


def remove_latest(schema_editor: Any, *, table: str) -> None:
    """Take it away again, before `remove`."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_latest", params=None)


def remove(schema_editor: Any, *, table: str) -> None:
    """Take it away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"DROP FUNCTION IF EXISTS {table}_newest; DROP INDEX IF EXISTS {table}_tokens", params=None
        )
        return
    for name in ("insert", "delete", "update"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_fts_{name}", params=None)
    schema_editor.execute(f"DROP TABLE IF EXISTS {table}_fts", params=None)
