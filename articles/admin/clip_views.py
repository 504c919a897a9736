"""Video and audio on the desk: the upload into a story, and the checked view of what is kept privately.

Answers as `media_views` does for pictures: JSON for scripts, a redirect for a plain form.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from articles.admin.loader import Need, load_article
from articles.clips import ranges, stores
from articles.clips.inspect import MAX_BYTES
from articles.clips.model import RefusedClip
from articles.models import Clip
from articles.receiving import receive_clip, use_clip
from articles.refusals import Refusal

# What a multipart form adds around one file.
_ENVELOPE = 64 * 1024


@csrf_exempt  # the inner view checks the token: the middleware would read the whole body first
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one video or sound into a story. What is too large is refused before it is read."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MAX_BYTES + _ENVELOPE:
        message = _("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES >> 20}
        return JsonResponse({"uploaded": 0, "error": {"message": message}}, status=413)
    return _upload(request, pk)


@csrf_protect
def _upload(request: HttpRequest, pk: int) -> HttpResponse:
    standing = load_article(request, pk, Need.PICTURES)
    files = [file for name in request.FILES for file in request.FILES.getlist(name)]
    if len(files) != 1:
        return _refused(request, pk, _("Send one file at a time."))
    file: Any = files[0]
    try:
        clip = receive_clip(file=file, size=file.size or 0, filename=file.name or "", user=request.user)
        use = use_clip(article=standing.article, clip=clip, user=request.user)
    except RefusedClip as refused:
        return _refused(request, pk, refused.message)
    except Refusal as refusal:
        return _refused(request, pk, str(refusal), status=403)
    if request.POST.get("then") == "page":
        return redirect("admin:articles_article_change", pk)
    return JsonResponse({"uploaded": 1, "use": str(use.uid), "fileName": clip.filename})


def _refused(request: HttpRequest, pk: int, message: str, status: int = 200) -> HttpResponse:
    if request.POST.get("then") == "page":
        messages.error(request, message)
        return redirect("admin:articles_article_change", pk)
    return JsonResponse({"uploaded": 0, "error": {"message": message}}, status=status)


def private_clip(request: HttpRequest, name: str) -> HttpResponseBase:
    """A clip or its captions, for somebody who may see a story that uses it (or who uploaded it)."""
    sha = name.rpartition("/")[2][:64]
    if not Clip.objects.visible_to(request.user).filter(sha256=sha).exists():
        raise Http404
    try:
        file = stores.open_private(name)
    except (ValueError, FileNotFoundError) as error:
        raise Http404 from error
    response = ranges.answer(request, file, file.size, stores.type_of(name))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    patch_cache_control(response, private=True, max_age=600)
    return response
