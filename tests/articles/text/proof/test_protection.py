"""What no check may look into: addresses, code, credits, titles of laws. And what it must still see beside them."""

from __future__ import annotations

import pytest

from articles.text import proof
from articles.text.proof import RULES, Rule

# These speak of the piece as a whole, or of addresses themselves.
OF_THE_PIECE = {"P20", "P25", "T02", "W18"}
every_rule = pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.id not in OF_THE_PIECE], ids=lambda rule: rule.id
)


def _inside_a_line(rule: Rule) -> list[proof.Example]:
    """The examples that fit into a sentence."""
    return [example for example in rule.examples if "\n" not in example.wrong]


def _ids(text: str, script: proof.Script = "hans") -> set[str]:
    return {issue.id for issue in proof.check(text, script=script)}


@every_rule
def test_no_check_fires_inside_code(rule: Rule) -> None:
    for example in _inside_a_line(rule):
        for text in (
            f"文中\n```\n{example.wrong}\n```\n",
            f"文中<code>{example.wrong}</code>。",
            f"文中`{example.wrong}`",
        ):
            issues = proof.check(text, script=example.script, context=example.context)
            assert rule.id not in {issue.id for issue in issues}, text


@every_rule
def test_no_check_fires_inside_the_title_of_a_law(rule: Rule) -> None:
    for example in _inside_a_line(rule):
        if any(mark in example.wrong for mark in "《》") or rule.id in ("W19", "W20"):
            continue
        text = f"按《{example.wrong}条例》去做。"
        issues = proof.check(text, script=example.script, context=example.context)
        assert rule.id not in {issue.id for issue in issues}, text


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/重点,项目/?q=基于--核準...XXX",
        "http://example.org/a?tel=13812345678&t=22600万",
        "https://example.org/2026-02-30/几20/5KG",
        "www.example.org/一段,文字",
        "mail--to...XXX@example.org",
        "example.org.cn/--...XXX",
    ],
)
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_no_check_fires_inside_an_address(address: str, script: proof.Script) -> None:
    assert _ids(f"見 {address} 。" if script == "hant" else f"见 {address} 。", script) <= {"P16"}


def test_the_sentence_goes_on_behind_an_address() -> None:
    text = "见https://example.org/a，全区上下,大抓项目"
    assert [issue.start for issue in proof.check(text)] == [text.index(",")]


@pytest.mark.parametrize(
    ("line", "script"),
    [
        ("文/图:记者 徐菁 朴峰 通讯员 李嘉欣", "hans"),
        ("編 輯:車曉丹", "hant"),
        ("責 編:宋子光", "hant"),
        ("信 源:金普融媒", "hant"),
        ("文字:记者 于海,摄影:朴峰", "hans"),
    ],
)
def test_no_check_fires_inside_a_credit_line(line: str, script: proof.Script) -> None:
    assert _ids(f"第一段。\n{line}\n", script) == set()


def test_no_check_fires_inside_a_byline_in_brackets() -> None:
    assert _ids("本报讯（记者 徐菁 通讯员 李嘉欣）项目早开工。") == set()


def test_a_line_with_an_unknown_label_is_a_credit_beside_credits_only() -> None:
    assert _ids("文:徐菁\n特约摄制:张大山\n编辑:车晓丹") == set()
    assert _ids("特约摄制:张大山") == {"P01"}


def test_mistake_between_two_titles_of_laws_is_still_found() -> None:
    assert _ids("《公司法》、《证券法》") == {"P03"}


def test_title_that_is_no_law_is_copy() -> None:
    assert _ids("《山海,为证》") == {"P01"}


def test_comparison_signs_do_not_hide_copy() -> None:
    assert _ids("若a<b且全区,上下,c>d") == {"P01"}


def test_unclosed_code_hides_nothing() -> None:
    assert "P01" in _ids("```\n全区,上下")
