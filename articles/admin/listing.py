"""The list of stories: pills, due marks, filters and search. `ArticleAdmin` builds on it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import hooks, states, times
from articles.models import Article
from articles.proofing import rates
from articles.search import desk
from newsroom.staff.roles import Right, holds


class StateFilter(admin.SimpleListFilter):
    """By the words of the pill, the derived ones too."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, Any], ...]:
        """Every state."""
        return states.FILTERS

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """The stories in it."""
        value = self.value()
        return states.in_state(queryset, value) if value in dict(states.FILTERS) else queryset


class MineFilter(admin.SimpleListFilter):
    """What is mine, and what waits at a step of mine."""

    title = _("whose")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, Any], ...]:
        """Two questions."""
        return (("yes", _("My stories")), ("waiting", _("Waiting for me")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """The answer."""
        stories: Any = queryset
        if self.value() == "yes":
            return stories.of_writer(request.user)  # type: ignore[no-any-return]
        if self.value() == "waiting":
            return stories.waiting_for(request.user)  # type: ignore[no-any-return]
        return queryset


class StoryChangeList(ChangeList):
    """A page of stories with what their pills and places need, fetched once for all of them."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """The filtered stories, prepared."""
        return states.with_states(super().get_queryset(request, exclude_parameters))

    def get_results(self, request: HttpRequest) -> None:
        """The page, each story with its place in a series."""
        super().get_results(request)
        stories = [*self.result_list]
        places = hooks.places_of(stories)
        for story in stories:
            story.place = places.get(story.pk)
        self.shows_rates = holds(request.user, Right.SEE_RATES)
        if self.shows_rates:
            found = rates.of_stories(story.pk for story in stories)
            for story in stories:
                story.error_rate = found.get(story.pk)
        self.result_list = stories


class StoryList(admin.ModelAdmin):
    """What the changelist shows."""

    list_display = ("story", "state", "due", "section", "author", "changed")
    list_display_links = ("story",)
    list_select_related = ("section", "author")
    search_fields = ("headline",)  # shows the box; what it finds is `get_search_results`
    search_help_text = _("Words of the story, names, pinyin initials, its address, its author or its series")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count beside every filter is a query each

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Of the stories this person may see, those that meet every word; the list and the autocomplete ask here."""
        return desk.found(queryset, search_term), False

    def get_list_display(self, request: HttpRequest) -> Any:
        """The error rate for those whose business it is."""
        shown = super().get_list_display(request)
        return (*shown, "error_rate") if holds(request.user, Right.SEE_RATES) else shown

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Ours, the section, and what higher apps offer."""
        return [StateFilter, MineFilter, "section", *hooks.LIST_FILTERS]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The prepared list."""
        return StoryChangeList

    @admin.display(description=_("story"), ordering="headline")
    def story(self, article: Any) -> SafeString:
        """The headline, or that there is none; the series below it."""
        place = getattr(article, "place", None)
        if place is None:
            return format_html("{}", article)
        return format_html('{}<br><span class="desk-sub">{}</span>', article, place.text)

    @admin.display(description=_("state"), ordering="status")
    def state(self, article: Article) -> SafeString:
        """The pill."""
        return states.state_of(article).pill()

    @admin.display(description=_("errors in ten thousand"))
    def error_rate(self, article: Any) -> SafeString | str:
        """What reviewers found, over the characters they signed. A card on a phone says what the number is."""
        rate = getattr(article, "error_rate", None)
        if rate is None or rate.value is None:
            return ""
        if not rate.value:
            return format_html('<span class="desk-nil">{}</span>', rate.value)
        name = capfirst(_("errors in ten thousand"))
        return format_html('<span class="desk-card-label">{}</span>{}', name, rate.value)

    @admin.display(description=_("due"), ordering="due_at")
    def due(self, article: Article) -> SafeString | str:
        """The due mark; nothing for what is out."""
        if article.due_at is None or article.is_public:
            return ""
        mark = times.due(article.due_at)
        return format_html('<span class="due {}">{}</span>', mark.standing, mark.text)

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed(self, article: Article) -> str:
        """When it last changed."""
        return times.printed(article.updated_at)
