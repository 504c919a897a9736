"""Where a conversion may be wrong: found in both directions, settled by names and terms, never superlinear."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.ambiguous import converted_beside, doubts, term_for, unsure_simplified
from articles.text.scripts import html_to_hant, to_hant


def told(text: str, **settled: dict[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.text, one.chosen, one.others) for one in doubts(text, **settled)]


@pytest.mark.parametrize(
    ("text", "doubtful", "right"),
    [
        ("轻的怕飞，重的怕冲。", "冲", "沖"),
        ("四十二台风机的图纸。", "台风", "颱風"),
        ("小学去年并了校。", "并", "併"),
        ("我干这行三十年。", "干", "幹"),
        ("放下那只纸筒。", "只", "隻"),
        ("海韵里社区食堂。", "里", "里"),
        ("小岭的井水咸。", "咸", "鹹"),
        ("墙根的回风口。", "回", "回"),
        ("清单于2025年公布。", "于", "於"),
    ],
)
def test_what_a_dictionary_leaves_open_is_listed_with_the_right_one(text: str, doubtful: str, right: str):
    found = {one: (chosen, *others) for one, chosen, others in told(text)}
    assert doubtful in found and right in found[doubtful]


@pytest.mark.parametrize(
    "text",
    [
        "以后的头发干净，面条里面没有。",
        "皇后的后代，公里数，干部关系。",
        "名单已于2025年公布，位于海边。",
        "建成后，他回到家，只有一个人在屋里。",
        "一百三十多台，三十七周。",
        "完成了才出去。",
    ],
)
def test_what_is_sure_is_not_listed(text: str):
    assert told(text) == []


def test_names_and_terms_settle_a_place():
    text = "记者于海说，重的怕冲。"
    assert [one.text for one in doubts(text)] == ["冲"]
    assert told(text, names={"于海": "于海"}, terms={"怕冲": "怕沖"}) == []
    assert converted_beside(text, {"于海": "于海"}, {"怕冲": "怕沖"}) == "記者于海說，重的怕沖。"


def test_a_decision_for_one_place_is_kept_as_words_that_stand_nowhere_else():
    text = "他干了三年。她也干了三年。衣服没干。"
    kept = [text[slice(*term_for(text, one))] for one in doubts(text)]
    assert len(set(kept)) == len(kept) and all(text.count(words) == 1 for words in kept)
    decided = dict.fromkeys(kept[:1], "他乾了")
    assert to_hant(text, terms=decided, script="hans").startswith("他乾了") or kept[0] != "他干了"


def test_a_term_crosses_inline_marks_and_leaves_the_rest_of_a_page_alone():
    html = '<p>重的怕<strong>冲</strong>。<a href="/怕冲/">怕冲</a><code>怕冲</code></p>'
    said = html_to_hant(html, terms={"怕冲": "怕沖"})
    assert said == '<p>重的怕<strong>沖</strong>。<a href="/怕冲/">怕沖</a><code>怕冲</code></p>'


_COPY = st.text(
    alphabet="他在台风里干了三公里，只有一只面发后余征系0152%.。“”《》\n<>&a\ue000\ud800", max_size=60
)


@given(_COPY)
def test_every_doubt_lies_in_the_text_and_has_another_choice(text: str):
    for one in doubts(text):
        assert text[one.start : one.end] == one.text
        assert one.others and one.chosen not in one.others
        assert {len(choice) for choice in (one.chosen, *one.others)} == {len(one.text)}
        low, high = term_for(text, one)
        assert low <= one.start and one.end <= high and "\n" not in text[low:high]


@given(_COPY)
def test_a_decision_is_printed_and_converting_again_changes_nothing(text: str):
    found = doubts(text)
    if not found:
        return
    one = found[0]
    low, high = term_for(text, one)
    beside = converted_beside(text)
    decided = beside[low : one.start] + one.others[0] + beside[one.end : high]
    terms = {text[low:high]: decided}
    said = to_hant(text, terms=terms, script="hans")
    assert decided in said
    assert to_hant(said, terms=terms, script="hant") == said


def test_work_grows_with_the_text_and_no_faster():
    def steps(text: str) -> int:
        count = 0

        def trace(*_args: object) -> object:
            nonlocal count
            count += 1
            return trace

        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            assert len(doubts(text)) == text.count("干")
        finally:
            sys.settrace(None)
        return count

    steps("他干了。")
    assert steps("他干了，" * 2000) < 2.6 * steps("他干了，" * 1000)


def test_what_hangs_on_the_word_is_listed_on_the_way_back():
    was, now = "看著碼頭，顯著；乾淨，乾隆。", "看着码头，显著；干净，乾隆。"
    assert [(one.was, one.now) for one in unsure_simplified(was, now)] == [
        ("著", "着"),
        ("著", "著"),
        ("乾", "干"),
        ("乾", "乾"),
    ]
    assert unsure_simplified("著", "着作") == []
