"""Search text: either script finds either, phrases hold, and every hit can be marked in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.pinyin import name_keys, title_keys
from articles.text.search import LONGEST_WORD, MOST_TERMS, holds, spans, terms, tokens, words


def found(query: str, text: str) -> bool:
    """Whether an index over the text would answer the query."""
    asked = terms(query)
    return bool(asked) and all(holds(text, term) for term in asked)


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


def test_index_holds_characters_pairs_and_whole_words() -> None:
    assert tokens("山海為證2025年AI") == {*"山海为证年", "山海", "海为", "为证", "2025", "ai"}


def test_words_of_a_question_keep_their_order_and_their_ends() -> None:
    assert (
        found("99天", "只用99天内") and not found("99天", "只用199天") and not found("99天", "99 个，第9天")
    )
    assert found("第99天", "的第99天") and not found("第99天", "用了99天")
    assert found("山海为证·金普", "山海為證，金普新程") and not found("证金", "山海為證，金普新程")


def test_empty_and_punctuation_queries_have_no_terms() -> None:
    assert terms("  “，” ") == []


def test_number_after_a_comma_is_a_number() -> None:
    assert found("5000亿", "项目，5,000亿元") and found("5,000億", "项目，5000亿元")


def test_questions_and_words_have_an_end() -> None:
    assert len(terms("字 " * 100)) == MOST_TERMS
    assert words("a" * 10_000) == ["a" * LONGEST_WORD]
    assert found("a" * 10_000, "x " + "a" * 10_000)


def test_hits_are_marked_in_the_text_as_given() -> None:
    text = "總投資ＡＩ項目與项目，5,000億元"
    marked = [text[start:end] for start, end in spans(text, ["项目", "ai", "5000亿"])]
    assert marked == ["ＡＩ項目", "项目", "5,000億"]


@pytest.mark.parametrize(("word", "text"), [("ai", "said"), ("99", "1990"), ("目项", "项目")])
def test_what_was_not_found_is_not_marked(word: str, text: str) -> None:
    assert spans(text, [word]) == []


@given(
    st.text(alphabet="項目项目ﬁﷺＡé山，1,0…", max_size=40),
    st.text(alphabet="项目fi山aé01", min_size=1, max_size=3),
)
def test_marked_spans_lie_inside_the_text_in_order(text: str, query: str) -> None:
    found = spans(text, [query])
    assert found == sorted(found)
    assert all(0 <= start < end <= len(text) for start, end in found)


@given(
    st.text(alphabet="項目项目山海為为证證，·。“a1", max_size=40),
    st.lists(st.text(alphabet="项目項山海为證·", min_size=1, max_size=5), max_size=3),
)
def test_words_looked_for_as_printed_are_found_as_in_the_folded_text(text: str, typed: list[str]) -> None:
    # a character that folds to two sends the whole text the slow way
    slow = [span for span in spans(f"{text}\n…", typed) if span[1] <= len(text)]
    assert spans(text, typed) == slow


@pytest.mark.parametrize("key", ["xj", "xujing", "xu", "jing"])
def test_name_is_found_by_initials_and_by_pinyin(key: str) -> None:
    assert key in name_keys("徐菁")


def test_surnames_have_their_own_readings_beside_the_usual_ones() -> None:
    assert {"piaofeng", "pufeng", "pf"} <= set(name_keys("樸峰"))
    assert {"shantianfang", "tianfang", "stf"} <= set(name_keys("单田芳"))


def test_title_is_typed_from_its_beginning() -> None:
    assert title_keys("AI技术这99天") == ("aijsz99t", "aijishuzhe99tian")
    assert title_keys("“！”") == ()
