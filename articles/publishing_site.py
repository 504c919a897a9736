"""Publishes what belongs to the house: the chrome of every page as one row per script, and the standing pages.

Called by the admin when masthead, sections or pages are saved, by `refreeze` and by the demonstration loader.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction

from articles.body.clean import clean_body
from articles.body.render import render_body
from articles.generation import raise_generation
from articles.models.masthead import Masthead
from articles.models.page import Page
from articles.models.published import PublishedPage, PublishedSite, Script
from articles.models.taxonomy import Section
from articles.printed import printed, printed_html
from articles.purge import purge_everything


@transaction.atomic
def publish_site() -> None:
    """Rebuild both rows from masthead and sections.

    Effects: replaces `PublishedSite`; raises the generation; purges every page after the commit, because every page
    shows them.
    """
    masthead = Masthead.objects.first()
    if masthead is None:
        return
    for script in Script.values:
        told = _told(masthead, script)
        sha256 = hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        PublishedSite.objects.update_or_create(script=script, defaults={**told, "sha256": sha256})
    raise_generation()
    purge_everything()


@transaction.atomic
def publish_page(*, page: Page) -> None:
    """Let readers see a standing page as it is now.

    Effects, in order: replaces its public rows in both scripts; raises the generation; rebuilds the chrome, which links
    it; purges every page after the commit. Raises BodyRefused for a text that the allow-list cannot read.
    """
    PublishedPage.objects.filter(slug=page.slug).delete()
    PublishedPage.objects.bulk_create(_page_row(page, script) for script in Script.values)
    raise_generation()
    publish_site()


@transaction.atomic
def withdraw_page(*, page: Page) -> None:
    """Take a standing page from readers: its address answers 404, and no page links it.

    Effects, in order: deletes the page and its public rows; raises the generation; rebuilds the chrome; purges every
    page after the commit.
    """
    PublishedPage.objects.filter(slug=page.slug).delete()
    page.delete()
    raise_generation()
    publish_site()


def _page_row(page: Page, script: str) -> PublishedPage:
    body = render_body(clean_body(page.body), lambda _use: "")  # a page has no pictures
    return PublishedPage(
        script=script,
        slug=page.slug,
        title=_page_title(page, script),
        body_html=printed_html(body, script),
    )


def _page_title(page: Page, script: str) -> str:
    own = page.title_hant if script == Script.HANT else ""
    return own or printed(page.title, script)


def _told(masthead: Masthead, script: str) -> dict[str, Any]:
    def own(value: str, kept: str) -> str:
        return kept if kept and script == Script.HANT else printed(value, script)

    return {
        "name": own(masthead.name, masthead.name_hant),
        "tagline": printed(masthead.tagline, script),
        "footer": [
            {"text": printed(line, script), "url": ""} for line in masthead.footer.split("\n") if line.strip()
        ],
        "pages": [{"slug": page.slug, "title": _page_title(page, script)} for page in Page.objects.all()],
        "sections": [{"slug": s.slug, "name": own(s.name, s.name_hant)} for s in Section.objects.all()],
    }
