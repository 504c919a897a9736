"""Which stories a reader may go on to: those that share most tags, then those of the section, the newest first.

Reads published rows only, in one query of bounded size: an archive of any length costs the same.
"""

from __future__ import annotations

from articles.models.published import PublishedArticle

MOST = 5
# Older stories are found by their tags' own pages.
LOOKED_AT = 80
_SHOWN = (
    "uid",
    "script",
    "slug",
    "headline",
    "headline_breaks",
    "first_published_at",
    "section_slug",
    "tags",
)


def related_to(article: PublishedArticle) -> list[PublishedArticle]:
    """At most five stories, in the script of the story; nothing that shares neither a tag nor the section."""
    rows = PublishedArticle.objects.in_script(article.script).stories().newest().only(*_SHOWN)
    own = set(article.tags)
    ranked = [
        ((len(own & set(row.tags)), row.section_slug == article.section_slug), row)
        for row in rows.exclude(uid=article.uid)[:LOOKED_AT]
    ]
    # sorting keeps the order of those that are equally near
    near = sorted((pair for pair in ranked if any(pair[0])), key=lambda pair: pair[0], reverse=True)
    return [row for _nearness, row in near[:MOST]]
