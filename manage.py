#!/usr/bin/env python3
"""Runs Django's commands and ours: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit(
            f"{missing}. Run `make demo` once, then use .venv/bin/python manage.py …"
        ) from missing
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
