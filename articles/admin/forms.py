"""The form of a story: its text, its filing, and the rows below it, checked together and saved by the verbs.

`ArticleAdmin` builds a subclass per request that knows the person and what they may change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import insert_rows, rows, tag_names
from articles.admin.context import picture_sources
from articles.body.clean import BodyRefused, clean_body
from articles.body.render import with_editor_sources
from articles.editing import default_route
from articles.models import Article, ReviewRoute, Tag
from articles.slugs import is_taken
from articles.text.slugs import is_reserved
from articles.widgets import BodyEditor, DayAndTime, GrowingText, WithSuggestions
from newsroom.staff.roles import RoleCode, has_role

BREAK = "|"
HEADLINE_MAX = 120
_WRITING_ROLES = (RoleCode.REPORTER, RoleCode.EDITOR, RoleCode.DESK_HEAD, RoleCode.CHIEF_EDITOR)
WIDGETS: dict[str, forms.Widget] = {
    "body": BodyEditor(),
    "standfirst": GrowingText(3),
    "standfirst_hant": GrowingText(2),
    "editors_note": GrowingText(3),
    "writers": forms.CheckboxSelectMultiple(),
    "due_at": DayAndTime(),
}


def marked(headline: str, breaks: list[int]) -> str:
    """A headline with a bar wherever a line may break."""
    pieces, start = [], 0
    for offset in sorted({offset for offset in breaks if 0 < offset < len(headline)}):
        pieces.append(headline[start:offset])
        start = offset
    return BREAK.join([*pieces, headline[start:]])


def unmarked(text: str) -> tuple[str, list[int]]:
    """A headline typed with bars, as the headline and the offsets of its breaks."""
    pieces = [piece for piece in text.split(BREAK) if piece.strip()]
    headline, breaks = "", []
    for piece in pieces:
        if headline:
            breaks.append(len(headline))
        headline += piece if headline else piece.lstrip()
    return headline.rstrip(), breaks


class ArticleForm(forms.ModelForm):
    """A story's working copy. `may_write` and `may_place` say whether text and pictures are open to the person."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**8)
    headline = rows.PrintedLine(
        label=gettext_lazy("Headline"),
        max_length=HEADLINE_MAX + 10,
        required=False,
        help_text=gettext_lazy("A bar | marks where the line may break: 九十九天，|一座工厂落了户"),
    )
    tag_names = forms.CharField(
        label=gettext_lazy("Tags"),
        required=False,
        max_length=300,
        widget=WithSuggestions(tag_names.LIST_ID),
    )

    user: ClassVar[Any] = None
    may_write: ClassVar[bool] = True
    may_place: ClassVar[bool] = True
    # what was typed on a page that is shown again without being judged
    carried: ClassVar[QueryDict | None] = None

    class Meta:
        model = Article
        exclude: ClassVar[list[str]] = ["headline_breaks", "tags"]

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        """Bind the text and, with it, the rows. A carried form is bound without being judged."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(self.carried if data is None and self.carried is not None else data, *args, **kwargs)
        self.rows = self._bind_rows()
        self._fill_in()
        if data is None and self.carried is not None:
            self._errors = forms.utils.ErrorDict()

    def _bind_rows(self) -> dict[str, rows.Rows]:
        bound = self.data if self.is_bound else None
        made: dict[str, rows.Rows] = {}
        if self.may_write:
            made |= {
                "credits": rows.credit_rows(self.instance, bound),
                "figures": rows.figure_rows(self.instance, bound),
                "charts": insert_rows.chart_rows(self.instance, bound),
            }
        if self.may_place:
            made["pictures"] = rows.picture_rows(self.instance, bound)
            made["clips"] = insert_rows.clip_rows(self.instance, bound)
        return made

    def _fill_in(self) -> None:
        article: Article = self.instance
        self.initial["seen_revision"] = article.revision_number
        if not self.may_write:
            for name in ("headline", "tag_names"):
                del self.fields[name]
            return
        if article.pk:
            self.initial["body"] = with_editor_sources(article.body, picture_sources(article))
        self._tell_the_editor()
        self._offer_tags()
        if not article.pk:
            self.fields["headline"].widget.attrs["autofocus"] = True
        self.initial["headline"] = marked(article.headline, article.headline_breaks)
        self.initial["tag_names"] = " ".join(tag.name for tag in article.tags.all()) if article.pk else ""
        if "kind" in self.fields:
            self.fields["kind"].choices = [c for c in Article.Kind.choices if c[0] != Article.Kind.FRONT]  # type: ignore[attr-defined]
        if "writers" in self.fields:
            self.fields["writers"].queryset = _possible_writers()  # type: ignore[attr-defined]
        if "route" in self.fields:
            self.fields["route"].required = False
            self.fields["route"].queryset = _stronger_routes(article, self.user)  # type: ignore[attr-defined]

    def _tell_the_editor(self) -> None:
        """Where pictures pasted into the body go, or why there is nowhere yet."""
        attrs = self.fields["body"].widget.attrs
        if self.may_place:
            attrs["data-upload-url"] = reverse("admin:articles_upload", args=[self.instance.pk])
        elif not self.instance.pk:
            attrs["data-no-upload"] = _("Pictures are added once the story is saved.")

    def _offer_tags(self) -> None:
        """The names there are, for the list of the page and in words."""
        self.known_tags = tag_names.known_names()
        may_add = self.user.has_perm("articles.add_tag")
        self.fields["tag_names"].help_text = tag_names.help_text(self.known_tags, may_add=may_add)

    def clean_headline(self) -> str:
        """Take the bars out; they become the headline's breaks."""
        headline, breaks = unmarked(self.cleaned_data["headline"])
        if len(headline) > HEADLINE_MAX:
            raise forms.ValidationError(_("At most %(number)d characters.") % {"number": HEADLINE_MAX})
        self.instance.headline_breaks = breaks
        return headline

    def clean_body(self) -> str:
        """What is stored is what the allow-list leaves of it."""
        try:
            return clean_body(self.cleaned_data["body"])
        except BodyRefused as refused:
            raise forms.ValidationError(str(refused), code=refused.code) from refused

    def clean_slug(self) -> str:
        """An address is no word the site needs, and nobody else's."""
        slug: str = self.cleaned_data["slug"]
        if slug and slug != self.instance.slug:
            if is_reserved(slug):
                raise forms.ValidationError(_("The site needs this address for itself."))
            if is_taken(slug, self.instance):
                raise forms.ValidationError(_("Another page has the address “%(slug)s”.") % {"slug": slug})
        return slug or (self.instance.slug if self.instance.pk else "")

    def clean_tag_names(self) -> list[Tag]:
        """Every tag named, in order. Those who keep the list of tags may name new ones."""
        return tag_names.tags_of(self.cleaned_data["tag_names"], self.user)

    def clean_route(self) -> ReviewRoute:
        """No choice means the route it has, or the house's."""
        route: ReviewRoute | None = self.cleaned_data["route"]
        return route or (self.instance.route if self.instance.route_id else default_route())

    def clean(self) -> dict[str, Any]:
        """Judge the rows with the text: they are saved together or not at all. A new story says something."""
        data = super().clean() or {}
        if not self.instance.pk and not self._says_anything():
            raise forms.ValidationError(_("Nothing is filled in yet, so nothing was saved."))
        said = {
            "credits": _("The credits have errors."),
            "figures": _("The key figures have errors."),
            "pictures": _("The pictures have errors."),
            "clips": _("The clips have errors."),
            "charts": _("The charts have errors."),
        }
        for name, formset in self.rows.items():
            if not formset.is_valid():
                self.add_error(None, said[name])
        return data

    def _says_anything(self) -> bool:
        return self.has_changed() or any(formset.has_changed() for formset in self.rows.values())

    def save_rows(self) -> None:
        """Write tags and rows, where they say anything new. Call it once the story itself is saved."""
        article: Article = self.instance
        if self.may_write:
            tags = self.cleaned_data["tag_names"]
            for tag in tags:
                if tag.pk is None:
                    tag.save()
            if {tag.pk for tag in tags} != set(article.tags.values_list("pk", flat=True)):
                article.tags.set(tags)
            rows.save_credits(article, self.rows["credits"])
            rows.save_figures(article, self.rows["figures"])
            insert_rows.save_charts(article, self.rows["charts"])
        if self.may_place:
            rows.save_pictures(article, self.rows["pictures"])
            insert_rows.save_clips(article, self.rows["clips"])

    def text_fields(self) -> list[str]:
        """The model's own columns that this form may change: what a save writes, and nothing beside it."""
        columns = {field.name for field in Article._meta.concrete_fields}
        named = [name for name in self.fields if name in columns and name != "route"]
        return [*named, "headline_breaks"] if "headline" in named else named


def _possible_writers() -> Any:
    people = get_user_model().objects.filter(is_active=True, groups__name__in=_WRITING_ROLES)
    return people.distinct().order_by("display_name", "pk")


def _stronger_routes(article: Article, user: Any) -> Any:
    """What may be chosen: of a new story any route for editors, for others none weaker than the house's."""
    routes = ReviewRoute.objects.all()
    if not article.route_id and any(has_role(user, code) for code in _WRITING_ROLES[1:]):
        return routes
    least = article.route if article.route_id else default_route()
    strong = [route.pk for route in routes if route.pk == least.pk or route.strength > least.strength]
    return routes.filter(pk__in=strong)
