"""The way back: makes the working copy say what a snapshot said.

Only `editing` calls it, inside its transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from articles.inserts import taking
from articles.models.article import Article
from articles.models.extras import Correction, KeyFigure
from articles.models.image import Image, ImageUse
from articles.models.people import Contributor, Credit, CreditPerson
from articles.models.taxonomy import Section, Tag
from articles.snapshots import HANT_FIELDS, TEXT_FIELDS


def apply(snapshot: dict[str, Any], article: Article) -> None:
    """Overwrite every content field and child row of `article` with the snapshot's.

    Effects: saves the article, replaces its tags, credits, figures, corrections, charts, picture and clip uses. A
    section or contributor that no longer exists is left empty; a picture or clip cannot be gone, uses protect it.
    """
    for name in TEXT_FIELDS:
        setattr(article, name, snapshot.get(name, ""))
    for name in HANT_FIELDS:
        setattr(article, f"{name}_hant", snapshot.get("hant", {}).get(name, ""))
    article.kind, article.slug = snapshot["kind"], snapshot.get("slug", "")
    article.headline_breaks = snapshot.get("headline_breaks", [])
    article.hant_terms = snapshot.get("hant_terms", {})
    article.section = Section.objects.filter(slug=snapshot.get("section", "")).first()
    article.ai_use = snapshot.get("ai", {}).get("use", Article.AiUse.NONE)
    article.ai_note = snapshot.get("ai", {}).get("note", "")
    article.save()
    article.tags.set(Tag.objects.named(snapshot.get("tags", [])))
    _apply_credits(snapshot.get("credits", []), article)
    _apply_images(snapshot.get("images", []), article)
    taking.apply_clips(snapshot.get("clips", []), article)
    taking.apply_charts(snapshot.get("charts", []), article)
    article.key_figures.all().delete()
    for place, figure in enumerate(snapshot.get("key_figures", []), start=1):
        KeyFigure.objects.create(article=article, position=place, **figure)
    article.corrections.all().delete()
    # the newest stands first; of two in one second the later row does
    for notice in reversed(snapshot.get("corrections", [])):
        Correction.objects.create(
            article=article, **{**notice, "issued_at": datetime.fromisoformat(notice["issued_at"])}
        )


def _apply_credits(lines: list[dict[str, Any]], article: Article) -> None:
    article.credits.all().delete()
    roster = {person.slug: person for person in Contributor.objects.all()}
    for place, line in enumerate(lines, start=1):
        credit = Credit.objects.create(
            article=article,
            position=place,
            roles=line["roles"],
            label="" if line.get("label_hant") else line["label"],
        )
        for order, person in enumerate(line["people"], start=1):
            linked = roster.get(person.get("contributor", ""))
            CreditPerson.objects.create(credit=credit, position=order, **{**person, "contributor": linked})


def _apply_images(uses: list[dict[str, Any]], article: Article) -> None:
    """The snapshot's pictures in its order; those that wait in the strip, named by no text, stay behind them."""
    told = {use["use"] for use in uses}
    waiting = [use for use in article.image_uses.filter(slot=ImageUse.Slot.BODY) if str(use.uid) not in told]
    article.image_uses.all().delete()
    for place, use in enumerate(uses, start=1):
        ImageUse.objects.create(
            uid=use["use"],
            article=article,
            image=Image.objects.get(sha256=use["image"]),
            slot=use["slot"],
            position=place,
            alt=use.get("alt", ""),
            caption=use.get("caption", ""),
            credit=use.get("credit", ""),
            ai_label=use.get("ai_label", ""),
            focal_x=use["focal"][0],
            focal_y=use["focal"][1],
        )
    for place, kept in enumerate(waiting, start=len(uses) + 1):
        kept.pk, kept.position = None, place
        kept.save(force_insert=True)
