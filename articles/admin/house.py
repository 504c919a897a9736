"""The house: sections, tags and the masthead. What readers see of it is published when it is saved."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Masthead, Section, Tag
from articles.publishing_site import publish_site
from articles.renaming import rename_tag


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

    list_display = ("name", "name_hant", "slug", "position")

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
    list_display = ("name", "slug")
    search_fields = ("name", "slug")

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> tuple[str, ...]:
        """The address is the tag's identity: what was signed is known by it, whatever the tag is called later."""
        return ("slug",) if obj is not None else ()

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        """A new name is given by its verb, so that the old one is still understood."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        rename_tag(tag=Tag.objects.get(pk=obj.pk), name=obj.name)
        if form.has_changed():
            messages.info(request, _("Stories that are out keep the name they were signed with."))

    def has_delete_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        """Only what no story carries: taking a tag off a story is an edit of that story."""
        unused = obj is None or not obj.article_set.exists()
        return unused and super().has_delete_permission(request, obj)
