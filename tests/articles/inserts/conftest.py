"""Stores of their own for tests that keep clips."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def media_stores(settings: Any, tmp_path: Path) -> Path:
    """Both stores in a fresh folder, and the public address leading to the second."""
    files = "django.core.files.storage.FileSystemStorage"
    settings.MEDIA_ROOT = tmp_path / "public"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": files, "OPTIONS": {"location": tmp_path / "private", "base_url": None}},
        "public": {"BACKEND": files, "OPTIONS": {"location": tmp_path / "public", "base_url": "/media/"}},
    }
    return tmp_path
