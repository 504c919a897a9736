"""Putting another picture in the place of one: choose or upload it, see what that means for each story, do it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.admin.library.loading import library_context, load_picture
from articles.admin.media_views import matching, thumbnail
from articles.library.replacing import Step, changes_for, replace_picture
from articles.media.inspect import RefusedPicture
from articles.models import Image
from articles.refusals import Refusal
from articles.uploading import receive_picture

MOST = 24
# Two pictures whose width to height differs by more than this are not of the same proportions.
_ALIKE = 0.02


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, key: str) -> HttpResponse:
    """Choose (`?by=` names the other one), look, and do it."""
    image = load_picture(request, key)
    if request.method == "POST" and request.FILES:
        return _upload(request, image)
    wanted = request.POST.get("by") or request.GET.get("by")
    by = load_picture(request, wanted) if wanted else None
    if request.method == "POST" and by is not None:
        return _do(request, image, by)
    return render(request, "desk/replace.html", _context(request, image, by))


def _context(request: HttpRequest, image: Image, by: Image | None) -> dict[str, Any]:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    others = matching(request.user, query).exclude(pk=image.pk)[:MOST] if by is None else []
    changes = changes_for(image, request.user)
    return library_context(request, _("Replace a picture")) | {
        "image": image,
        "whole": thumbnail(image, "full"),
        "by": by,
        "by_whole": thumbnail(by, "full") if by else "",
        "same": by is not None and by.pk == image.pk,
        "differs": by is not None and _differs(image, by),
        "query": query,
        "others": [(other, thumbnail(other)) for other in others],
        "changes": changes,
        "now": sum(change.step == Step.NOW for change in changes),
    }


def _differs(image: Image, by: Image) -> bool:
    return abs(image.width / image.height - by.width / by.height) > _ALIKE * image.width / image.height


def _upload(request: HttpRequest, image: Image) -> HttpResponse:
    file = request.FILES.get("upload")
    here = reverse("admin:articles_image_replace", args=[image.pk])
    if file is None:
        messages.error(request, _("Send one picture at a time."))
        return redirect(here)
    try:
        by = receive_picture(data=file.read(), filename=file.name or "", user=request.user)
    except RefusedPicture as refused:
        messages.error(request, refused.message)
        return redirect(here)
    if (
        not Image.objects.visible_to(request.user).filter(pk=by.pk).exists()
    ):  # somebody else's, the same bytes
        messages.error(request, str(Refusal("not_visible")))
        return redirect(here)
    return redirect(f"{here}?by={by.pk}")


def _do(request: HttpRequest, image: Image, by: Image) -> HttpResponse:
    try:
        changes = replace_picture(image=image, by=by, user=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_image_replace", image.pk)
    done = sum(change.done for change in changes)
    left = len(changes) - done
    told = ngettext("Replaced in %(n)d story.", "Replaced in %(n)d stories.", done) % {"n": done}
    messages.success(request, told) if done else messages.warning(request, _("No story was changed."))
    if left:
        messages.warning(
            request,
            ngettext(
                "%(n)d story still uses the old picture; below you see what it takes there.",
                "%(n)d stories still use the old picture; below you see what it takes there.",
                left,
            )
            % {"n": left},
        )
    return redirect(f"{reverse('admin:articles_image_replace', args=[image.pk])}?by={by.pk}")
