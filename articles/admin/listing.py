"""The list of stories: pills, due marks, filters and search. `ArticleAdmin` builds on it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import states, times
from articles.models import Article


class StoryList(admin.ModelAdmin):
    """What the changelist shows."""

    list_display: ClassVar[tuple[str, ...]] = (
        "headline_shown",
        "state",
        "due",
        "section",
        "author",
        "changed",
    )
    list_display_links: ClassVar[tuple[str, ...]] = ("headline_shown",)
    list_filter: ClassVar[tuple[Any, ...]] = ("status", "section")
    list_select_related: ClassVar[tuple[str, ...]] = ("section", "author")
    search_fields: ClassVar[tuple[str, ...]] = ("headline", "kicker", "slug")
    list_per_page = 50
    show_full_result_count = False

    def get_changelist_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """The visible stories with what their pills need."""
        return states.with_states(self.get_queryset(request))

    @admin.display(description=_("story"), ordering="headline")
    def headline_shown(self, article: Article) -> str:
        """The headline, or that there is none."""
        return str(article)

    @admin.display(description=_("state"), ordering="status")
    def state(self, article: Article) -> SafeString:
        """The pill."""
        return states.state_of(article).pill()

    @admin.display(description=_("due"), ordering="due_at")
    def due(self, article: Article) -> SafeString | str:
        """The due mark."""
        if article.due_at is None:
            return ""
        mark = times.due(article.due_at)
        return format_html('<span class="due {}">{}</span>', mark.standing, mark.text)

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed(self, article: Article) -> str:
        """When it last changed."""
        return times.printed(article.updated_at)
