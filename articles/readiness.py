"""What a story still lacks: read by the desk's panel and lists, required by `acts` where an action needs it.

MUST is asked for before publication, SHOULD is advice. Reads private models; public code has no use for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.body.places import place_number
from articles.credits.required import missing_roles
from articles.inserts.placed import Placed
from articles.models.article import Article
from articles.models.review import in_language
from articles.proofing import gate
from articles.proofing.findings import PICTURE
from articles.refusals import Refusal


class Weight(StrEnum):
    """How much a gap matters."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True)
class Gap:
    """One thing missing: a code, the form field that mends it, and what to say."""

    code: str
    field: str
    weight: Weight
    message: str


_MOST_PROOF_GAPS = 6
_LONGEST_WORDS = 20
# A page cannot be read without these, so a reviewer is not asked to read it.
TO_SUBMIT = frozenset({"no_headline", "no_body", "role_missing"})
# Asked again at every step: what the route requires, and credits may have changed since.
TO_PASS = frozenset({"role_missing"})
TO_PUBLISH = TO_SUBMIT | {
    "no_section",
    "no_credits",
    "picture_no_alt",
    "picture_no_caption",
    "picture_no_credit",
    "figure_no_source",
    "picture_lost",
    "picture_missing",
    "clip_no_caption",
    "clip_no_credit",
    "clip_no_words",
    "chart_no_source",
}


def gaps(article: Article, *, proofed: bool = True) -> list[Gap]:
    """Everything the story lacks, in the order of the form. Lists of many stories leave the proofing out."""
    placed = Placed(article)
    return [
        *_text_gaps(article),
        *_credit_gaps(article),
        *_picture_gaps(placed),
        *_clip_gaps(article, placed),
        *_chart_gaps(placed),
        *_figure_gaps(article),
        *(_proof_gaps(article) if proofed else ()),
    ]


def musts(article: Article) -> list[Gap]:
    """What the story cannot be signed without."""
    return [gap for gap in gaps(article) if gap.weight == Weight.MUST]


def require(article: Article, codes: frozenset[str]) -> None:
    """Raise `Refusal("not_ready")` naming every gap among `codes`."""
    missing = [gap.message for gap in gaps(article, proofed=False) if gap.code in codes]
    if missing:
        raise Refusal("not_ready", missing=_("; ").join(missing))


def _text_gaps(article: Article) -> Iterator[Gap]:
    if not article.headline:
        yield Gap("no_headline", "headline", Weight.MUST, _("the headline is missing"))
    is_front = article.kind == Article.Kind.FRONT
    if not is_front and not article.body.strip():
        yield Gap("no_body", "body", Weight.MUST, _("the body is empty"))
    if not is_front and article.section_id is None:
        yield Gap("no_section", "section", Weight.MUST, _("no section is chosen"))
    if not article.standfirst and not is_front:
        yield Gap("no_standfirst", "standfirst", Weight.SHOULD, _("there is no standfirst"))


def _credit_gaps(article: Article) -> Iterator[Gap]:
    lines = list(article.credits.all())
    if not lines and article.kind != Article.Kind.FRONT:
        yield Gap("no_credits", "credits", Weight.MUST, _("there are no credits"))
    missing = missing_roles(article)
    for role in missing:
        told = _("the route asks for a credit that is missing: %(role)s")
        label = in_language(role.label_hans, role.label_hant, role.label_en)
        yield Gap("role_missing", "credits", Weight.MUST, told % {"role": label})
    if lines and not missing and not any("duty_editor" in line.roles for line in lines):
        yield Gap("no_duty_editor", "credits", Weight.SHOULD, _("no managing editor (责编) is credited"))


