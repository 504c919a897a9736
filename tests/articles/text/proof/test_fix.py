"""Mending by machine: only what was asked for, only where no eye is needed, and never twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import proof

ALL = [rule.id for rule in proof.RULES]
COPY = st.text(alphabet='全区,，.。…·-—"“”《》 　2０⼤\u200b\n!！:、A臺', max_size=60)


def test_only_the_named_rules_are_mended() -> None:
    assert proof.fix("全区,上下.", ["P01"]) == "全区，上下."
    assert proof.fix("全区,上下.", ["P02"]) == "全区,上下。"
    assert proof.fix("全区,上下.", []) == "全区,上下."


def test_rules_without_autofix_change_nothing() -> None:
    text = "约300人左右，截止目前，《甲》、《乙》"
    assert proof.fix(text, [rule.id for rule in proof.RULES if not rule.autofix]) == text


def test_mistake_brought_to_light_by_a_fix_is_mended_too() -> None:
    assert proof.fix("全区\u200b,上下", ["P23"]) == "全区,上下"
    assert proof.fix("全区\u200b,上下", ["P01", "P23"]) == "全区，上下"


def test_every_change_outside_the_findings_is_none() -> None:
    text = "全区,上下．AI, b.\r\n第二段."
    assert proof.fix(text, ["P01", "P02"]) == "全区，上下．AI, b.\r\n第二段。"


@given(COPY, st.sampled_from(["hans", "hant"]))
@settings(max_examples=200, deadline=None)
def test_mending_twice_is_mending_once(text: str, script: proof.Script) -> None:
    once = proof.fix(text, ALL, script=script)
    assert proof.fix(once, ALL, script=script) == once


@given(COPY, st.sampled_from(["hans", "hant"]))
@settings(max_examples=200, deadline=None)
def test_nothing_mendable_is_left_after_mending(text: str, script: proof.Script) -> None:
    fixed = proof.fix(text, ALL, script=script)
    assert [issue for issue in proof.check(fixed, script=script) if issue.autofix] == []
