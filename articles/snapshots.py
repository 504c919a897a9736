"""Snapshots: everything a reader would see of a story, as canonical JSON, and the way back to the working copy.

`take` reads the private tables; `publishing.build` reads only what `take` returned. A field at its default is left
out, so that a new field changes no old hash. Used by `editing`, `publishing` and the pages that compare.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import UTC
from typing import Any

from articles.inserts import taking
from articles.inserts.placed import Placed
from articles.models.article import Article
from articles.models.hant import HantTerm
from articles.models.people import Contributor, Credit, CreditPerson, CreditRole
from articles.models.taxonomy import Tag

SCHEMA = 1
# Printed text of the article itself, copied as it stands.
TEXT_FIELDS = (
    "kicker",
    "headline",
    "subheading",
    "standfirst",
    "editors_note",
    "body",
    "source",
    "production_note",
)
HANT_FIELDS = ("kicker", "headline", "subheading", "standfirst")
# Fields of Article that readers never see. A test holds that every field is in one of the two lists or in take().
PRIVATE_FIELDS = (
    "id",
    "status",
    "author",
    "writers",
    "due_at",
    "route",
    "reopened_from",
    "only_last_step",
    "revision_number",
    "content_sha256",
    "approved_revision",
    "published_revision",
    "publish_at",
    "scheduled_by",
    "first_published_at",
    "last_published_at",
    "overridden_because",
    "created_at",
    "updated_at",
)


def take(article: Article) -> dict[str, Any]:
    """The content of a working copy as data, defaults left out."""
    placed = Placed(article)
    parts: dict[str, Any] = {
        "uid": str(article.uid),
        "kind": article.kind,
        "slug": article.slug,
        "section": article.section.slug if article.section else "",
        "tags": sorted(tag.name for tag in article.tags.all()),  # not by the collation of a database
        **{name: getattr(article, name) for name in TEXT_FIELDS},
        "headline_breaks": [int(offset) for offset in article.headline_breaks],
        "hant": _filled({name: getattr(article, f"{name}_hant") for name in HANT_FIELDS}),
        "hant_terms": dict(article.hant_terms),
        "ai": _ai(article),
        "credits": _credits(article),
        "images": [_image(use) for use in placed.pictures],
        "clips": [taking.clip(use) for use in placed.clips],
        "charts": [taking.chart(chart) for chart in placed.charts],
        "key_figures": [_figure(figure) for figure in article.key_figures.all()],
        "corrections": [_correction(notice) for notice in article.corrections.all()],
    }
    parts["names"] = _names_in(parts)
    parts["house_terms"] = _house_terms_in(parts)
    return {"schema": SCHEMA, **_filled(_normal(parts))}


def canonical(snapshot: dict[str, Any]) -> str:
    """The one JSON form of a snapshot: sorted keys, no blanks, NFC, no floats."""
    return json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def fingerprint(content: str) -> str:
    """SHA-256 over the canonical JSON: the identity of what was written."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def differs(article: Article, content: str) -> bool:
    """Whether the working copy says anything else than a revision: words of the house are compared by what they mean.

    A new contributor in the roster, a new term, or another name for a tag or for a kind of work must not stop a signed
    story. It is published in the words in which it was signed.
    """
    return canonical(_meant(take(article))) != canonical(_meant(json.loads(content)))


def _meant(snapshot: dict[str, Any]) -> dict[str, Any]:
    """A snapshot without the names that the house gives: tags by slug, credit roles by code, people by their entry."""
    kept = {name: value for name, value in snapshot.items() if name not in ("names", "house_terms")}
    if tags := kept.get("tags"):
        slugs = Tag.objects.addresses_of(tags)
        kept["tags"] = sorted({slugs.get(name, name) for name in tags})
    if lines := kept.get("credits"):
        kept["credits"] = [_meant_credit(line) for line in lines]
    return kept


def _meant_credit(line: dict[str, Any]) -> dict[str, Any]:
    # a line with a label of its own has no traditional one: take() makes that from the roles
    labels = {"label", "label_hant"} if line.get("label_hant") else set()
    return {name: value for name, value in line.items() if name not in labels} | {
        "people": [
            {
                name: value
                for name, value in person.items()
                if name != "name_hant" or "contributor" not in person
            }
            for person in line["people"]
        ]
    }


def _filled(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value not in ("", [], {}, None, 0, False)}


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _normal(inner) for key, inner in value.items()}
    return [_normal(inner) for inner in value] if isinstance(value, list) else value


def _ai(article: Article) -> dict[str, str]:
    if article.ai_use == Article.AiUse.NONE:
        return {}
    return _filled({"use": article.ai_use, "note": article.ai_note})


def _credits(article: Article) -> list[dict[str, Any]]:
    roles = {role.code: role for role in CreditRole.objects.all()}
    lines = article.credits.prefetch_related("people__contributor")
    return [_credit(line, roles) for line in lines]


def _credit(line: Credit, roles: dict[str, CreditRole]) -> dict[str, Any]:
    known = [roles[code] for code in line.roles if code in roles]
    return {
        "roles": list(line.roles),
        "label": line.label or "/".join(role.label_hans for role in known),
        "label_hant": "" if line.label else "/".join(role.label_hant for role in known),
        "people": [_person(person) for person in line.people.all()],
    }


def _person(person: CreditPerson) -> dict[str, Any]:
    contributor = person.contributor
    hant = person.name_hant or (contributor.traditional_name if contributor else "")
    return {
        "name": person.name,
        **_filled(
            {
                "name_hant": hant,
                "title": person.title,
                "organisation": person.organisation,
                "note": person.note,
                "contributor": contributor.slug if contributor else "",
            }
        ),
    }


def _image(use: Any) -> dict[str, Any]:
    return {
        "use": str(use.uid),
        "image": use.image.sha256,
        "ext": use.image.extension,
        "size": [use.image.width, use.image.height],
        "slot": use.slot,
        "focal": [use.focal_x, use.focal_y],
        **_filled({"alt": use.alt, "caption": use.caption, "credit": use.credit, "ai_label": use.ai_label}),
    }


def _figure(figure: Any) -> dict[str, Any]:
    told = {name: getattr(figure, name) for name in ("prefix", "value", "unit", "label", "source")}
    return _filled({**told, "from_uid": str(figure.from_uid) if figure.from_uid else ""})


def _correction(notice: Any) -> dict[str, Any]:
    return {
        "type": notice.type,
        "issued_at": notice.issued_at.astimezone(UTC).isoformat(timespec="seconds"),
        **_filled({name: getattr(notice, name) for name in ("wrong", "right", "passage")}),
    }


def _names_in(parts: dict[str, Any]) -> dict[str, str]:
    """Roster names that occur in the text, with their traditional form: conversion leaves them alone."""
    text = "\n".join(
        [
            *(parts[name] for name in TEXT_FIELDS),
            *(row.get("caption", "") for row in [*parts["images"], *parts["clips"]]),
            *(clip.get(name, "") for clip in parts["clips"] for name in ("captions", "transcript")),
        ]
    )
    roster = Contributor.objects.values_list("name_hans", "name_hant")
    return {hans: hant or hans for hans, hant in roster if hans and hans in text}


def _house_terms_in(parts: dict[str, Any]) -> dict[str, str]:
    """The newsroom's decided words that occur anywhere in the text, with their traditional form."""
    text = json.dumps(parts, ensure_ascii=False)
    return {term: hant for term, hant in HantTerm.objects.decided().items() if term in text}
