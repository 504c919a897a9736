"""The generation of the public tables: a value that becomes another one with every change that readers may see.

What `articles.known` remembers of a page holds in the generation that the page was read in. Every verb that writes public
rows calls `raise_generation` in its transaction, so that rows and generation are seen together or not at all.

It is no counter, for two reasons. The row of a counter is locked from the verb to the end of its transaction: two of them
that meet further locks in another order would wait for each other. And a counter comes by the same numbers again, for
other rows, after a backup was restored or a replica took over. A generation is the set of marks in `PublishedGeneration`:
a change adds one that never was before and takes away those that nobody else is just taking away, waiting for none. As
nothing is taken away without something new, no set comes back, and there are never more marks than changes at once.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Func, QuerySet, Subquery, TextField

from articles.models.published import PublishedGeneration


class _Joined(Func):
    """All values of a column as one text. Their order does not matter: another order is taken for another generation."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The same under its old name."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra)


def raise_generation() -> None:
    """Tell that public rows change in this transaction. Cheap, waits for nothing, may be called more than once.

    Raises TransactionManagementError outside of a transaction: the rows would be seen before their generation.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("public rows change inside a transaction only")
    free = PublishedGeneration.objects.select_for_update(skip_locked=True)
    PublishedGeneration.objects.filter(pk__in=free.values("pk")).delete()
    PublishedGeneration.objects.create()


def read_generation() -> str:
    """The generation as of now; "" before anything was published. One query."""
    return _rows().get() or ""


def current_generation() -> Subquery:
    """The generation as part of another query, read in the same instant as its rows. NULL before anything was published."""
    return Subquery(_rows())


def _rows() -> QuerySet[Any, Any]:
    return PublishedGeneration.objects.annotate(told=_Joined("mark")).values_list("told", flat=True)
