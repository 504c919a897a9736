"""Folding: both scripts meet, and the length stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.fold import fold, fold_table, norm
from articles.text.scripts import to_hant


def test_full_width_and_case_are_folded() -> None:
    assert norm("ＡＩ １２") == "ai 12"


def test_variants_meet() -> None:
    for left, right in (
        ("看著", "看着"),
        ("臺灣", "台湾"),
        ("衆", "众"),
        ("羣", "群"),
        ("峯", "峰"),
        ("瞭解", "了解"),
    ):
        assert fold(left) == fold(right)


def test_every_entry_of_the_table_ends_in_a_character_that_folds_to_itself() -> None:
    table = fold_table()
    assert len(table) > 2_500
    assert not [chr(code) for code, char in table.items() if ord(char) in table]


def test_table_agrees_with_the_converter_it_was_made_from() -> None:
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("t2s").convert
    house = set("著瞭藉覆彷祇衹衞汚俱菸麽甦迺鍾馀锺甯揹伕薰痺簷枱敍讬燄濬像菓荳隄籐耡鯰薴")
    wrong = [
        chr(code)
        for code, char in fold_table().items()
        if chr(code) not in house and convert(chr(code)) != char
    ]
    assert wrong == []


@given(st.text(max_size=80))
@settings(deadline=None, derandomize=True)
def test_folding_is_idempotent_and_keeps_the_length(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["项目发布后，干部群众看着显著变化", "重大产业项目152个", "征程万里，关系复杂"]
)
def test_text_folds_to_the_same_as_its_conversion(text: str) -> None:
    pytest.importorskip("opencc")
    assert fold(to_hant(text)) == fold(text)