def _picture_gaps(placed: Placed) -> Iterator[Gap]:
    for use in placed.pictures:
        yield from _one_picture(use)
    for use in placed.all_pictures:
        if use not in placed.pictures:
            told = _("picture %(number)d stands nowhere in the body: readers will not see it")
            yield Gap("picture_unplaced", "pictures", Weight.SHOULD, told % {"number": use.position})
    places = sorted(number for number in map(place_number, placed.named) if number is not None)
    if places:
        told = _(
            "pictures did not come along with the text; put one in each place or delete its mark: %(numbers)s"
        )
        shown = _(", ").join(map(str, places[:10])) + ("…" if len(places) > 10 else "")
        yield Gap("picture_missing", "body", Weight.MUST, told % {"numbers": shown})
    rows: list[Any] = [*placed.all_pictures, *placed.all_clips, *placed.all_charts]
    known = {str(row.uid) for row in rows}
    if not {uid for uid in placed.named if place_number(uid) is None} <= known:
        yield Gap(
            "picture_lost", "body", Weight.MUST, _("the body names a picture that the story no longer has")
        )


def _one_picture(use: Any) -> Iterator[Gap]:
    wanted = (
        ("picture_no_alt", use.alt, _("picture %(number)d has no alternative text")),
        ("picture_no_caption", use.caption, _("picture %(number)d has no caption")),
        ("picture_no_credit", use.credit, _("picture %(number)d has no credit")),
    )
    for code, value, message in wanted:
        if not value:
            yield Gap(code, "pictures", Weight.MUST, message % {"number": use.position})


def _clip_gaps(article: Article, placed: Placed) -> Iterator[Gap]:
    for use in placed.clips:
        wanted = (
            ("clip_no_caption", use.caption, _("clip %(number)d has no caption")),
            ("clip_no_credit", use.credit, _("clip %(number)d has no credit")),
            (
                "clip_no_words",
                use.captions or use.transcript,
                _("clip %(number)d has neither captions nor a transcript"),
            ),
        )
        for code, value, message in wanted:
            if not value:
                yield Gap(code, "clips", Weight.MUST, message % {"number": use.position})
        if use.clip.is_video and not use.poster:
            told = _("clip %(number)d has no poster: until it plays, readers see a blank")
            yield Gap("clip_no_poster", "clips", Weight.SHOULD, told % {"number": use.position})
    for use in placed.all_clips:
        if use not in placed.clips:
            told = _("clip %(number)d stands nowhere in the body: readers will not see it")
            yield Gap("clip_unplaced", "clips", Weight.SHOULD, told % {"number": use.position})
    if article.kind == Article.Kind.VIDEO and not any(use.slot == use.Slot.LEAD for use in placed.clips):
        yield Gap("no_lead_clip", "clips", Weight.SHOULD, _("a video story has no clip at its head"))


def _chart_gaps(placed: Placed) -> Iterator[Gap]:
    for chart in placed.all_charts:
        if chart not in placed.charts:
            told = _("chart “%(title)s” stands nowhere in the body: readers will not see it")
            yield Gap("chart_unplaced", "charts", Weight.SHOULD, told % {"title": chart.title})
        elif not chart.source:
            told = _("chart “%(title)s” has no source")
            yield Gap("chart_no_source", "charts", Weight.MUST, told % {"title": chart.title})


def _figure_gaps(article: Article) -> Iterator[Gap]:
    for figure in article.key_figures.all():
        if not figure.source:
            yield Gap(
                "figure_no_source",
                "figures",
                Weight.MUST,
                _("key figure %(value)s has no source") % {"value": str(figure)},
            )


def _proof_gaps(article: Article) -> Iterator[Gap]:
    """What proofing says must be fixed. Pictures without their words are told above already."""
    held = [item.found for item in gate.held_by(article) if item.found.field != PICTURE]
    for found in held[:_MOST_PROOF_GAPS]:
        told = {"words": found.text[:_LONGEST_WORDS], "why": found.sentence}
        message = _("“%(words)s”: %(why)s") % told if found.text else found.sentence
        yield Gap("proof_block", "proof", Weight.MUST, message)
    more = len(held) - _MOST_PROOF_GAPS
    if more > 0:
        told_more = ngettext(
            "%(count)d more finding of proofing", "%(count)d more findings of proofing", more
        )
        yield Gap("proof_block", "proof", Weight.MUST, told_more % {"count": more})
