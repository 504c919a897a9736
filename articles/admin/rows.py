"""The rows below a story's text – credits, key figures, pictures – as plain formsets of its one form.

They are no admin inlines: a row has no identity that two people could fight over. Saving compares what is wanted
with what is there and writes only a difference, so that a save that changes nothing changes nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import crediting
from articles.inserts.placed import picture_uses
from articles.models import Article, ImageUse, KeyFigure
from articles.models.fields import refuse_unseen
from articles.text.credits import ParsedCredit
from articles.widgets import WithSuggestions

FIGURE_FIELDS = ("prefix", "value", "unit", "label", "source")
FIGURE_COLUMNS = (*FIGURE_FIELDS, "from_uid")
PICTURE_TEXTS = ("alt", "caption", "credit", "ai_label")
MOST_ROWS = 60
# Title art stands on the front of a series and nowhere else.
_ART = (ImageUse.Slot.ART_WIDE, ImageUse.Slot.ART_TALL)
STORY_SLOTS = [choice for choice in ImageUse.Slot.choices if choice[0] not in _ART]


class PrintedLine(forms.CharField):
    """One line of printed text, held to what the model's own field asks: NFC, nothing invisible."""

    default_validators = [refuse_unseen]

    def to_python(self, value: Any) -> str:
        """Normalise what was typed."""
        return unicodedata.normalize("NFC", super().to_python(value) or "")


def line_of(model: type[Any], name: str) -> Any:
    """The form field of a model's line, with its label and its limit."""
    form_field: Any = model._meta.get_field(name).formfield(form_class=PrintedLine, required=False)
    return form_field


class CreditRow(forms.Form):
    """One credit line as printed: 文/图 · 记者 沈禾 陆一舟 通讯员 何小满."""

    label = PrintedLine(
        label=gettext_lazy("Role"), max_length=40, required=False, widget=WithSuggestions("credit-labels")
    )
    people = PrintedLine(label=gettext_lazy("People, as printed"), max_length=400, required=False)
    credits: list[ParsedCredit]

    def clean(self) -> dict[str, Any]:
        """Read the line; what cannot be read is said here, at its row."""
        data = super().clean() or {}
        row = crediting.Row(data.get("label", ""), data.get("people", ""))
        self.credits = []
        if self.errors or data.get("DELETE") or not (row.label.strip() or row.people.strip()):
            return data
        credits = crediting.read_row(row) if row.people.strip() else None
        if credits is None:
            raise forms.ValidationError(
                _("Write the people as they are printed: 记者 沈禾 陆一舟 通讯员 何小满.")
            )
        for person in (person for credit in credits for person in credit.people):
            crediting.person_of(person).clean_fields(exclude=("credit", "contributor", "position"))
        self.credits = credits
        return data


