"""The desk: Django's admin site with our frame, our front page, and answers for malformed questions.

Everything registers on `django.contrib.admin.site`, which is a `DeskSite` (see `apps.DeskConfig`). What the front
page shows is gathered by `articles.queues`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, cast

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, URLResolver, path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import queues
from articles.models.published import PublishedSite
from newsroom.interrupted import logged_out
from newsroom.staff import accounts
from newsroom.staff.forms import LoginForm, ProfileForm
from newsroom.staff.roles import Right, holds

# The lookups that filters of our lists write into an address. Any other takes text that makes the database raise:
# a year 99999, a bracket in a pattern, a range of one.
_LOOKUPS = ("__exact", "__isnull")
# What a search box hands on. A database has an end to the words and the length it can look for at once.
_SEARCHES = ("q", "term")
_MOST_WORDS = 10
_LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Place:
    """One entry of the header."""

    label: str
    url: str
    current: bool


# name of the list, label, permission; who lacks the permission does not see the entry
PLACES = (
    ("articles_article", gettext_lazy("Stories"), "articles.view_article"),
    ("series_series", gettext_lazy("Series"), "series.view_series"),
    ("articles_image", gettext_lazy("Pictures"), "articles.view_image"),
    ("articles_contributor", gettext_lazy("Contributors"), "articles.view_contributor"),
    ("staff_user", gettext_lazy("Accounts"), "staff.view_user"),
)


class DeskSite(admin.AdminSite):
    """The admin site of the newsroom."""

    index_template = "admin/index.html"
    login_form = LoginForm
    enable_nav_sidebar = True
    empty_value_display = '<span class="desk-nil">–</span>'  # cards of a phone leave it out

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every desk page's frame needs: the paper's name and the header's entries."""
        context = super().each_context(request)
        script = "hant" if get_language() == "zh-hant" else "hans"
        paper = PublishedSite.objects.filter(script=script).values_list("name", flat=True).first()
        context["site_header"] = context["site_title"] = _("%(paper)s desk") % {"paper": paper or ""}
        if context["has_permission"]:
            context["places"] = [*_places(request)]
        return context

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists of every app, looked up where a page prints them: few do, and it takes some forty addresses."""
        looked_up = partial(super().get_app_list, request, app_label)
        return cast(list[Any], SimpleLazyObject(looked_up))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the desk: a question that no form of ours could have asked is answered with 400."""

        @wraps(view)  # a view that reads its token itself stays marked as one
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if _malformed(request):
                return HttpResponseBadRequest(
                    _("This address is malformed."), content_type="text/plain; charset=utf-8"
                )
            _shorten_searches(request)
            response: HttpResponse = view(request, *args, **kwargs)
            return response

        checked = super().admin_view(asked, cacheable)

        @wraps(checked)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            lost = None if self.has_permission(request) else logged_out(request)
            answer: HttpResponse = lost or checked(request, *args, **kwargs)
            return answer

        return kept

    def get_urls(self) -> list[Any]:
        """The stock addresses, the person's own page and the one for pasting a story."""
        from articles.admin.audience import readers  # noqa: PLC0415 -- as below
        from series.admin.paste import paste_urls  # noqa: PLC0415 -- it registers on this site, so the site comes first

        own: list[URLPattern | URLResolver] = [
            path("profile/", self.admin_view(self.profile), name="profile"),
            path("readers/", self.admin_view(readers), name="readers"),
        ]
        return [*own, *paste_urls(), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """My desk: what waits for this person."""
        return super().index(
            request, {"title": _("My desk"), **queues.my_desk(request), **(extra_context or {})}
        )

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The stock page for one's own password; that it was set is told."""
        with accounts.told(account_pk=request.user.pk, actor=request.user):
            return super().password_change(request, extra_context)

    def profile(self, request: HttpRequest) -> HttpResponse:
        """A person's own page: their name on the desk and its language. The password has its stock page."""
        user: Any = request.user
        form = ProfileForm(request.POST or None, instance=user)
        if request.method == "POST" and form.is_valid():
            with accounts.told(account_pk=user.pk, actor=user):
                form.save()
            messages.success(request, _("Your settings are saved."))
            return HttpResponseRedirect(reverse("admin:profile"))
        context = {**self.each_context(request), "title": _("Your settings"), "form": form}
        return TemplateResponse(request, "registration/profile.html", context)


def _places(request: HttpRequest) -> list[Place]:
    user: Any = request.user
    index = reverse("admin:index")
    places = [Place(_("My desk"), index, request.path == index)]
    for name, label, permission in PLACES:
        try:
            url = reverse(f"admin:{name}_changelist")
        except NoReverseMatch:
            continue
        if user.has_perm(permission):
            places.append(Place(str(label), url, request.path.startswith(url)))
    if holds(user, Right.SEE_AUDIENCE):
        url = reverse("admin:readers")
        places.append(Place(_("Readers"), url, request.path.startswith(url)))
    return places


def _malformed(request: HttpRequest) -> bool:
    """NUL is refused by PostgreSQL, a lookup that no filter of ours writes may be by every database: both were a 500."""
    for name, values in request.GET.lists():
        if "\x00" in name or any("\x00" in value for value in values):
            return True
        if "__" in name and not name.endswith(_LOOKUPS):
            return True
    return "\x00" in request.path


def _shorten_searches(request: Any) -> None:
    """Look for the first words of what was pasted into a search box, as the public search does."""
    for name in _SEARCHES:
        typed = request.GET.get(name, "")
        if len(typed) <= _LONGEST_SEARCH and len(typed.split()) <= _MOST_WORDS:
            continue
        asked = request.GET.copy()
        asked[name] = " ".join(typed[:_LONGEST_SEARCH].split()[:_MOST_WORDS])
        request.GET = asked
