"""Form widgets of the desk. The editor stands here alone, so that it can be exchanged in one place."""

from __future__ import annotations

from typing import Any, ClassVar

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.forms.widgets import Script
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.body.allow import editor_config


class BodyEditor(CKEditorWidget):  # type: ignore[misc]  # the package has no types
    """CKEditor, configured from the table that also cleans what comes out of it."""

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["articles/editor/frame.css"]}
        js: ClassVar[list[Script]] = [
            Script("articles/editor/theme.js", type="module"),
            Script("articles/editor/upload.js", type="module"),
        ]

    def _set_config(self) -> None:
        self.config = editor_config(get_language() or "zh-hans")


class DayAndTime(AdminSplitDateTime):
    """The admin's two fields for one moment, each with a name of its own for those who do not see the label."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Name the two halves."""
        super().__init__(attrs)
        for half, name in zip(self.widgets, (_("Date"), _("Time")), strict=True):
            half.attrs["aria-label"] = name


class GrowingText(forms.Textarea):
    """Some lines of plain text."""

    def __init__(self, rows: int = 2) -> None:
        """A textarea of so many rows to start with."""
        super().__init__({"rows": rows, "cols": 80})


class WithSuggestions(forms.TextInput):
    """A text field with a list of known values; anything may still be typed."""

    def __init__(self, list_id: str, attrs: dict[str, Any] | None = None) -> None:
        """The id of the page's `<datalist>`, printed once by the page."""
        super().__init__({"list": list_id, "autocomplete": "off", **(attrs or {})})