class FigureRow(forms.Form):
    """One key figure."""

    prefix = line_of(KeyFigure, "prefix")
    value = line_of(KeyFigure, "value")
    unit = line_of(KeyFigure, "unit")
    label = line_of(KeyFigure, "label")
    source = line_of(KeyFigure, "source")
    from_uid = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """A row is empty, or has a value and says what it counts."""
        data = super().clean() or {}
        filled = any(data.get(name) for name in FIGURE_FIELDS)
        if filled and not data.get("DELETE"):
            for name in ("value", "label"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or empty the row."))
        return data


class PictureRow(forms.Form):
    """One picture of the story: what is printed with it and where it stands."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    slot = forms.ChoiceField(label=gettext_lazy("place"), choices=STORY_SLOTS)
    alt = line_of(ImageUse, "alt")
    caption = line_of(ImageUse, "caption")
    credit = line_of(ImageUse, "credit")
    ai_label = line_of(ImageUse, "ai_label")
    focal_x = forms.IntegerField(
        label=gettext_lazy("focal point, from the left in %"), min_value=0, max_value=100, initial=50
    )
    focal_y = forms.IntegerField(
        label=gettext_lazy("focal point, from the top in %"), min_value=0, max_value=100, initial=50
    )

    def __init__(self, *args: Any, is_front: bool = False, **kwargs: Any) -> None:
        """A front has places for title art."""
        super().__init__(*args, **kwargs)
        if is_front:
            slot: Any = self.fields["slot"]
            slot.choices = ImageUse.Slot.choices


class Rows(forms.BaseFormSet):
    """A formset whose order is typed, and whose cells say in words what they are."""

    two_leads = gettext_lazy("Only one picture can be the lead picture.")

    def clean(self) -> None:
        """One story has one lead picture, and one clip at its head; a front one title art a width."""
        if not any(self.errors):
            slots = [form.cleaned_data.get("slot") for form in self.kept]
            if slots.count(ImageUse.Slot.LEAD) > 1:
                raise forms.ValidationError(self.two_leads)
            if any(slots.count(slot) > 1 for slot in _ART):
                raise forms.ValidationError(_("Only one picture can be the title art of a width."))

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Name the number and the box of a row for those who do not see the column."""
        super().add_fields(form, index)
        number = (index or 0) + 1
        for name, field in form.fields.items():
            if name == "ORDER":
                field.label = _("Order")
                field.widget = forms.NumberInput({"min": 1, "max": 999, "class": "desk-order"})
            elif name == "DELETE":
                field.label = _("Remove")
            if not isinstance(field.widget, forms.HiddenInput):
                field.widget.attrs["aria-label"] = _("%(field)s, row %(number)d") % {
                    "field": field.label,
                    "number": number,
                }

    @property
    def kept(self) -> list[forms.Form]:
        """The rows that stay, in their order. Call it on a valid formset."""
        gone = {id(form) for form in self.deleted_forms}
        rows = [form for form in self.forms if id(form) not in gone and form.cleaned_data]
        return sorted(rows, key=lambda form: _order(form.cleaned_data.get("ORDER")))


def _order(value: Any) -> int:
    return value if isinstance(value, int) else MOST_ROWS + 1


def _formset(row: type[forms.Form], extra: int) -> type[Rows]:
    made: Any = forms.formset_factory(
        row,
        formset=Rows,
        extra=extra,
        can_order=True,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + 40,
        validate_max=True,
    )
    return made  # type: ignore[no-any-return]


_CREDITS, _FIGURES, _PICTURES = _formset(CreditRow, 1), _formset(FigureRow, 1), _formset(PictureRow, 0)


def credit_rows(article: Article, data: Mapping[str, Any] | None) -> Rows:
    """The credits of a story, one row a printed line."""
    lines = article.credits.all() if article.pk else []
    prefetch_related_objects([*lines], "people")
    rows = [crediting.row_of(line) for line in lines]
    initial = [{"label": row.label, "people": row.people} for row in rows]
    return _CREDITS(data, initial=initial, prefix="credits")


def figure_rows(article: Article, data: Mapping[str, Any] | None) -> Rows:
    """The key figures of a story."""
    figures = article.key_figures.all() if article.pk else ()
    initial = [{name: getattr(figure, name) for name in FIGURE_COLUMNS} for figure in figures]
    return _FIGURES(data, initial=initial, prefix="figures")


def picture_rows(article: Article, data: Mapping[str, Any] | None) -> Rows:
    """The pictures of a story; a row is known by its use."""
    uses = picture_uses(article) if article.pk else ()
    names = ("uid", "slot", *PICTURE_TEXTS, "focal_x", "focal_y")
    initial = [{name: getattr(use, name) for name in names} for use in uses]
    is_front = article.kind == Article.Kind.FRONT
    return _PICTURES(data, initial=initial, prefix="pictures", form_kwargs={"is_front": is_front})


def save_credits(article: Article, rows: Rows) -> bool:
    """Make the credits what the rows say. Returns whether anything changed."""
    credits = [credit for form in rows.kept if isinstance(form, CreditRow) for credit in form.credits]
    return crediting.replace_credits(article=article, credits=credits)


def save_figures(article: Article, rows: Rows) -> bool:
    """Make the key figures what the rows say. Returns whether anything changed."""
    wanted = [
        {name: form.cleaned_data[name] for name in FIGURE_COLUMNS}
        for form in rows.kept
        if form.cleaned_data.get("value")
    ]
    if wanted == [*article.key_figures.values(*FIGURE_COLUMNS)]:
        return False
    article.key_figures.all().delete()
    KeyFigure.objects.bulk_create(
        KeyFigure(article=article, position=place, **figure) for place, figure in enumerate(wanted, start=1)
    )
    return True


def save_pictures(article: Article, rows: Rows) -> bool:
    """Make the uses what the rows say; uses the form did not know of (uploaded meanwhile) stay, behind the others.

    Returns whether anything changed. Renumbers in two passes: two pictures cannot hold one place, nor can two lead.
    """
    uses = {str(use.uid): use for use in article.image_uses.all()}
    gone = {str(form.cleaned_data["uid"]) for form in rows.deleted_forms if form.cleaned_data.get("uid")}
    told = {str(form.cleaned_data["uid"]): form.cleaned_data for form in rows.kept}
    order = [uid for uid in told if uid in uses]
    order += [uid for uid in uses if uid not in told and uid not in gone]
    changed = [uid for place, uid in enumerate(order, start=1) if _differs(uses[uid], place, told.get(uid))]
    removed = [uid for uid in uses if uid in gone]
    if not changed and not removed:
        return False
    article.image_uses.filter(uid__in=removed).delete()
    article.image_uses.update(position=F("position") + 10_000, slot=ImageUse.Slot.BODY)
    for place, uid in enumerate(order, start=1):
        _apply(uses[uid], place, told.get(uid))
    return True


def _differs(use: ImageUse, place: int, told: Mapping[str, Any] | None) -> bool:
    if use.position != place:
        return True
    return told is not None and any(getattr(use, name) != told[name] for name in _told_names())


def _apply(use: ImageUse, place: int, told: Mapping[str, Any] | None) -> None:
    use.position = place
    for name in _told_names() if told is not None else ():
        setattr(use, name, (told or {})[name])
    use.save()


def _told_names() -> tuple[str, ...]:
    return ("slot", *PICTURE_TEXTS, "focal_x", "focal_y")
