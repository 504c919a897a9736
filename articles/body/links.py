"""Where a link in a body may lead: other sites by http, https and mail, and our own public pages.

Used by `allow` only.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from articles.body.characters import without_invisible

MAX_LENGTH = 2000
# Our own pages that a story may link to, with or without the script prefix. The desk is not among them.
_OWN_PAGES = re.compile(r"/(?:zh-hant/)?(?:articles|series|sections|contributors|corrections|search)/(?!/)")
_MAIL = re.compile(r"mailto:[^\s@/?#:]+@[^\s@/?#:]+\.[^\s@/?#:]+(?:\?subject=[^\s#&]*)?", re.IGNORECASE)
_ESCAPES = {ord(char): f"%{ord(char):02X}" for char in " \"<>`{}|^'"}


def clean_href(value: str) -> str | None:
    """The address as it may be stored, or None where the link must go.

    Browsers ignore blanks and control characters inside an address and read a backslash as a slash, so those that hide
    a scheme or a host behind them are refused here. Relative addresses must be rooted and lead to a public page.
    """
    # Blanks inside stay (as %20); tabs and line ends vanish, as they do in browsers.
    address = unicodedata.normalize("NFC", without_invisible(re.sub(r"[\t\r\n]", "", value))).strip()
    address = address.translate(_ESCAPES)
    if not address or len(address) > MAX_LENGTH or "\\" in address:
        return None
    if address.startswith("/"):
        return address if _is_own_page(address) else None
    if address[:7].lower() == "mailto:":
        return address if _MAIL.fullmatch(address) else None
    return address if _is_web(address) else None


def _is_own_page(address: str) -> bool:
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    return bool(_OWN_PAGES.match(path)) and "\\" not in path and ".." not in path.split("/")


def _is_web(address: str) -> bool:
    if not re.match(r"https?://[^/]", address, re.IGNORECASE):
        return False
    try:
        parts = urlsplit(address)
        # A name before the host is how a link pretends to lead elsewhere.
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False
