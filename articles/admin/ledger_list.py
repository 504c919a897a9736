"""The ledger on the desk: every act, refused ones too, to read and to search. Written by `articles.ledger` only."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles import hooks, times
from articles.admin.panels import action_label
from articles.models import Article, Transition
from articles.refusals import REASONS
from articles.step_names import name_steps
from articles.workflow import ACTIONS
from newsroom.staff import accounts
from newsroom.staff.roles import Right, holds, label_of

ACCOUNT = "user"
_SUBJECTS = {"article": _("Story"), "series": _("Series")}


def _acts() -> tuple[str, ...]:
    """Every act that the ledger may tell of and somebody may look for."""
    return (*ACTIONS, *hooks.ACT_LABELS, *accounts.ACTS)


def _column(
    label: Any, value: Callable[[Transition], Any], ordering: str = "", *, is_cell: bool = False
) -> Any:
    """One field: what it is called and what it says of a row, or a dash. A cell of the list is labelled on a phone."""

    @admin.display(description=label, ordering=ordering or None)
    def shown(site_admin: admin.ModelAdmin, row: Transition) -> Any:
        told = value(row)
        if told in (None, ""):
            told = site_admin.get_empty_value_display()
        if not is_cell:
            return told
        return format_html('<span class="desk-card-label">{}</span>{}', capfirst(label), told)

    return shown


_cell = partial(_column, is_cell=True)


def _result(row: Transition) -> str:
    """Done, or why not."""
    outcome = str(row.get_outcome_display())
    reason = str(REASONS.get(row.reason, row.reason))
    return f"{outcome} · {reason}" if reason and "%(" not in reason else outcome


def _about(row: Any) -> Any:
    """What a row is about. Which story, only `LedgerChangeList` says, and only to those who may read every one."""
    if row.subject == ACCOUNT:
        return row.note
    story = getattr(row, "story", None)
    if story is not None:
        url = reverse("admin:articles_article_change", args=[story.pk])
        return format_html('<a href="{}">{}</a>', url, story)
    return _SUBJECTS.get(row.subject, row.subject)


def _named(row: Transition) -> str:
    """A row as a title: its number and what was done."""
    return f"{row.seq} {action_label(row.action)}"


def _more(row: Transition) -> str:
    """What else was said; of an account in words."""
    if row.subject != ACCOUNT or not row.data:
        return row.data
    data = json.loads(row.data)
    if row.action == "account_data":
        return gettext("; ").join(f"{old or '–'} → {new or '–'}" for old, new in data.values())
    sides = [data[side] for side in ("before", "after", "roles") if side in data]
    return " → ".join(gettext(", ").join(map(label_of, roles)) or "–" for roles in sides)


class OutcomeFilter(admin.SimpleListFilter):
    """Done or refused."""

    title = _("outcome")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Both."""
        return Transition.Outcome.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows."""
        return (
            queryset.filter(outcome=self.value()) if self.value() in Transition.Outcome.values else queryset
        )


class ActFilter(admin.SimpleListFilter):
    """By what was done."""

    title = _("act")
    parameter_name = "act"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Every act of the workflow, and what is done to series and accounts."""
        return [(name, action_label(name)) for name in _acts()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows."""
        return queryset.filter(action=self.value()) if self.value() in _acts() else queryset


class LedgerChangeList(ChangeList):
    """A page of rows with the stories that they are about, fetched once for all of them."""

    def get_results(self, request: HttpRequest) -> None:
        """The page; headlines for those who may read every story."""
        super().get_results(request)
        if not holds(request.user, Right.SEE_ALL):
            return
        rows: list[Any] = [*self.result_list]
        uids = {row.subject_uid for row in rows if row.subject == "article"}
        stories = {story.uid: story for story in Article.objects.filter(uid__in=uids).only("uid", "headline")}
        for row in rows:
            row.story = stories.get(row.subject_uid)
        self.result_list = rows


@admin.register(Transition)
class LedgerAdmin(admin.ModelAdmin):
    """Opinions and headlines are for those who may read every story; the rest is for those who keep the house."""

    actions = None
    list_display = (
        "number",
        "when",
        "who",
        "act",
        "subject_of",
        "result",
        "revision",
        "fingerprint",
    )
    list_display_links = ("number",)
    list_filter = (OutcomeFilter, ActFilter)
    search_fields = ("actor_name", "subject_uid", "sha256")
    search_help_text = _("Name of a person, identity of a story, or fingerprint")
    list_per_page = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    number = _cell(_("number"), lambda row: row.seq, "seq")
    when = _cell(_("time"), lambda row: times.printed(row.at), "seq")
    full_time = _column(_("time"), lambda row: times.full(row.at))
    who = _cell(
        _("person"), lambda row: " ".join(filter(None, [row.actor_name, row.actor_title])), "actor_name"
    )
    act = _cell(_("act"), lambda row: action_label(row.action))
    result = _cell(_("outcome"), _result)
    subject_of = _cell(pgettext_lazy("column of the ledger", "about"), _about)
    about = _column(_("story or series"), lambda row: str(row.subject_uid))
    step_of = _column(_("step"), lambda row: name_steps([row])[0].step_title)
    round_of = _column(_("round"), lambda row: row.round_number)
    revision = _cell(_("revision"), lambda row: row.revision_number)
    content = _column(_("fingerprint of the text"), lambda row: row.content_sha256)
    said = _column(_("what was said"), lambda row: row.note)
    more = _column(_("what else was said"), _more)
    fingerprint = _cell(pgettext_lazy("of a row", "fingerprint"), lambda row: row.sha256[:12])
    chain = _column(_("row before"), lambda row: row.prev_sha256)
    own = _column(_("this row"), lambda row: row.sha256)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What was said is shown to those who may read the stories."""
        is_account = obj is not None and obj.subject == ACCOUNT
        said = ("said", "more") if is_account or holds(request.user, Right.SEE_ALL) else ()
        if is_account:
            return ("number", "full_time", "who", "act", "result", *said, "chain", "own")
        facts = (
            "number",
            "full_time",
            "who",
            "act",
            "result",
            "about",
            "step_of",
            "round_of",
            "revision",
            "content",
        )
        return (*facts, *said, "chain", "own")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """All of it."""
        return self.get_fields(request, obj)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list that knows the stories of its page."""
        return LedgerChangeList

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of a row, named by what was done and not by the word that the ledger keeps for it."""
        named = {"subtitle": _named(context["original"])} if context.get("original") else {}
        return super().render_change_form(request, context | named, *args, **kwargs)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Nothing but the two filters: `?note=…` would let those ask who may not read what was said."""
        return lookup in {OutcomeFilter.parameter_name, ActFilter.parameter_name}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Written by the verbs."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Append-only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Append-only."""
        return False
