"""`DeskLanguage`: desk pages speak the language of the person's account.

Named in settings behind the authentication middleware. Public pages are left to the language of their path.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

DESK = "/admin/"


class DeskLanguage:
    """Activates a language for the desk's pages and gives back the one set before. No cache keeps a desk page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Remember what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the person's language; the log-in page in that of `?language=`."""
        if not request.path_info.startswith(DESK):
            return self.get_response(request)
        with translation.override(language_of(request)):
            response = self.get_response(request)
        # The stock admin says so of most pages, but not of its errors, nor of the form for a new password.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def language_of(request: HttpRequest) -> str:
    """The account's language; for somebody not logged in the one the link asks for, else the house's."""
    if request.user.is_authenticated:
        return str(request.user.language)
    wanted = request.GET.get("language", "")
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
