"""Static files under hashed names: a browser that loads a module twice under two names runs it twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from newsroom.static_names import HashedFiles

_FROM = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")


@pytest.fixture
def collected(tmp_path: Path) -> dict[str, Path]:
    """Every script of ours as it is served: name → file."""
    ours: dict[str, Any] = {}
    for app in ("articles", "newsroom", "series"):
        folder = Path(settings.BASE_DIR) / app / "static"
        source = FileSystemStorage(location=folder)
        ours |= {
            str(path.relative_to(folder)): (source, str(path.relative_to(folder)))
            for path in folder.rglob("*.js")
        }
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    for name, (source, path) in ours.items():
        with source.open(path) as file:
            storage.save(name, file)
    for _name, _hashed, processed in storage.post_process(ours):
        assert not isinstance(processed, Exception), processed
    return {name: tmp_path / storage.hashed_files[name] for name in ours}


def test_modules_import_each_other_under_the_names_that_pages_load_them_by(
    collected: dict[str, Path],
) -> None:
    served = set(collected.values())
    imports = 0
    for path in served:
        for url in _FROM.findall(path.read_text(encoding="utf-8")):
            assert (path.parent / url).resolve() in served, f"{path.name} imports {url}"
            imports += 1
    assert imports > 3
