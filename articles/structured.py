"""What machines read of a page, in the words of schema.org: a story with its credits, pictures and corrections; the way to it.

Pure but for addresses: takes published rows, gives dicts. Printed by the tags of `templatetags.structured`;
`series.structured` adds what a series is.
"""

from __future__ import annotations

from typing import Any

from articles.models.published import PublishedArticle, PublishedSite
from articles.pages import LANGS, absolute, addresses
from articles.text.credits.render import part_of_label

# roles whose people schema.org calls authors or editors; all others contribute in a named role
AUTHORS = {"text"}
EDITORS = {"editor", "duty_editor", "chief_editor"}
CROPS = ("full", "3x2", "2x1")


def news_article(row: PublishedArticle, site: PublishedSite, image_url: Any) -> dict[str, Any]:
    """The story as a NewsArticle. `image_url` gives the address of a stored file by its name."""
    here = absolute(addresses("article", slug=row.slug)[row.script])
    data = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle" if row.kind == "commentary" else "NewsArticle",
        "@id": here,
        "mainEntityOfPage": here,
        "headline": row.headline,
        "alternativeHeadline": row.subheading,
        "description": row.standfirst,
        "articleSection": site.section_name(row.section_slug),
        "keywords": row.tags,
        "inLanguage": LANGS[row.script],
        "datePublished": row.first_published_at.isoformat(timespec="seconds"),
        "dateModified": row.last_published_at.isoformat(timespec="seconds"),
        "image": image_objects(row.lead_image, image_url),
        "video": _video(row, image_url),
        "publisher": {"@type": "NewsMediaOrganization", "name": site.name, "url": absolute("/")},
        "correction": [_correction(entry) for entry in row.corrections],
        **_credits(row),
    }
    return {key: value for key, value in data.items() if value}


def _video(row: PublishedArticle, file_url: Any) -> dict[str, Any] | None:
    """The film at the head of a story as a VideoObject; nothing without a poster, which search engines ask for."""
    clip = row.lead_clip or {}
    if clip.get("kind") != "video" or not clip.get("poster"):
        return None
    data = {
        "@type": "VideoObject",
        "name": clip["caption"] or row.headline,
        "description": row.standfirst or row.headline,
        "thumbnailUrl": absolute(file_url(clip["poster"]["pictures"]["full"]["src"])),
        "contentUrl": absolute(file_url(clip["src"])),
        "uploadDate": row.first_published_at.isoformat(timespec="seconds"),
        "duration": f"PT{round(clip['milliseconds'] / 1000)}S",
        "transcript": clip["transcript"],
    }
    return {key: value for key, value in data.items() if value}


def trail(steps: list[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page as a BreadcrumbList: names and paths, from the front page down."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


def way_to_story(row: PublishedArticle, site: PublishedSite) -> list[tuple[str, str]]:
    """Front page, section, story. A story in no section stands directly under the front page."""
    steps = [(site.name, addresses("front_page")[row.script])]
    section = site.section_name(row.section_slug)
    if section:
        steps.append((section, addresses("section", slug=row.section_slug)[row.script]))
    return [*steps, (row.headline, addresses("article", slug=row.slug)[row.script])]


def image_objects(image: dict[str, Any] | None, image_url: Any) -> list[dict[str, Any]]:
    """A picture in its crops, each an ImageObject with its size, caption and credit."""
    pictures = (image or {}).get("pictures") or {}
    told = {"caption": (image or {}).get("caption", ""), "creditText": (image or {}).get("credit", "")}
    return [
        {
            "@type": "ImageObject",
            "url": absolute(image_url(pictures[crop]["src"])),
            "width": pictures[crop]["width"],
            "height": pictures[crop]["height"],
            **{key: value for key, value in told.items() if value},
        }
        for crop in CROPS
        if crop in pictures
    ]


def _correction(entry: dict[str, Any]) -> dict[str, Any]:
    text = " → ".join(part for part in (entry.get("wrong"), entry.get("right")) if part)
    return {"@type": "CorrectionComment", "text": text, "datePublished": entry.get("issued_at", "")}


def _credits(row: PublishedArticle) -> dict[str, list[dict[str, Any]]]:
    """Writers as authors, editors as editors, everybody else as contributors in the role as printed.

    Who also photographed what they wrote is an author, and a contributor in that role besides.
    """
    found: dict[str, list[dict[str, Any]]] = {"author": [], "editor": [], "contributor": []}
    besides: list[dict[str, Any]] = []
    for line in row.credits:
        roles, label = line.get("roles", []), line.get("label", "")
        for entry in line.get("people", []):
            person = _person(entry, row.script)
            if AUTHORS & set(roles):
                found["author"].append(person)
            elif EDITORS & set(roles):
                found["editor"].append(person)
            else:
                found["contributor"].append(_role(label, person))
                continue
            others = [code for code in roles if code not in AUTHORS | EDITORS]
            besides += [_role(part_of_label(label, roles, code), person) for code in others]
    found["contributor"] += besides
    return found


def _role(name: str, person: dict[str, Any]) -> dict[str, Any]:
    return {"@type": "Role", "roleName": name, "contributor": person}


def _person(entry: dict[str, Any], script: str) -> dict[str, Any]:
    person = {"@type": "Person", "name": entry.get("name", ""), "jobTitle": entry.get("title", "")}
    if entry.get("organisation"):
        person["affiliation"] = {"@type": "Organization", "name": entry["organisation"]}
    if entry.get("contributor"):
        person["url"] = absolute(addresses("contributor", slug=entry["contributor"])[script])
    return {key: value for key, value in person.items() if value}
