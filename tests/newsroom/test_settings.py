"""Claims about starting: each runs a fresh process, because settings are read once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRINT = """
import json
from newsroom import settings as s
print(json.dumps({name: getattr(s, name, None) for name in {names!r}}))
"""
PRODUCTION = {"SECRET_KEY": "k" * 64, "SITE_URL": "https://news.example.org"}


def _start(place: Path, *names: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", PRINT.replace("{names!r}", repr(names))],
        cwd=ROOT,
        env=kept | {"VAR_DIR": str(place)} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "SITE_URL"])
def test_production_does_not_start_without(tmp_path, missing):
    assert _start(tmp_path, **PRODUCTION).returncode == 0
    refused = _start(tmp_path, **{**PRODUCTION, missing: ""})
    assert refused.returncode != 0
    assert missing in refused.stderr


def test_production_is_https_only_and_answers_to_its_own_name(tmp_path):
    names = ("DEBUG", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert json.loads(_start(tmp_path, *names, **PRODUCTION).stdout) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["news.example.org"],
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }


def test_forwarded_headers_mean_nothing_without_a_trusted_proxy(tmp_path):
    header = "SECURE_PROXY_SSL_HEADER"
    assert json.loads(_start(tmp_path, header, **PRODUCTION).stdout)[header] is None
    behind = _start(tmp_path, header, **PRODUCTION, TRUSTED_PROXIES="1")
    assert json.loads(behind.stdout)[header] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_public_policy_allows_nothing_unsafe(tmp_path):
    policy = json.loads(_start(tmp_path, "CONTENT_SECURITY_POLICY", **PRODUCTION).stdout)
    directives = policy["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["default-src"] == ["'self'"]
    assert not any("unsafe" in source for sources in directives.values() for source in sources)
