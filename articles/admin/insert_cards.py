"""Clips and charts as the story form shows them: a card each, and what stands for them inside the editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext as _

from articles.admin import media_views
from articles.clips import stores
from articles.inserts import placed
from articles.models import Article, ClipUse
from articles.templatetags.reading import duration


@dataclass(frozen=True)
class ClipCard:
    """One clip of the story. `picture` is what the editor shows in its place."""

    form: Any
    number: int
    kind: str
    lasts: str
    name: str
    missing: str
    url: str
    is_video: bool
    picture: str


def clip_cards(article: Article, form: Any) -> list[ClipCard]:
    """The clips in the order of the form's rows; a row whose clip is gone has no card."""
    uses = {str(use.uid): use for use in placed.clip_uses(article)}
    formset = form.rows.get("clips")
    rows = formset.forms if formset is not None else ()
    found = [(row, uses.get(str(row["uid"].value() or ""))) for row in rows]
    return [_card(row, use) for row, use in found if use is not None]


def insert_sources(article: Article) -> dict[str, tuple[str, str]]:
    """What the editor shows for the clips and charts that the body names: an address and words, by uid."""
    images = {str(use.uid): use.image for use in placed.picture_uses(article)}
    shown: dict[str, tuple[str, str]] = {}
    for use in placed.clip_uses(article):
        poster = images.get(str(use.poster))
        url = media_views.thumbnail(poster, "full") if poster else static("articles/editor/clip.svg")
        shown[str(use.uid)] = (url, use.caption or str(use.clip))
    for chart in article.charts.all():
        shown[str(chart.uid)] = (static("articles/editor/chart.svg"), chart.title)
    return shown


def _card(row: Any, use: ClipUse) -> ClipCard:
    name = stores.clip_name(use.clip.sha256, use.clip.extension)
    return ClipCard(
        form=row,
        number=use.position,
        kind=str(use.clip.get_kind_display()),
        lasts=duration(use.clip.milliseconds),
        name=use.caption or use.clip.filename,
        missing=_missing(use),
        url=media_views.private_url(name),
        is_video=use.clip.is_video,
        picture=static("articles/editor/clip.svg"),
    )


def _missing(use: ClipUse) -> str:
    wanted = (
        (use.caption, _("caption")),
        (use.credit, _("credit")),
        (use.captions or use.transcript, _("captions or transcript")),
    )
    gone = [name for value, name in wanted if not value]
    return _("%(fields)s missing") % {"fields": _(", ").join(gone)} if gone else ""
