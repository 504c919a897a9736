"""The series admin: its list, the form of a plan, and the pages that hang under one series.

Stories come and go through `arranging` and `planning`, so that routes are raised; readers are told by a release only.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.forms import BaseInlineFormSet, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import conflict
from articles.models import Article
from articles.refusals import Refusal
from articles.states import state_of
from newsroom.staff.roles import Right, holds
from series import arranging, planning
from series.admin import audience, board, looks, release
from series.admin.forms import (
    ChapterForm,
    MomentForm,
    MomentRows,
    NamedCells,
    NewSeriesForm,
    PlanForm,
    SlotForm,
    SlotRows,
    StorySelect,
    without_popups,
)
from series.models.series import Chapter, Instalment, Moment, Series


class ChapterRows(admin.TabularInline):
    """The chapters, in order."""

    model = Chapter
    form = ChapterForm
    formset = NamedCells
    extra = 1


class SlotsOfSeries(admin.TabularInline):
    """The numbered slots, with their stories and announcements."""

    model = Instalment
    form = SlotForm
    formset = SlotRows
    extra = 1
    autocomplete_fields = ("article",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Chapters of this series; stories that the person may see, and no fronts."""
        if db_field.name == "chapter":
            match = request.resolver_match
            pk = match.kwargs.get("object_id", "") if match else ""
            known = int(pk) if pk.isdecimal() and len(pk) < 19 else 0
            kwargs["queryset"] = Chapter.objects.filter(series=known)
        if db_field.name == "article":
            user: Any = request.user
            kwargs["queryset"] = Article.objects.visible_to(user).exclude(kind=Article.Kind.FRONT)
            kwargs["widget"] = StorySelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """No pop-ups: a chapter is a row of the table above, a story has a form of its own."""
        return without_popups(super().get_formset(request, obj, **kwargs), "chapter", "article")


