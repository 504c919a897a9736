"""Finds the browser for the e2e tests; `python -m tests.tools.chromium` fails, loudly, if there is none."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def find() -> str | None:
    """The path of CHROMIUM if set, else of the first browser on PATH, else None."""
    candidates = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    return next(filter(None, map(shutil.which, candidates)), None)


if __name__ == "__main__":
    if find() is None:
        frame = "*" * 78
        sys.exit(f"{frame}\n* {MISSING}\n* THE BROWSER TESTS DID NOT RUN.\n{frame}")
