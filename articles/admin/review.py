"""The review page: what changed since this person last read, what is missing, what was said, and the verdict.

The verdict is given in place. Where the text moved while it was read, nothing is signed: the page comes back with the
new difference on top and the opinion kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import editing, readiness
from articles.admin import act_views, diffing
from articles.admin.act_forms import ActForm
from articles.admin.figures import sheet_context
from articles.admin.frame import desk_context
from articles.admin.head import head, label_of
from articles.admin.loader import load_article
from articles.admin.panels import ANCHORS
from articles.admin.pieces import picture_table
from articles.admin.proof_words import summary as proof_summary
from articles.diff import diff
from articles.hant.doubting import advice
from articles.models import Article, Revision, Transition
from articles.reading import last_read, mark_read
from articles.refusals import Refusal, StaleRevision
from articles.rights import Standing
from articles.step_names import name_steps
from articles.workflow import ACTIONS

# The acts of a reviewer, the returning one first: the main button stands rightmost.
VERDICTS = ("request_changes", "pass", "approve")
SHOWS = ("changes", "text", "sides")
_FORBIDDEN = frozenset({"not_yours", "is_maker", "signed_already", "proofed_before", "not_visible"})


@dataclass(frozen=True)
class Verdict:
    """One button of the decision."""

    name: str
    label: str

    @property
    def stops(self) -> bool:
        """Whether it sends the story back."""
        return self.name == "request_changes"


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the change, say what one thinks of it."""
    standing = load_article(request, pk)
    if request.method != "POST":
        return _page(request, standing)
    if request.POST.get("act") == "read":
        return _note_read(request, standing)
    return _decide(request, standing)


def _note_read(request: HttpRequest, standing: Standing) -> HttpResponse:
    seen = request.POST.get("seen_revision", "")
    if seen.isascii() and seen.isdigit() and len(seen) <= 9:
        mark_read(article=standing.article, user=request.user, number=int(seen))
        messages.success(
            request,
            _("Noted. Next time you see what has changed since revision %(number)s.") % {"number": seen},
        )
    return redirect("admin:articles_review", standing.article.pk)


def _decide(request: HttpRequest, standing: Standing) -> HttpResponse:
    name = request.POST.get("act", "")
    if name not in VERDICTS:
        return _page(request, standing, refusal=Refusal("unknown_action"), status=400)
    action, article = ACTIONS[name], standing.article
    form = ActForm(action, request.POST)
    if not form.is_valid():
        return _page(request, standing, form=form, status=400)
    seen = form.cleaned_data["seen_revision"]
    try:
        outcome = editing.perform(
            article=article,
            action=name,
            user=request.user,
            seen_revision=seen,
            note=form.note,
            data=form.data_for_perform,
        )
    except StaleRevision as stale:
        return _again(request, article, stale, base=seen)
    if outcome.refusal is not None:
        return _again(request, article, outcome.refusal)
    mark_read(article=article, user=request.user, number=seen)
    return act_views.done(request, article, action)


def _again(request: HttpRequest, article: Article, refusal: Refusal, base: int | None = None) -> HttpResponse:
    """Nothing was done: the page as the story is now, with what was typed."""
    standing = Standing(request.user, Article.objects.get(pk=article.pk))
    if not standing.may_see:
        return redirect("admin:index")
    status = 403 if refusal.code in _FORBIDDEN else 409
    return _page(request, standing, refusal=refusal, base=base, status=status)


def _page(
    request: HttpRequest,
    standing: Standing,
    *,
    form: ActForm | None = None,
    refusal: Refusal | None = None,
    base: int | None = None,
    status: int = 200,
) -> HttpResponse:
    article = standing.article
    difference = _difference(request, article, base)
    newest: Revision | None = difference["newest"]
    proof = proof_summary(standing)
    context = desk_context(request, article, title=_("Review")) | {
        "proof": proof,
        "desk": head(standing),
        **difference,
        "verdicts": [
            Verdict(name, label_of(ACTIONS[name], standing).rstrip("…"))
            for name in VERDICTS
            if standing.refusal_of(ACTIONS[name]) is None
        ],
        "typed": {
            "note": request.POST.get("note", ""),
            "errors_found": request.POST.get("errors_found", proof["suggested"]),
        },
        "errors": [str(error) for errors in (form.errors.values() if form else ()) for error in errors],
        "refusal": refusal,
        "is_stale": isinstance(refusal, StaleRevision),
        "gaps": [(gap, ANCHORS.get(gap.field, "")) for gap in readiness.gaps(article)],
        **sheet_context(standing),
        "at_last_step": standing.at_last_step,
        "hant_advice": advice(article, newest.snapshot if newest else None),
        "opinions": opinions(article, request.user),
        "fingerprint": _fingerprint(article.content_sha256),
        "following": _following(standing),
    }
    return render(request, "desk/review.html", context, status=status)


def _difference(request: HttpRequest, article: Article, base: int | None) -> dict[str, Any]:
    """The newest revision against the one this person last read (or `base`, which they had before them)."""
    newest: Revision | None = article.revisions.select_related("created_by").first()
    read = article.revisions.filter(number=base).first() if base else last_read(article, request.user)
    after = newest.snapshot if newest else {}
    before = read.snapshot if read else {}
    told = diff(before, after) if read else diff(after, after)
    show = _wanted(request, has_changes=bool(told.changed))
    pictures = picture_table(before, after)
    return {
        "newest": newest,
        "read": read,
        "told": told,
        "summary": diffing.summary(told),
        "show": show,
        "shows": SHOWS if told.changed else ("text",),
        "sections": diffing.sections(told, pictures, fold=show != "text"),
    }


def _wanted(request: HttpRequest, *, has_changes: bool) -> str:
    asked = request.GET.get("show", "")
    if not has_changes:
        return "text"
    return asked if asked in SHOWS else "changes"


def opinions(article: Article, user: Any) -> list[tuple[Transition, str, bool]]:
    """What reviewers said of the story: the row of the ledger, the act's name, and whether this person said it.

    The newest come first.
    """
    rows = Transition.objects.filter(
        subject_uid=article.uid, action__in=VERDICTS, outcome=Transition.Outcome.DONE
    ).exclude(note="")
    return [
        (row, str(ACTIONS[row.action].label).rstrip("…"), row.actor_id == user.pk)
        for row in name_steps(rows[:20])
    ]


def _fingerprint(sha256: str) -> str:
    """The beginning and the end of a hash, as people compare it."""
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}" if sha256 else ""


def _following(standing: Standing) -> Article | None:
    """The next story that waits for this person, by due time."""
    waiting = Article.objects.visible_to(standing.user).waiting_for(standing.user)
    found: Article | None = waiting.exclude(pk=standing.article.pk).order_by("due_at", "pk").first()
    return found
