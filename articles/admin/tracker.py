"""The step tracker: who passed what when, who has it now, who comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import times
from articles.models import Article, Round, RoundStep, SignOff, Transition
from articles.rights import Standing, barred_from, current_step
from articles.workflow import Status
from newsroom.staff.people import names_in

_LONG = 5


@dataclass(frozen=True)
class Step:
    """One step: its name, a line below it, a class, and what the sign in front means in words."""

    name: str
    line: str
    css: str = ""
    spoken: str = ""


def steps(standing: Standing) -> list[Step]:
    """The passage that matters now: the open round, the last one where its outcome still holds, else what is to come.

    Of those who have a step before them only those are named who may sign it.
    """
    article = standing.article
    round_ = standing.round or _told_round(article)
    if round_ is None:
        ahead = [*article.route.steps.select_related("group")]
        if article.only_last_step:
            ahead = ahead[-1:]
        names = names_in({step.group.name for step in ahead}, without=standing.makers, nobody=_nobody())
        return [Step(step.name, names[step.group.name]) for step in ahead]
    return _shortened(_of_round(article, round_, standing))


def returned(article: Article) -> Transition | None:
    """The act that last sent the story back."""
    acts = Transition.objects.filter(subject_uid=article.uid, action="request_changes", outcome="done")
    return acts.first()


def _told_round(article: Article) -> Round | None:
    """The last round, while what came of it is what the story's state tells."""
    if not article.rounds.exists():
        return None
    last: Round | None = article.rounds.prefetch_related("steps__group", "sign_offs").first()
    if last is None:
        return None
    if article.status == Status.DRAFT:
        return last if last.ending == Round.Ending.RETURNED else None
    return last


def _of_round(article: Article, round_: Round, standing: Standing) -> list[Step]:
    signed = {sign_off.step_id: sign_off for sign_off in round_.sign_offs.all()}
    now = current_step(round_)
    ahead = [step for step in round_.steps.all() if step.pk not in signed]
    who = _who(round_, ahead, standing.makers) if ahead else {}
    found = []
    for step in round_.steps.all():
        if step.pk in signed:
            found.append(_done(step, signed[step.pk]))
        elif now is not None and step.pk == now.pk:
            found.append(_here(article, round_, step, who[step.pk]))
        else:
            found.append(Step(step.name, who[step.pk]))
    return found


def _who(round_: Round, ahead: Iterable[RoundStep], makers: set[int]) -> dict[int, str]:
    """Who may sign each of the steps that nobody has signed; one question for those with the same people barred."""
    barred: dict[frozenset[int], list[RoundStep]] = {}
    for step in ahead:
        barred.setdefault(frozenset(barred_from(step, round_, makers)), []).append(step)
    found: dict[int, str] = {}
    for people, steps_ in barred.items():
        names = names_in({step.group.name for step in steps_}, without=people, nobody=_nobody())
        found |= {step.pk: names[step.group.name] for step in steps_}
    return found


def _nobody() -> str:
    return _("nobody who may sign")


def _done(step: Any, sign_off: SignOff) -> Step:
    line = f"{sign_off.user_name} {times.printed(sign_off.signed_at)}"
    return Step(step.name, line, "done", str(sign_off.get_decision_display()))


def _here(article: Article, round_: Round, step: Any, who: str) -> Step:
    if round_.ended_at is None:
        return Step(step.name, who, "now", pgettext("step", "now"))
    if round_.ending == Round.Ending.RETURNED:
        act = returned(article)
        line = f"{act.actor_name} {times.printed(act.at)}" if act else ""
        return Step(step.name, line, "back", str(Round.Ending.RETURNED.label))
    return Step(step.name, str(round_.get_ending_display()))


def _shortened(found: list[Step]) -> list[Step]:
    """From five steps on, the past is one line; now and next are spelled out."""
    done = [step for step in found if step.css == "done"]
    if len(found) < _LONG or len(done) < 2:
        return found
    told = _("%(done)d of %(all)d passed") % {"done": len(done), "all": len(found)}
    return [
        Step(told, done[-1].line, "done", done[-1].spoken),
        *[step for step in found if step.css != "done"],
    ]
