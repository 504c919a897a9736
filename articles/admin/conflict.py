"""What answers a save that could not be made: both texts where somebody else was faster, else what was typed.

Nothing typed is lost: it stands on the page, and its hidden copy is sent again with whatever the person chooses. Where
the story says already what was typed – the button was pressed twice – there is nothing to ask.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles import snapshots
from articles.admin import merging
from articles.admin.frame import desk_context
from articles.models import Article, Revision
from articles.refusals import Refusal

# Not sent again: the token is drawn anew, the rest is what this page asks.
_NOT_AGAIN = frozenset({"csrfmiddlewaretoken", "seen_revision", "_act", "_split", "_carry", "_merge"})
# Fields whose words are in a snapshot, so that comparing snapshots compares them.
_TOLD = frozenset({"seen_revision", *(name for part in merging.PARTS for name in part.fields)})


class _Posted(NamedTuple):
    """What the story would say if a form were saved, and whether the form says anything new that no snapshot tells."""

    snapshot: dict[str, Any]
    more: bool


def stale(request: HttpRequest, article: Article, form_class: Any) -> HttpResponse:
    """Somebody saved since this form was opened: 409 with both texts, part by part, and three ways on.

    If it was saved with the very same words, that is said, and the form is opened anew.
    """
    latest = article.revisions.select_related("created_by").get(number=article.revision_number)
    mine, theirs = _posted(form_class, request.POST, article.pk), snapshots.take(article)
    if mine == (theirs, False):
        messages.success(request, _("Saved as revision %(number)d.") % {"number": latest.number})
        return redirect("admin:articles_article_change", article.pk)
    base = _base(article, request.POST.get("seen_revision", ""))
    found = merging.clashes(base, mine.snapshot, theirs)
    context = desk_context(request, article, title=_("Two texts")) | {
        "latest": latest,
        "asked": [clash for clash in found if clash.asked],
        "settled": [clash for clash in found if not clash.asked],
        "hidden": _again(request.POST),
    }
    return render(request, "desk/conflict.html", context, status=409)


def merged(request: HttpRequest, article: Article, form_class: Any) -> QueryDict:
    """What the conflict page's choice comes to, as data of the form."""
    theirs = merging.encoded(form_class(instance=article))
    number = request.POST.get("latest", "")
    seen = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    return merging.choose(request.POST, theirs, seen)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The right was lost in between, or the race was: nothing is saved, and what was typed can be copied."""
    context = {
        **admin.site.each_context(request),
        "title": _("Not saved"),
        "refusal": refusal,
        "typed": [(name, value) for name, value in _again(request.POST) if _is_text(name, value)],
    }
    status = 403 if refusal.code == "not_yours" else 409
    return render(request, "desk/refused.html", context, status=status)


def _posted(form_class: Any, posted: QueryDict, pk: int) -> _Posted:
    """Saved it is, in a transaction that is rolled back."""
    with transaction.atomic():
        form = form_class(posted, instance=Article.objects.get(pk=pk))
        more = not form.is_valid() or _says_more(form)
        article = form.save(commit=False)
        if form.may_write:
            article.save(update_fields=form.text_fields())
        form.save_rows()
        snapshot = snapshots.take(article)
        transaction.set_rollback(True)
    return _Posted(snapshot, more)


def _says_more(form: Any) -> bool:
    """Deadline, route, writers; and the words of a picture or a clip that the text does not show yet."""
    placed = (form.rows[name] for name in ("pictures", "clips") if name in form.rows)
    return not _TOLD.issuperset(form.changed_data) or any(formset.has_changed() for formset in placed)


def _base(article: Article, seen: str) -> dict[str, Any]:
    """The revision both started from."""
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
    revision: Revision | None = article.revisions.filter(number=number).first()
    return revision.snapshot if revision else {}


def _again(posted: QueryDict) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in posted.lists()
        if name not in _NOT_AGAIN and not name.startswith(merging.CHOICE)
        for value in values
    ]


def _is_text(name: str, value: str) -> bool:
    return bool(value.strip()) and not name.endswith(("_FORMS", "-uid", "-ORDER"))
