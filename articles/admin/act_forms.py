"""What an act asks: one form per action of the table, built from its `asks`. Its data go to `editing.perform`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.forms import SplitDateTimeField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.bounds import validate_date
from articles.models import Correction
from articles.models.fields import refuse_unseen, refuse_unseen_lines
from articles.widgets import DayAndTime, GrowingText
from articles.workflow import Action, Ask


class ActForm(forms.Form):
    """The note, the data and the revision that the person has seen."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**8)

    def __init__(self, action: Action, *args: Any, **kwargs: Any) -> None:
        """Only the fields that the action asks for."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.action = action
        for ask in action.asks:
            self.fields |= _fields(action, ask)

    @property
    def note(self) -> str:
        """What was said."""
        return str(self.cleaned_data.get("note", ""))

    @property
    def data_for_perform(self) -> dict[str, Any]:
        """What else the act needs, in the shape of `editing.perform`."""
        given = self.cleaned_data
        told = {
            ask.value: given[ask.value]
            for ask in (Ask.ERRORS, Ask.TIME, Ask.NOTICE, Ask.REVISION)
            if ask.value in given and given[ask.value] is not None
        }
        if Ask.CORRECTION in self.action.asks:
            told["correction"] = {name: given.get(name, "") for name in ("type", "wrong", "right", "passage")}
        return told


def next_hour() -> Any:
    """A time to start from when one is asked: the next full hour."""
    return timezone.localtime().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _fields(action: Action, ask: Ask) -> dict[str, forms.Field]:
    needed = ask in action.needs
    if ask == Ask.OPINION:
        label = _("What has to be changed") if needed else _("Opinion")
        return {"note": _text(label, needed, 4)}
    if ask == Ask.NOTE:
        note = _text(_("Reason"), needed, 3, kept=True)
        note.help_text = _("At least 10 characters; shown on the story for good.") if action.note_min else ""
        return {"note": note}
    if ask == Ask.NOTICE:
        return {"notice": _text(_("Notice that readers will see"), needed, 3, kept=True)}
    if ask == Ask.ERRORS:
        return {"errors_found": _number(_("Errors found"), 9999, required=False)}
    if ask == Ask.REVISION:
        return {"revision": _number(_("Revision"), 10**8, required=True)}
    if ask == Ask.TIME:
        return {"publish_at": _time()}
    return _correction()


def _text(label: Any, required: bool, rows: int, *, kept: bool = False) -> forms.CharField:
    """Some lines. What is `kept` before readers or on the story for good holds nothing that cannot be seen."""
    checks = [refuse_unseen_lines] if kept else []
    return forms.CharField(
        label=label, required=required, max_length=2000, widget=GrowingText(rows), validators=checks
    )


def _number(label: Any, highest: int, *, required: bool) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=highest)


def _time() -> SplitDateTimeField:
    return SplitDateTimeField(
        label=_("Date and time"),
        help_text=_("In the newsroom's time, wherever you are."),
        widget=DayAndTime,
        validators=[validate_date],
        initial=next_hour,
    )


def _correction() -> dict[str, forms.Field]:
    passage = forms.CharField(label=_("Passage"), required=False, max_length=120, validators=[refuse_unseen])
    passage.help_text = _("Where in the story: paragraph 3, picture 2 …")
    return {
        "type": forms.ChoiceField(label=_("Type"), choices=Correction.Type.choices),
        "wrong": forms.CharField(
            label=_("What was wrong"), required=False, max_length=500, widget=GrowingText(2)
        ),
        "right": forms.CharField(label=_("What is right"), max_length=500, widget=GrowingText(2)),
        "passage": passage,
    }
