"""The story admin: its list, its form, and the way a save goes through the verbs.

Rights are asked of `Standing`, object by object; the model permission only lets a person into the page.
Acts of the workflow are `act_views`; a stale save is answered by `conflict`.
"""

from __future__ import annotations

import copy
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from articles import editing
from articles.admin import act_views, conflict, credit_forms, layout, listing, proof_leaving, proofing
from articles.admin.act_forms import ActForm
from articles.admin.context import form_context
from articles.admin.extra_urls import extra_urls
from articles.admin.figure_saving import SAVE_FIGURES, after_figures, record_figures, refused_figures
from articles.admin.forms import WIDGETS, ArticleForm
from articles.admin.head import SAVE_FIRST, SHOWN, page_of
from articles.models import Article
from articles.refusals import Refusal, StaleRevision
from articles.rights import Standing
from articles.workflow import ACTIONS

# CKEditor 4 writes inline scripts and styles into its own frame; only the pages that hold it may.
EDITOR_POLICY = {"script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}


@admin.register(Article)
class ArticleAdmin(listing.StoryList):
    """Stories. Nothing of the workflow is a field: every change of state is an act with a page of its own."""

    form = ArticleForm
    save_on_top = False
    view_on_site = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """What the person may know exists, and nothing else: lists, searches and forms all start here."""
        return super().get_queryset(request).visible_to(request.user)  # type: ignore[attr-defined, no-any-return]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article:
        """The story, or 404: one that is not open to the person answers like one that never was."""
        found: Article | None = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        if request.method != "POST":  # what is saved is read anew
            prefetch_related_objects([found], *SHOWN)
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Those whose role writes."""
        return super().has_add_permission(request) and editing.may_create(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """With an object: who may save its text or its pictures now."""
        return super().has_change_permission(request, obj) and (
            obj is None or self.standing(request, obj).may_edit_pictures
        )

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Never by the stock page: `act_views` asks and `editing.delete_draft` decides."""
        return False

    def standing(self, request: HttpRequest, obj: Article) -> Standing:
        """The person before the story, asked once a request."""
        kept: dict[Any, Standing] = request.__dict__.setdefault("standings", {})
        if obj.pk not in kept:
            # The form changes the instance it holds; rights are those of the stored story.
            kept[obj.pk] = Standing(request.user, copy.copy(obj))
        return kept[obj.pk]

    def get_urls(self) -> list[URLPattern]:
        """The pages beside the form come first: the stock patterns take any text for a key."""
        view = self.admin_site.admin_view
        own = [
            path("credits/parse/", view(credit_forms.parse), name="articles_parse_credits"),
            path("<int:pk>/act/<slug:action>/", view(act_views.act), name="articles_article_act"),
        ]
        return [*own, *extra_urls(self), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """The text's fields for those who may write; nothing for those who only place pictures or read."""
        return layout.fieldsets(obj, self.standing(request, obj) if obj else None)

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """What is shown but not changed here."""
        return layout.readonly_fields(obj, self.standing(request, obj) if obj else None)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Our widgets, and no “add another” beside a choice."""
        if db_field.name in WIDGETS:
            kwargs["widget"] = copy.deepcopy(WIDGETS[db_field.name])
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return _without_links(field)

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form for this person and this story."""
        base = super().get_form(request, obj, change=change, **kwargs)
        standing = self.standing(request, obj) if obj else None
        return type(
            "ArticleForm",
            (base,),
            {
                "user": request.user,
                "may_write": standing is None or standing.may_edit,
                "may_place": standing is not None and standing.may_edit_pictures,
                "carried": getattr(request, "carried", None),
            },
        )

    @method_decorator(csp_update(EDITOR_POLICY))
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form. What a verb refuses has rolled everything back and is answered here, outside the transaction."""
        request = self._with_carried(record_figures(request, object_id), object_id)
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except StaleRevision:
            article = self.get_object(request, str(object_id))
            return conflict.stale(request, article, self._form_of(request, article))
        except IntegrityError:
            return conflict.refused(request, Refusal("lost_race"))
        except PermissionDenied:
            if request.method != "POST" or object_id is None:
                raise
            return conflict.refused(request, Refusal("not_yours"))
        except Refusal as refusal:
            return conflict.refused(request, refusal)
        return self._act_after_save(request) or response

    def _form_of(self, request: HttpRequest, article: Article) -> Any:
        """The form class of a stored story, as the stock view would make it."""
        return self.get_form(
            request, article, change=True, fields=flatten_fieldsets(self.get_fieldsets(request, article))
        )

    def _with_carried(self, request: HttpRequest, object_id: str | None) -> HttpRequest:
        """The request, turned into a question for the form where a button asks for that and not for a save."""
        if request.method != "POST":
            return request
        if "_split" in request.POST or "_house_order" in request.POST:
            make = credit_forms.split if "_split" in request.POST else credit_forms.in_house_order
            return _asked_again(request, make(request.POST, self._seen(request, object_id)))
        if "_merge" not in request.POST or object_id is None:
            return request
        article = self.get_object(request, object_id)
        chosen = conflict.merged(request, article, self._form_of(request, article))
        if request.POST["_merge"] == "edit":
            return _asked_again(request, chosen)
        again: Any = copy.copy(request)
        again.POST = chosen
        return again  # type: ignore[no-any-return]

    def _seen(self, request: HttpRequest, object_id: str | None) -> Article | None:
        """The story of the form; None for a new one. The form itself checks who may see it."""
        return self.get_object(request, object_id) if object_id is not None else None

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        """The stock form with our head, rows and panels."""
        standing = self.standing(request, obj) if obj else None
        context |= form_context(standing, context["adminform"].form) | refused_figures(request, standing)
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The stock address leads to our page of revisions and acts."""
        article = self.get_object(request, object_id)
        return HttpResponseRedirect(reverse("admin:articles_history", args=[article.pk]))

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Write the form's own columns and no others: the rest may have moved since the page was opened."""
        if not change:
            editing.insert_article(article=obj, user=request.user, route=form.cleaned_data.get("route"))
            return
        editing.check_save(
            article=obj,
            user=request.user,
            seen_revision=form.cleaned_data.get("seen_revision") or 0,
            pictures_only=not form.may_write,
        )
        if form.may_write:
            obj.save(update_fields=[*form.text_fields(), "updated_at"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write the rows, then take the revision: before, it would not see them."""
        super().save_related(request, form, formsets, change)
        form.save_rows()
        route = form.cleaned_data.get("route")
        article: Article = form.instance
        if change and route is not None:
            editing.assign_route(article=article, route=route, user=request.user)
        revision = editing.save_revision(article=article, user=request.user)
        request.__dict__["saved"] = (article, revision)

    def log_addition(self, *args: Any, **kwargs: Any) -> Any:
        """Not here: the ledger and the revisions tell. A log of headlines would have no rights attached."""

    def log_change(self, *args: Any, **kwargs: Any) -> Any:
        """Not here either."""

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Stay with the story."""
        return self._saved(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Stay with the story."""
        return self._saved(request, obj)

    def _act_after_save(self, request: HttpRequest) -> HttpResponse | None:
        """A button like “submit” saves first. The act itself is a transaction of its own, as everywhere."""
        name = request.POST.get("_act", "")
        saved = request.__dict__.get("saved")
        told = after_figures(request, saved[0] if saved is not None else None)
        if told is not None:
            return told
        if saved is not None and "_mend" in request.POST:
            return proofing.mend_after_save(request, saved[0])
        if proof_leaving.LEAVE in request.POST or proof_leaving.RESTORE in request.POST:
            if saved is not None:
                return proof_leaving.after_save(request, saved[0])
            proof_leaving.was_not_saved(request)
        if saved is None or name not in SAVE_FIRST:
            return None
        article, action = saved[0], ACTIONS[name]
        standing = Standing(request.user, article)
        if not action.quiet or act_views.asks_first(standing, name, request.POST):
            return HttpResponseRedirect(page_of(article, name))
        form = ActForm(action, {"seen_revision": article.revision_number})
        form.full_clean()
        return act_views.perform(request, standing, action, form)

    def _saved(self, request: HttpRequest, obj: Article) -> HttpResponse:
        _article, revision = request.__dict__["saved"]
        asked = {"_mend", proof_leaving.LEAVE, proof_leaving.RESTORE, SAVE_FIGURES} & set(request.POST)
        if revision is None and (request.POST.get("_act") in SAVE_FIRST or asked):
            pass  # the act that follows has its own message
        elif revision is None:
            messages.info(request, _("The text is unchanged: no new revision was made."))
        else:
            messages.success(request, _("Saved as revision %(number)d.") % {"number": revision.number})
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))


def _asked_again(request: HttpRequest, carried: QueryDict) -> HttpRequest:
    """The same request as a question for the form, with what was typed on it."""
    asked = copy.copy(request)
    asked.method = "GET"
    asked.__dict__["carried"] = carried
    return asked


def _without_links(field: Any) -> Any:
    widget = getattr(field, "widget", None)
    for name in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
        if hasattr(widget, name):
            setattr(widget, name, False)
    return field
