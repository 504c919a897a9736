"""The house: sections, tags, masthead and the ledger. What readers see of it is published when it is saved."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import times
from articles.admin.panels import action_label
from articles.models import Masthead, Section, Tag, Transition
from articles.publishing_site import publish_site
from articles.refusals import REASONS
from newsroom.staff.roles import Right, holds


class _Published(admin.ModelAdmin):
    """Something of the chrome of every page: saving it is publishing it."""

    actions = None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, then rebuild what readers see."""
        super().save_model(request, obj, form, change)
        publish_site()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Stories and readers' addresses hang on it."""
        return False


@admin.register(Section)
class SectionAdmin(_Published):
    """Sections, in the order of the paper's head."""

    list_display: ClassVar[tuple[str, ...]] = ("name", "name_hant", "slug", "position")

    def get_readonly_fields(self, request: HttpRequest, obj: Section | None = None) -> tuple[str, ...]:
        """The address is on published stories."""
        return ("slug",) if obj is not None else ()


@admin.register(Masthead)
class MastheadAdmin(_Published):
    """The one row that says which paper this is: its list is its form."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Once."""
        return super().has_add_permission(request) and not Masthead.objects.exists()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Straight to the form."""
        row = Masthead.objects.first()
        if row is not None:
            return HttpResponseRedirect(reverse("admin:articles_masthead_change", args=[row.pk]))
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Masthead, form: Any, change: bool) -> None:
        """There is one, and it has the first key."""
        obj.pk = 1
        super().save_model(request, obj, form, change)
        messages.info(request, _("Every public page shows it now."))


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    """What stories are about."""

    actions = None
    list_display: ClassVar[tuple[str, ...]] = ("name", "slug")
    search_fields: ClassVar[tuple[str, ...]] = ("name", "slug")

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> tuple[str, ...]:
        """A tag that stories carry is part of what was signed: a new one takes its place, it is not renamed."""
        used = obj is not None and obj.article_set.exists()
        return ("name", "slug") if used else ()


@admin.register(Transition)
class LedgerAdmin(admin.ModelAdmin):
    """Every act, refused ones too, to read. Opinions and headlines are for those who may read every story."""

    actions = None
    list_display: ClassVar[tuple[str, ...]] = (
        "seq",
        "when",
        "actor_name",
        "act",
        "result",
        "revision_number",
        "sum",
    )
    list_display_links: ClassVar[tuple[str, ...]] = ("seq",)
    list_filter: ClassVar[tuple[str, ...]] = ("outcome", "subject", "action")
    search_fields: ClassVar[tuple[str, ...]] = ("actor_name", "subject_uid", "sha256")
    list_per_page = 100
    show_full_result_count = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What was said is shown to those who may read the stories."""
        told = ("note", "data") if holds(request.user, Right.SEE_ALL) else ()
        return (
            "seq",
            "when",
            "actor_name",
            "actor_title",
            "act",
            "result",
            "subject",
            "subject_uid",
            "step",
            "round_number",
            "revision_number",
            "content_sha256",
            *told,
            "prev_sha256",
            "sha256",
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """All of it."""
        return self.get_fields(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Written by the verbs."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Append-only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Append-only."""
        return False

    @admin.display(description=gettext_lazy("time"), ordering="seq")
    def when(self, row: Transition) -> str:
        """When it was done."""
        return times.full(row.at)

    @admin.display(description=gettext_lazy("act"))
    def act(self, row: Transition) -> str:
        """What was done, in words."""
        return action_label(row.action)

    @admin.display(description=gettext_lazy("outcome"))
    def result(self, row: Transition) -> str:
        """Done, or why not."""
        if row.outcome == Transition.Outcome.DONE:
            return str(row.get_outcome_display())
        reason = str(REASONS.get(row.reason, row.reason))
        return str(row.get_outcome_display()) if "%(" in reason else f"{row.get_outcome_display()} · {reason}"

    @admin.display(description=gettext_lazy("fingerprint"))
    def sum(self, row: Transition) -> str:
        """The beginning of the row's hash."""
        return row.sha256[:12]
