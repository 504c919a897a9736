"""What somebody on the desk is told where there is nothing for them: in the frame of the desk, with the way back.

Used by the handlers of `newsroom.views`. The page says the same of what was never there, of what has gone and of what
is somebody else's, and nothing of it follows from the address but the place that the header marks.
"""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.middleware import DESK


def is_of_desk(request: HttpRequest) -> bool:
    """Whether an address is one of the desk's."""
    return request.path_info.startswith(DESK)


def absent(request: HttpRequest, status: int) -> HttpResponse | None:
    """404 or 403 as a page of the desk; None where the address is not the desk's, or nobody of the desk asks."""
    # the address first: whoever asks for a public one is nobody's session
    if not is_of_desk(request) or not hasattr(request, "user") or not admin.site.has_permission(request):
        return None
    context = {**admin.site.each_context(request), "title": _("Nothing here for you")}
    response = render(request, "desk/absent.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
