"""No check takes more than its share of time: doubling the text doubles the time, whatever the text is made of."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest

from articles.text import proof
from articles.text.proof import Context

# What makes careless patterns read the same characters again and again.
TRAPS = (
    "全区上下", "全,", " ", "\u3000", '"', '"甲', "“", "“甲《乙（", "”", "1", "1.", ".", "…", "。", "-", "1-", "2025年",
    "\n", "\r\n", "一、", "X", "http://", "https://a/", "www.", "a@", "a.", "a-", "![](", "](", "<a ", "<a =", "`",
    "```", "<code>", "《", "《甲法", "《公司法》", "（", "（记者 ", "记者 徐菁 ", "约1", "截至", "超过1万", "二零", "的",
    "A技", "⼤", "\u200b", "\u200b\u200c", "\ud800", "\u202e", "👨\u200d", "\ue000\ue001", "項目", "2026年2月30日",
    "昨日（1月5日）", "车小丹", "座", "好象棋", "//", "//1.", "1千", "12345万", "待补", "(甲", "[", "1～", "甲 ", "a’",
    "1—2", "， ", "下降1",
)  # fmt: skip
CONTEXT = Context(names=("车晓丹", "徐菁"))


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def _seconds(text: str, script: proof.Script) -> float:
    start = time.process_time()
    proof.check(text, script=script, context=CONTEXT)
    return time.process_time() - start


def _line(trap: str, length: int) -> str:
    """A line that opens a quotation and never ends."""
    return '"甲“' + (trap * (length // len(trap) + 1))[:length]


@pytest.mark.parametrize("trap", TRAPS, ids=repr)
def test_time_grows_with_the_length_and_no_faster(trap: str) -> None:
    ratios = []
    for _ in range(3):
        ratios.append(_seconds(_line(trap, 24_000), "hant") / _seconds(_line(trap, 4_000), "hant"))
        if ratios[-1] < 15:
            return
    pytest.fail(f"six times the text took {min(ratios):.1f} times as long")


def test_five_thousand_characters_take_less_than_150_milliseconds() -> None:
    text = (
        "聚焦构建现代化产业体系,谋划布局重大产业项目152个，总投资2.26亿元。“抓实项目”是新区2025年的工作。"
        * 99
    )[:5000]
    _seconds(text, "hans")
    assert min(_seconds(text, "hans") for _ in range(5)) < 0.15


@pytest.mark.soak
@pytest.mark.parametrize("script", ["hans", "hant"])
@pytest.mark.parametrize("trap", TRAPS, ids=repr)
def test_line_of_100_000_characters_is_answered(trap: str, script: proof.Script) -> None:
    assert _seconds(_line(trap, 100_000), script) < 3


@pytest.mark.parametrize(
    "text",
    [
        "\ud800" * 5000,
        "\u202e项目\u202c" * 900,
        "👨‍👩‍👧‍👦" * 700,
        "\ue000\uf8ff" * 2500,
        "\0" * 5000,
        "e\u0301\u20dd" * 1500,
    ],
    ids=["surrogates", "overrides", "families", "private", "nul", "combining"],
)
@pytest.mark.parametrize("script", ["hans", "hant", "en"])
def test_odd_characters_are_answered_within_a_second(text: str, script: proof.Script) -> None:
    assert _seconds(text, script) < 1
    proof.fix(text, [rule.id for rule in proof.RULES], script=script)
