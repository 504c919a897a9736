"""Accounts on the desk: an administrator makes them, gives roles and closes them. Nobody raises rights here unseen."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.staff import accounts
from newsroom.staff.forms import AccountForm, NewAccountForm, PasswordForm
from newsroom.staff.models import User
from newsroom.staff.roles import BY_CODE, Right, label_of


class RoleFilter(admin.SimpleListFilter):
    """By role, by its printed name."""

    title = _("roles")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every group: the roles, the rights that are given alone, and what the newsroom made."""
        return [
            (name, label_of(name)) for name in Group.objects.order_by("pk").values_list("name", flat=True)
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        """The accounts in it."""
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts. Closed by taking “active” away: what a person signed keeps their name."""

    form = AccountForm
    add_form = NewAccountForm
    change_password_form = PasswordForm
    actions = None
    list_display = (
        "username",
        "display_name",
        "job_title",
        "role_names",
        "is_active",
    )
    list_filter = ("is_active", RoleFilter)
    search_fields = ("username", "display_name")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        (_("Person"), {"fields": ("display_name", "job_title", "language", "roles")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With the groups that the list prints."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Superusers also see what makes a superuser."""
        if obj is None:
            return self.add_fieldsets
        rights = ["roles", "is_active"]
        if _is_superuser(request):
            rights += ["single_rights", "is_superuser"]
        return (
            (None, {"fields": ("username", "password")}),
            (_("Person"), {"fields": ("display_name", "job_title", "language")}),
            (_("Rights"), {"fields": rights}),
            (_("Dates"), {"fields": ("last_login", "date_joined")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """One's own standing is somebody else's to change."""
        fields = [*super().get_readonly_fields(request, obj)]
        if obj is not None and obj.pk == request.user.pk:
            fields += ["is_active", "is_superuser"]
        return fields

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Without the boxes for one's own roles."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and obj.pk == request.user.pk and not _is_superuser(request):
            return type("OwnAccountForm", (form,), {"__init__": _without_roles(form)})
        if not _is_superuser(request):
            form.base_fields.pop("single_rights", None)
        return form

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser's account, its password too, is changed by superusers only."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or _is_superuser(request))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Never: the ledger and the signatures name people."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Every account made here may enter the desk; what it may do there, its roles say."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Groups last, once the account is saved."""
        super().save_related(request, form, formsets, change)
        form.save_groups()
        if not change:
            accounts.made(account=form.instance, actor=request.user)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form of an account. What a save changes is told."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with accounts.told(account_pk=_key(object_id), actor=request.user):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Another password for somebody, told as well."""
        with accounts.told(account_pk=_key(id), actor=request.user):
            return super().user_change_password(request, id, form_url)

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        """The roles in words."""
        return gettext(", ").join(label_of(group.name) for group in user.groups.all())


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Groups that a newsroom makes for steps of its own. A name is a right: it is given once, and people get it in the ledger.

    Were a group renamed or deleted here, everybody in it would change their role, and no record would tell.
    """

    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        """What a group is called, it is called for good."""
        return [*super().get_readonly_fields(request, obj), *(["name"] if obj is not None else [])]

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Roles and rights come from their table."""
        of_table = obj is not None and obj.name in {*BY_CODE, *Right}
        return super().has_change_permission(request, obj) and not of_table

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Never: take people out of it on their accounts."""
        return False


def _key(text: str) -> int:
    """The key that an address names; one that no account has for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)


def _without_roles(form: Any) -> Any:
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        form.__init__(self, *args, **kwargs)
        self.fields.pop("roles", None)
        self.fields.pop("single_rights", None)

    return init
