"""About, contact, licence: the standing pages of the paper. Saving one publishes it, as with the masthead."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from csp.decorators import csp_update
from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from articles.admin.article import EDITOR_POLICY
from articles.body.clean import BodyRefused, clean_body, to_text
from articles.models import Page
from articles.publishing_site import publish_page, withdraw_page
from articles.widgets import BodyEditor

_WORDS = ("title", "title_hant", "slug", "position", "body")


class PageForm(forms.ModelForm):
    """A page. What the editor sends is cleaned as the body of a story is; who has not seen the newest text is told first."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    class Meta:
        model = Page
        fields = _WORDS
        widgets: ClassVar[dict[str, Any]] = {"body": BodyEditor()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Note which text the person starts from."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = _edition(self.instance)

    def clean(self) -> dict[str, Any]:
        """Nobody puts their text over another that they never saw. Sent again from this answer, it is meant."""
        data = super().clean() or {}
        stored = Page.objects.select_for_update().filter(pk=self.instance.pk).first()
        if stored is not None and data.get("seen") != _edition(stored):
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent["seen"] = _edition(stored)
            told = _(
                "Somebody else has saved this page meanwhile. What you wrote stands here; readers see theirs. "
                "Look at the page, then save again: yours takes its place."
            )
            raise forms.ValidationError(told, code="stale")
        return data

    def clean_body(self) -> str:
        """The canonical form of the text; it must have words in it."""
        try:
            body = clean_body(self.cleaned_data["body"])
        except BodyRefused as refused:
            raise forms.ValidationError(str(refused), code=refused.code) from refused
        if not to_text(body).strip():
            raise forms.ValidationError(_("The page needs a text."), code="required")
        return body


def _edition(page: Page) -> str:
    told = json.dumps([getattr(page, name) for name in _WORDS], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    """The pages, in the order of the footer."""

    form = PageForm
    actions = None
    list_display = ("title", "slug", "position", "updated_at")

    def get_fields(self, request: HttpRequest, obj: Page | None = None) -> tuple[str, ...]:
        """Who only looks starts from no text."""
        return (*_WORDS, "seen") if self.has_change_permission(request, obj) else _WORDS

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> tuple[str, ...]:
        """Readers know the address."""
        return ("slug",) if obj is not None else ()

    @method_decorator(csp_update(EDITOR_POLICY))
    def changeform_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, under the policy that the editor needs."""
        return super().changeform_view(*args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        """Save, then let readers see it."""
        super().save_model(request, obj, form, change)
        publish_page(page=obj)
        messages.info(request, _("Readers see it now, in both scripts."))

    def delete_model(self, request: HttpRequest, obj: Page) -> None:
        """Take it from readers with it."""
        withdraw_page(page=obj)
