"""What a row of the index holds: fields made of public rows, or of a working copy's snapshot. Pure but for pinyin.

A public story is one row, whatever script it is read in: its two pages fold to nearly the same words, and what the
traditional page says otherwise is added. So either script finds either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from articles.search import wanted
from articles.search.plain import plain_text
from articles.text.pinyin import name_keys, title_keys
from articles.text.search import flat, tokens

# PostgreSQL holds a megabyte of lexemes a row; more different words than that are no text.
MOST_BYTES = 900_000


def published(pages: Sequence[Any], credits: Iterable[Any]) -> dict[str, Any]:
    """Fields of `PublishedSearch` from the pages of one story, simplified first, and the credits of both."""
    first = pages[0]
    named = [*credits]
    parts = [_parts_of(page) for page in pages]
    people = [" ".join((c.organisation, c.title, c.name)) for c in named]
    title, lead, rest = (_told(part[place] for part in parts) for place in range(3))
    lead = _told([lead, people])
    people_named = _people(named)
    marks = _marks(pages, named, people_named)
    return {
        "uid": first.uid,
        "kind": first.kind,
        "section_slug": first.section_slug,
        "people": people_named,
        "first_published_at": first.first_published_at,
        "text": _text([*title, *lead, *rest]),
        "tokens": _within_bounds(
            marks, _tagged(wanted.TITLE, title), _tagged(wanted.LEAD, lead), _words([*title, *lead, *rest])
        ),
    }


def _marks(pages: Sequence[Any], named: Iterable[Any], people: Iterable[Sequence[str]]) -> list[str]:
    """What a story is narrowed by and typed as."""
    first = pages[0]
    return [
        wanted.SECTION + first.section_slug,
        wanted.YEAR + str(timezone.localtime(first.first_published_at).year),
        wanted.KIND + first.kind,
        wanted.UID + first.uid.hex,
        *(wanted.PERSON + person[0] for person in people),
        *(wanted.NAME + key for credit in named for key in name_keys(credit.name)),
        *(wanted.TYPED + key for page in pages for key in title_keys(page.headline)),
    ]


def working_copy(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of `DeskText` from a snapshot: everything the desk wrote, and the address."""
    people = [person for line in snapshot.get("credits", []) for person in line["people"]]
    hant = snapshot.get("hant", {})
    told = [
        *(
            snapshot.get(name, "")
            for name in ("headline", "kicker", "subheading", "standfirst", "editors_note")
        ),
        *(hant.get(name, "") for name in ("headline", "kicker", "subheading", "standfirst")),
        *(" ".join((p.get("organisation", ""), p.get("title", ""), p["name"])) for p in people),
        *(person.get("name_hant", "") for person in people),
        plain_text(snapshot.get("body", "")),
        *_values(snapshot.get("images", []), "alt", "caption", "credit"),
        *_values(snapshot.get("clips", []), "caption", "credit", "captions", "transcript"),
        *_values(snapshot.get("charts", []), "title", "source"),
        *_values(snapshot.get("key_figures", []), "value", "unit", "label", "source"),
        *_values(snapshot.get("corrections", []), "wrong", "right", "passage"),
        *(snapshot.get(name, "") for name in ("source", "production_note", "slug")),
        *snapshot.get("tags", []),
    ]
    marks = [
        *(wanted.NAME + key for person in people for key in name_keys(person["name"])),
        *(wanted.TYPED + key for key in title_keys(snapshot.get("headline", ""))),
    ]
    return {"text": _text(told), "tokens": _within_bounds(marks, _words(told))}


def _parts_of(page: Any) -> tuple[list[str], list[str], list[str]]:
    """What a page says: in its title; in its standfirst and byline; elsewhere."""
    pictures = [*([page.lead_image] if page.lead_image else []), *page.gallery]
    clips = [page.lead_clip] if page.lead_clip else []  # those in the text are part of it
    rest = [
        plain_text(page.body_html),
        page.editors_note,
        page.source,
        page.production_note,
        *page.tags,
        *_values(pictures, "alt", "caption", "credit"),
        *_values(clips, "caption", "credit", "transcript"),
        *(f"{f['prefix']}{f['value']}{f['unit']} {f['label']} {f['source']}" for f in page.key_figures),
        *_values(page.corrections, "wrong", "right", "passage"),
    ]
    return [page.headline, page.kicker, page.subheading], [page.standfirst, page.byline], rest


def _values(rows: Iterable[Mapping[str, Any]], *names: str) -> list[str]:
    return [str(row.get(name, "")) for row in rows for name in names]


def _told(parts: Iterable[Iterable[str]]) -> list[str]:
    """The texts of both scripts, those that fold to the same only once."""
    return list({flat(text): text for part in parts for text in part if text}.values())


def _text(told: Iterable[str]) -> str:
    """One text a line, so that no phrase runs from one into the next."""
    return "\n".join(line for line in map(flat, told) if line.strip())


def _words(told: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for text in told:
        found.update(dict.fromkeys(sorted(tokens(text))))
    return [*found]


def _tagged(tag: str, told: Iterable[str]) -> list[str]:
    return [tag + token for token in _words(told)]


def _people(credits: Iterable[Any]) -> list[list[str]]:
    """The contributors who have pages, in printed order: slug and the name as each script prints it, simplified first."""
    names: dict[str, dict[str, str]] = {}
    for credit in credits:
        if credit.contributor_slug:
            names.setdefault(credit.contributor_slug, {})[credit.script] = credit.name
    return [[slug, *(by_script[script] for script in sorted(by_script))] for slug, by_script in names.items()]


def _within_bounds(*lexemes: Iterable[str]) -> list[str]:
    """All of them, or as many as a row can hold: the first are kept."""
    kept: dict[str, None] = {}
    size = 0
    for lexeme in (one for many in lexemes for one in many):
        size += len(lexeme.encode())
        if size > MOST_BYTES:
            break
        kept[lexeme] = None
    return [*kept]
