"""No check takes more than its share of time: doubling the text doubles the time, whatever the text is made of."""

from __future__ import annotations

import pytest

from articles.text import proof
from articles.text.proof import Context
from tests.tools.growth import grows_too_fast

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


def _line(trap: str, length: int) -> str:
    """A line that opens a quotation and never ends."""
    return '"甲“' + (trap * (length // len(trap) + 1))[:length]


@pytest.mark.parametrize("trap", TRAPS, ids=repr)
def test_time_grows_with_the_length_and_no_faster(trap: str) -> None:
    def check(text: str) -> object:
        return proof.check(text, script="hant", context=CONTEXT)

    assert not grows_too_fast(check, lambda length: _line(trap, length), 800)


@pytest.mark.soak
@pytest.mark.parametrize("script", ["hans", "hant"])
@pytest.mark.parametrize("trap", TRAPS, ids=repr)
def test_line_of_100_000_characters_takes_no_more_than_its_share(trap: str, script: proof.Script) -> None:
    def check(text: str) -> object:
        return proof.check(text, script=script, context=CONTEXT)

    assert not grows_too_fast(check, lambda length: _line(trap, length), 16_667)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "\u202e项目\u202c",
        "👨‍👩‍👧‍👦",
        "\ue000\uf8ff",
        "\0",
        "e\u0301\u20dd",
    ],
    ids=["surrogates", "overrides", "families", "private", "nul", "combining"],
)
@pytest.mark.parametrize("script", ["hans", "hant", "en"])
def test_odd_characters_are_answered_in_no_more_than_their_share(text: str, script: proof.Script) -> None:
    def check(text: str) -> object:
        return proof.check(text, script=script, context=CONTEXT)

    assert not grows_too_fast(check, lambda length: text * (length // len(text)), 800)
    proof.fix(text * 900, [rule.id for rule in proof.RULES], script=script)
