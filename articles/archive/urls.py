"""Addresses of the archive. Included once a script, with `script` as an argument.

A year or month that the calendar of the newsroom cannot have is no address at all, and so a 404.
"""

from __future__ import annotations

from django.urls import path, register_converter

from articles.archive import views


class YearInPath:
    """A year between 2000 and 2099, the bounds of every date that is stored."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        """As a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Four digits."""
        return f"{value:04d}"


class MonthInPath(YearInPath):
    """A month, 01 to 12."""

    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        """Two digits."""
        return f"{value:02d}"


register_converter(YearInPath, "yyyy")
register_converter(MonthInPath, "mm")

urlpatterns = [
    path("archive/", views.overview, name="archive"),
    path("archive/<yyyy:year>/", views.year, name="archive_year"),
    path("archive/<yyyy:year>/<mm:month>/", views.month, name="archive_month"),
]
