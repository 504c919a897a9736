"""What is offered while somebody types: series, people, sections and headlines, by their words or their pinyin."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models.published import PublishedArticle, PublishedContributor, PublishedSite
from articles.models.published_search import TABLE
from articles.pages import addresses, read_site
from articles.search import engine, wanted
from articles.text.fold import norm
from articles.text.pinyin import name_keys, title_keys
from articles.text.search import terms
from series.finding import read_titles

# How many of each are offered, in this order; headlines fill up what is left.
SERIES, PEOPLE, SECTIONS, ALL = 2, 3, 2, 8
_SHORTEST_PINYIN = 2

Suggestion = dict[str, str]


def suggest(query: str, script: str) -> list[Suggestion]:
    """At most eight suggestions for a clean query. Four queries, none for an empty one."""
    typed = norm(query).strip()
    if not typed:
        return []
    found = [
        *islice(_series(typed, script), SERIES),
        *islice(_people(typed, script), PEOPLE),
        *islice(_sections(typed, script, read_site(script)), SECTIONS),
    ]
    return [*found, *islice(_stories(typed, script), ALL - len(found))]


def _series(typed: str, script: str) -> Iterator[Suggestion]:
    for title in read_titles(script):
        if _meets(typed, title.text):
            kind = pgettext("public", "Series")
            yield _suggestion(kind, title.text, addresses("series", slug=title.slug)[script])


def _people(typed: str, script: str) -> Iterator[Suggestion]:
    rows = PublishedContributor.objects.filter(script=script).order_by("slug")
    for slug, name, latin in rows.values_list("slug", "name", "name_latin"):
        if typed in norm(name) or norm(latin).startswith(typed) or _is_pinyin(typed, name_keys(name)):
            yield _suggestion(_("Contributor"), name, addresses("contributor", slug=slug)[script])


def _sections(typed: str, script: str, site: PublishedSite) -> Iterator[Suggestion]:
    for section in site.sections:
        if _meets(typed, section["name"]):
            at = addresses("section", slug=section["slug"])[script]
            yield _suggestion(_("Section"), section["name"], at)


def _stories(typed: str, script: str) -> Iterator[Suggestion]:
    """Headlines that hold the words, or begin with this pinyin; the newest first."""
    asked = wanted.tagged(wanted.TITLE, terms(typed)) or wanted.Wanted(())
    ways = [asked] if asked else []
    if _may_be_pinyin(typed):
        ways.append(wanted.Wanted((((f"{wanted.TYPED}{typed}*",),),)))
    if not ways:
        return
    hits = engine.ranked(TABLE, [(1, way, ALL) for way in ways], ("uid",))
    rows = (
        PublishedArticle.objects.in_script(script)
        .stories()
        .newest()
        .filter(uid__in=[uid for _rank, uid in hits])
    )
    for slug, headline in rows.values_list("slug", "headline"):
        yield _suggestion(_("Story"), headline, addresses("article", slug=slug)[script])


def _meets(typed: str, title: str) -> bool:
    return typed in norm(title) or _is_pinyin(typed, title_keys(title))


def _is_pinyin(typed: str, keys: tuple[str, ...]) -> bool:
    return _may_be_pinyin(typed) and any(key.startswith(typed) for key in keys)


def _may_be_pinyin(typed: str) -> bool:
    return typed.isascii() and typed.isalnum() and len(typed) >= _SHORTEST_PINYIN


def _suggestion(kind: Any, text: str, address: str) -> Suggestion:
    return {"kind": str(kind), "text": text, "url": address}
