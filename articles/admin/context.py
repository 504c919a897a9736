"""What the template of the story form needs beside Django's own context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import crediting
from articles.admin import credit_forms, media_views, rendering_views
from articles.admin.figures import sheet_context
from articles.admin.head import head
from articles.admin.insert_cards import clip_cards, insert_sources
from articles.admin.panels import panels
from articles.body.render import with_editor_sources
from articles.credits.order import house_order, order_of
from articles.hant.simplifying import is_traditional
from articles.inserts.placed import picture_uses
from articles.models import Article, ImageUse
from articles.rendering.progress import Progress, progress_of_uses
from articles.rights import Standing
from newsroom.staff.roles import Right, holds


@dataclass(frozen=True)
class Card:
    """One picture of the strip."""

    form: Any
    number: int
    place: str
    caption: str
    alt: str
    missing: str
    thumbnail: str
    whole: str
    uid: str
    rendering: str  # how far its files are; empty once they are there
    failed: bool
    offer: dict[str, str]  # what the file says of itself


def form_context(standing: Standing | None, form: Any) -> dict[str, Any]:
    """The context of the form of a stored story (with its standing) or of a new one (without)."""
    context: dict[str, Any] = {}
    if "credits" in form.rows:
        order = house_order(order_of(standing.article if standing is not None else None))
        lines = context["credit_table"] = credit_forms.table(form.rows["credits"], order)
        context |= {"credit_labels": credit_forms.labels(order), "credit_order": order.order}
        keeps_roster = standing is not None and holds(standing.user, Right.MANAGE_ROSTER)
        context["newcomers"] = credit_forms.newcomers(lines) if keeps_roster else []
        context["pasted"] = form.data.get(credit_forms.PASTED, "") if form.is_bound else ""
    if standing is None:
        return context
    article = standing.article
    cards = _cards(article, form)
    return context | {
        "desk": head(standing),
        "side": panels(standing),
        "printed": [str(crediting.row_of(line)) for line in article.credits.all()],
        "corrections": [*article.corrections.all()],
        "picture_cards": cards,
        "any_failed": any(card.failed for card in cards),
        "upload_url": reverse("admin:articles_upload", args=[article.pk]),
        **sheet_context(standing),
        "clip_cards": clip_cards(article, form),
        "clip_upload_url": reverse("admin:articles_clip_upload", args=[article.pk]),
        "is_traditional": standing.may_edit and is_traditional(article),
        "body_shown": "" if standing.may_edit else shown_body(article),
    }


def picture_sources(article: Article) -> Any:
    """Where the editor finds the pictures that the body names; for a clip or a chart, what stands for it there."""
    uses = {str(use.uid): use for use in picture_uses(article)}
    others = insert_sources(article)

    def source(uid: str) -> tuple[str, str] | None:
        use = uses.get(uid)
        return (media_views.thumbnail(use.image, "full"), use.alt) if use else others.get(uid)

    return source


def shown_body(article: Article) -> SafeString:
    """The body to read on the desk."""
    shown = with_editor_sources(article.body, picture_sources(article))
    return mark_safe(shown)  # noqa: S308 -- safe: with_editor_sources cleans by the allow-list and escapes what it adds


def _cards(article: Article, form: Any) -> list[Card]:
    """The pictures in the order of the form's rows; a row whose picture is gone has no card."""
    uses = {str(use.uid): use for use in picture_uses(article)}
    far = {use.uid: progress for use, progress in progress_of_uses(uses.values())}
    formset = form.rows.get("pictures")
    if formset is None:
        return [_card(None, use, far[use.uid]) for use in uses.values()]
    cards = []
    for row in formset.forms:
        use = uses.get(str(row["uid"].value() or ""))
        if use is not None:
            cards.append(_card(row, use, far[use.uid]))
    return cards


def _card(row: Any, use: ImageUse, progress: Progress) -> Card:
    return Card(
        form=row,
        number=use.position,
        place=str(use.get_slot_display()),
        caption=use.caption,
        alt=use.alt,
        missing=_missing(use),
        thumbnail=media_views.thumbnail(use.image),
        whole=media_views.thumbnail(use.image, "full"),
        uid=str(use.uid),
        rendering=rendering_views.said(progress),
        failed=progress.failed,
        offer=use.image.offered if row is not None else {},
    )


def _missing(use: ImageUse) -> str:
    wanted = ((use.alt, _("alternative text")), (use.caption, _("caption")), (use.credit, _("credit")))
    gone = [name for value, name in wanted if not value]
    return _("%(fields)s missing") % {"fields": _(", ").join(gone)} if gone else ""
