"""Reads configuration from environment variables, and says plainly what is wrong with a bad value.

For `newsroom.settings` (and the tests of it) only; the rest of the code reads `django.conf.settings`.
An empty variable counts as unset: that is how compose files and `make` pass “nothing”.
"""

import os
import secrets
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Option = TypeVar("Option", bound=str)

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable without surrounding space, or the default if unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """The variable as yes or no; anything else is an error rather than a guess."""
    value = text(name).lower()
    if not value:
        return default
    if value in _YES | _NO:
        return value in _YES
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no: use 1 or 0.")


def number(name: str, default: int) -> int:
    """The variable as a whole number, zero or more."""
    value = text(name, str(default))
    if value.isascii() and value.isdigit():
        return int(value)
    raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")


def choice(name: str, options: tuple[Option, ...]) -> Option:
    """One of the options; the first if unset."""
    value = text(name, options[0])
    for option in options:
        if option == value:
            return option
    raise ImproperlyConfigured(f"{name}={value!r} must be one of: {', '.join(options)}.")


def words(name: str, default: list[str]) -> list[str]:
    """The variable split at commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def site_url(name: str, default: str) -> str:
    """An origin such as https://news.example.org without the final slash; required if default is empty."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme in ("http", "https") and parts.hostname and not (parts.path or parts.query):
        return value
    raise ImproperlyConfigured(
        f"{name}={value!r} must be the site's origin, such as https://news.example.org."
    )


def secret_key(*, debug: bool, kept_in: Path) -> str:
    """SECRET_KEY; with debug on, a key made once and kept in a file only its owner can read.

    Raises ImproperlyConfigured with debug off and no key: a key made up at start would differ per worker.
    """
    key = text("SECRET_KEY")
    if key:
        return key
    if not debug:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Make one with\n"
            "  python3 -c 'import secrets; print(secrets.token_urlsafe(64))'\n"
            "and keep it; or set DEBUG=1 on your own machine."
        )
    return _kept_key(kept_in)


def _kept_key(path: Path) -> str:
    """Written aside and linked into place, so processes starting together never read a half-written key."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(64))
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    return path.read_text().strip()


def database(name: str, *, sqlite: Path) -> dict[str, Any]:
    """DATABASE_URL as an entry of DATABASES: postgres://user:password@host:port/name?sslmode=… or sqlite:///file.

    A query `host=/run/postgresql` names a socket directory; other query words become connection options.
    """
    url = text(name, f"sqlite:///{sqlite}")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]) or str(sqlite))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} starts with {parts.scheme!r}; use postgres:// or sqlite:///.")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    try:
        port = str(parts.port or "")
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name}: {wrong}. Percent-encode / # ? @ : in the password.") from wrong
    if not parts.path[1:]:
        raise ImproperlyConfigured(f"{name} names no database: postgres://user:password@host/NAME.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
    }


def _sqlite(file: str) -> dict[str, Any]:
    """IMMEDIATE takes the write lock as a transaction begins; else four writers meet “database is locked”."""
    if file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
    }


def cache(name: str, *, of: str = "", most: int = 300, patience: float | None = None) -> dict[str, Any]:
    """REDIS_URL as an entry of CACHES; without it each process keeps its own cache, of `most` entries.

    `of` tells caches apart. `patience`: seconds to wait for Redis, where doing without it is better than waiting.
    """
    url = text(name)
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": of,
            "OPTIONS": {"MAX_ENTRIES": most},
        }
    if urlsplit(url).scheme not in ("redis", "rediss", "unix"):
        raise ImproperlyConfigured(f"{name} must start with redis://, rediss:// or unix://.")
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": f"newsroom-{of}" if of else "newsroom",
        "OPTIONS": {"socket_connect_timeout": patience, "socket_timeout": patience} if patience else {},
    }
