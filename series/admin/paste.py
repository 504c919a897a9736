"""The paste page: a finished story, pasted or from a file, is looked at in its fields and then saved as a draft.

Every step is a plain form that carries the text itself; nothing is saved before the look. What the look shows is
`paste_look`, what saving does is `series.importing`.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from articles import editing
from articles.body.clean import BodyRefused
from articles.credits import roster
from articles.intake.files import MAX_BYTES, read_file
from articles.intake.html import read_html
from articles.intake.manuscript import IntakeRefused, Manuscript
from articles.intake.shelf import PrivateShelf
from articles.models import Section
from articles.refusals import Refusal
from articles.text.errors import StoryTooLarge, TextError
from articles.text.story import MAX_CHARACTERS
from series.admin import paste_read
from series.admin.paste_look import ALONE, Asked, Look, fingerprint, look_at
from series.admin.paste_names import forms_of
from series.admin.paste_words import error_text, warning_text
from series.importing import Imported, import_story
from series.models.series import Series

# A file and a text as a field, with what a form adds around them.
_LONGEST_REQUEST = MAX_BYTES + 4 * MAX_CHARACTERS
_LONGEST_MARKUP = 2_000_000
_MOST_DIGITS = 6
_LONGEST_SLUG = 80
# The story's own form says these better: they stay true until they are mended.
_SAID_BY_FORM = frozenset({"no_headline", "no_body", "no_credits"})


def paste_urls() -> list[URLPattern]:
    """The addresses under /admin/, behind the desk's login."""
    guard = admin.site.admin_view
    return [
        path("paste/", guard(paste), name="paste_story"),
        path("paste/read/", guard(paste_read.read), name="paste_read"),
        path("paste/pictures/<str:key>", guard(paste_read.picture), name="paste_picture"),
    ]


@csrf_exempt  # the inner view checks the token: the middleware would read the whole body first
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """The page. Whoever may create a story sees it; a request that is too long is refused before it is read."""
    if not editing.may_create(request.user):
        raise PermissionDenied
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    too_large = error_text(StoryTooLarge(MAX_CHARACTERS, "characters"))
    if length > _LONGEST_REQUEST:
        return _ask(request, "", [too_large], status=413)
    try:
        return _paste(request)
    except RequestDataTooBig:
        return _ask(request, "", [too_large], status=413)


@csrf_protect
def _paste(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, "", [])
    typed = request.POST.get("text", "")
    try:
        asked = _asked(request, typed)
        look = look_at(asked, request.user)
    except (TextError, ValidationError, BodyRefused, IntakeRefused) as error:
        return _ask(request, typed, _sentences(error), status=400)
    if request.POST.get("step") != "save":
        return _show(request, look)
    if request.POST.get("seen") != fingerprint(asked.text):
        return _show(request, look, [_("The text has changed. Look at it, then save.")], status=409)
    return _save(request, look)


def _asked(request: HttpRequest, typed: str) -> Asked:
    """What the form says. Raises TextError and IntakeRefused for what cannot be read, ValidationError for no text."""
    asked = replace(
        _document(request, typed),
        series=request.POST.get("series"),
        section=request.POST.get("section", "")[:_LONGEST_SLUG],
    )
    if not asked.text.strip():
        raise ValidationError(_("Paste a text or choose a file first."))
    if request.POST.get("seen") != fingerprint(asked.text):
        return asked  # marks of another text mean nothing here
    return _with_marks(asked, request.POST)


def _document(request: HttpRequest, typed: str) -> Asked:
    """The file, or what was pasted with its formatting, or the text with the formatting it has carried so far."""
    file, shelf = request.FILES.get("file"), PrivateShelf(request.user.pk or 0)
    if file is not None and typed.strip():
        raise ValidationError(_("Paste a text or choose a file, not both."))
    if file is not None:
        if (file.size or 0) > MAX_BYTES:
            raise StoryTooLarge(MAX_CHARACTERS, "characters")
        name = "a.html" if file.content_type == "text/html" else file.name or ""
        return _taken(read_file(file.read(), name, shelf))
    if not typed.strip() and request.POST.get("html"):
        return _taken(read_html(request.POST["html"], shelf))
    markup = request.POST.get("markup", "")[:_LONGEST_MARKUP]
    shapes = read_html(markup, shelf).shapes if markup else ()
    return Asked(text=typed, markup=markup, shapes=shapes)


