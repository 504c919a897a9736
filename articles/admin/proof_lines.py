"""How the tab 校对 prints findings: where each stands, old beside new, and what this person may do about it.

Used by `proofing` (the tab) and by the review page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles import clock
from articles.admin.proof_places import anchor_of, numbers_of, where_is
from articles.models import ProofDecision
from articles.proofing import decisions, service
from articles.proofing.findings import Found, title_of
from articles.proofing.report import Item, Report, report_of
from articles.rights import Standing

# The value of the button that mends everything mechanical.
ALL = "mechanical"
_LONGEST = 40
# What names a finding when it is left: the rest follows from it.
_NAMING = ("rule", "severity", "message", "field", "ref", "text", "before", "after", "nth", "params")
_MOST_WORDS = 5_000


@dataclass(frozen=True)
class Line:
    """One finding as it is printed. `words` are (kind, text): same, old, new. `naming` goes back with a decision."""

    found: Found
    where: str
    anchor: str
    words: list[tuple[str, str]]
    naming: str
    may_ignore: bool
    decision: ProofDecision | None = None
    may_restore: bool = False

    @property
    def title(self) -> str:
        """What its rule is about."""
        return title_of(self.found.rule)


def panel_of(standing: Standing, report: Report) -> dict[str, Any]:
    """Everything that the tab prints."""
    may_decide = decisions.may_decide(standing)
    shown = (item.found for item in (*report.open, *report.ignored))
    numbers = numbers_of(standing.article, shown)
    may_block = bool(report.must) and may_decide and decisions.may_leave_block(standing)

    def lines(items: Iterable[Item], may_ignore: bool) -> list[Line]:
        return [_line(standing, item, numbers, may_ignore) for item in items]

    return {
        "groups": [
            ("must", pgettext("severity", "Must fix"), lines(report.must, may_block)),
            ("should", pgettext("severity", "Should fix"), lines(report.should, may_decide)),
            ("note", pgettext("severity", "Note"), lines(report.notes, may_decide)),
        ],
        "ignored": lines(report.ignored, False),
        "must": len(report.must),
        "mistakes": report.mistakes,
        "more": report.more,
        "mechanical": len(report.mechanical),
        "characters": report.characters,
        "rules": report.rules,
        "at": timezone.localtime(clock.now()),
        "service": _service_line(report.service),
        "may_fix": standing.may_edit,
        "scopes": scopes_of(standing) if may_decide else [],
    }


def line_at(standing: Standing, key: str) -> Line | None:
    """The open finding of the saved text that has this place key, as it is printed."""
    report = report_of(standing.article)
    item = next((item for item in report.open if item.found.place_key == key), None)
    if item is None:
        return None
    may = decisions.may_decide(standing)
    if item.found.severity == "block":
        may = may and decisions.may_leave_block(standing)
    return _line(standing, item, numbers_of(standing.article, [item.found]), may)


def found_in(naming: str) -> Found | None:
    """The finding that a form names, or None where that is no finding."""
    try:
        told: Any = json.loads(naming) if len(naming) <= 2 * _MOST_WORDS else None
        texts = {name: told[name] for name in ("rule", "message", "field", "ref", "text", "before", "after")}
        nth, severity, params = told["nth"], told["severity"], told["params"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = all(isinstance(value, str) and _is_clean(value) for value in texts.values())
    sound = sound and isinstance(nth, int) and severity in ("block", "warn", "info") and _is_plain(params)
    short = sound and len(texts["rule"]) <= 40 and len(texts["field"]) <= 20
    if not short or max(len(texts["before"]), len(texts["after"])) > 20:
        return None
    return Found(severity=severity, nth=nth, params=params, **texts)


def changed_words(found: Found) -> list[tuple[str, str]]:
    """The finding between its surroundings: what goes, what comes, and what both have in common."""
    old, new = found.text, found.suggestion
    if not (new or found.autofix):
        middle = [("mark", _shortened(old))]
    elif old and old in new:
        first, _old, last = new.partition(old)
        middle = [("new", first), ("same", old), ("new", last)]
    elif new and new in old:
        first, _new, last = old.partition(new)
        middle = [("old", first), ("same", new), ("old", last)]
    else:
        middle = [("old", _shortened(old)), ("new", new)]
    words = [("same", found.before), *middle, ("same", found.after)]
    return [(kind, text) for kind, text in words if text]


def _line(standing: Standing, item: Item, numbers: dict[str, int], may_ignore: bool) -> Line:
    found, decision = item.found, item.decision
    told = asdict(found)
    return Line(
        found=found,
        where=where_is(found, numbers),
        anchor=anchor_of(found),
        words=changed_words(found),
        naming=json.dumps({name: told[name] for name in _NAMING}, ensure_ascii=False),
        may_ignore=may_ignore,
        decision=decision,
        may_restore=decision is not None and decisions.may_take_back(standing, decision),
    )


def scopes_of(standing: Standing) -> list[tuple[str, str]]:
    """How far a decision of this person may reach: value and words."""
    reach = list(ProofDecision.Scope)
    if not decisions.may_decide_for_all(standing):
        reach.remove(ProofDecision.Scope.HOUSE)
    return [(scope.value, str(scope.label)) for scope in reach]


def _service_line(answered: service.Answered | None) -> str:
    if answered is None:
        return ""
    if not answered.asked:
        return _("The outside proofreader is asked when the text is saved.")
    if not answered.reached:
        return _("The outside proofreader does not answer. All other checks were made.")
    if answered.more:
        told = ngettext(
            "The outside proofreader has read the saved text. %(number)d more of its findings is not listed; "
            "it comes up as these are mended and the text is saved.",
            "The outside proofreader has read the saved text. %(number)d more of its findings are not listed; "
            "they come up as these are mended and the text is saved.",
            answered.more,
        )
        return told % {"number": answered.more}
    return _("The outside proofreader has read the saved text.")


def _shortened(text: str) -> str:
    flat = " ".join(text.split()) if len(text) > 1 else text
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


def _is_clean(value: str) -> bool:
    return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def _is_plain(params: Any) -> bool:
    return isinstance(params, dict) and all(isinstance(value, str) for value in params.values())
