"""`build`: public rows, unsaved, from a snapshot alone. Publishing, preview and `refreeze` all come through here.

It never sees an Article; what it prints is a function of the snapshot, the script, and where pictures and tags are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.body.clean import clean_body, to_text
from articles.body.dressing import dress
from articles.body.render import render_body
from articles.inserts.files import ClipFiles
from articles.inserts.printing import Inserts, Media, image
from articles.models.published import PublishedArticle, PublishedCredit, PublishedTag, Script
from articles.printed import printed, printed_html
from articles.text.credits.render import part_of_label
from articles.text.reading_time import count_han, reading_minutes
from articles.text.roles import ROLE_BY_CODE, TITLE_BY_NAME
from articles.text.slugs import slugify_zh

NO_SLUGS: Mapping[str, str] = MappingProxyType({})
LONGEST_BYLINE = 300  # characters, as its column holds
LIST_CROPS = ("full", "3x2", "2x1")
# The places of title art and the widths they are for; art is drawn for its place, so nothing of it is cropped.
ART = {"art": "wide", "art_tall": "tall"}
CROPS_OF = dict.fromkeys(("body", *ART), ("full",))
# What the desk's languages call the two scripts.
LANGUAGE = {Script.HANS: "zh-hans", Script.HANT: "zh-hant"}
_H2 = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Times:
    """When readers first and last got it."""

    first: datetime
    last: datetime


@dataclass(frozen=True)
class Built:
    """The rows of one story in one script, not saved."""

    article: PublishedArticle
    credits: list[PublishedCredit]
    tags: list[PublishedTag]


class Printer:
    """Prints one snapshot in one script: the only place that knows whether text is converted."""

    def __init__(self, snapshot: Mapping[str, Any], script: str) -> None:
        """Gather the names that conversion must leave alone: those of the credits and of the roster."""
        self.snapshot, self.script = snapshot, script
        people = [person for line in snapshot.get("credits", []) for person in line["people"]]
        self.names = dict(snapshot.get("names", {}))
        self.names.update({p["name"]: p.get("name_hant") or p["name"] for p in people})
        # what was decided for this story stands above what the house decided
        self.terms = {**snapshot.get("house_terms", {}), **snapshot.get("hant_terms", {})}

    def text(self, value: str) -> str:
        """A run of plain text."""
        return printed(value, self.script, self.names, self.terms)

    def html(self, value: str) -> str:
        """Clean HTML."""
        return printed_html(value, self.script, self.names, self.terms)

    def field(self, name: str) -> str:
        """A text field: the desk's own traditional form where it wrote one."""
        kept = self.snapshot.get("hant", {}).get(name) if self.script == Script.HANT else None
        return str(kept or self.text(self.snapshot.get(name, "")))

    def name(self, person: Mapping[str, str]) -> str:
        """A person's name: kept in both scripts, never converted."""
        return person.get("name_hant") or person["name"] if self.script == Script.HANT else person["name"]

    def title(self, person: Mapping[str, str]) -> str:
        """A person's title, from the closed list where it is on it."""
        title = person.get("title", "")
        if self.script == Script.HANS or not title:
            return title
        return TITLE_BY_NAME[title].zh_hant if title in TITLE_BY_NAME else self.text(title)


def no_clips(use: Mapping[str, Any], captions: str) -> dict[str, str]:
    """The files of a story that has no clips."""
    raise LookupError(f"nobody said where clip {use['use']} is")


def build(
    snapshot: Mapping[str, Any],
    *,
    script: str,
    media: Media,
    times: Times,
    tag_slugs: Mapping[str, str] = NO_SLUGS,
    clips: ClipFiles = no_clips,
) -> Built:
    """The public rows of a snapshot in one script. Pure but for `media` and `clips`, which may make files.

    `tag_slugs` are the addresses of tags by name; a tag that is not in it gets one made from its name.
    """
    printer = Printer(snapshot, script)
    body = clean_body(snapshot.get("body", ""))
    inserts = Inserts(printer, media, clips)
    html, contents = _body(printer, body, inserts)
    corrections = [_correction(printer, notice) for notice in snapshot.get("corrections", [])]
    credits = [_credit(printer, line) for line in snapshot.get("credits", [])]
    images = {
        slot: [image(printer, use, media, CROPS_OF.get(slot, LIST_CROPS)) for use in _uses(snapshot, slot)]
        for slot in ("lead", "gallery", *ART)
    }
    article = PublishedArticle(
        uid=UUID(snapshot["uid"]),
        script=script,
        slug=snapshot["slug"],
        kind=snapshot["kind"],
        section_slug=snapshot.get("section", ""),
        tags=[printer.text(tag) for tag in snapshot.get("tags", [])],
        tag_slugs=[tag_slugs.get(tag) or slugify_zh(tag, 40) for tag in snapshot.get("tags", [])],
        headline_breaks=_breaks(printer),
        body_html=html,
        contents=contents,
        credits=credits,
        byline=_byline(credits),
        key_figures=[_figure(printer, figure) for figure in snapshot.get("key_figures", [])],
        lead_image=images["lead"][0] if images["lead"] else None,
        title_art={width: images[slot][0] for slot, width in ART.items() if images[slot]},
        gallery=images["gallery"],
        lead_clip=inserts.lead_clip(),
        corrections=corrections,
        has_corrections=bool(corrections),
        ai_statement=_ai_statement(printer),
        characters=count_han(to_text(body)),
        minutes=_minutes(snapshot, to_text(body)),
        first_published_at=times.first,
        last_published_at=times.last,
        **{name: printer.field(name) for name in _PRINTED},
    )
    return Built(article, _credit_rows(article), _tag_rows(article))