def _taken(manuscript: Manuscript) -> Asked:
    refused = (
        lost.reason for lost in manuscript.lost if lost.address.startswith("data-")
    )  # told here or nowhere
    lost = (_("Picture not taken along: %(reason)s") % {"reason": reason} for reason in refused)
    notes = tuple(dict.fromkeys((paste_read.said_of(manuscript), *lost)))
    return Asked(
        text=manuscript.text,
        markup=manuscript.markup if manuscript.shapes else "",
        shapes=manuscript.shapes,
        notes=tuple(note for note in notes if note),
    )


def _with_marks(asked: Asked, posted: QueryDict) -> Asked:
    """With what the person ticked and put back, in this very text."""
    back = _numbers(posted.get("back", "").split(","))
    back |= _numbers([posted.get("put_back", "")])
    back -= _numbers([posted.get("take_out", "")])
    figures = frozenset(_numbers(posted.getlist("figures")))
    named, simpler = (frozenset(posted.getlist(name)) for name in ("roster", "simpler"))
    return replace(asked, back=frozenset(back), figures=figures, roster=named, simpler=simpler)


def _numbers(values: list[str]) -> set[int]:
    return {
        int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
    }


def _save(request: HttpRequest, look: Look) -> HttpResponse:
    choice = look.choice
    gone = _("The series you chose is no longer offered. Choose again.")
    if not look.offers_choice:
        return _show(request, look, [gone], status=409)
    slug, _mark, number = choice.partition("#")
    newcomers = [person for person in look.newcomers if person.ticked and not look.problems]
    try:
        with transaction.atomic() if newcomers else nullcontext():  # names and story, or neither
            for person in newcomers:
                roster.add_contributor(name=person.name, title=person.title, user=request.user)
            imported = import_story(
                story=look.story,
                user=request.user,
                series_slug="" if choice == ALONE else slug,
                alone=choice == ALONE,
                kept=look.kept_figures,
                number=int(number) if number.isdecimal() else None,
                section=Section.objects.filter(slug=look.asked.section).first(),
                shelf=PrivateShelf(request.user.pk or 0),
                names=forms_of(look.simpler),
            )
    except Series.DoesNotExist:
        return _show(request, look, [gone], status=409)
    except Refusal as refusal:
        return _show(request, look, [str(refusal)], status=409)
    except (ValidationError, BodyRefused) as error:
        return _show(request, look, _sentences(error), status=400)
    _tell(request, imported, look)
    return redirect("admin:articles_article_change", imported.article.pk)


def _tell(request: HttpRequest, imported: Imported, look: Look) -> None:
    """The result, and what nobody will be reminded of later: pictures that are missing, names to check."""
    told = {"story": imported.article, "series": imported.series}
    if imported.created_series:
        messages.success(request, _("The series %(series)s was made, with a draft of its front.") % told)
    if imported.series:
        messages.success(request, _("Saved as a draft in %(series)s: “%(story)s”.") % told)
    else:
        messages.success(request, _("Saved as a draft: “%(story)s”.") % told)
    for warning in imported.warnings:
        if warning.code not in _SAID_BY_FORM:
            messages.warning(request, warning_text(warning, look.story.script))


def _sentences(error: Exception) -> list[str]:
    if isinstance(error, TextError):
        return [error_text(error)]
    return list(error.messages) if isinstance(error, ValidationError) else [str(error)]


def _ask(request: HttpRequest, text: str, errors: list[str], status: int = 200) -> HttpResponse:
    carried = {"text": text, "markup": request.POST.get("markup", "")[:_LONGEST_MARKUP], "errors": errors}
    return _page(request, carried, status)


def _show(
    request: HttpRequest, look: Look, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    return _page(request, {"look": look, "text": look.asked.text, "errors": errors or []}, status)


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    frame = {**admin.site.each_context(request), "title": _("Paste a story"), "is_popup": False}
    return render(request, "desk/paste.html", frame | context, status=status)
