"""Review routes and their steps. A route ends with the chief editor; changes count from the next round on."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import ReviewRoute, ReviewStep
from newsroom.staff.roles import Right, RoleCode, label_of

# Passing a story is nobody's whose role has no say in texts.
_NEVER = (RoleCode.ADMINISTRATOR, RoleCode.REPORTER)
MARKS = ("is_default", "is_series_default")


class GroupField(forms.ModelChoiceField):
    """Who passes a step, by the printed name of the role."""

    def label_from_instance(self, obj: Any) -> str:
        """The role's name."""
        return label_of(obj.name)


class StepForm(forms.ModelForm):
    """One step."""

    group = GroupField(queryset=Group.objects.none())

    class Meta:
        model = ReviewStep
        fields: ClassVar[list[str]] = ["position", "name_hans", "name_hant", "name_en", "kind", "group"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Groups that can pass a step."""
        super().__init__(*args, **kwargs)
        hidden = [*(right.value for right in Right), *_NEVER]
        field: Any = self.fields["group"]
        field.label, field.queryset = _("who"), Group.objects.exclude(name__in=hidden).order_by("pk")


class Steps(forms.BaseInlineFormSet):
    """The steps of a route, in the order of their numbers."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the cells for those who do not see the columns."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = _("%(field)s, row %(number)d") % {
                    "field": field.label or "",
                    "number": (index or 0) + 1,
                }

    def clean(self) -> None:
        """There is a step, and the last one belongs to the chief editor."""
        super().clean()
        if any(self.errors):
            return
        kept = self.in_order()
        if not kept:
            raise forms.ValidationError(_("A route has at least one step."))
        if kept[-1].cleaned_data["group"].name != RoleCode.CHIEF_EDITOR:
            raise forms.ValidationError(_("The last step of every route belongs to the chief editor."))

    def validate_unique(self) -> None:
        """Places are given anew when the route is saved: two steps may swap theirs."""

    def in_order(self) -> list[Any]:
        """The forms that stay."""
        gone = set(map(id, self.deleted_forms))
        rows = [form for form in self.forms if id(form) not in gone and form.cleaned_data.get("group")]
        return sorted(rows, key=lambda form: form.cleaned_data["position"])

    def save_steps(self) -> None:
        """Number the steps from 1, in two passes: two steps cannot hold one place."""
        for form in self.deleted_forms:
            if form.instance.pk:
                form.instance.delete()
        self.instance.steps.update(position=F("position") + 1000)
        for place, form in enumerate(self.in_order(), start=1):
            step = form.instance
            step.route, step.position = self.instance, place
            step.save()


class StepInline(admin.TabularInline):
    """Steps below their route."""

    model = ReviewStep
    form = StepForm
    formset = Steps
    extra = 1


class RouteForm(forms.ModelForm):
    """A route."""

    class Meta:
        model = ReviewRoute
        fields: ClassVar[list[str]] = [
            "slug",
            "name_hans",
            "name_hant",
            "name_en",
            "is_default",
            "is_series_default",
            "needs_figures_ticked",
            "required_roles",
        ]
        widgets: ClassVar[dict[str, Any]] = {"required_roles": forms.CheckboxSelectMultiple}

    def clean(self) -> dict[str, Any]:
        """Set the marks aside: a mark moves from the route that has it, and the model would refuse two."""
        data = super().clean() or {}
        self.marks = {name: data.pop(name) for name in MARKS if name in data}
        return data


@admin.register(ReviewRoute)
class RouteAdmin(admin.ModelAdmin):
    """Routes. A story in review passes the steps its round was opened with."""

    form = RouteForm
    inlines = [StepInline]
    actions = None
    list_display = ("name_hans", "passage", "is_default", "is_series_default")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """No pop-up beside the roles: they have a list of their own."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "required_roles":
            field.widget.can_add_related = False
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: ReviewRoute | None = None) -> tuple[str, ...]:
        """The slug is the route's name for programs."""
        return ("slug",) if obj is not None else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Stories hang on it."""
        return False

    def save_model(self, request: HttpRequest, obj: ReviewRoute, form: Any, change: bool) -> None:
        """One route is for new stories, one for new series."""
        for mark, given in form.marks.items():
            if given:
                ReviewRoute.objects.exclude(pk=obj.pk).filter(**{mark: True}).update(**{mark: False})
            setattr(obj, mark, given)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Steps are numbered anew."""
        formset.new_objects = formset.changed_objects = formset.deleted_objects = []
        formset.save_steps()

    @admin.display(description=gettext_lazy("steps"))
    def passage(self, route: ReviewRoute) -> str:
        """初审初校 → 复审复校 → 终审终校."""
        return " → ".join(step.name for step in route.steps.all())
