"""My desk: what waits for a person, gathered in a handful of queries whatever the number of stories."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def my_desk(request: HttpRequest) -> dict[str, Any]:
    """The context of the desk's front page."""
    return {"desk": {}}
