"""Which fields the story form shows, in what order, and what stands in the heading of the folded ones."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import times
from articles.models import Article
from articles.rights import Standing

TITLES = ("kicker", "headline", "subheading", "standfirst")
TRADITIONAL = ("kicker_hant", "headline_hant", "subheading_hant", "standfirst_hant")


def fieldsets(article: Article | None, standing: Standing | None) -> list[tuple[Any, dict[str, Any]]]:
    """The groups of the form; empty for those who may not write the text."""
    if standing is not None and not standing.may_edit:
        return [(None, {"fields": ()})]
    return [
        (None, {"fields": TITLES, "classes": ("desk-titles",)}),
        (_body_heading(article), {"fields": ("body",), "classes": ("desk-body",)}),
        (_filing_heading(article), {"fields": _filing(article), "classes": ("collapse", "desk-meta")}),
        (
            gettext_lazy("Traditional edition"),
            {
                "fields": TRADITIONAL,
                "classes": ("collapse", "desk-meta"),
                "description": gettext_lazy("Empty: converted from the simplified text."),
            },
        ),
    ]


def readonly_fields(article: Article | None, standing: Standing | None) -> tuple[str, ...]:
    """What kind of piece a front is never changes; the route is raised by editors."""
    fixed: tuple[str, ...] = ()
    if _is_front(article):
        fixed += ("kind",)
    if standing is not None and not standing.is_editor:
        fixed += ("route",)
    return fixed


def _filing(article: Article | None) -> tuple[Any, ...]:
    return (
        ("section", "kind"),
        "tag_names",
        ("due_at", "route"),
        "writers",
        ("source", "production_note"),
        "editors_note",
        ("ai_use", "ai_note"),
        "slug",
    )


def _body_heading(article: Article | None) -> Any:
    """With the place that “Fill in” leads to: the field itself is hidden behind the editor."""
    heading = _("Editor's note of the series") if _is_front(article) else _("Body")
    return format_html('<span id="desk-body">{}</span>', heading)


def _filing_heading(article: Article | None) -> str:
    """The values, so that the folded group tells what is in it."""
    if article is None:
        return _("Filing")
    told = [str(article.section) if article.section else "", str(article.get_kind_display())]
    if article.ai_use != Article.AiUse.NONE:
        told.append(str(article.get_ai_use_display()))
    if article.due_at:
        told.append(_("due %(time)s") % {"time": times.printed(article.due_at)})
    return _("Filing: %(values)s") % {"values": " · ".join(value for value in told if value)}


def _is_front(article: Article | None) -> bool:
    return article is not None and article.kind == Article.Kind.FRONT
