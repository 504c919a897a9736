"""The rows of a story's form for clips and charts, beside those of `rows`: same habits, same promises.

Saving compares what is wanted with what is there and writes only a difference.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.admin.rows import MOST_ROWS, Rows, line_of
from articles.charts.rows import ChartRefused, as_text, read_rows
from articles.clips.captions import CaptionsRefused, normal
from articles.models import Article, Chart, ClipUse
from articles.models.fields import refuse_unseen

CLIP_TEXTS = ("caption", "credit", "ai_label", "captions", "transcript")
CLIP_FIELDS = ("slot", "poster", *CLIP_TEXTS)
CHART_FIELDS = ("kind", "title", "unit", "source")
MOST_CHARTS = 12
Choices = list[tuple[str, str]]


def _as_uid(value: Any) -> uuid.UUID:
    """A uid, whether it was typed or is one: a stored value is asked to be the same as the one that was sent."""
    return uuid.UUID(str(value))


class Lines(forms.CharField):
    """Several lines of text."""

    widget = forms.Textarea

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        """A textarea of so many rows."""
        super().__init__(required=False, widget=forms.Textarea({"rows": rows, "cols": 40}), **kwargs)


class ClipRow(forms.Form):
    """One clip of the story: where it stands, what is printed with it, and what is said in it."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    slot = forms.ChoiceField(label=gettext_lazy("place"), choices=ClipUse.Slot.choices)
    poster = forms.TypedChoiceField(
        label=gettext_lazy("poster"), required=False, coerce=_as_uid, empty_value=None
    )
    caption = line_of(ClipUse, "caption")
    credit = line_of(ClipUse, "credit")
    ai_label = line_of(ClipUse, "ai_label")
    captions = Lines(label=gettext_lazy("captions (WebVTT)"), rows=5, max_length=300_000)
    transcript = Lines(label=gettext_lazy("transcript"), rows=5, max_length=50_000)

    def __init__(self, *args: Any, posters: Choices = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        """Offer the story's pictures as posters."""
        super().__init__(*args, **kwargs)
        self.fields["caption"].label = pgettext("clip", "caption")  # that of a picture has a word of its own
        self.fields["poster"].choices = [("", _("none")), *posters]  # type: ignore[attr-defined]

    def clean_captions(self) -> str:
        """What is stored is the one form of it."""
        try:
            return normal(self.cleaned_data["captions"])
        except CaptionsRefused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean_transcript(self) -> str:
        """Prose, as the model has it."""
        text: str = ClipUse._meta.get_field("transcript").clean(self.cleaned_data["transcript"], None)
        return text


class ChartRow(forms.Form):
    """One chart of the story: its table as typed, and what is printed with it."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = line_of(Chart, "title")
    kind = forms.ChoiceField(label=gettext_lazy("form"), choices=Chart.Kind.choices, initial=Chart.Kind.BAR)
    unit = line_of(Chart, "unit")
    source = line_of(Chart, "source")
    table = Lines(
        label=gettext_lazy("data"),
        rows=6,
        max_length=8000,
        help_text=gettext_lazy(
            "One row a line, a label and a number: 2025年 3.4. Cells copied from a spreadsheet will do."
        ),
    )

    def clean_table(self) -> list[list[str]]:
        """The rows of the table; nothing for an empty field."""
        typed: str = self.cleaned_data["table"]
        if not typed.strip():
            return []
        try:
            found = read_rows(typed)
        except ChartRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        for label, _value in found:
            refuse_unseen(label)
        return [[label, value] for label, value in found]

    def clean(self) -> dict[str, Any]:
        """A row is empty, or says what it shows and has data."""
        data = super().clean() or {}
        filled = any(data.get(name) for name in ("title", "unit", "source", "table"))
        if filled and not data.get("DELETE"):
            for name in ("title", "table"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or empty the row."))
        return data


class ClipRows(Rows):
    """The clips of a story."""

    two_leads = gettext_lazy("Only one clip can stand at the head of the story.")


def clip_rows(article: Article, data: Mapping[str, Any] | None) -> Rows:
    """The clips of a story; a row is known by its use."""
    uses = article.clip_uses.all() if article.pk else ()
    initial = [{name: getattr(use, name) for name in ("uid", *CLIP_FIELDS)} for use in uses]
    return _CLIPS(data, initial=initial, prefix="clips", form_kwargs={"posters": _posters(article)})


def chart_rows(article: Article, data: Mapping[str, Any] | None) -> Rows:
    """The charts of a story. The empty row has a uid already, so that the text can name it before it is saved."""
    charts = article.charts.all() if article.pk else ()
    initial = [
        {
            "uid": chart.uid,
            "table": as_text(chart.rows),
            **{name: getattr(chart, name) for name in CHART_FIELDS},
        }
        for chart in charts
    ]
    return _CHARTS(data, initial=initial, prefix="charts")


def save_clips(article: Article, rows: Rows) -> bool:
    """Make the uses what the rows say; clips uploaded meanwhile stay, behind the others. Returns whether anything changed."""
    uses = {str(use.uid): use for use in article.clip_uses.all()}
    gone = {str(form.cleaned_data["uid"]) for form in rows.deleted_forms if form.cleaned_data.get("uid")}
    told = {str(form.cleaned_data["uid"]): form.cleaned_data for form in rows.kept}
    order = [uid for uid in told if uid in uses and uid not in gone]
    order += [uid for uid in uses if uid not in told and uid not in gone]
    changed = any(_differs(uses[uid], place, told.get(uid)) for place, uid in enumerate(order, start=1))
    if not changed and not gone & set(uses):
        return False
    article.clip_uses.filter(uid__in=gone).delete()
    # two passes: two clips cannot hold one place, nor can two lead
    article.clip_uses.update(position=F("position") + 10_000, slot=ClipUse.Slot.BODY)
    for place, uid in enumerate(order, start=1):
        use = uses[uid]
        use.position = place
        for name in CLIP_FIELDS if uid in told else ():
            setattr(use, name, told[uid][name])
        use.save()
    return True


def save_charts(article: Article, rows: Rows) -> bool:
    """Make the charts what the rows say. Returns whether anything changed."""
    wanted = [
        {
            "uid": form.cleaned_data.get("uid"),
            "rows": form.cleaned_data["table"],
            **{name: form.cleaned_data[name] for name in CHART_FIELDS},
        }
        for form in rows.kept
        if form.cleaned_data.get("table")
    ]
    if wanted == [*article.charts.values("uid", "rows", *CHART_FIELDS)]:
        return False
    # a uid that another story has is not taken from it
    others = Chart.objects.exclude(article=article).filter(uid__in=[told["uid"] for told in wanted])
    taken = set(others.values_list("uid", flat=True)) | {None}
    article.charts.all().delete()
    for place, told in enumerate(wanted, start=1):
        uid = uuid.uuid4() if told["uid"] in taken else told["uid"]
        taken.add(uid)
        Chart.objects.create(article=article, position=place, **{**told, "uid": uid})
    return True


def _differs(use: ClipUse, place: int, told: Mapping[str, Any] | None) -> bool:
    if use.position != place:
        return True
    return told is not None and any(getattr(use, name) != told[name] for name in CLIP_FIELDS)


def _posters(article: Article) -> Choices:
    uses = article.image_uses.all() if article.pk else ()
    name = _("picture %(number)s")
    return [(str(use.uid), f"{name % {'number': use.position}} {use.caption[:20]}".strip()) for use in uses]


def _formset(row: type[forms.Form], base: type[Rows], extra: int, most: int) -> type[Rows]:
    made: Any = forms.formset_factory(
        row,
        formset=base,
        extra=extra,
        can_order=True,
        can_delete=True,
        max_num=most,
        absolute_max=most + 20,
        validate_max=True,
    )
    return made  # type: ignore[no-any-return]


_CLIPS = _formset(ClipRow, ClipRows, 0, MOST_ROWS)
_CHARTS = _formset(ChartRow, Rows, 1, MOST_CHARTS)
