"""Pages of the whole site: front page, search, error page, robots, health.

Reads published rows only. Every page answers GET and HEAD, in the script that its address says.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.defaults import permission_denied

from articles.conditional import public
from articles.missing import missing_page
from articles.pages import absolute, addresses, page, page_number, read_site
from articles.views import notices_of
from newsroom.absent import absent, is_of_desk
from newsroom.frontpage import read_front
from newsroom.searching.question import NEWEST, clean_query, read_question
from newsroom.searching.results import answer
from newsroom.searching.suggesting import suggest as suggestions_for
from series.shelf import read_shelf

SHELF = 4
FIXES = 3


@public
def front_page(request: HttpRequest, script: str) -> HttpResponse:
    """The front page: the series with the newest part, the news, the shelf, the sections, recent corrections."""
    site = read_site(script)
    shelf = read_shelf(script, SHELF)
    context = {
        "front": read_front(site, shelf),
        "fixes": notices_of(script, slice(0, FIXES)),
        "today": timezone.localdate(),
    }
    return page(request, "newsroom/front.html", context, site=site, at=addresses("front_page"))


@public
def search(request: HttpRequest, script: str) -> HttpResponse:
    """What was found for a question, best first; how fresh a story is counts, so the clock decides too.

    The page itself is not for search engines.
    """
    question, number = read_question(request.GET), page_number(request)
    found = answer(question, script, number) if question.query else None
    context = {
        "question": question,
        "query": question.query,
        "answer": found,
        "by_relevance": question.with_sort("").address(),
        "by_date": question.with_sort(NEWEST).address(),
    }
    site = found.site if found else read_site(script)
    asked = question.address() + (f"&page={number}" if number > 1 else "")
    at = addresses("search")
    return page(request, "newsroom/search.html", context, site=site, at=at, query=asked, by_the_clock=True)


@public
def suggest(request: HttpRequest, script: str) -> HttpResponse:
    """Suggestions for what was typed so far: `{"suggestions": [{"kind", "text", "url"}, …]}`."""
    query = clean_query(request.GET.get("q", ""))
    return JsonResponse(
        {"suggestions": suggestions_for(query, script)}, json_dumps_params={"ensure_ascii": False}
    )


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read, and where the lists of pages are."""
    lists = "".join(f"Sitemap: {absolute(path)}\n" for path in ("/sitemap.xml", "/news-sitemap.xml"))
    # the page that asks may be found; what was found is nobody's page
    closed = (
        "/admin/",
        "/search/?",
        "/search/suggest/",
        "/zh-hant/search/?",
        "/zh-hant/search/suggest/",
        "/audience/",
    )
    rules = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in closed) + "\n"
    return HttpResponse(rules + lists, content_type="text/plain; charset=utf-8")


@csrf_exempt  # only reads; checked first, the token would turn the 405 to a POST into 403
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive. Asks nobody."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@csrf_exempt  # only reads; checked first, the token would turn the 405 to a POST into 403
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers: 200, or 503 where it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        status, word = 503, "database does not answer\n"
    else:
        status, word = 200, "ok\n"
    return HttpResponse(word, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`handler404`. A draft and what never existed are answered alike; a miss on the desk is kept nowhere.

    There the answer is one person's: a shared cache must not hand it to the next, who may see the story.
    """
    response = absent(request, 404)
    if response is None:
        response = missing_page(request)
        if is_of_desk(request):
            response.headers["Cache-Control"] = "private, no-store"
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`handler403`. On the desk the page of what is not there; elsewhere Django's own, with our words."""
    return absent(request, 403) or permission_denied(request, exception or PermissionDenied())
