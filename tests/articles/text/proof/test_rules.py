"""Every rule by its own examples: it finds the wrong copy, is silent on the right one, and mends what it may."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import proof
from articles.text.proof import RULES, Context, Example, Issue, Rule

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def _found(rule: Rule, text: str, example: Example) -> list[Issue]:
    issues = proof.check(text, script=example.script, context=example.context)
    return [issue for issue in issues if issue.id == rule.id]


@every_rule
def test_rule_finds_its_mistake_and_quotes_it(rule: Rule) -> None:
    for example in rule.examples:
        issues = _found(rule, example.wrong, example)
        assert issues, example.wrong
        for issue in issues:
            assert issue.text == example.wrong[issue.start : issue.end], example.wrong
            assert issue.severity in ("block", "warn", "info")
            assert "%" not in issue.sentence().replace("%s", ""), example.wrong


@every_rule
def test_rule_is_silent_when_the_mistake_is_mended(rule: Rule) -> None:
    assert [example.right for example in rule.examples if _found(rule, example.right, example)] == []


@every_rule
def test_only_suggestion_leads_to_copy_without_the_mistake(rule: Rule) -> None:
    for example in rule.examples:
        issues = _found(rule, example.wrong, example)
        if len(issues) == 1 and issues[0].suggestion:
            only = issues[0]
            mended = example.wrong[: only.start] + only.suggestion + example.wrong[only.end :]
            assert _found(rule, mended, example) == [], example.wrong


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.autofix], ids=lambda rule: rule.id)
def test_autofix_makes_the_right_copy_of_the_wrong_one(rule: Rule) -> None:
    for example in rule.examples:
        fixed = proof.fix(example.wrong, [rule.id], script=example.script, context=example.context)
        by_machine = all(issue.autofix for issue in _found(rule, example.wrong, example))
        assert fixed == (example.right if by_machine else example.wrong), example.wrong


@every_rule
def test_rule_is_silent_on_what_only_looks_like_its_mistake(rule: Rule) -> None:
    for script in set(rule.scripts) - {"en"}:
        for copy in rule.fine:
            assert rule.id not in {issue.id for issue in proof.check(copy, script=script)}, (copy, script)


@every_rule
def test_rule_has_examples_in_every_script_it_is_for_and_applies_to_no_other(rule: Rule) -> None:
    assert {example.script for example in rule.examples} >= set(rule.scripts) - {"en"}
    assert {example.script for example in rule.examples} <= set(rule.scripts)
    for script in {"hans", "hant", "en"} - set(rule.scripts):
        for example in rule.examples:
            issues = proof.check(example.wrong, script=script, context=example.context)  # type: ignore[arg-type]
            assert rule.id not in {issue.id for issue in issues}, (example.wrong, script)


def test_ids_are_unique_and_in_order() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids), key=lambda one: ("PNWT".index(one[0]), one))
    assert proof.BY_ID.keys() == set(ids)


def test_issues_come_in_the_order_of_the_text() -> None:
    issues = proof.check("约300人左右,全区上下.\n截止目前,２０２５年", context=Context())
    places = [(issue.start, issue.end, issue.id) for issue in issues]
    assert places == sorted(places) and len(places) == 5


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(),
            st.sampled_from("全区《》“”‘’「」（）,.;:…—-～0123千百万亿年月日一二三的了项後于\n\r \u200d"),
        ),
        max_size=80,
    ),
    st.sampled_from(["hans", "hant", "en"]),
)
@settings(max_examples=400, deadline=None)
def test_no_text_makes_a_check_raise_or_point_outside(text: str, script: proof.Script) -> None:
    context = Context(date=date(2026, 1, 8), headline=True, names=("徐菁", "车晓丹"))
    for issue in proof.check(text, script=script, context=context):
        assert 0 <= issue.start <= issue.end <= len(text)
        assert issue.text == text[issue.start : issue.end]
        issue.sentence()