_PRINTED = ("kicker", "headline", "subheading", "standfirst", "editors_note", "source", "production_note")


def _uses(snapshot: Mapping[str, Any], slot: str) -> list[dict[str, Any]]:
    return [use for use in snapshot.get("images", []) if use["slot"] == slot]


def _breaks(printer: Printer) -> list[int]:
    """Break hints count characters; a traditional headline of another length has none."""
    breaks: list[int] = printer.snapshot.get("headline_breaks", [])
    return breaks if len(printer.field("headline")) == len(printer.snapshot.get("headline", "")) else []


def _minutes(snapshot: Mapping[str, Any], text: str) -> int:
    lasts = sum(clip["milliseconds"] for clip in snapshot.get("clips", []))
    seen = len(snapshot.get("images", [])) + len(snapshot.get("charts", []))
    return reading_minutes(text, pictures=seen, milliseconds=lasts)


def _body(printer: Printer, body: str, inserts: Inserts) -> tuple[str, list[dict[str, str]]]:
    contents: list[dict[str, str]] = []

    def anchor(match: re.Match[str]) -> str:
        contents.append({"id": f"s{len(contents) + 1}", "text": _TAG.sub("", match.group(1))})
        return f'<h2 id="{contents[-1]["id"]}">{match.group(1)}</h2>'

    dressed = dress(_H2.sub(anchor, printer.html(body)), lambda uid: uid in inserts.images)
    with override(LANGUAGE[Script(printer.script)]):
        html = render_body(dressed, inserts.html)
    return html, contents


def _figure(printer: Printer, figure: Mapping[str, str]) -> dict[str, str]:
    told = {
        name: printer.text(figure.get(name, "")) for name in ("prefix", "value", "unit", "label", "source")
    }
    # the part it was taken from: whether readers may go there is settled when the page is read
    return told | ({"from_uid": figure["from_uid"]} if "from_uid" in figure else {})


def _correction(printer: Printer, notice: Mapping[str, str]) -> dict[str, str]:
    words = {name: printer.text(notice.get(name, "")) for name in ("wrong", "right", "passage")}
    return {"type": notice["type"], "issued_at": notice["issued_at"], **words}


def _credit(printer: Printer, line: Mapping[str, Any]) -> dict[str, Any]:
    hant = printer.script == Script.HANT
    label = (line.get("label_hant") or printer.text(line["label"])) if hant else line["label"]
    return {
        "label": label,
        "roles": line["roles"],
        "people": [
            {
                "name": printer.name(person),
                "title": printer.title(person),
                "organisation": printer.text(person.get("organisation", "")),
                "note": printer.text(person.get("note", "")),
                "contributor": person.get("contributor", ""),
            }
            for person in line["people"]
        ],
    }


def _byline(credits: list[dict[str, Any]]) -> str:
    """The makers in one line, as lists print it: 记者　沈知远　陆晚亭　通讯员　何见川."""
    made = [line for line in credits if any(_makes(code) for code in line["roles"])]
    written = [line for line in made if "text" in line["roles"]] or made[:1]
    words: list[str] = []
    title = ""
    for person in (person for line in written for person in line["people"]):
        if person["title"] and person["title"] != title:
            words.append(person["organisation"] + person["title"])
        title = person["title"]
        words.append(person["name"])
    return _within(words, LONGEST_BYLINE)


def _within(words: list[str], most: int) -> str:
    """Words with a blank of full width between them; where they are too many, the first and 等: no name is cut."""
    line = "\u3000".join(words)
    if len(line) <= most:
        return line
    cut = line.rfind("\u3000", 0, most - 1)
    return f"{line[:cut]}\u3000等" if cut > 0 else line[:most]


def _makes(code: str) -> bool:
    return code in ROLE_BY_CODE and ROLE_BY_CODE[code].group == "make"


def _ai_statement(printer: Printer) -> str:
    """What must stand on the page, in the page's language, with the desk's own words after it."""
    ai = printer.snapshot.get("ai", {})
    if not ai:
        return ""
    with override(LANGUAGE[Script(printer.script)]):
        said = {
            "assisted": _("Parts of this story were made with the help of AI."),
            "partly": _("Parts of this story were generated by AI."),
            "generated": _("This story was generated by AI."),
        }[ai["use"]]
    return (said + printer.text(ai.get("note", "")))[:200]


def _tag_rows(article: PublishedArticle) -> list[PublishedTag]:
    names = {slug: name for name, slug in article.tag_links}
    return [
        PublishedTag(uid=article.uid, script=article.script, slug=slug, name=name)
        for slug, name in names.items()
    ]


def _credit_rows(article: PublishedArticle) -> list[PublishedCredit]:
    told = [
        (line, role, person)
        for line in article.credits
        for role in line["roles"]
        for person in line["people"]
    ]
    labels = [part_of_label(line["label"], line["roles"], role) for line, role, _person in told]
    return [
        PublishedCredit(
            uid=article.uid,
            script=article.script,
            contributor_slug=person["contributor"],
            position=place,
            role_code=role,
            role_label=label,
            name=person["name"],
            title=person["title"],
            organisation=person["organisation"],
        )
        for place, ((_line, role, person), label) in enumerate(zip(told, labels, strict=True), start=1)
    ]
