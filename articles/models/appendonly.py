"""`AppendOnly`: a model whose rows are written once. Ledger, revisions and sign-offs stand on it.

On PostgreSQL a trigger made by the migrations refuses UPDATE and DELETE as well, whatever code issues them.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a row that is kept for good."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses everything that would rewrite history in bulk."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(f"{self.model.__name__} rows are written once")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(f"{self.model.__name__} rows are kept for good")

    def bulk_create(self, objs: Any, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> Any:
        """Insert; turning conflicts into updates is refused."""
        if update_conflicts:
            raise AppendOnlyError(f"{self.model.__name__} rows are written once")
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(f"{self.model.__name__} rows are written once")


class AppendOnly(models.Model):
    """A row that is inserted and then only read."""

    objects: ClassVar[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a second save is refused."""
        if self.pk is not None and not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are written once")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(f"{type(self).__name__} rows are kept for good")
