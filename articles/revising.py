"""Takes the next `Revision` of a story. Only `editing` and `acts` call it, with the article locked."""

from __future__ import annotations

import json
from typing import Any

from articles import clock, snapshots
from articles.models.article import Article
from articles.models.revision import Revision
from articles.search import desk


def keep(*, article: Article, user: Any, origin: str, content: str | None = None) -> Revision | None:
    """Keep what the working copy says now, unless the latest revision says the same.

    Effects: inserts the next revision; notes its number and hash on the article; lets the desk find it by its new words. `content` is that of an earlier
    revision where the working copy went back to it: its hash is what was signed, whatever the roster has learnt since.
    """
    content = content or snapshots.canonical(snapshots.take(article))
    sha256 = snapshots.fingerprint(content)
    if sha256 == article.content_sha256:
        return None
    article.revision_number += 1
    article.content_sha256 = sha256
    revision = Revision.objects.create(
        article=article,
        number=article.revision_number,
        content=content,
        sha256=sha256,
        origin=origin,
        created_at=clock.now(),
        created_by=user,
    )
    article.save(update_fields=["revision_number", "content_sha256", "updated_at"])
    desk.keep(article=article, snapshot=json.loads(content))
    return revision
