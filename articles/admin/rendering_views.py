"""How far the pictures of a story are, for the strip that asks every other second; and having a failed one tried again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.admin.loader import Need, load_article
from articles.models.rendering import Rendering
from articles.rendering import asking
from articles.rendering.progress import Progress, crops_of, progress_of_uses


def said(progress: Progress) -> str:
    """What a card says of its picture; nothing once it is ready, or while nobody has asked for it."""
    if progress.ready or not progress.asked:
        return ""
    if progress.failed:
        return _("✗ could not be made: %(problem)s") % {"problem": Rendering.Problem(progress.problem).label}
    return _("being made: %(done)d of %(total)d") % {"done": progress.done, "total": progress.total}


@require_GET
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of every picture of the story, by the uid of its use."""
    article = load_article(request, pk).article
    response = JsonResponse(
        {"pictures": {str(use.uid): _told(progress) for use, progress in progress_of_uses(_uses(article))}}
    )
    add_never_cache_headers(response)
    return response


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask again for whatever is missing."""
    article = load_article(request, pk, Need.PICTURES).article
    for use in _uses(article):
        asking.ask(use.image, (use.focal_x, use.focal_y), crops_of(use))
    if any(progress.failed for _use, progress in progress_of_uses(_uses(article))):
        messages.error(request, _("It failed again. Upload the picture anew, or take it out of the story."))
    else:
        messages.success(request, _("The pictures are being made again."))
    return redirect("admin:articles_article_change", pk)


def _uses(article: Any) -> list[Any]:
    return list(article.image_uses.select_related("image"))


def _told(progress: Progress) -> dict[str, Any]:
    return {
        "waiting": bool(said(progress)) and not progress.failed,
        "failed": progress.failed,
        "said": said(progress),
    }
