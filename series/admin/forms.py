"""Forms of the series admin: a new series, its plan, its chapters, its slots and its timeline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from series.admin.looks import ThemePicker
from series.arranging import plan_hash
from series.models.series import Chapter, Instalment, Moment, Series

SEEN = "seen_plan"


class NewSeriesForm(forms.ModelForm):
    """What a series needs to begin: a title and its manner. Its front is made with it."""

    class Meta:
        model = Series
        fields = ("title", "theme", "label_style", "route")
        widgets = {"theme": ThemePicker}


class PlanForm(forms.ModelForm):
    """The series itself, with the identity of the plan that the person has before them."""

    seen_plan = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    class Meta:
        model = Series
        fields = (
            "title",
            "theme",
            "title_setting",
            "note_kind",
            "label_style",
            "route",
            "credit_order",
            "announced_total",
            "is_finished",
        )
        widgets = {"theme": ThemePicker}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[SEEN] = plan_hash(self.instance)
            if "theme" in self.fields:
                self.fields["theme"].widget.series = self.instance


class StorySelect(AutocompleteSelect):
    """The stock search for a story. What was sent and is no key finds none: the stock one asks the database for it."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """The story that is chosen, and no choice."""
        keys = [key for key in map(str, value) if key.isascii() and key.isdigit() and len(key) < 19]
        return super().optgroups(name, keys or [""], attr)


class NamedCells(forms.BaseInlineFormSet):
    """Rows of a table have no labels beside their fields: each field says its own name to screen readers."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Give every field its name."""
        super().add_fields(form, index)
        for field in form.fields.values():
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", str(field.label or ""))

    def validate_unique(self) -> None:
        """Only what this form says is compared: positions swap, and are saved in two passes."""
        seen: set[Any] = set()
        for form in self.forms:
            place = form.cleaned_data.get(self.place) if hasattr(form, "cleaned_data") else None
            if place is None or self._should_delete_form(form):  # type: ignore[attr-defined]
                continue
            if place in seen:
                form.add_error(self.place, _("This number is used twice."))
            seen.add(place)

    place = "position"


class ChapterForm(forms.ModelForm):
    """One chapter."""

    class Meta:
        model = Chapter
        fields = ("position", "name", "label", "blurb")
        widgets = {"blurb": forms.TextInput}

    def _get_validation_exclusions(self) -> set[str]:
        # uniqueness of positions is the formset's: two chapters may change places
        return {*super()._get_validation_exclusions(), "position"}  # type: ignore[misc]


class SlotForm(forms.ModelForm):
    """One numbered slot."""

    class Meta:
        model = Instalment
        fields = (
            "number",
            "chapter",
            "article",
            "working_title",
            "is_announced",
            "announced_title",
            "announced_on",
        )
        labels = {"is_announced": gettext_lazy("tell readers")}
        # the browser's own: the stock one prints a note about time zones in every row
        widgets = {"announced_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    number = forms.IntegerField(label=gettext_lazy("number"), min_value=1, max_value=999)

    def _get_validation_exclusions(self) -> set[str]:
        # the same; and a story may move from one slot of the form to another
        return {*super()._get_validation_exclusions(), "number", "article"}  # type: ignore[misc]

    def clean_article(self) -> Article | None:
        """A front is no part."""
        story: Article | None = self.cleaned_data["article"]
        if story is not None and story.kind == Article.Kind.FRONT:
            raise ValidationError(_("A front cannot be a part of a series."))
        return story

    def clean(self) -> dict[str, Any]:
        """What readers are told must have a title."""
        data = super().clean() or {}
        if data.get("is_announced") and not data.get("announced_title"):
            self.add_error("announced_title", _("Readers need a title for what is announced."))
        return data


class MomentForm(forms.ModelForm):
    """One row of the timeline."""

    class Meta:
        model = Moment
        fields = ("year", "month", "day", "text", "article")

    year = forms.IntegerField(label=gettext_lazy("year"), min_value=1000, max_value=2099)
    month = forms.IntegerField(label=gettext_lazy("month"), min_value=1, max_value=12, required=False)
    day = forms.IntegerField(label=gettext_lazy("day"), min_value=1, max_value=31, required=False)


class MomentRows(NamedCells):
    """The timeline of one series: two rows may well share a date."""

    def validate_unique(self) -> None:
        """Nothing is unique here."""


def without_popups(formset: Any, *names: str) -> Any:
    """A formset class whose choices of related rows open no window beside the form."""
    for name in names:
        widget = formset.form.base_fields[name].widget
        for may in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            setattr(widget, may, False)
    return formset


class SlotRows(NamedCells):
    """The slots of one series."""

    place = "number"

    def clean(self) -> None:
        """A story stands once in a series."""
        super().clean()
        seen: set[int] = set()
        for form in self.forms:
            story = form.cleaned_data.get("article") if hasattr(form, "cleaned_data") else None
            if story is None or self._should_delete_form(form):  # type: ignore[attr-defined]
                continue
            if story.pk in seen:
                form.add_error("article", _("This story stands in two slots."))
            seen.add(story.pk)
