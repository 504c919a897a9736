"""The preview: the public page of a story as it would be if the desk published now, in either script.

Same `build`, same templates, same frame as the public page; only pictures come from the private store. The page of a
front is its series' landing, which `series.admin` registers here, for imports run one way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles import media_rows, pages, snapshots
from articles.admin.loader import load_article
from articles.admin.media_views import private_url
from articles.building import LANGUAGE, Built, Times, build
from articles.inserts import files
from articles.models import Article, Tag
from articles.models.published import PublishedArticle, Script
from articles.text.errors import ScriptsUnavailable
from articles.views import article_context

# Given the request, the story, its unsaved row: template and context of the page, and its addresses by script.
FrontPage = Callable[[Article, PublishedArticle], tuple[str, dict[str, Any], dict[str, str]] | None]
_front_pages: list[FrontPage] = []
_PRIVATE_NAME = re.compile(
    re.escape(settings.MEDIA_URL)
    + r"((?:renditions/[0-9a-f]{2}/[0-9a-f]{64}/[0-9a-z]{3,4}-\d{1,3}x\d{1,3}-\d{1,4}"
    r"|(?:clips|captions)/[0-9a-f]{2}/[0-9a-f]{64}(?:-[0-9a-f]{32})?)\.[a-z0-9]{3,4})"
)


def register_front_page(page: FrontPage) -> FrontPage:
    """Have fronts previewed by `page`, which may answer None for a front that is not its own."""
    _front_pages.append(page)
    return page


@xframe_options_sameorigin
@require_safe
def preview(request: HttpRequest, pk: int, script: str) -> HttpResponse:
    """The page that readers would get. `?revision=` shows what the story said then."""
    standing = load_article(request, pk)
    if script not in Script.values:
        raise Http404
    snapshot = snapshot_of(request, standing.article)
    try:
        html = _html(request, standing.article, snapshot, script)
    except ScriptsUnavailable as error:
        return unseen(HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8"))
    return unseen(HttpResponse(html))


def built_for(article: Article, snapshot: dict[str, Any], script: str) -> Built:
    """The unsaved rows of a snapshot, with pictures of the private store and times as publication would set them."""
    now = timezone.now()
    is_out = article.published_revision is not None and article.published_revision.snapshot == snapshot
    last = article.last_published_at if is_out else now
    times = Times(first=article.first_published_at or now, last=last or now)
    slugs = Tag.objects.addresses_of(snapshot.get("tags", []))
    return build(
        snapshot, script=script, media=media_rows.private, times=times, tag_slugs=slugs, clips=files.private
    )


def with_private_pictures(html: str) -> str:
    """A rendered page with the addresses of its pictures turned to the desk's checked view."""
    return _PRIVATE_NAME.sub(lambda match: private_url(match[1]), html)


def snapshot_of(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What is looked at: the revision that `?revision=` names, else what is saved."""
    wanted = request.GET.get("revision", "")
    if not wanted:
        return snapshots.take(article)
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 9):
        raise Http404
    revision = article.revisions.filter(number=int(wanted)).first()
    if revision is None:
        raise Http404
    snapshot: dict[str, Any] = revision.snapshot
    return snapshot


def _html(request: HttpRequest, article: Article, snapshot: dict[str, Any], script: str) -> str:
    row = built_for(article, snapshot, script).article
    with translation.override(LANGUAGE[Script(script)]):
        template, context, at = _page(article, row)
        frame = pages.frame(script, pages.read_site(script), at)
        return with_private_pictures(render_to_string(template, frame | context, request))


def _page(article: Article, row: PublishedArticle) -> tuple[str, dict[str, Any], dict[str, str]]:
    if article.kind == Article.Kind.FRONT:
        for front_page in _front_pages:
            found = front_page(article, row)
            if found:
                return found
    return "articles/article.html", article_context(row), pages.addresses("article", slug=row.slug)


def unseen(response: HttpResponse) -> HttpResponse:
    """Nobody keeps a preview, nobody lists it, nobody learns its address from a link on it."""
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
