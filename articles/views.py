"""Public pages about stories: one story, a section, a tag, a contributor, the corrections.

Reads published rows only. Every view answers GET and HEAD, in the script that its address says.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, JSONField, Max, TextField, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.functional import SimpleLazyObject

from articles.conditional import public
from articles.models.published import (
    PublishedArticle,
    PublishedArticleQuerySet,
    PublishedContributor,
    PublishedCredit,
    PublishedNotice,
    PublishedPage,
    PublishedTag,
)
from articles.pages import addresses, answer_miss, page, page_number, read_site, site_of, turn, with_site
from articles.related import related_to
from articles.text.roles import ROLE_BY_CODE

A_PAGE = 20


class Notice(NamedTuple):
    """One entry of the corrections page: a story and what became of it."""

    slug: str
    headline: str
    text: str
    corrections: list[dict[str, Any]]
    at: datetime


def listed(script: str) -> PublishedArticleQuerySet:
    """Stories as lists show them: newest first, without the text that lists do not print."""
    rows = PublishedArticle.objects.in_script(script).stories().newest()
    return rows.defer("body_html", "credits", "contents", "gallery", "key_figures", "editors_note")


def paged(number: int) -> str:
    """The query part of a list's address; its first page has none."""
    return f"?page={number}" if number > 1 else ""


def article_context(row: PublishedArticle) -> dict[str, Any]:
    """What the story's template needs beside the frame; the desk's preview passes the same."""
    # `related` is read by the template only where the story stands in no series
    return {"article": row, "related": SimpleLazyObject(lambda: related_to(row))}


@public
def article(request: HttpRequest, script: str, slug: str) -> HttpResponse:
    """One story. A front has no page of its own: its series' landing, under the same slug, is its page."""
    row = with_site(PublishedArticle.objects.in_script(script).filter(slug=slug), script).first()
    if row is None:
        return answer_miss(request, script=script, name="article", slug=slug)
    if row.kind == "front":
        return HttpResponsePermanentRedirect(addresses("series", slug=slug)[script])
    at = addresses("article", slug=slug)
    return page(request, "articles/article.html", article_context(row), site=site_of(row, script), at=at)


@public
def section(request: HttpRequest, script: str, slug: str) -> HttpResponse:
    """The stories of one section, newest first."""
    site = read_site(script)
    name = site.section_name(slug)
    if not name:
        raise Http404
    number = page_number(request)
    rows, pages = turn(listed(script).filter(section_slug=slug), number, A_PAGE)
    context = {"name": name, "slug": slug, "stories": rows, "pages": pages}
    at = addresses("section", slug=slug)
    return page(request, "articles/section.html", context, site=site, at=at, query=paged(number))


@public
def tag(request: HttpRequest, script: str, slug: str) -> HttpResponse:
    """The stories that carry one tag, newest first. A tag that no public story carries has no page."""
    number, site = page_number(request), read_site(script)
    tagged = PublishedTag.objects.filter(script=script, slug=slug)
    rows, pages = turn(listed(script).filter(uid__in=tagged.values("uid")), number, A_PAGE)
    name = tagged.values_list("name", flat=True).first()
    if not rows or name is None:
        raise Http404
    context = {"name": name, "stories": rows, "pages": pages}
    at = addresses("tag", slug=slug)
    return page(request, "articles/tag.html", context, site=site, at=at, query=paged(number))


class Role(NamedTuple):
    """One kind of work that a person is credited with, and in how many stories."""

    code: str
    label: str
    stories: int


def roles_of(credited: Any) -> list[Role]:
    """The roles of a person's public credits, in the order of the house. A front is no story. One query."""
    fronts = PublishedArticle.objects.filter(kind="front").values("uid")
    counted = (
        credited.exclude(uid__in=fronts)
        .values("role_code", "script")
        .annotate(stories=Count("uid", distinct=True), printed=Max("role_label"))
    )
    told = [Role(row["role_code"], _role_name(row), row["stories"]) for row in counted]
    return sorted(
        told, key=lambda role: (ROLE_BY_CODE[role.code].order if role.code in ROLE_BY_CODE else 98, role.code)
    )


def _role_name(row: dict[str, Any]) -> str:
    """The common name of a role; one of the newsroom's own as it was printed."""
    known = ROLE_BY_CODE.get(row["role_code"])
    return known.label("hant" if row["script"] == "hant" else "hans") if known else row["printed"]


@public
def contributor(request: HttpRequest, script: str, slug: str, role: str = "") -> HttpResponse:
    """A person's public page: who they are and every story they are credited with, or those in one role."""
    person = with_site(PublishedContributor.objects.filter(script=script, slug=slug), script).first()
    if person is None:
        raise Http404
    number = page_number(request)
    credited = PublishedCredit.objects.filter(script=script, contributor_slug=slug)
    roles = roles_of(credited)
    if role and role not in {told.code for told in roles}:
        raise Http404
    chosen = credited.filter(role_code=role) if role else credited
    rows, pages = turn(listed(script).filter(uid__in=chosen.values("uid")), number, A_PAGE)
    context = {"person": person, "stories": rows, "pages": pages, "roles": roles, "role": role}
    at = addresses("contributor_role", slug=slug, role=role) if role else addresses("contributor", slug=slug)
    site = site_of(person, script)
    return page(request, "articles/contributor.html", context, site=site, at=at, query=paged(number))


@public
def house_page(request: HttpRequest, script: str, slug: str) -> HttpResponse:
    """What the paper says of itself: about, contact, licence."""
    found = with_site(PublishedPage.objects.filter(script=script, slug=slug), script).first()
    if found is None:
        raise Http404
    at = addresses("house_page", slug=slug)
    return page(request, "articles/house_page.html", {"house": found}, site=site_of(found, script), at=at)


def all_notices(script: str) -> Any:
    """Corrected stories and withdrawals as one list of (slug, headline, text, corrections, at), last change first.

    `text` is that of a withdrawal, and empty for a correction.
    """
    corrected = (
        PublishedArticle.objects.in_script(script)
        .corrected()
        .values_list("slug", "headline", Value("", TextField()), "corrections", "last_published_at")
    )
    withdrawn = PublishedNotice.objects.filter(script=script).values_list(
        "slug", "headline", "text", Value([], JSONField()), "withdrawn_at"
    )
    return corrected.union(withdrawn, all=True).order_by("-last_published_at", "slug")


def notices_of(script: str, which: slice) -> list[Notice]:
    """A slice of the list of corrections and withdrawals. One query."""
    return [Notice(*row) for row in all_notices(script)[which]]


@public
def corrections(request: HttpRequest, script: str) -> HttpResponse:
    """Every correction and withdrawal that stands, the last change first."""
    number, site = page_number(request), read_site(script)
    rows, pages = turn(all_notices(script), number, A_PAGE)
    context = {"notices": [Notice(*row) for row in rows], "pages": pages}
    at = addresses("corrections")
    return page(request, "articles/corrections.html", context, site=site, at=at, query=paged(number))
