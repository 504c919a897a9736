"""The answer to a form that could not be taken because the log-in or its token had gone: what was typed, to copy.

Used by `newsroom.desk` (somebody was logged out while writing) and by settings as `CSRF_FAILURE_VIEW` (they logged in
again elsewhere, which renews the token). Nothing is sent again from here: a foreign site could have made the form.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _

_NOT_WRITING = (
    "csrfmiddlewaretoken",
    "password",
    "_FORMS",
    "ORDER",
    "seen_revision",
    "next",
    "this_is_the_login_form",
)
_MOST = 60


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's hook: the form's token is not the one that the browser holds. `reason` is for developers only."""
    return interrupted(
        request, _("This page was open while you logged in again, so its form is no longer accepted.")
    )


def logged_out(request: HttpRequest) -> HttpResponse | None:
    """The answer to somebody who is not logged in and sends something they wrote; None where there is nothing to keep."""
    if request.method != "POST" or not typed_in(request):
        return None
    return interrupted(request, _("You have been logged out, so this was not saved."))


def interrupted(request: HttpRequest, message: str) -> HttpResponse:
    """403 with everything that was typed, in the frame of the desk."""
    context = {
        **admin.site.each_context(request),
        "title": _("Not saved"),
        "message": message,
        "typed": typed_in(request),
    }
    response = render(request, "desk/interrupted.html", context, status=403)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and text of what a person can have written into the form that was sent."""
    try:
        sent: Any = request.POST
        pairs = [(name, value) for name, values in sent.lists() for value in values]
    except (MultiPartParserError, SuspiciousOperation, BadRequest, OSError):
        return []
    return [(name, text) for name, text in pairs if len(text.strip()) > 1 and not _is_ours(name)][:_MOST]


def _is_ours(name: str) -> bool:
    return name.startswith("_") or any(mark in name for mark in _NOT_WRITING)
