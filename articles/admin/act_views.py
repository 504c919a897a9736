"""One page per act: it names the consequence and asks what the table says; a POST does it.

Plain views outside the admin's transaction, so that a refusal stays in the ledger. What was typed is kept whatever
happens. The review page posts here too and gets its words back through `review_page`.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import clock, editing, readiness, times
from articles.admin import consequences, days
from articles.admin.act_forms import ActForm
from articles.admin.frame import desk_context
from articles.admin.head import STOPPING, act_url, label_of, may_delete
from articles.admin.loader import load_article
from articles.admin.panels import ANCHORS
from articles.hant.doubting import advice
from articles.models import Article
from articles.refusals import Refusal, StaleRevision
from articles.rights import Standing
from articles.workflow import ACTIONS, Action, Ask

# Refusals that say “not you” rather than “not now”.
_FORBIDDEN = frozenset({"not_yours", "is_maker", "signed_already", "proofed_before", "not_visible"})
# Before these it is the time to look at what the machine was unsure of.
_BEFORE_READERS = frozenset({"publish", "schedule", "approve"})
# After these the person has done with the story: the next one waits on their desk.
_BACK_TO_DESK = frozenset({"pass", "approve", "request_changes"})
# What the button of the question “submit anyway?” sends.
ANYWAY = "anyway"


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Ask for one act, or do it."""
    standing = load_article(request, pk)
    if action == "delete":
        return _delete(request, standing)
    if action not in ACTIONS:
        raise Http404
    wanted = ACTIONS[action]
    if request.method != "POST" or asks_first(standing, action, request.POST):
        return _ask(request, standing, wanted)
    form = ActForm(wanted, request.POST)
    if not form.is_valid():
        return _ask(request, standing, wanted, form, status=400)
    words = _days_to_see(request, standing.article, form)
    if words:
        return _ask(request, standing, wanted, form, words=words)
    return perform(request, standing, wanted, form)


def _days_to_see(request: HttpRequest, article: Article, form: ActForm) -> tuple[str, ...]:
    """Words that would mean another day at the chosen time, until the person has seen them for that time.

    A time that has passed is refused whatever the words would mean then.
    """
    when = form.data_for_perform.get(Ask.TIME.value)
    if when is None or when <= clock.now() or request.POST.get("days_seen") == when.isoformat():
        return ()
    return days.after_move(article, when)


def asks_first(standing: Standing, action: str, posted: QueryDict) -> bool:
    """Whether a submission is asked about first: what can be read lacks something that the last signature needs.

    Asked on the page of the act, it may be submitted anyway.
    """
    if action != "submit" or ANYWAY in posted or standing.refusal_of(ACTIONS[action]) is not None:
        return False
    missing = {gap.code for gap in readiness.musts(standing.article)}
    return bool(missing) and not missing & readiness.TO_SUBMIT


def perform(request: HttpRequest, standing: Standing, action: Action, form: ActForm) -> HttpResponse:
    """Do it and say what came of it: on to the next, or the same page with the reason and everything typed."""
    article = standing.article
    try:
        outcome = editing.perform(
            article=article,
            action=action.name,
            user=request.user,
            seen_revision=form.cleaned_data["seen_revision"],
            note=form.note,
            data=form.data_for_perform,
        )
    except StaleRevision as stale:
        return _ask_again(request, article, action, form, stale)
    if outcome.refusal is not None:
        return _ask_again(request, article, action, form, outcome.refusal)
    return done(request, article, action)


def done(request: HttpRequest, article: Article, action: Action) -> HttpResponse:
    """The message with the way on, and the page that follows."""
    messages.success(request, consequences.done(article, action.name))
    if action.name in _BACK_TO_DESK:
        return redirect("admin:index")
    return redirect("admin:articles_article_change", article.pk)


