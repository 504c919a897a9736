"""Two saves of one story, part by part: what each changed since both began, and the form's data for a choice.

A part that only one of them touched is settled by itself; one that both touched is asked. Used by `conflict`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.body.clean import to_text
from articles.diff_text import Span, compare, words

MINE, THEIRS = "mine", "theirs"
CHOICE = "choose-"


@dataclass(frozen=True)
class Part:
    """One part of a story: its key in snapshots, its name, and the fields of the form that hold it."""

    key: str
    label: str | Promise
    fields: tuple[str, ...]


PARTS: tuple[Part, ...] = (
    Part("kicker", _("kicker"), ("kicker",)),
    Part("headline", _("headline"), ("headline",)),
    Part("subheading", _("subheading"), ("subheading",)),
    Part("standfirst", _("standfirst"), ("standfirst",)),
    Part("body", _("body"), ("body",)),
    Part("editors_note", _("editor's note"), ("editors_note",)),
    Part("section", _("section"), ("section",)),
    Part("tags", _("tags"), ("tag_names",)),
    Part("kind", _("kind"), ("kind",)),
    Part("source", _("source"), ("source",)),
    Part("production_note", _("production note"), ("production_note",)),
    Part("ai", _("AI declaration"), ("ai_use", "ai_note")),
    Part(
        "hant",
        _("traditional edition"),
        ("kicker_hant", "headline_hant", "subheading_hant", "standfirst_hant"),
    ),
    Part("slug", _("address"), ("slug",)),
    Part("credits", _("credits"), ("credits-",)),
    Part("key_figures", _("key figures"), ("figures-",)),
    Part("images", _("pictures"), ("pictures-",)),
    Part("clips", _("video and audio"), ("clips-",)),
    Part("charts", _("charts"), ("charts-",)),
)


@dataclass(frozen=True)
class Clash:
    """One part that differs: both texts, each marked against where both began, and which is taken unless asked."""

    part: Part
    mine: tuple[Span, ...]
    theirs: tuple[Span, ...]
    asked: bool
    chosen: str

    @property
    def name(self) -> str:
        """The name of its choice in the form."""
        return CHOICE + self.part.key


def clashes(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Clash]:
    """Every part in which two snapshots differ, against the one that both started from."""
    found = []
    for part in PARTS:
        was, my, their = (told(side, part.key) for side in (base, mine, theirs))
        if my == their:
            continue
        found.append(
            Clash(
                part=part,
                mine=compare(words(was), words(my)),
                theirs=compare(words(was), words(their)),
                asked=was not in (my, their),
                chosen=THEIRS if was == my else MINE,
            )
        )
    return found


def told(snapshot: Mapping[str, Any], key: str) -> str:
    """One part of a snapshot as text to read and to compare."""
    value = snapshot.get(key)
    if not value:
        return ""
    if key == "body":
        return to_text(value)
    if key == "headline":
        return _with_breaks(value, snapshot.get("headline_breaks", []))
    return str(_TOLD.get(key, str)(value))


def choose(posted: QueryDict, theirs: Mapping[str, list[str]], revision: int) -> QueryDict:
    """My data with those parts of theirs that were chosen, ready to be saved on top of `revision`."""
    data = posted.copy()
    for part in PARTS:
        if data.get(CHOICE + part.key) == THEIRS:
            for name in [name for name in data if _belongs(name, part.fields)]:
                del data[name]
            for name, values in theirs.items():
                if _belongs(name, part.fields):
                    data.setlist(name, values)
    data["seen_revision"] = str(revision)
    return data


def encoded(form: Any) -> dict[str, list[str]]:
    """An unbound form as the data a browser would send for it."""
    data: dict[str, list[str]] = {}
    for bound in form:
        data |= _encoded_field(bound)
    for formset in form.rows.values():
        for bound in formset.management_form:
            data |= _encoded_field(bound)
        for row in formset.forms:
            for bound in row:
                data |= _encoded_field(bound)
    return data


def _encoded_field(bound: Any) -> dict[str, list[str]]:
    value = bound.value()
    if value is None or value is False:
        return {}
    values = value if isinstance(value, (list, tuple)) else [value]
    return {bound.html_name: [str(getattr(item, "pk", item)) for item in values]}


def _belongs(name: str, fields: Iterable[str]) -> bool:
    return any(name == field or (field.endswith("-") and name.startswith(field)) for field in fields)


def _with_breaks(headline: str, breaks: list[int]) -> str:
    for offset in sorted(breaks, reverse=True):
        headline = f"{headline[:offset]}|{headline[offset:]}"
    return headline


def _lines(value: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{line['label']}：{' '.join(_person(person) for person in line['people'])}" for line in value
    )


def _person(person: Mapping[str, str]) -> str:
    return "".join(
        filter(None, [person.get("organisation"), person.get("title"), " ", person["name"]])
    ).strip()


def _figures(value: list[dict[str, str]]) -> str:
    names = ("prefix", "value", "unit", "label", "source")
    return "\n".join(" ".join(figure[name] for name in names if figure.get(name)) for figure in value)


def _pictures(value: list[dict[str, Any]]) -> str:
    names = ("slot", "alt", "caption", "credit", "ai_label")
    return "\n".join(
        " · ".join([*(str(use[name]) for name in names if use.get(name)), "{}/{}".format(*use["focal"])])
        for use in value
    )


def _clips(value: list[dict[str, Any]]) -> str:
    names = ("slot", "caption", "credit", "ai_label", "transcript", "captions")
    return "\n".join(" · ".join(str(clip[name]) for name in names if clip.get(name)) for clip in value)


def _charts(value: list[dict[str, Any]]) -> str:
    lines = []
    for chart in value:
        lines.append(" · ".join(chart[name] for name in ("title", "unit", "source") if chart.get(name)))
        lines += [f"{label} {number}" for label, number in chart["rows"]]
    return "\n".join(lines)


_TOLD: dict[str, Any] = {
    "tags": "、".join,
    "ai": lambda value: " ".join(value.values()),
    "hant": lambda value: "\n".join(value.values()),
    "credits": _lines,
    "key_figures": _figures,
    "images": _pictures,
    "clips": _clips,
    "charts": _charts,
}
