"""Search over published stories: plain containment, bounded. Public code only: reads published rows.

A query in the other script is looked for in that of the page as well, where the converter is installed.
"""

from __future__ import annotations

import html
import re
import unicodedata

from django.db.models import Q

from articles.models.published import PublishedArticleQuerySet
from articles.text.errors import ScriptsUnavailable
from articles.text.scripts import to_hans, to_hant
from articles.views import listed

LONGEST_QUERY = 100
MOST_WORDS = 8
# from the end of a tag over characters and whole entities: what follows is text, not part of a tag or entity
_IN_TEXT = ">([^<&]|&[a-z0-9#]+;)*"


def clean_query(typed: str) -> str:
    """What a reader asked for: at most 100 characters, NFKC, one line, without control characters."""
    text = unicodedata.normalize("NFKC", typed[: LONGEST_QUERY * 4])
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co"))
    return " ".join(kept.split())[:LONGEST_QUERY].strip()


def search_stories(script: str, query: str) -> PublishedArticleQuerySet:
    """Stories that contain every word of a clean query, newest first."""
    rows = listed(script)
    for word in query.split()[:MOST_WORDS]:
        wanted = Q()
        for form in _forms(word, script):
            wanted |= _contains(form)
        rows = rows.filter(wanted)
    return rows


def _contains(word: str) -> Q:
    """The word in a title, in the names, or in the text of the body – there never inside a tag."""
    spelt = re.escape(html.escape(word, quote=False))
    return (
        Q(headline__icontains=word)
        | Q(subheading__icontains=word)
        | Q(standfirst__icontains=word)
        | Q(byline__icontains=word)
        | Q(body_html__iregex=f"{_IN_TEXT}{spelt}")
    )


def _forms(word: str, script: str) -> set[str]:
    """The word as typed, and as the pages of this script write it."""
    try:
        return {word, to_hans(word) if script == "hans" else to_hant(word)}
    except ScriptsUnavailable:
        return {word}
