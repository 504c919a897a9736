"""Search text: both scripts meet, phrases hold, and every hit can be marked in the original."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.fold import QueryTerm, fold, fold_table, match_spans, norm, query_terms, tokens, unigrams
from articles.text.scripts import to_hant


def found(query: str, text: str) -> bool:
    """Whether an index over `tokens(text)` would answer the query, as both databases do it."""
    index = tokens(text)
    return bool(query_terms(query)) and all(_term_found(term, index) for term in query_terms(query))


def _term_found(term: QueryTerm, index: list[str]) -> bool:
    length = len(term.tokens)
    for start in range(len(index) - length + 1):
        window = index[start : start + length]
        last = window[-1].startswith(term.tokens[-1]) if term.prefix else window[-1] == term.tokens[-1]
        if last and tuple(window[:-1]) == term.tokens[:-1]:
            return True
    return False


TEXT = "山海為證·金普新程：總投資5,000億元，項目占地9.95萬平方米，从签约到开工仅用99天内。朴峰说，AI技术……“十五五”"


@pytest.mark.parametrize(
    "query",
    ["项目", "項目", "金普新程", "山海为证·金普", "朴峰", "樸峰", "十五五", "“十五五”", "9.95万", "99天", "AI技术", "ai技術", "5000亿", "5,000億", "山海 项目", "山"],
)  # fmt: skip
def test_reader_finds_text_in_either_script(query: str) -> None:
    assert found(query, TEXT)


@pytest.mark.parametrize("query", ["目项", "海山", "9.9", "程总投", "99 天x", "！"])
def test_words_that_do_not_stand_there_are_not_found(query: str) -> None:
    assert not found(query, TEXT)


def test_last_sentence_of_a_very_long_text_is_found_as_a_phrase() -> None:
    assert found("潮水照常一天两回", "山海之间。" * 5_000 + "潮水照常一天兩回")


def test_han_runs_become_bigrams_and_other_words_stay_whole() -> None:
    assert tokens("山海為證2025年AI") == ["山海", "海为", "为证", "2025", "年", "ai"]


def test_unigrams_hold_every_han_character() -> None:
    assert unigrams("金普 AI") == ["金", "普"]


def test_empty_and_punctuation_queries_have_no_terms() -> None:
    assert query_terms("  “，” ") == []


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


def test_hits_are_marked_in_the_text_as_given() -> None:
    text = "總投資ＡＩ項目與项目"
    marked = [text[start:end] for start, end in match_spans(text, "项目 ai")]
    assert marked == ["ＡＩ項目", "项目"]


@given(
    st.text(alphabet="項目项目ﬁﷺＡé山，", max_size=40), st.text(alphabet="项目fi山aé", min_size=1, max_size=3)
)
def test_marked_spans_lie_inside_the_text_in_order(text: str, query: str) -> None:
    spans = match_spans(text, query)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
