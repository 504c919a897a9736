"""Words of the house as a script prints them, with the terms that the newsroom has decided for every story.

Masthead, pages, chapters, announcements and notices have no snapshot that would keep these terms, as stories do: they
are read when the public rows are made. Used by `publishing`, `publishing_site` and `series.publishing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from articles.models.hant import HantTerm
from articles.models.published import Script
from articles.printed import printed, printed_html


class HouseWords:
    """Prints words in one script; the terms are asked for once, and not at all for the simplified edition."""

    def __init__(self, script: str) -> None:
        """For one script."""
        self.script = script

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """The newsroom's decided words, with their traditional form."""
        return HantTerm.objects.decided() if self.script == Script.HANT else {}

    def text(self, value: str, names: Mapping[str, str] | None = None) -> str:
        """A run of plain text."""
        return printed(value, self.script, names, self.terms) if value else ""

    def html(self, value: str) -> str:
        """Clean HTML."""
        return printed_html(value, self.script, None, self.terms)
