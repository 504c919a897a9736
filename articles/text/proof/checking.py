"""`check` a text against every rule, `fix` what needs no second look, `count` what was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from articles.text.proof.copy import HAN, Copy
from articles.text.proof.model import Context, Finding, Issue, Proofreader, ProofreaderUnavailable, Rule
from articles.text.proof.rules import RULES
from articles.text.roles import Script

_HAN = re.compile(f"[{HAN}]")
_MOST_ROUNDS = 6
_NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much text, how many mistakes in it (advice of severity `info` aside), how many that block.

    `per_ten_thousand` is mistakes for ten thousand Chinese characters, to one decimal; 0 without characters.
    """

    characters: int
    mistakes: int
    blocking: int
    per_ten_thousand: Decimal


def check(text: str, *, script: Script = "hans", context: Context = _NO_CONTEXT) -> list[Issue]:
    """Everything the rules of a script find in a text, in its order. Pure, linear in the length, never raises
    on any string; only an attached proofreading service can make it slow, and one that is out is passed over.
    """
    copy = Copy(text, script, context)
    issues = [
        _issue(rule, finding, text)
        for rule in RULES
        if script in rule.scripts
        for finding in rule.check(copy)
    ]
    if context.proofreader is not None:
        issues.extend(_from_service(context.proofreader, text))
    return sorted(issues, key=lambda issue: (issue.start, issue.end, issue.id))


def fix(text: str, ids: Collection[str], *, script: Script = "hans", context: Context = _NO_CONTEXT) -> str:
    """The text with the autofixes of the named rules made; other rules and doubtful places are left alone.

    One fix may bring another mistake of these rules to light, so it is repeated until nothing changes.
    """
    rules = [rule for rule in RULES if rule.id in ids and rule.autofix and script in rule.scripts]
    for _ in range(_MOST_ROUNDS):
        copy = Copy(text, script, context)
        issues = [_issue(rule, finding, text) for rule in rules for finding in rule.check(copy)]
        changed = _replaced(text, [issue for issue in issues if issue.autofix])
        if changed == text:
            break
        text = changed
    return text


def count(text: str, issues: Iterable[Issue]) -> Counts:
    """The measure of the craft: mistakes per ten thousand Chinese characters."""
    characters = len(_HAN.findall(text))
    severities = [issue.severity for issue in issues]
    mistakes = sum(severity != "info" for severity in severities)
    rate = per_ten_thousand(mistakes, characters)
    return Counts(characters, mistakes, severities.count("block"), rate)


def per_ten_thousand(errors: int, characters: int) -> Decimal:
    """Errors for ten thousand characters, to one decimal; 0 without characters."""
    rate = Decimal(errors * 10000) / characters if characters else Decimal(0)
    return rate.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _issue(rule: Rule, finding: Finding, text: str) -> Issue:
    return Issue(
        id=rule.id,
        severity=finding.severity or rule.severity,
        start=finding.start,
        end=finding.end,
        text=text[finding.start : finding.end],
        message=finding.message or rule.message or rule.title,
        params=finding.params,
        suggestion=finding.suggestion,
        autofix=rule.autofix if finding.autofix is None else finding.autofix,
    )


def _from_service(proofreader: Proofreader, text: str) -> Sequence[Issue]:
    try:
        found = proofreader.proofread(text)
    except ProofreaderUnavailable:
        return ()
    return [issue for issue in found if 0 <= issue.start <= issue.end <= len(text)]


def _replaced(text: str, issues: list[Issue]) -> str:
    """The text with every issue replaced by its suggestion; of two that overlap the first is taken."""
    parts: list[str] = []
    at = 0
    for issue in sorted(issues, key=lambda one: (one.start, -one.end)):
        if issue.start >= at and issue.end > issue.start:
            parts.extend((text[at : issue.start], issue.suggestion))
            at = issue.end
    return "".join((*parts, text[at:]))
