"""Themes shown before one is chosen: a small cover beside each name on the form, and the whole landing in any of them.

The landing is that of the preview – what a release would make now – with another theme, seen by those who plan series.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles import pages, snapshots
from articles.admin.preview import built_for, unseen, with_private_pictures
from articles.building import LANGUAGE
from articles.models.published import Script
from series.admin.landing_preview import landing_for
from series.admin.loader import load_series
from series.landing import landing_context
from series.models.series import Series
from series.themes import themes


class ThemePicker(forms.RadioSelect):
    """Radio buttons, each with the small cover of its theme. `series` is set where there is a landing to look at."""

    template_name = "admin/series/_themes.html"
    series: Series | None = None

    @property
    def media(self) -> forms.Media:
        """The colours of every theme, for its cover."""
        return forms.Media(css={"all": [theme.tokens for theme in themes().values() if theme.tokens]})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """By the site's own templates, where the art of themes is."""
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))  # noqa: S308 – rendered with escaping

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Each choice with its theme."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = [option for _group, inside, _index in context["widget"]["optgroups"] for option in inside]
        known = themes()
        context["choices"] = [
            (option, known[option["value"]]) for option in options if option["value"] in known
        ]
        context["series"] = self.series
        return context


@xframe_options_sameorigin
@require_safe
def look(request: HttpRequest, pk: int, theme: str) -> HttpResponse:
    """The landing of a series as a release would make it now, in another theme."""
    series = load_series(request, pk)
    if theme not in themes():
        raise Http404
    series.theme = theme
    script = Script.HANS
    row = built_for(series.front, snapshots.take(series.front), script).article
    with translation.override(LANGUAGE[script]):
        at = pages.addresses("series", slug=row.slug)
        context = pages.frame(script, pages.read_site(script), at) | landing_context(landing_for(series, row))
        html = render_to_string("series/landing.html", context, request)
    return unseen(HttpResponse(with_private_pictures(html)))
