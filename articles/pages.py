"""The frame around every public page: masthead, script, addresses in both scripts; and the answers for stories that moved or were withdrawn.

Public views of all apps build their pages here. Reads published rows only.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db.models import Model, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from articles import known
from articles.generation import current_generation
from articles.models.published import PublishedNotice, PublishedRedirect, PublishedSite

# what <html lang> and hreflang say of a script
LANGS = {"hans": "zh-Hans", "hant": "zh-Hant"}
OTHER = {"hans": "hant", "hant": "hans"}
# deeper pages are nobody's reading, only a way to make the database count
DEEPEST = 500
_JSON_COLUMNS = {"chapters", "footer", "headline_breaks", "pages", "sections", "title_art"}

Row = TypeVar("Row", bound=Model)


def script_of(path: str) -> str:
    """The script that an address is printed in."""
    return "hant" if path.startswith("/zh-hant/") else "hans"


def read_site(script: str) -> PublishedSite:
    """The masthead in one script. A newsroom that has not published its own yet gets a blank one, not an error.

    It brings the generation along, so it is read before any other public row: see `articles.known`.
    """
    row = PublishedSite.objects.annotate(read_in=current_generation()).filter(script=script).first()
    if row is None:
        return PublishedSite(script=script)
    row.generation = row.read_in or ""
    return row


def with_site(rows: QuerySet[Row], script: str) -> QuerySet[Row, Row]:
    """Have each row bring masthead and generation along: a page is then one query less. See `site_of`."""
    site = PublishedSite.objects.filter(script=script)
    chrome = JSONObject(
        name="name",
        tagline="tagline",
        sections="sections",
        footer="footer",
        pages="pages",
        generation=current_generation(),
    )
    told: Any = rows.annotate(chrome=Subquery(site.values(chrome=chrome)[:1]))
    return cast(QuerySet[Row, Row], told)


def site_of(row: Any, script: str) -> PublishedSite:
    """The masthead that a row of `with_site` brought along."""
    told = {name: decoded(name, value) for name, value in (row.chrome or {}).items()}
    generation = told.pop("generation", None)
    site = PublishedSite(script=script, **told)
    site.generation = generation or ""
    return site


def decoded(name: str, value: Any) -> Any:
    """A JSON column out of a JSON object: SQLite hands it over as text, PostgreSQL as what it is."""
    return json.loads(value) if name in _JSON_COLUMNS and isinstance(value, str) else value


def absolute(path: str) -> str:
    """A path of this site as an address that also works outside of it."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def addresses(name: str, **kwargs: Any) -> dict[str, str]:
    """The paths of one page by script."""
    return {script: address(name, script, **kwargs) for script in LANGS}


def address(name: str, script: str, **kwargs: Any) -> str:
    """The path of one page in one script."""
    return reverse(name, kwargs={"script": script, **kwargs})


def frame(script: str, site: PublishedSite, at: dict[str, str], query: str = "") -> dict[str, Any]:
    """What `base.html` needs to know. `at` are the page's paths by script, `query` what follows them.

    The desk's preview passes the same frame, so that a preview is the page.
    """
    other = OTHER[script]
    return {
        "script": script,
        "lang": LANGS[script],
        "site": site,
        "here": at[script],
        "canonical": absolute(at[script] + query),
        "other_script": other,
        "other_lang": LANGS[other],
        "other_address": at[other] + query,
        "alternates": [(LANGS[s], absolute(path + query)) for s, path in at.items()],
        "default_address": absolute(at["hans"] + query),
    }


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    site: PublishedSite,
    at: dict[str, str],
    query: str = "",
    status: int = 200,
    by_the_clock: bool = False,
) -> HttpResponse:
    """Render a public page in its frame. `site` was read before any other row of the page, or together with the first.

    `by_the_clock`: its bytes follow from the time of day too, or `site` was read late; so nothing is known of it
    without rendering it.
    """
    response = render(request, template, frame(site.script, site, at, query) | context, status=status)
    generation = "" if by_the_clock else site.generation
    return known.tell(response, generation=generation, address=at[site.script] + query)


def page_number(request: HttpRequest) -> int:
    """The page of a list that was asked for, counted from 1. Anything that is no sensible number is a 404."""
    wanted = request.GET.get("page", "1")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 3 and 1 <= int(wanted) <= DEEPEST):
        raise Http404
    return int(wanted)


def turn(rows: Any, number: int, size: int) -> tuple[list[Any], dict[str, int | None]]:
    """One page of an ordered queryset, and the numbers of its neighbours. Never counts: it reads one row more.

    An empty page behind the first is a 404.
    """
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    if not found and number > 1:
        raise Http404
    more = len(found) > size and number < DEEPEST
    return found[:size], {
        "number": number,
        "newer": number - 1 if number > 1 else None,
        "older": number + 1 if more else None,
    }


def answer_miss(request: HttpRequest, *, script: str, name: str, slug: str) -> HttpResponse:
    """Nothing public has this slug: its withdrawal notice (410), its new address (301), or a 404.

    `name` is the address space, "article" or "series"; a series shares its slug with its front.
    """
    notice = PublishedNotice.objects.filter(script=script, slug=slug).first()
    if notice:
        at = addresses(name, slug=slug)
        return page(
            request, "articles/withdrawn.html", {"notice": notice}, site=read_site(script), at=at, status=410
        )
    moved = PublishedRedirect.objects.filter(kind=name, old_slug=slug).first()
    if moved:
        return HttpResponsePermanentRedirect(addresses(name, slug=moved.new_slug)[script])
    raise Http404
