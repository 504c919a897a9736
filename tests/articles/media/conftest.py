"""Stores of their own for every test of pictures."""

import pytest


@pytest.fixture(autouse=True)
def own_stores(settings, tmp_path):
    """Both stores in a fresh folder."""
    files = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": files, "OPTIONS": {"location": tmp_path / "private", "base_url": None}},
        "public": {"BACKEND": files, "OPTIONS": {"location": tmp_path / "public", "base_url": "/media/"}},
    }
    return tmp_path
