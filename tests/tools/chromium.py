"""Finds the browser for the e2e tests; `python -m tests.tools.chromium` fails, loudly, if there is none."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The same engine without the windows around it: a third quicker where nobody looks on.
SHELL = "chromium-headless-shell"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "No Chromium found (apt install chromium, or name it in CHROMIUM=/path)."


def find(*, windows: bool = True) -> str | None:
    """The path of CHROMIUM if set, else of the first browser on PATH, else None. Without `windows` the shell comes first."""
    names = NAMES if windows else (SHELL, *NAMES)
    candidates = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else names
    return next(filter(None, map(shutil.which, candidates)), None)


if __name__ == "__main__":
    if find(windows=False) is None:
        frame = "*" * 78
        sys.exit(f"{frame}\n* {MISSING}\n* THE BROWSER TESTS DID NOT RUN.\n{frame}")
