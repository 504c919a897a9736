"""Publishes the chrome of every page: the paper's name, its sections and its footer, as one row per script.

Called by the admin when masthead or sections are saved, and by the demonstration loader.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction

from articles.models.masthead import Masthead
from articles.models.published import PublishedSite, Script
from articles.models.taxonomy import Section
from articles.printed import printed
from articles.purge import purge_everything


@transaction.atomic
def publish_site() -> None:
    """Rebuild both rows from masthead and sections.

    Effects: replaces `PublishedSite`; purges every page after the commit, because every page shows them.
    """
    masthead = Masthead.objects.first()
    if masthead is None:
        return
    for script in Script.values:
        told = _told(masthead, script)
        sha256 = hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        PublishedSite.objects.update_or_create(script=script, defaults={**told, "sha256": sha256})
    purge_everything()


def _told(masthead: Masthead, script: str) -> dict[str, Any]:
    def own(value: str, kept: str) -> str:
        return kept if kept and script == Script.HANT else printed(value, script)

    return {
        "name": own(masthead.name, masthead.name_hant),
        "tagline": printed(masthead.tagline, script),
        "footer": [
            {"text": printed(line, script), "url": ""} for line in masthead.footer.split("\n") if line.strip()
        ],
        "sections": [{"slug": s.slug, "name": own(s.name, s.name_hant)} for s in Section.objects.all()],
    }
