"""Publishes what belongs to the house: the chrome of every page as one row per script, and the standing pages.

Called by the admin when masthead, sections, pages or terms of the house are saved, and by the demonstration loader.
Every verb makes rows anew from what is stored, so it holds the house first (`hold_house`): of two at once, the later reads
what the earlier has saved, and neither writes over the other's rows.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction

from articles.body.clean import clean_body
from articles.body.render import render_body
from articles.generation import raise_generation
from articles.house_words import HouseWords
from articles.models.masthead import Masthead
from articles.models.page import Page
from articles.models.published import PublishedPage, PublishedSite, Script
from articles.models.taxonomy import Section
from articles.purge import purge_everything


def hold_house() -> Masthead | None:
    """Wait until nobody else makes pages of the house, until the end of this transaction; returns the masthead, read then."""
    return Masthead.objects.select_for_update().first()


@transaction.atomic
def publish_site() -> None:
    """Rebuild both rows from masthead and sections.

    Effects, in order: holds the house; replaces `PublishedSite`; raises the generation; purges every page after the commit, because every page
    shows them.
    """
    masthead = hold_house()
    if masthead is None:
        return
    for script in Script.values:
        told = _told(masthead, HouseWords(script))
        sha256 = hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        PublishedSite.objects.update_or_create(script=script, defaults={**told, "sha256": sha256})
    raise_generation()
    purge_everything()


@transaction.atomic
def publish_page(*, page: Page) -> None:
    """Let readers see a standing page as it is now.

    Effects, in order: holds the house; replaces its public rows in both scripts; raises the generation; rebuilds the chrome, which links
    it; purges every page after the commit. Raises BodyRefused for a text that the allow-list cannot read.
    """
    hold_house()
    PublishedPage.objects.filter(slug=page.slug).delete()
    PublishedPage.objects.bulk_create(_page_row(page, HouseWords(script)) for script in Script.values)
    raise_generation()
    publish_site()


@transaction.atomic
def publish_house() -> None:
    """Make everything that the paper says of itself anew, for terms of the traditional edition that were decided.

    Effects, in order: holds the house; replaces the public rows of the standing pages; rebuilds the chrome; raises the generation; purges
    every page after the commit.
    """
    hold_house()
    pages = [*Page.objects.all()]
    PublishedPage.objects.filter(slug__in=[page.slug for page in pages]).delete()
    for words in map(HouseWords, Script.values):
        PublishedPage.objects.bulk_create(_page_row(page, words) for page in pages)
    raise_generation()
    publish_site()


@transaction.atomic
def withdraw_page(*, page: Page) -> None:
    """Take a standing page from readers: its address answers 404, and no page links it.

    Effects, in order: holds the house; deletes the page and its public rows; raises the generation; rebuilds the chrome; purges every
    page after the commit.
    """
    hold_house()
    PublishedPage.objects.filter(slug=page.slug).delete()
    page.delete()
    raise_generation()
    publish_site()


def _page_row(page: Page, words: HouseWords) -> PublishedPage:
    body = render_body(clean_body(page.body), lambda _use: "")  # a page has no pictures
    return PublishedPage(
        script=words.script,
        slug=page.slug,
        title=_page_title(page, words),
        body_html=words.html(body),
    )


def _page_title(page: Page, words: HouseWords) -> str:
    own = page.title_hant if words.script == Script.HANT else ""
    return own or words.text(page.title)


def _told(masthead: Masthead, words: HouseWords) -> dict[str, Any]:
    def own(value: str, kept: str) -> str:
        return kept if kept and words.script == Script.HANT else words.text(value)

    return {
        "name": own(masthead.name, masthead.name_hant),
        "tagline": words.text(masthead.tagline),
        "footer": [
            {"text": words.text(line), "url": ""} for line in masthead.footer.split("\n") if line.strip()
        ],
        "pages": [{"slug": page.slug, "title": _page_title(page, words)} for page in Page.objects.all()],
        "sections": [{"slug": s.slug, "name": own(s.name, s.name_hant)} for s in Section.objects.all()],
    }
