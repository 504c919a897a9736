"""Sentences about acts: what will follow, asked before; what has followed, said after. One place for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import readiness, times
from articles.admin import days, proof_words
from articles.models import Article
from articles.rights import Standing, barred_from, current_step, maker_ids
from articles.workflow import Action, Status
from newsroom.staff.people import names_in
from newsroom.staff.roles import has_role


@dataclass(frozen=True)
class Told:
    """A question and the lines below it."""

    title: str
    lines: tuple[str, ...] = ()


def asked(standing: Standing, action: Action) -> Told:
    """What the page of an act says before it is done."""
    say = _ASKED.get(action.name)
    return say(standing) if say else Told(str(action.label).rstrip("…"))


def done(article: Article, action: str) -> str | SafeString:
    """What is said when it is done, with the way on."""
    say = _DONE.get(action)
    return say(article) if say else _("Done.")


def _submit(standing: Standing) -> Told:
    missing = {gap.code for gap in readiness.musts(standing.article)}
    if missing & readiness.TO_SUBMIT:
        return Told(_("Not ready to be submitted"))
    if missing:
        line = _("Reviewers can read it, but the last signature is refused while these are missing.")
        return Told(_("Something is still missing. Submit anyway?"), (line,))
    steps = [*standing.article.route.steps.select_related("group")]
    names = names_in({step.group.name for step in steps}, without=standing.makers)
    passage = " → ".join(
        _("%(name)s (%(title)s)") % {"name": step.name, "title": names[step.group.name]} for step in steps
    )
    return Told(
        _("Submit for review?"),
        (_("It passes: %(steps)s") % {"steps": passage}, _("You can recall it until it is signed.")),
    )


def _recall(standing: Standing) -> Told:
    line = _("The round ends. Signatures so far stand in the history only.")
    return Told(_("Recall from review?"), (line,))


def _pass(standing: Standing) -> Told:
    return Told(_("Pass this step?"), (_hash_line(standing), _next_line(standing)))


def _approve(standing: Standing) -> Told:
    return Told(
        _("Approve this story?"),
        (
            _hash_line(standing),
            _("Your signature is bound to exactly this text. Publishing is a separate act."),
        ),
    )


def _request_changes(standing: Standing) -> Told:
    line = _("The story goes back to its writers with your opinion. The next round starts at the first step.")
    return Told(_("Request changes?"), (line,))


def _override(standing: Standing) -> Told:
    return Told(
        _("Override the review?"),
        (
            _(
                "The story counts as approved without the signatures it lacks. Your reason is shown on it for good."
            ),
        ),
    )


def _schedule(standing: Standing) -> Told:
    told = _("It is published by itself at that time. If the text is reopened before, nothing is published.")
    return Told(_("When shall it be published?"), (told, *days.hanging(standing.article)))


def _reschedule(standing: Standing) -> Told:
    at = standing.article.publish_at
    now = _("Planned now: %(time)s.") % {"time": times.full(at)} if at else ""
    return Told(_("Change the time of publication?"), (now, *days.hanging(standing.article)))


def _unschedule(standing: Standing) -> Told:
    at = standing.article.publish_at
    lines = (
        (_("It will not be published on %(time)s. It stays approved.") % {"time": times.full(at)},)
        if at
        else ()
    )
    return Told(_("Take back the planned publication?"), lines)


def _publish(standing: Standing) -> Told:
    article = standing.article
    address = _("Address: %(path)s, in simplified and traditional script.") % {"path": _public_path(article)}
    if article.is_public:
        return Told(
            _("Publish the update?"),
            (address, _("Readers see the new text at once; the old one is replaced.")),
        )
    return Told(_("Publish now?"), (address, _("Readers see it at once."), *days.shifted_today(article)))


def _reopen(standing: Standing) -> Told:
    article = standing.article
    if article.status == Status.APPROVED:
        lines = [_("The approval is void. The story must pass review again.")]
        if article.publish_at:
            lines.append(_("The planned time is void, too."))
        return Told(_("Reopen this approved story?"), (*lines, _("A reason is needed.")))
    if article.status == Status.PUBLISHED:
        return Told(
            _("Reopen this story?"),
            (_("Readers keep seeing the published text until the new one is approved and published."),),
        )
    return Told(_("Reopen this story?"), (_("It becomes a draft again. Readers keep seeing the notice."),))


def _discard(standing: Standing) -> Told:
    line = _(
        "The working copy becomes what was signed or published last. The discarded text stays in the history."
    )
    return Told(_("Discard the changes?"), (line,))


def _correct(standing: Standing) -> Told:
    lines = [
        _("The notice is printed on the story with today's date."),
        _("The story becomes a draft: mend the text, then submit it. It needs only the last step."),
    ]
    last = standing.article.route.steps.select_related("group").last()
    if last and has_role(standing.user, last.group.name) and not standing.is_maker:
        lines.append(_("Whoever writes a correction cannot sign this story afterwards."))
    return Told(_("Correct this story"), tuple(lines))


def _withdraw(standing: Standing) -> Told:
    return Told(
        _("Withdraw this story?"),
        (
            _("Readers no longer see it: its address answers with your notice."),
            _("The reason stays inside the house; the notice is public."),
        ),
    )


def _restore(standing: Standing) -> Told:
    line = _("The working copy becomes that revision, as a new one. Nothing is lost.")
    return Told(_("Restore an earlier revision?"), (line,))


_ASKED: dict[str, Callable[[Standing], Told]] = {
    "submit": _submit,
    "recall": _recall,
    "pass": _pass,
    "approve": _approve,
    "request_changes": _request_changes,
    "clear_proof": lambda standing: Told(*proof_words.asked(standing)),
    "override": _override,
    "schedule": _schedule,
    "reschedule": _reschedule,
    "unschedule": _unschedule,
    "publish": _publish,
    "reopen": _reopen,
    "discard": _discard,
    "correct": _correct,
    "withdraw": _withdraw,
    "restore": _restore,
}


def _hash_line(standing: Standing) -> str:
    article = standing.article
    return _("You sign revision %(number)d, fingerprint %(hash)s.") % {
        "number": article.revision_number,
        "hash": article.content_sha256[:12],
    }


def _next_line(standing: Standing) -> str:
    if standing.round is None or standing.step is None:
        return ""
    ahead = [step for step in standing.round.steps.all() if step.position > standing.step.position]
    if not ahead:
        return ""
    barred = barred_from(ahead[0], standing.round, standing.makers) | {standing.user.pk}
    names = names_in({ahead[0].group.name}, without=barred)
    return _("Next: %(step)s, %(who)s.") % {"step": ahead[0].name, "who": names[ahead[0].group.name]}


def _public_path(article: Article) -> str:
    name = "series" if article.kind == Article.Kind.FRONT else "article"
    try:
        return reverse(name, kwargs={"script": "hans", "slug": article.slug})
    except NoReverseMatch:
        return article.slug


def _link(sentence: str, label: str, url: str) -> SafeString:
    return format_html('{} <a href="{}">{}</a>', sentence, url, label)


def _submitted(article: Article) -> SafeString:
    url = reverse("admin:articles_article_act", args=[article.pk, "recall"])
    who, is_free = _next_signer(article)
    told = (
        _("Submitted. It waits for %(who)s.")
        if is_free
        else _("Submitted, but nobody can sign it: %(who)s took part in this story.")
    )
    return _link(told % {"who": who}, _("Recall"), url)


def _next_signer(article: Article) -> tuple[str, bool]:
    """Who signs next, in words, and whether there is anybody: makers do not sign, nor does anybody twice."""
    round_ = article.open_round()
    step = current_step(round_) if round_ else None
    if round_ is None or step is None:
        return "", True
    group, barred = step.group, barred_from(step, round_, maker_ids(article))
    is_free = group.user_set.filter(is_active=True).exclude(pk__in=barred).exists()
    return names_in({group.name}, without=barred if is_free else ())[group.name], is_free


def _passed(article: Article) -> str:
    who, is_free = _next_signer(article)
    told = (
        _("Passed “%(headline)s”. It waits for %(who)s now.")
        if is_free
        else _("Passed “%(headline)s”, but nobody can sign it next: %(who)s took part in this story.")
    )
    return told % {"headline": article, "who": who}


def _approved(article: Article) -> SafeString:
    url = reverse("admin:articles_article_change", args=[article.pk])
    return _link(_("Approved “%(headline)s”.") % {"headline": article}, _("Schedule or publish"), url)


def _returned(article: Article) -> str:
    told = {"headline": article, "author": article.author.get_full_name()}
    return _("“%(headline)s” is back with %(author)s.") % told


def _scheduled(article: Article) -> str:
    at = article.publish_at
    return _("It will be published on %(time)s.") % {"time": times.full(at) if at else ""}


_DONE: dict[str, Callable[[Article], str | SafeString]] = {
    "submit": _submitted,
    "recall": lambda article: _("Recalled. It is a draft again."),
    "pass": _passed,
    "approve": _approved,
    "request_changes": _returned,
    "clear_proof": lambda article: proof_words.done(),
    "override": lambda article: _("Approved by override. The reason is shown on the story."),
    "schedule": _scheduled,
    "reschedule": _scheduled,
    "unschedule": lambda article: _("The planned publication is taken back."),
    "publish": lambda article: _link(_("Published."), _("View page"), _public_path(article)),
    "reopen": lambda article: _("Reopened. Mend the text, then submit it."),
    "discard": lambda article: _("The changes are discarded."),
    "correct": lambda article: _("The notice is in the story. Mend the text, then submit it."),
    "withdraw": lambda article: _("Withdrawn. Its address answers with the notice."),
    "restore": lambda article: _("Restored as revision %(number)d.") % {"number": article.revision_number},
}