class MomentsOfSeries(admin.TabularInline):
    """The timeline."""

    model = Moment
    form = MomentForm
    formset = MomentRows
    extra = 1
    autocomplete_fields = ("article",)
    verbose_name_plural = gettext_lazy("timeline")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Stories that the person may see, and no fronts."""
        user: Any = request.user
        kwargs["queryset"] = Article.objects.visible_to(user).exclude(kind=Article.Kind.FRONT)
        kwargs["widget"] = StorySelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """No pop-ups, as with the slots."""
        return without_popups(super().get_formset(request, obj, **kwargs), "article")


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):
    """Series. Reporters have no page here; releasing is the chief editor's."""

    form = PlanForm
    inlines = (ChapterRows, SlotsOfSeries, MomentsOfSeries)
    list_display = ("name", "state", "parts", "front_state")
    list_display_links = None  # the name is its own link: it leads to the board
    search_fields = ("title", "slug")
    actions = None
    save_on_top = False
    view_on_site = False
    change_form_template = "admin/series/change_form.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("title", "route"),
                    "theme",
                    ("title_setting", "note_kind", "label_style"),
                    "credit_order",
                    ("announced_total", "is_finished"),
                    "seen_plan",
                )
            },
        ),
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Those who plan series."""
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Series | None = None) -> bool:
        """The same."""
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Series | None = None) -> bool:
        """The same."""
        return self._may(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The same."""
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Series | None = None) -> bool:
        """Nobody: the ledger tells of it, and its front is protected by it."""
        return False

    def _may(self, request: HttpRequest) -> bool:
        # by role, not by permission: a superuser has every permission
        return request.user.is_staff and holds(request.user, Right.MANAGE_SERIES)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Series]:
        """With the numbers that the list shows."""
        rows = super().get_queryset(request).select_related("front", "front__published_revision")
        filled = Count("instalments", filter=Q(instalments__article__isnull=False))
        counted: QuerySet[Series] = rows.annotate(slots=Count("instalments"), filled=filled)
        return counted

    def get_urls(self) -> list[URLPattern]:
        """The pages under a series, before the stock ones."""
        pages = (
            ("<int:pk>/board/", board.board, "series_board"),
            ("<int:pk>/move/", board.move, "series_move"),
            ("<int:pk>/readers/", audience.series_readers, "series_readers"),
            ("<int:pk>/release/", release.release, "series_release"),
            ("<int:pk>/take-back/", release.take_back, "series_take_back"),
            ("<int:pk>/looks/<slug:theme>/", looks.look, "series_look"),
        )
        own = [path(route, self.admin_site.admin_view(view), name=name) for route, view, name in pages]
        return [*own, *super().get_urls()]

    @admin.display(description=gettext_lazy("series"), ordering="title")
    def name(self, series: Series) -> SafeString:
        """The title, which leads to the board."""
        url = reverse("admin:series_board", args=[series.pk])
        return format_html('<a href="{}"><b>{}</b></a>', url, series)

    @admin.display(description=gettext_lazy("readers"))
    def state(self, series: Series) -> SafeString:
        """Whether readers have it."""
        return board.state_pill(series)

    @admin.display(description=gettext_lazy("parts"))
    def parts(self, series: Any) -> str:
        """How many slots have a story."""
        return _("%(filled)d of %(slots)d with a story") % {"filled": series.filled, "slots": series.slots}

    @admin.display(description=gettext_lazy("front"))
    def front_state(self, series: Series) -> SafeString:
        """Where the front stands."""
        pill = state_of(series.front).pill()
        return format_html('<span class="desk-card-label">{}</span>{}', _("Front"), pill)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A new series, with its front."""
        if not self._may(request):
            return super().add_view(request, form_url, extra_context)
        form = NewSeriesForm(request.POST or None, initial={"route": planning.default_series_route()})
        if request.method == "POST" and form.is_valid():
            series = planning.create_series(user=request.user, **form.cleaned_data)
            messages.success(
                request, _("“%(series)s” is made, and a draft of its front with it.") % {"series": series}
            )
            return redirect("admin:series_series_change", series.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("New series"),
            "form": form,
            "opts": self.opts,
        }
        return render(request, "admin/series/new.html", context, status=400 if form.errors else 200)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The plan. A refusal undoes the save and shows what was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refusal as refusal:
            return conflict.refused(request, refusal)

    def save_model(self, request: HttpRequest, obj: Series, form: Any, change: bool) -> None:
        """Effects: locks the series and checks that nobody saved since; saves it; raises routes if its route rose."""
        arranging.lock_plan(series=obj, user=request.user, seen=form.cleaned_data["seen_plan"])
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if "route" in form.changed_data:
                self._tell_voided(request, arranging.raise_routes(series=obj, user=request.user))

    def save_formset(
        self, request: HttpRequest, form: Form, formset: BaseInlineFormSet, change: bool
    ) -> None:
        """Chapters and slots through their verbs."""
        rows = formset.save(commit=False)
        gone = list(formset.deleted_objects)
        if formset.model is Chapter:
            arranging.save_chapters(chapters=rows, gone=gone)
        elif formset.model is Moment:
            arranging.save_moments(moments=rows, gone=gone)
        else:
            voided = arranging.save_slots(slots=rows, gone=gone, user=request.user)
            self._tell_voided(request, voided)

    def response_change(self, request: HttpRequest, obj: Series) -> HttpResponse:
        """On to the board."""
        if "_continue" in request.POST:
            messages.success(request, _("The plan is saved."))
            return redirect("admin:series_series_change", obj.pk)
        told = _("The plan is saved.")
        if obj.released_at:
            told = _(
                "The plan is saved. Readers see chapters and announcements as they were at the last release."
            )
        messages.success(request, told)
        return redirect("admin:series_board", obj.pk)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """The ledger tells of stories; the stock log says only that the plan was saved."""
        return ""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Not logged: the stock log would show titles to people who may not know of them."""
        return None

    def _tell_voided(self, request: HttpRequest, stories: list[Article]) -> None:
        for story in stories:
            told = _(
                "“%(story)s” now passes %(route)s and has to be submitted anew: its approval was weaker."
            )
            messages.warning(request, told % {"story": story, "route": story.route})
