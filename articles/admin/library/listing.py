"""The library as a list: search by words, used or unused, newest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.library.loading import library_context
from articles.admin.media_views import matching, thumbnail

A_PAGE = 30
CHOICES = ("", "used", "unused")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every picture that the person may see."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    use = request.GET.get("use", "")
    rows = matching(request.user, query).in_use(use if use in CHOICES else "")
    page = Paginator(
        rows.annotate(stories=Count("uses__article", distinct=True)).order_by("-uploaded_at", "-pk"), A_PAGE
    ).get_page(request.GET.get("page"))
    context = library_context(request, _("Picture library")) | {
        "page": page,
        "pictures": [(image, thumbnail(image)) for image in page],
        "query": query,
        "use": use,
        "choices": [("", _("All")), ("used", _("In use")), ("unused", _("Not in use"))],
    }
    return render(request, "desk/pictures.html", context)
