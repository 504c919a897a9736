"""The word lists on the desk: a list and a form of rows, a file to take away, and a file to bring in after a look.

Importing asks first: the page shows what would change, line by line, and carries the file's text itself, so that nothing
is kept between the two requests. Rows that the file does not name stay.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import ProofTerm
from articles.proofing import csv_lists
from articles.text.errors import BinaryContent, TextError, UndecodableText
from articles.text.story import decode


@admin.register(ProofTerm)
class ProofTermAdmin(admin.ModelAdmin):
    """Rows of the word lists. The checks use them from the next look at a text on."""

    actions = None
    list_display = ("pattern", "suggestion", "kind", "severity", "valid_from", "valid_to", "note")
    list_display_links = ("pattern",)
    list_filter = ("kind", "severity")
    search_fields = ("pattern", "suggestion", "note")
    list_per_page = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fieldsets = (
        (None, {"fields": ("kind", "pattern", "suggestion", "suggestion_hant", "unless", "severity")}),
        (gettext_lazy("Validity and source"), {"fields": ("valid_from", "valid_to", "rank", "note")}),
    )

    def get_urls(self) -> list[URLPattern]:
        """The two pages about files come first."""
        view = self.admin_site.admin_view
        return [
            path("import/", view(import_terms), name="articles_proofterm_import"),
            path("export/", view(export_terms), name="articles_proofterm_export"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: ProofTerm, form: Any, change: bool) -> None:
        """Who changed a row stands on it."""
        user: Any = request.user
        obj.changed_by = user
        super().save_model(request, obj, form, change)


@require_safe
def export_terms(request: HttpRequest) -> HttpResponse:
    """All rows as a file that spreadsheets open: UTF-8 with its mark, no cell a formula."""
    if not request.user.has_perm("articles.view_proofterm"):
        raise PermissionDenied
    data = "\ufeff" + csv_lists.write(ProofTerm.objects.all())
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    name = f"proofing-terms-{timezone.localdate():%Y%m%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def import_terms(request: HttpRequest) -> HttpResponse:
    """Choose a file, look at what it changes, take it."""
    user: Any = request.user
    if not all(user.has_perm(f"articles.{verb}_proofterm") for verb in ("add", "change")):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request)
    try:
        text = _text(request)
    except ValueError as error:
        return _page(request, error=str(error), status=400)
    reading = csv_lists.read(text)
    if "save" not in request.POST or reading.problems:
        return _page(request, text=text, reading=reading, status=400 if reading.problems else 200)
    try:
        count = csv_lists.save(reading=reading, user=user)
    except IntegrityError:  # somebody changed the lists in between
        return _page(request, text=text, reading=csv_lists.read(text), status=409)
    told = ngettext("%(count)d row was taken over.", "%(count)d rows were taken over.", count)
    messages.success(request, told % {"count": count})
    return redirect("admin:articles_proofterm_changelist")


def _text(request: HttpRequest) -> str:
    """The text of the file that was chosen, or of the one that was looked at. Raises ValueError with what to say."""
    upload = request.FILES.get("file")
    if upload is None:
        text = request.POST.get("text", "")
        if not text.strip():
            raise ValueError(_("Choose a file first."))
        if len(text) > csv_lists.MAX_BYTES:
            raise ValueError(_too_large())
        return text
    if (upload.size or 0) > csv_lists.MAX_BYTES:
        raise ValueError(_too_large())
    try:
        return decode(upload.read())[0]
    except BinaryContent as error:
        raise ValueError(_("This is not a CSV file. Save the table as CSV, then choose that.")) from error
    except UndecodableText as error:
        told = _("The file is neither UTF-8 nor GB18030: it cannot be read from byte %(at)d on.")
        raise ValueError(told % {"at": error.position}) from error
    except TextError as error:
        raise ValueError(str(error)) from error


def _too_large() -> str:
    return _("The file is larger than %(size)s.") % {"size": "1 MB"}


def _page(
    request: HttpRequest,
    *,
    text: str = "",
    reading: csv_lists.Reading | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Bring in proofing terms"),
        "opts": ProofTerm._meta,
        "columns": _(", ").join(str(label) for _name, label in csv_lists.COLUMNS),
        "text": text,
        "reading": reading,
        "error": error,
    }
    return render(request, "desk/terms_import.html", context, status=status)
