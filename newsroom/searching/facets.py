"""Facets: by what a list of finds can be narrowed, with how many stories each choice leaves. Counted over the finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.published import PublishedSite
from newsroom.searching.finding import Hit
from newsroom.searching.question import FACETS, Question
from series.finding import Part, Title

# More choices than this are a list to search in, not a choice.
MOST = 8


@dataclass(frozen=True)
class Choice:
    """One value of a facet: its printed name, how many finds have it, and where choosing or dropping it leads."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One way to narrow the finds."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def is_chosen(self) -> bool:
        """Whether the finds are narrowed by it: then its one choice is the way back."""
        return any(choice.chosen for choice in self.choices)


def facets_of(
    hits: list[Hit],
    question: Question,
    script: str,
    site: PublishedSite,
    titles: list[Title],
    parts: Iterable[Part],
) -> list[Facet]:
    """The facets that would narrow these finds, and those that are chosen."""
    counted = {
        "series": _series(hits, titles, parts),
        "section": _sections(hits, site),
        "by": _people(hits, script),
        "year": _years(hits),
    }
    labels = _labels()
    found = [Facet(name, labels[name], _choices(name, counted[name], question)) for name in FACETS]
    return [
        facet
        for facet in found
        if facet.is_chosen or any(choice.count < len(hits) for choice in facet.choices)
    ]


def _labels() -> dict[str, str]:
    return {
        "series": _("By series"),
        "section": _("By section"),
        "by": _("By contributor"),
        "year": _("By year"),
    }


# value → (printed name, count), in the order of the page
Counted = dict[str, tuple[str, int]]


def _choices(name: str, counted: Counted, question: Question) -> list[Choice]:
    """The choices that show: of a facet that is chosen, only that one, with the way back."""
    chosen = getattr(question, name)
    if chosen:
        label, count = counted.get(chosen, (chosen, 0))
        return [Choice(label, count, question.with_facet(name, "").address(), chosen=True)]
    return [
        Choice(label, count, question.with_facet(name, value).address(), chosen=False)
        for value, (label, count) in [*counted.items()][:MOST]
    ]


def _series(hits: list[Hit], titles: list[Title], parts: Iterable[Part]) -> Counted:
    found: dict[UUID, set[UUID]] = {}
    public = {hit.uid for hit in hits}
    for part in parts:
        if part.story in public:
            found.setdefault(part.series, set()).add(part.story)
    counted = {title.slug: (title.text, len(found[title.uid])) for title in titles if title.uid in found}
    return dict(sorted(counted.items(), key=lambda item: -item[1][1]))


def _sections(hits: list[Hit], site: PublishedSite) -> Counted:
    """In the order of the masthead."""
    counts = Counter(hit.section for hit in hits)
    return {
        section["slug"]: (section["name"], counts[section["slug"]])
        for section in site.sections
        if counts[section["slug"]]
    }


def _people(hits: list[Hit], script: str) -> Counted:
    """The name as the newest story prints it."""
    place = 2 if script == "hant" else 1
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for hit in sorted(hits, key=lambda each: each.at):
        for person in hit.people:
            counts[person[0]] += 1
            names[person[0]] = person[min(place, len(person) - 1)]
    return {
        slug: (names[slug], count) for slug, count in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    }


def _years(hits: list[Hit]) -> Counted:
    here = timezone.get_current_timezone()
    counts = Counter(str(hit.at.astimezone(here).year) for hit in hits)
    return {
        year: (_("%(year)s") % {"year": year}, count) for year, count in sorted(counts.items(), reverse=True)
    }
