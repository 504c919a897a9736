"""Forms about accounts: a person's own page, and the administrator's page of an account."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    BaseUserCreationForm,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.staff.models import User
from newsroom.staff.roles import Right, label_of

# Letters by their class that print as nothing.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"


class PrintedNames:
    """Holds names of people to what can be read: the ledger, signatures and messages print them for good."""

    cleaned_data: dict[str, Any]

    def clean_display_name(self) -> str:
        """A name without invisible characters and line ends."""
        return _readable(self.cleaned_data["display_name"])

    def clean_job_title(self) -> str:
        """The same for the title."""
        return _readable(self.cleaned_data["job_title"])


def _readable(text: str) -> str:
    for position, sign in enumerate(text, start=1):
        if not sign.isprintable() or sign in _BLANK:
            told = gettext("Contains an invisible character (%(code)s) at position %(position)d.")
            raise forms.ValidationError(told % {"code": f"U+{ord(sign):04X}", "position": position})
    return unicodedata.normalize("NFC", text)


class LoginForm(AdminAuthenticationForm):
    """The login. Django's own takes a name of any length, which the list of failed logins cannot keep."""

    def clean_username(self) -> str:
        """A name that an account could have."""
        name: str = self.cleaned_data["username"]
        if len(name) > (User._meta.get_field("username").max_length or 0):
            raise self.get_invalid_login_error()
        return name


class ProfileForm(PrintedNames, forms.ModelForm):
    """What a person may change about their own account."""

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["display_name", "language"]
        widgets: ClassVar[dict[str, Any]] = {"language": forms.RadioSelect}


class RoleField(forms.ModelMultipleChoiceField):
    """Roles as boxes to tick, each with its printed name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The role's name, or the name of a group that the newsroom made."""
        return label_of(obj.name)


def roles() -> QuerySet[Group]:
    """Groups that an administrator may give: every role, no single right."""
    return Group.objects.exclude(name__in=[right.value for right in Right]).order_by("pk")


def single_rights() -> QuerySet[Group]:
    """Groups that grant one right to one person; a superuser gives them."""
    return Group.objects.filter(name__in=[right.value for right in Right]).order_by("pk")


class PasswordState(ReadOnlyPasswordHashWidget):
    """Whether there is a password, and the way to set one. Django's own prints how it is kept, salt and all."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """One sentence for the algorithm, the salt and the hash."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if is_password_usable(value):
            context["summary"] = [{"label": gettext("A password is set.")}]
        return context


class PasswordForm(AdminPasswordChangeForm):
    """A password for somebody else. Django's own word of warning is English, whatever the desk speaks."""

    usable_password_help_text = _(  # type: ignore[assignment]  # a lazy string, as Django takes it
        "Without a password the person cannot log in. The one they have now is then gone."
    )


class AccountForm(PrintedNames, UserChangeForm):
    """An account as an administrator edits it."""

    roles = RoleField(label=_("Roles"), queryset=Group.objects.none(), required=False)
    single_rights = RoleField(
        label=_("Single rights"),
        queryset=Group.objects.none(),
        required=False,
        help_text=_(
            "Given to a person beside their role. “override” passes a story without the signatures it lacks."
        ),
    )

    class Meta:
        model = User
        exclude: ClassVar[list[str]] = ["groups", "user_permissions"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what may be given; tick what the person has."""
        super().__init__(*args, **kwargs)
        if "password" in self.fields:
            self.fields["password"].widget = PasswordState()
        for name, choices in (("roles", roles()), ("single_rights", single_rights())):
            if name in self.fields:
                self.fields[name].queryset = choices  # type: ignore[attr-defined]
                if self.instance.pk:
                    self.initial[name] = choices.filter(user=self.instance)

    def save_groups(self) -> None:
        """Make the person's groups what the ticked boxes say; groups that were not offered stay."""
        for name, offered in (("roles", roles()), ("single_rights", single_rights())):
            if name in self.cleaned_data:
                self.instance.groups.remove(*offered)
                self.instance.groups.add(*self.cleaned_data[name])


class NewAccountForm(PrintedNames, BaseUserCreationForm):
    """A new account with its first password. The person changes it on their own page."""

    roles = RoleField(label=_("Roles"), queryset=Group.objects.none(), required=False)

    class Meta(BaseUserCreationForm.Meta):
        model = User
        fields = ("username", "display_name", "job_title", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every role."""
        super().__init__(*args, **kwargs)
        if "roles" in self.fields:
            self.fields["roles"].queryset = roles()  # type: ignore[attr-defined]

    def save_groups(self) -> None:
        """Give the ticked roles."""
        self.instance.groups.set(self.cleaned_data.get("roles", []))
