"""W: pictures without their words, and links that no reader can follow.

Pictures and links come with the context; what a plain text holds of them is checked where it stands.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from articles.text.proof.copy import Copy
from articles.text.proof.model import ANY, Example, Finding, Image, Rule, gettext_noop

_PICTURE = re.compile(r"!\[[ \t]{0,20}\]\([^()\s]{1,2000}\)")
_ADDRESS = re.compile(
    r"(?:https?:)?//(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9\-._]{1,253})(?::\d{1,5})?"
    r"(?:/[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]*+)?",
    re.IGNORECASE,
)
_WECHAT_PICTURES = ("mmbiz.qpic.cn", "mmbiz.qlogo.cn", "mmecoa.qpic.cn")
_PRIVATE_ENDS = ("localhost", ".local", ".localhost", ".internal", ".lan", ".intranet")

_NO_ALT = gettext_noop("Picture %(number)s has no alternative text")
_NO_CAPTION = gettext_noop("Picture %(number)s has no caption")
_NO_CREDIT = gettext_noop("Picture %(number)s has no credit")
_NO_LABEL = gettext_noop("Picture %(number)s was made by a machine and has no label that says so")
_NO_ALT_HERE = gettext_noop("Picture without alternative text")
_WECHAT = gettext_noop("Picture on a server of WeChat, which other sites may not show: %(address)s")
_UNREACHABLE = gettext_noop("Address that readers cannot reach: %(address)s")


def pictures(copy: Copy) -> Iterator[Finding]:
    """W19: pictures of the context without alt, caption, credit or label; pictures of the text without alt."""
    for number, image in enumerate(copy.context.images, start=1):
        for message in _missing(image):
            yield Finding(0, 0, message=message, params={"number": str(number)})
    for hit in _PICTURE.finditer(copy.without_code):
        yield Finding(hit.start(), hit.end(), message=_NO_ALT_HERE)


def _missing(image: Image) -> Iterator[str]:
    if not image.alt.strip():
        yield _NO_ALT
    if not image.caption.strip():
        yield _NO_CAPTION
    if not image.credit.strip():
        yield _NO_CREDIT
    if image.generated and not image.label.strip():
        yield _NO_LABEL


def links(copy: Copy) -> Iterator[Finding]:
    """W20: links to this machine, to a private network, to pictures WeChat keeps for itself."""
    for address in copy.context.links:
        message = _objection(address)
        if message:
            yield Finding(0, 0, message=message, params={"address": address})
    for hit in _ADDRESS.finditer(copy.without_code):
        message = _objection(hit[0])
        if message:
            yield Finding(hit.start(), hit.end(), message=message, params={"address": hit[0]})


def _objection(address: str) -> str:
    """What is wrong with an address; empty for one that may stand."""
    try:
        host = (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    if host in _WECHAT_PICTURES:
        return _WECHAT
    return _UNREACHABLE if _is_private(host) else ""


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host.endswith(_PRIVATE_ENDS)


RULES = (
    Rule(
        "W19",
        "block",
        gettext_noop("Picture without alternative text, caption, credit or label"),
        pictures,
        (
            Example("![](port.jpg)", "![一艘船靠岸](port.jpg)"),
            Example("![ ](port.jpg)", "![一艘船靠岸](port.jpg)", "hant"),
        ),
        fine=("图片", "![]()"),
        scripts=ANY,
    ),
    Rule(
        "W20",
        "block",
        gettext_noop("Link that readers cannot follow"),
        links,
        (
            Example("见http://localhost:8000/a", "见https://example.org/a"),
            Example("http://192.168.1.8/圖", "https://example.org/圖", "hant"),
            Example("https://mmbiz.qpic.cn/a.png", "https://example.org/a.png"),
            Example("http://[::1]/", "https://example.org/", "en"),
        ),
        fine=("见https://www.example.org/", "3//4"),
        scripts=ANY,
    ),
)
