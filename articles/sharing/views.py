"""The addresses of cards and posters: /articles/<slug>/card.jpg and poster.jpg. Reads published rows only.

`answer` is shared with the series' views. A withdrawn page has neither: its notice answers 410.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from articles import known
from articles.conditional import public
from articles.models.published import PublishedArticle
from articles.pages import answer_miss, site_of, with_site
from articles.sharing.card import draw_card
from articles.sharing.poster import draw_poster
from articles.sharing.sheet import Unfinished
from articles.sharing.store import Busy, kept
from articles.sharing.words import Words, story_words

PARTS: dict[str, Callable[[Words], bytes]] = {"card": draw_card, "poster": draw_poster}


@public
def story(request: HttpRequest, script: str, slug: str, part: str) -> HttpResponse:
    """The card or the poster of one story; a front's are those of its series."""
    row = with_site(PublishedArticle.objects.in_script(script).filter(slug=slug), script).first()
    if row is None:
        return miss(request, script=script, name="article", slug=slug, part=part)
    if row.kind == "front":
        return HttpResponsePermanentRedirect(address("series", script, slug, part))
    site = site_of(row, script)
    return answer(story_words(row, site), part, generation=site.generation, at=request.path)


def answer(words: Words, part: str, *, generation: str, at: str) -> HttpResponse:
    """The drawing as a response; 503 while too many others are being drawn.

    It follows from public rows, read in `generation`, unless its picture was missing.
    """
    try:
        data = kept(words, part, PARTS[part])
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    response = HttpResponse(data, content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Made to be shown elsewhere: chats and search pages put the card of a link into pages of their own.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return known.tell(response, generation="" if isinstance(data, Unfinished) else generation, address=at)


def miss(request: HttpRequest, *, script: str, name: str, slug: str, part: str) -> HttpResponse:
    """The answer where nothing public has this slug: 410, the new address of the drawing, or 404."""
    found = answer_miss(request, script=script, name=name, slug=slug)
    if isinstance(found, HttpResponsePermanentRedirect):
        return HttpResponsePermanentRedirect(f"{found.url}{part}.jpg")
    return found


def address(name: str, script: str, slug: str, part: str) -> str:
    """The path of a drawing; `name` is article or series."""
    return reverse(f"{name}_{part}", kwargs={"script": script, "slug": slug})
