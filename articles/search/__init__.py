"""Search: what is indexed, and one way to ask for it that PostgreSQL and SQLite answer alike.

text → `documents` (fields of a row) → `fields.TokenField` (a `tsvector`, or words for FTS5) → `engine` (a question
of `wanted` as SQL). `schema` makes what the tables need beside their columns. The public side imports everything but
`desk`, which looks in working copies.
"""
