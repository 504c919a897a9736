"""Two small addresses of the paste page: read what was pasted with its formatting, and look at a picture that came along.

The first answers the page's script; without script a file or the plain text does the same through the form.
"""

from __future__ import annotations

import mimetypes

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from articles import editing
from articles.intake.files import MAX_BYTES
from articles.intake.html import read_html
from articles.intake.manuscript import IntakeRefused, Manuscript
from articles.intake.shelf import SCHEME, PrivateShelf
from articles.text.errors import TextError, UndecodableText
from articles.text.story import MAX_CHARACTERS
from series.admin.paste_words import error_text

_ENVELOPE = 64 * 1024


@csrf_exempt  # the inner view checks the token: the middleware would read the whole body first
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """HTML from the clipboard (the file `html`) as {text, markup, said}, or {error} with status 400 or 413."""
    if not editing.may_create(request.user):
        raise PermissionDenied
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MAX_BYTES + _ENVELOPE:
        return JsonResponse({"error": _("What you pasted is too large.")}, status=413)
    return _read(request)


@csrf_protect
def _read(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("html")
    try:
        source = file.read().decode("utf-8") if file is not None else ""
        manuscript = read_html(source, PrivateShelf(request.user.pk or 0))
    except UnicodeDecodeError as error:
        return JsonResponse({"error": error_text(UndecodableText(error.start))}, status=400)
    except IntakeRefused as refused:
        return JsonResponse({"error": refused.message}, status=400)
    except TextError as error:
        return JsonResponse({"error": error_text(error)}, status=400)
    if len(manuscript.text) > MAX_CHARACTERS:
        return JsonResponse({"error": _("What you pasted is too large.")}, status=413)
    told = {"text": manuscript.text, "markup": manuscript.markup, "said": said_of(manuscript)}
    return JsonResponse(told)


def said_of(manuscript: Manuscript) -> str:
    """What came along with the words, in one sentence; empty where nothing did."""
    heads = sum(shape.tag in ("h2", "h3") for shape in manuscript.shapes)
    blocks = sum(shape.tag in ("ul", "ol", "table", "blockquote") for shape in manuscript.shapes)
    lost = len(manuscript.lost)
    parts = [
        ngettext("%(n)d section head", "%(n)d section heads", heads) % {"n": heads} if heads else "",
        ngettext("%(n)d list or table", "%(n)d lists and tables", blocks) % {"n": blocks} if blocks else "",
        ngettext("%(n)d picture", "%(n)d pictures", manuscript.pictures) % {"n": manuscript.pictures}
        if manuscript.pictures
        else "",
    ]
    came = _(", ").join(part for part in parts if part)
    said = _("Taken along: %(parts)s.") % {"parts": came} if came else ""
    if lost:
        left = ngettext(
            "%(n)d picture could not be taken along; its place is marked.",
            "%(n)d pictures could not be taken along; their places are marked.",
            lost,
        )
        said = f"{said} {left % {'n': lost}}".strip()
    return said


@require_GET
def picture(request: HttpRequest, key: str) -> HttpResponse:
    """A picture on the shelf of the person who asks; anybody else's is not there."""
    if not editing.may_create(request.user):
        raise PermissionDenied
    data = PrivateShelf(request.user.pk or 0).take(f"{SCHEME}{key}")
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type=mimetypes.guess_type(key)[0] or "application/octet-stream")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(answer, private=True, max_age=600)
    return answer
