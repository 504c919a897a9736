"""Pictures on the desk: the upload, the checked view of the private store, and the library of a story.

Uploads are answered in JSON for the editor and the picture strip, and with a redirect for a plain form.
"""

from __future__ import annotations

import mimetypes
import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles.admin.clip_views import private_clip
from articles.admin.frame import desk_context
from articles.admin.loader import Need, load_article
from articles.clips.stores import is_clip_name
from articles.media import stores
from articles.media.inspect import MAX_BYTES, RefusedPicture
from articles.media.picture import picture_data
from articles.media.renditions import CENTRE, Focal
from articles.models import Article, Image, ImageUse
from articles.models.image import ImageQuerySet
from articles.refusals import Refusal
from articles.rights import Standing
from articles.uploading import receive_picture, use_picture

# What a multipart form adds around one file.
_ENVELOPE = 64 * 1024
_SHA = re.compile(r"[0-9a-f]{64}")
A_PAGE = 24


def private_url(name: str) -> str:
    """The desk's address of a file of the private store."""
    return reverse("admin:articles_media", args=[name])


def thumbnail(image: Image, crop: str = "3x2") -> str:
    """The address of a small rendition for the desk, cut from the middle: it is the one that every list shows."""
    return _smallest(image, crop, CENTRE)


def crop_url(image: Image, crop: str) -> str:
    """The same as the library's focal point cuts it."""
    return _smallest(image, crop, (image.focal_x, image.focal_y))


def _smallest(image: Image, crop: str, focal: Focal) -> str:
    data = picture_data(image.sha256, image.extension, image.width, image.height, crop, focal)
    return private_url(data["sources"][-1]["srcset"][0][0])


@csrf_exempt  # the inner view checks the token: the middleware would read the whole body first
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one picture into a story. What is too large is refused before it is read."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MAX_BYTES + _ENVELOPE:
        limit = {"limit": MAX_BYTES >> 20}
        return _refused(_("The picture is larger than %(limit)d MB.") % limit, status=413)
    return _upload(request, pk)


@csrf_protect
def _upload(request: HttpRequest, pk: int) -> HttpResponse:
    standing = load_article(request, pk, Need.PICTURES)
    file = _only_file(request)
    try:
        if file is None:
            return _answer_refusal(request, pk, _("Send one picture at a time."))
        image = receive_picture(data=file.read(), filename=file.name or "", user=request.user)
        use = _place(standing, image, request)
    except RefusedPicture as refused:
        return _answer_refusal(request, pk, refused.message)
    except Refusal as refusal:
        return _answer_refusal(request, pk, str(refusal), status=403)
    if _wants_page(request):
        return redirect("admin:articles_article_change", pk)
    return JsonResponse(_told(use), status=200)


def _only_file(request: HttpRequest) -> UploadedFile | None:
    """The one file of the form, whatever its field is called: the editor and the strip name it differently."""
    files = [file for name in request.FILES for file in request.FILES.getlist(name)]
    return files[0] if len(files) == 1 else None


def _place(standing: Standing, image: Image, request: HttpRequest) -> ImageUse:
    """The library's words are suggested only where the person may see its row: they may tell of somebody's draft."""
    seen = Image.objects.visible_to(request.user).filter(pk=image.pk).exists()
    return use_picture(article=standing.article, image=image, user=request.user, suggest=seen)


def _told(use: ImageUse) -> dict[str, Any]:
    image = use.image
    shown = picture_data(image.sha256, image.extension, image.width, image.height)
    return {
        "uploaded": 1,
        "fileName": image.filename,
        "use": str(use.uid),
        "pk": use.pk,
        "position": use.position,
        "url": private_url(shown["src"]),
        "thumbnail": thumbnail(image),
        "width": shown["width"],
        "height": shown["height"],
        "alt": use.alt,
        "caption": use.caption,
        "credit": use.credit,
        "offer": image.offered,
    }


def _wants_page(request: HttpRequest) -> bool:
    """A plain form without script says so in a hidden field; scripts read JSON."""
    return request.POST.get("then") == "page"


def _answer_refusal(request: HttpRequest, pk: int, message: str, status: int = 200) -> HttpResponse:
    if _wants_page(request):
        messages.error(request, message)
        return redirect("admin:articles_article_change", pk)
    return _refused(message, status=status)


def _refused(message: str, *, status: int) -> JsonResponse:
    """200 for a picture that was refused: CKEditor prints our sentence only then."""
    return JsonResponse({"uploaded": 0, "error": {"message": message}}, status=status)


@require_GET
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of the private store, for somebody who may see a story that uses it (or who uploaded it)."""
    if is_clip_name(name):
        return private_clip(request, name)
    user: Any = request.user
    found = _SHA.search(name)
    image = Image.objects.visible_to(user).filter(sha256=found.group()).first() if found else None
    if image is None:
        raise Http404
    try:
        if name.startswith("renditions/"):
            stores.ensure_rendition(name, image.extension, image.width, image.height)
        file = stores.open_private(name)
    except (ValueError, FileNotFoundError) as error:
        raise Http404 from error
    kind = mimetypes.types_map.get(f".{name.rpartition('.')[2]}", "image/avif")
    # An original still carries what the camera wrote: it is for keeping, never for showing in a page.
    response = FileResponse(file, content_type=kind, as_attachment=name.startswith("originals/"))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    patch_cache_control(response, private=True, max_age=600)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def library(request: HttpRequest, pk: int) -> HttpResponse:
    """Pictures the person may see, to put one into a story."""
    standing = load_article(request, pk, Need.PICTURES)
    if request.method == "POST":
        return _pick(request, standing)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    pages = Paginator(matching(request.user, query), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = desk_context(request, standing.article, title=_("Picture library")) | {
        "page": page,
        "pictures": [(image, thumbnail(image)) for image in page],
        "query": query,
    }
    return render(request, "desk/library.html", context)


def matching(user: Any, query: str) -> ImageQuerySet:
    """Pictures that the person may see and that have the words: in the library, or in a caption of a story of theirs."""
    rows = Image.objects.visible_to(user)
    if not query:
        return rows
    own = Q()
    for field in ("caption", "alt", "credit", "rights", "filename"):
        own |= Q(**{f"{field}__icontains": query})
    stories = Article.objects.visible_to(user).values("pk")
    used = ImageUse.objects.filter(caption__icontains=query, article__in=stories).values("image")
    return rows.filter(own | Q(pk__in=used))


def _pick(request: HttpRequest, standing: Standing) -> HttpResponse:
    wanted = request.POST.get("image", "")
    image = (
        Image.objects.visible_to(request.user).filter(pk=int(wanted)).first()
        if wanted.isascii() and wanted.isdigit() and len(wanted) <= 18
        else None
    )
    if image is None:
        raise Http404
    try:
        use_picture(article=standing.article, image=image, user=request.user)
    except Refusal as refusal:
        raise PermissionDenied from refusal
    messages.success(
        request, _("The picture is in the story's strip. Choose its place there, then save the story.")
    )
    return redirect("admin:articles_article_change", standing.article.pk)