def _ask_again(
    request: HttpRequest, article: Article, action: Action, form: ActForm, refusal: Refusal
) -> HttpResponse:
    """Nothing was done. The page is drawn anew, from what the story is now, with what the person typed.

    Pressed on the form, what is missing is told on the page of the act: drawn under the form's own address, its
    links to the fields would lead to the page that one is on.
    """
    page = act_url(article, action.name)
    if refusal.code == "not_ready" and request.path != page:
        return redirect(page)
    standing = Standing(request.user, Article.objects.get(pk=article.pk))
    data = request.POST.copy()
    data["seen_revision"] = str(standing.article.revision_number)
    again = ActForm(action, data)
    status = 403 if refusal.code in _FORBIDDEN else 409
    return _ask(request, standing, action, again, refusal=refusal, status=status)


def _ask(
    request: HttpRequest,
    standing: Standing,
    action: Action,
    form: ActForm | None = None,
    *,
    refusal: Refusal | None = None,
    words: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    article = standing.article
    gaps = _gaps(article, action)
    barred = standing.refusal_of(action)
    told = consequences.asked(standing, action)
    if form is None:
        status = 200 if barred is None else 403 if barred in _FORBIDDEN else 409
        form = ActForm(action, initial={"seen_revision": article.revision_number, **_typed_in_link(request)})
    if refusal is None and barred is not None:
        refusal = Refusal(barred)
    context = desk_context(request, article, title=told.title) | {
        "action": action,
        "label": label_of(action, standing).rstrip("…"),
        "stops": action.name in STOPPING,
        "told": told,
        "form": form,
        # what is missing stands in the list, each with the way to its field
        "refusal": None if gaps and refusal is not None and refusal.code == "not_ready" else refusal,
        "is_stale": isinstance(refusal, StaleRevision),
        "barred": barred is not None,
        "gaps": gaps,
        "mend": _mend_url(article, gaps) if action.name == "submit" and gaps else "",
        "may_go_on": not {gap.code for gap, _anchor in gaps} & readiness.TO_SUBMIT,
        "figures_open": refusal is not None and refusal.code == "figures_unticked",
        "hant_advice": advice(article) if action.name in _BEFORE_READERS and status == 200 else "",
        "days": words,
        "days_seen": form.data_for_perform[Ask.TIME.value].isoformat() if words else "",
        "days_at": times.full(form.data_for_perform[Ask.TIME.value]) if words else "",
        "media": form.media,
    }
    return render(request, "desk/act.html", context, status=status)


def _typed_in_link(request: HttpRequest) -> dict[str, str]:
    """A history page links to “restore revision 4”: the number comes with the link."""
    number = request.GET.get("revision", "")
    return {"revision": number} if number.isascii() and number.isdigit() else {}


def _gaps(article: Article, action: Action) -> list[tuple[readiness.Gap, str]]:
    """What stands in the way, said before the button is pressed, each with the place of the form that mends it."""
    if action.name == "submit":
        missing = readiness.musts(article)
    else:
        wanted = {
            "pass": readiness.TO_PASS,
            "approve": readiness.TO_PUBLISH,
            "override": readiness.TO_PUBLISH,
        }
        codes = wanted.get(action.name, frozenset())
        missing = [gap for gap in readiness.gaps(article) if gap.code in codes] if codes else []
    return [(gap, ANCHORS.get(gap.field, "")) for gap in missing]


def _mend_url(article: Article, gaps: list[tuple[readiness.Gap, str]]) -> str:
    """The place of the form where the first gap is mended."""
    return reverse("admin:articles_article_change", args=[article.pk]) + f"#{gaps[0][1]}"


def _delete(request: HttpRequest, standing: Standing) -> HttpResponse:
    """A draft nobody was asked to read may go, after a question."""
    article = standing.article
    refusal = None if may_delete(standing) else Refusal("wrong_status")
    if request.method == "POST" and refusal is None:
        try:
            name = str(article)
            editing.delete_draft(article=article, user=request.user)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("“%(headline)s” is deleted.") % {"headline": name})
            return redirect(reverse("admin:articles_article_changelist"))
    context = desk_context(request, article, title=_("Delete this draft?")) | {"refusal": refusal}
    return render(request, "desk/delete.html", context, status=200 if refusal is None else 409)
