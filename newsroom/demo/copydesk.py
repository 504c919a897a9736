"""Reads the demonstration's files: site, series, stories. Knows their format, nothing of the database."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"


@dataclass(frozen=True)
class Script:
    """Everything that is to be played in: the site's rows, the series, and the stories by slug."""

    site: dict[str, Any]
    series: dict[str, Any]
    finished: dict[str, Any]
    stories: dict[str, dict[str, Any]]


def read() -> Script:
    """All files of the demonstration."""
    stories = {
        path.stem: _load(path) | {"slug": path.stem} for path in sorted((HERE / "stories").glob("*.toml"))
    }
    return Script(
        _load(HERE / "site.toml"), _load(HERE / "series.toml"), _load(HERE / "finished.toml"), stories
    )


def moment(told: dict[str, Any], today: datetime) -> datetime:
    """`days_ago` (or `publish_in_days`) and `time` of an entry as a moment, counted from the day of loading."""
    days = told.get("publish_in_days", -told.get("days_ago", 0))
    clock = time.fromisoformat(told.get("time", "09:00"))
    return timezone.make_aware(datetime.combine((today + timedelta(days=days)).date(), clock))


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
