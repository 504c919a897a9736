"""Names on the desk: contributors and the kinds of work that are credited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import publishing
from articles.credits.roster import free_address
from articles.models import Contributor, CreditRole


class TitleFilter(admin.AllValuesFieldListFilter):
    """By title; those without one under a word that can be read and pressed."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """The titles that there are."""
        for choice in super().choices(changelist):
            yield choice if choice["display"] else {**choice, "display": _("(none)")}


@admin.register(Contributor)
class ContributorAdmin(admin.ModelAdmin):
    """The roster. A public name's address never changes; what is printed with it may, and readers see it at once."""

    actions = None
    list_display = (
        "name_hans",
        "default_title",
        "organisation",
        "name_latin",
        "user",
    )
    list_filter = (("default_title", TitleFilter),)
    list_select_related = ("user",)
    search_fields = ("name_hans", "name_hant", "name_latin", "other_names", "organisation")
    fields = (
        ("name_hans", "name_hant", "name_latin"),
        "other_names",
        ("default_title", "organisation"),
        "bio",
        "user",
        "slug",
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Contributor | None = None) -> tuple[str, ...]:
        """One's own entry tells who may not sign: name and account of it are changed by somebody else."""
        fixed: tuple[str, ...] = ("slug",) if obj is not None else ()
        if obj is not None and obj.user_id == request.user.pk:
            fixed += ("name_hans", "name_hant", "other_names", "user")
        return fixed

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The address may be left empty."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False
            form.base_fields["slug"].help_text = _("Empty: made from the name.")
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Accounts that have no entry yet, and the one this entry has."""
        if db_field.name == "user":
            entry = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            user: Any = request.user
            people = get_user_model().objects.filter(is_active=True).exclude(pk=user.pk)
            own = Q(contributor__pk=int(entry)) if entry and entry.isdecimal() else Q(pk__in=[])
            kwargs["queryset"] = people.filter(Q(contributor__isnull=True) | own).order_by("display_name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Contributor, form: Any, change: bool) -> None:
        """Save, and let readers see it where the person has a page."""
        if not obj.slug:
            obj.slug = free_address(obj)
        super().save_model(request, obj, form, change)
        publishing.refresh_contributor(contributor=obj)


@admin.register(CreditRole)
class CreditRoleAdmin(admin.ModelAdmin):
    """Kinds of work that are credited. Whether one makes a story decides who may not sign it."""

    actions = None
    list_display = (
        "label_hans",
        "label_hant",
        "label_en",
        "group",
        "position",
        "code",
    )
    list_filter = ("group",)

    def get_readonly_fields(self, request: HttpRequest, obj: CreditRole | None = None) -> tuple[str, ...]:
        """Stories name the code."""
        return ("code",) if obj is not None else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: published stories name the code."""
        return False
