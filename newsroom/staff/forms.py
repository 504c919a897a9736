"""Forms about accounts: a person's own page, and the administrator's page of an account."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from newsroom.staff.models import User


class ProfileForm(forms.ModelForm):
    """What a person may change about their own account."""

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["display_name", "language"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"language": forms.RadioSelect}
