"""The head of a story's pages: where it stands, who has it, and exactly the buttons that this person may press.

Buttons are read off `Standing.available()`; no template decides one. `series` tells its part through `articles.hooks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles import times
from articles.admin import tracker
from articles.hooks import places_of
from articles.models import Article, Revision
from articles.refusals import REASONS
from articles.rights import Standing
from articles.states import state_of
from articles.workflow import Action, Ask, Status

# Which buttons stand in the open, in this order; two do, the others are under “More”.
_ORDER = (
    "save",
    "request_changes",
    "recall",
    "publish",
    "reschedule",
    "unschedule",
    "page",
    "correct",
    "preview",
    "discard",
    "reopen",
    "override",
    "withdraw",
    "delete",
)
_OPEN = 2
# Acts that concern what is on the page: pressing one saves it first.
VERDICTS = frozenset({"pass", "approve", "request_changes"})
SAVE_FIRST = VERDICTS | {"submit"}
# Acts that take something away: their buttons are red, in the menu and on the page that asks.
STOPPING = frozenset({"withdraw", "override", "delete"})
_ELSEWHERE = frozenset({"preview", "page"})
# What every part of a story's page asks for: fetched once, before the first of them.
SHOWN = ("rounds", "image_uses__image", "clip_uses__clip", "charts", "credits__people", "key_figures")


@dataclass(frozen=True)
class Button:
    """One button. `how`: save (submits the story's form), post (acts at once), link (a page that asks or shows)."""

    name: str
    label: str
    how: str
    url: str = ""
    main: bool = False

    @property
    def stops(self) -> bool:
        """Whether it takes something away."""
        return self.name in STOPPING

    @property
    def leaves(self) -> bool:
        """Whether it shows a page beside the desk: in a window of its own, so that nothing typed is left behind."""
        return self.name in _ELSEWHERE


@dataclass(frozen=True)
class Buttons:
    """The main one, the open ones and those under “More”."""

    main: Button | None
    open: list[Button]
    more: list[Button]


def head(standing: Standing) -> dict[str, Any]:
    """Everything the head shows of a stored story."""
    article = standing.article
    prefetch_related_objects([article], *SHOWN)
    if standing.round is not None:  # as `states.with_states` would prepare it: not asked a second time
        article.__dict__["open_rounds"] = [standing.round]
    return {
        "article": article,
        # of the newest revision: acts and saves that change nothing touch the story, but not its text
        "saved_at": article.revisions.values_list("created_at", flat=True).first(),
        "state": state_of(article),
        "place": places_of([article]).get(article.pk),
        "steps": tracker.steps(standing),
        "due": times.due(article.due_at) if article.due_at and not article.is_public else None,
        "buttons": buttons(standing),
        "explained": [str(REASONS[code]) for code in standing.explained()],
        "notes": [*_notes(article)],
        "may_write": standing.may_edit,
        "may_place": standing.may_edit_pictures,
    }


def buttons(standing: Standing) -> Buttons:
    """What this person may press on the story's page."""
    found = sorted(_all(standing), key=lambda button: (not button.main, _rank(button.name)))
    main = found.pop(0) if found and found[0].main else None
    return Buttons(main, found[:_OPEN], found[_OPEN:])


def act_url(article: Article, action: str) -> str:
    """The address where one act is asked for and done."""
    return reverse("admin:articles_article_act", args=[article.pk, action])


def page_of(article: Article, action: str) -> str:
    """Where a person is led who presses the button: verdicts are given on the review page, under the difference."""
    if action in VERDICTS:
        # “request changes” leads into the field of the opinion: the fragment gives it the focus
        place = "#note" if action == "request_changes" else "#decide"
        return reverse("admin:articles_review", args=[article.pk]) + place
    return act_url(article, action)


def label_of(action: Action, standing: Standing) -> str:
    """The label of an act as it is for this person and story."""
    if action.name == "publish" and standing.article.is_public:
        return _("Publish update…")
    if action.name == "pass" and edited_in_round(standing):
        return pgettext("review", "Pass with edits")
    return str(action.label)


def edited_in_round(standing: Standing) -> bool:
    """Whether the person changed the text in the open round (改后通过)."""
    if standing.round is None:
        return False
    mine = standing.article.revisions.filter(origin=Revision.Origin.REVIEW, created_by=standing.user)
    return mine.filter(created_at__gte=standing.round.opened_at).exists()


def may_delete(standing: Standing) -> bool:
    """Whether the draft may be thrown away: nobody was ever asked to read it."""
    article = standing.article
    return (
        article.status == Status.DRAFT
        and standing.may_edit
        and article.kind != Article.Kind.FRONT
        and not article.rounds.exists()
    )


def _all(standing: Standing) -> Iterator[Button]:
    article = standing.article
    acts = [action for action in standing.available() if Ask.REVISION not in action.asks]
    has_main = any(action.main for action in acts)
    if standing.may_edit or standing.may_edit_pictures:
        yield Button("save", pgettext("story", "Save"), "save", main=not has_main)
    for action in acts:
        yield _act_button(action, standing)
    if article.is_public:
        yield from _public_page(article)
    yield from _link("preview", _("Preview"), "admin:articles_preview_framed", article.pk, "hans")
    if may_delete(standing):
        yield Button("delete", _("Delete draft…"), "link", act_url(article, "delete"))


def _act_button(action: Action, standing: Standing) -> Button:
    url = page_of(standing.article, action.name)
    how = "post" if action.quiet else "link"
    if action.name in SAVE_FIRST and standing.may_edit:
        how = "save"
    return Button(action.name, label_of(action, standing), how, url, action.main)


def _link(name: str, label: str, view: str, *args: Any) -> Iterator[Button]:
    try:
        yield Button(name, label, "link", reverse(view, args=args))
    except NoReverseMatch:
        return


def _public_page(article: Article) -> Iterator[Button]:
    if article.published_revision is None:
        return
    slug = article.published_revision.snapshot["slug"]
    name = "series" if article.kind == Article.Kind.FRONT else "article"
    try:
        url = reverse(name, kwargs={"script": "hans", "slug": slug})
    except NoReverseMatch:
        return
    yield Button("page", _("View page"), "link", url)


def _notes(article: Article) -> Iterator[tuple[str, str]]:
    """Lines under the head: what a person must know before touching anything. (class, words)"""
    published = article.published_revision
    if published is not None and article.status != Status.PUBLISHED:
        yield "is-w", _("Readers still see revision %(number)d.") % {"number": published.number}
    if article.overridden_because:
        yield "is-b", _("Passed by override: %(reason)s") % {"reason": article.overridden_because}
    if article.only_last_step:
        yield (
            "",
            (
                _("A correction: this round is its last step only.")
                if article.status == Status.IN_REVIEW
                else _("A correction: the next round is its last step only.")
            ),
        )
    rounds = article.rounds.count() if article.status == Status.DRAFT else 0
    if rounds:
        told = ngettext("%(number)d round so far.", "%(number)d rounds so far.", rounds)
        yield "", told % {"number": rounds}


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
