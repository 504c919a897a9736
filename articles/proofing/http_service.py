"""An example of an outside proofreader: one that is asked over HTTP. A newsroom adapts it to the service it has bought.

`PROOFREADER=articles.proofing.http_service.HttpProofreader` switches it on; `PROOFREADER_URL` is the address (https, or
this machine), `PROOFREADER_KEY` an optional key that is sent as a bearer token.

It POSTs `{"text": "…"}` and expects `{"issues": [{"start": 0, "end": 2, "severity": "block|warn|info", "rule": "…",
"message": "…", "suggestion": "…"}]}`, with offsets in characters.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from time import monotonic
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings

from articles.text.proof import Issue, ProofreaderUnavailable

SECONDS = 3
MAX_BYTES = 1_000_000
_LONGEST = 200


class _NoRedirects(HTTPRedirectHandler):
    """A service that sends unpublished copy elsewhere is not followed."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Nowhere."""


class HttpProofreader:
    """A proofreading service at an address of the environment."""

    def proofread(self, text: str) -> Sequence[Issue]:
        """What the service finds. Raises ProofreaderUnavailable for no answer in time, a wrong one or too long a one."""
        request = Request(  # noqa: S310 -- the scheme is checked in _address
            _address(settings.PROOFREADER_URL),
            data=json.dumps({"text": text}).encode("utf-8", "surrogatepass"),
            headers={"Content-Type": "application/json", "Accept": "application/json", **_key()},
        )
        try:
            with build_opener(_NoRedirects, ProxyHandler({})).open(request, timeout=SECONDS) as response:
                data = _read(response)
        except (URLError, OSError, ValueError, HTTPException) as error:
            raise ProofreaderUnavailable(str(error)) from error
        return _issues(data, text)


def _read(response: Any) -> bytes:
    """The whole answer, if it is short and comes in time: a time-out of a socket counts from byte to byte."""
    data, until = b"", monotonic() + SECONDS
    while chunk := response.read1(65_536):
        data += chunk
        if len(data) > MAX_BYTES:
            raise ProofreaderUnavailable(f"more than {MAX_BYTES} bytes")
        if monotonic() > until:
            raise ProofreaderUnavailable(f"not ready after {SECONDS} seconds")
    return data


def _address(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https" and host:
        return url
    if parts.scheme == "http" and _is_this_machine(host):
        return url
    raise ProofreaderUnavailable("PROOFREADER_URL must be https, or an address of this machine")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _key() -> dict[str, str]:
    return {"Authorization": f"Bearer {settings.PROOFREADER_KEY}"} if settings.PROOFREADER_KEY else {}


def _issues(data: bytes, text: str) -> list[Issue]:
    try:
        told = json.loads(data)
        return [_issue(row, text) for row in told["issues"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ProofreaderUnavailable(f"not the answer that was agreed: {error}") from error


def _issue(row: Mapping[str, Any], text: str) -> Issue:
    start, end, severity = row["start"], row["end"], row["severity"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ValueError("offsets outside the text")
    if severity not in ("block", "warn", "info"):
        raise ValueError("unknown severity")
    return Issue(
        id=str(row.get("rule", ""))[:40] or "-",
        severity=severity,
        start=start,
        end=end,
        text=text[start:end],
        message=str(row.get("message", ""))[:_LONGEST].replace("%", "%%"),
        suggestion=str(row.get("suggestion", ""))[:_LONGEST],
    )
