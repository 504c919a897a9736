"""`PublicLanguage`: the language of a public page is that of its path, never of headers or cookies.

Named in settings after the CSP middleware and before the session's: it also takes the cookies off public
requests, so that nothing behind it can read or answer them. Desk pages are left to the language of the person's account.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from articles.fingerprint import deployed
from articles.pages import script_of

DESK = "/admin/"
LANGUAGES = {"hans": "zh-hans", "hant": "zh-hant"}
NOT_MODIFIED = 304
HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-site",
}


class PublicLanguage:
    """Speaks simplified Chinese on public paths, traditional below `/zh-hant/`; gives back what was set before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Remember what comes next, and what is deployed as the server starts."""
        self.get_response = get_response
        deployed()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the path, blind to cookies."""
        if request.path_info.startswith(DESK):
            return self.get_response(request)
        # A malformed cookie makes Django set a new one, and a shared cache would hand that on to everybody.
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        with translation.override(LANGUAGES[script_of(request.path_info)]):
            response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.status_code == NOT_MODIFIED:
            # Django counts the bytes behind it, none; a cache would take that for the length of the page it has
            del response.headers["Content-Length"]
            return response
        return without_body(response) if request.method == "HEAD" else response


def without_body(response: HttpResponse) -> HttpResponse:
    """The answer to HEAD: every header of the answer to GET, its length included, and no page behind them."""
    if not response.streaming:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response
