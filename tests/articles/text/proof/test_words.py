"""Words, lists, pictures, names and scripts: the cases beside the examples of the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from articles.text import proof
from articles.text.proof import DEFAULT_TERMS, Context, Image, Issue, ProofreaderUnavailable, Term


def found(text: str, rule: str, script: proof.Script = "hans", context: Context | None = None) -> list[Issue]:
    issues = proof.check(text, script=script, context=context or Context())
    return [issue for issue in issues if issue.id == rule]


@pytest.mark.parametrize(
    "text",
    [
        "认为为时已晚",
        "内在在变",
        "正是是非之地",
        "温和和平",
        "名将将至",
        "为了了却心愿",
        "针对对方",
        "的士的的确确",
    ],
)
def test_two_words_that_meet_are_not_doubled(text: str) -> None:
    assert found(text, "W06") == []


@pytest.mark.parametrize("number", ["13812345678", "138 1234 5678", "138-1234-5678", "11010519491231002X"])
def test_private_number_blocks(number: str) -> None:
    assert [one.severity for one in found(f"电话{number}。", "W12")] == ["block"]


@pytest.mark.parametrize(
    "number", ["0411-87654321", "400-123-4567", "1381234567890", "12345678901", "0.13812345678"]
)
def test_other_numbers_are_not_private(number: str) -> None:
    assert found(f"电话{number}。", "W12") == []


def test_boilerplate_line_goes_with_its_line_end() -> None:
    text = "正文。\n点击上方蓝字关注我们\n下一段。"
    assert proof.fix(text, ["W15"]) == "正文。\n下一段。"


def test_boilerplate_inside_a_paragraph_is_left_to_a_person() -> None:
    text = "正文" * 40 + "，点击上方蓝字，" + "正文" * 40
    assert [(one.text, one.autofix) for one in found(text, "W15")] == [("点击上方蓝字", False)]


def test_headline_is_judged_as_one_only_when_it_is_one() -> None:
    text = "重大项目开工。"
    assert found(text, "W18") == []
    assert found(text, "W18", context=Context(headline=True))


def test_headline_length_names_length_and_limit() -> None:
    issue = found("项" * 13, "W18", context=Context(headline=True, headline_limit=12))[0]
    assert issue.params == {"length": "13", "limit": "12"}
    assert "13" in issue.sentence() and issue.start == 12


def test_every_gap_of_a_picture_is_named() -> None:
    images = (Image("一艘船", "船靠岸", "徐菁 摄"), Image(generated=True))
    issues = found("正文。", "W19", context=Context(images=images))
    assert len(issues) == 4 and {one.params["number"] for one in issues} == {"2"}
    assert {(one.start, one.end, one.severity) for one in issues} == {(0, 0, "block")}


def test_generated_picture_with_a_label_is_complete() -> None:
    image = Image("一艘船", "船靠岸", "徐菁 制图", generated=True, label="人工智能生成")
    assert found("", "W19", context=Context(images=(image,))) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/a",
        "http://127.0.0.1:8000/",
        "//10.1.2.3/a.jpg",
        "http://172.20.0.1",
        "http://nas.local/a",
        "http://169.254.1.1/",
        "http://[fd00::1]/a",
        "https://MMBIZ.qpic.cn/mmbiz_png/a",
    ],
)
def test_link_out_of_reach_blocks_in_the_text_and_beside_it(address: str) -> None:
    assert found("", "W20", context=Context(links=(address,)))
    assert found(f"见 {address} 。", "W20")


@pytest.mark.parametrize(
    "address", ["https://example.org", "http://8.8.8.8/", "//cdn.example.org/a", "http://[", "/a"]
)
def test_link_within_reach_is_fine(address: str) -> None:
    assert found(f"见 {address} 。", "W20", context=Context(links=(address,))) == []


def test_terms_are_in_force_between_their_dates_only() -> None:
    term = Term("旧称", "新称", "block", date(2026, 1, 1), date(2026, 6, 30), "house")
    for day, hits in (
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 1),
        (date(2026, 6, 30), 1),
        (date(2026, 7, 1), 0),
    ):
        context = Context(date=day, terms=(term,))
        assert len(found("用旧称的", "W22", context=context)) == hits


def test_term_brings_its_severity_and_its_suggestion_in_the_script() -> None:
    terms = (Term("残废", "残疾", "block", kind="house", suggestion_hant="殘疾"),)
    issue = found("殘廢人士", "W22", "hant", Context(terms=terms))[0]
    assert (issue.severity, issue.suggestion, issue.text) == ("block", "殘疾", "殘廢")


def test_longest_term_wins() -> None:
    terms = (Term("甲", "乙"), Term("甲骨", "丙"))
    assert [one.suggestion for one in found("甲骨，甲", "W21", context=Context(terms=terms))] == ["丙", "乙"]


def test_list_of_the_desk_replaces_the_shipped_one() -> None:
    assert found("座落", "W21", context=Context(terms=())) == []


def test_ten_thousand_terms_are_no_burden() -> None:
    terms = (*DEFAULT_TERMS, *(Term(f"词{number}条", "别的") for number in range(10_000)))
    assert [one.text for one in found("见词9999条" + "词" * 2000, "W21", context=Context(terms=terms))] == [
        "词9999条"
    ]


def test_no_person_table_is_shipped() -> None:
    assert not [term for term in DEFAULT_TERMS if term.kind == "person"]


def test_right_title_and_longer_title_of_a_person_are_fine() -> None:
    terms = (Term("张三平", "金普新区区长", kind="person"),)
    for text in ("金普新区区长张三平", "区长张三平", "张三平说"):
        assert found(text, "W24", context=Context(terms=terms)) == []


def test_order_of_persons_counts_in_lists_only() -> None:
    terms = (Term("张三平", kind="person", rank=1), Term("李四方", kind="person", rank=2))
    assert found("李四方到会。张三平讲话", "W24", context=Context(terms=terms)) == []
    assert found("李四方和张三平到会", "W24", context=Context(terms=terms))


def test_credited_namesake_is_no_slip() -> None:
    assert found("记者徐青说，徐菁也说", "W23", context=Context(names=("徐菁", "徐青"))) == []


def test_word_that_shares_a_character_with_a_name_is_no_slip() -> None:
    assert (
        found("徐徐展开，朴素的山峰，车站晓丹", "W23", context=Context(names=("徐菁", "朴峰", "车晓丹")))
        == []
    )


def test_name_of_the_credit_line_is_looked_for_in_the_text() -> None:
    issue = found("记者朴锋在现场说，项目开工了。\n图:朴峰", "W23")[0]
    assert (issue.text, issue.suggestion) == ("朴锋", "朴峰")


def test_run_of_traditional_characters_is_one_issue() -> None:
    issues = found("推动產業發展", "W04")
    assert [(one.text, one.suggestion) for one in issues] == [("產業發", "产业发")]


def test_simplified_text_may_hold_characters_of_both_scripts() -> None:
    assert found("乾隆、瞭望、角徵羽、皇后、干部、台面、系统、准备", "W04") == []


@pytest.mark.parametrize("text", ["若干部門", "標準備忘", "皇后", "影后", "制度", "系統", "新征程", "準備"])
def test_right_traditional_words_are_fine(text: str) -> None:
    assert found(text, "T01", "hant") == []


class _Service:
    def __init__(self, issues: list[Issue]) -> None:
        self.issues = issues

    def proofread(self, text: str) -> list[Issue]:
        if not self.issues:
            raise ProofreaderUnavailable
        return self.issues


def test_attached_service_adds_its_issues() -> None:
    issues = [Issue("X1", "warn", 1, 2, "区", "Odd"), Issue("X2", "warn", 5, 99, "", "Out of range")]
    found = proof.check("全区,上下", context=Context(proofreader=_Service(issues)))
    assert [one.id for one in found] == ["X1", "P01"]


def test_service_that_is_out_stops_nothing() -> None:
    assert [one.id for one in proof.check("全区,上下", context=Context(proofreader=_Service([])))] == ["P01"]


def test_rate_is_mistakes_per_ten_thousand_characters() -> None:
    text = "全区,上下" + "项" * 1996
    counts = proof.count(text, proof.check(text))
    assert (counts.characters, counts.mistakes, counts.blocking, str(counts.per_ten_thousand)) == (
        2000,
        1,
        0,
        "5.0",
    )
    assert proof.count("", []).per_ten_thousand == 0


def test_advice_is_no_mistake() -> None:
    text = "实现「即申即办」"
    assert {one.severity for one in proof.check(text)} == {"info"}
    assert proof.count(text, proof.check(text)).mistakes == 0


SEED = Path(__file__).parents[3] / "data" / "seed.txt"


def test_real_story_shows_only_true_defects() -> None:
    text = SEED.read_text(encoding="utf-8")
    ids = [issue.id for issue in proof.check(text, script="hant")]
    # 93 half-width marks stand between Han in the file; five of them are in credit lines, which have a parser.
    assert {one: ids.count(one) for one in sorted(set(ids))} == {"P01": 88, "T01": 16, "W14": 2, "W15": 3}


def test_real_story_is_clean_once_mended_but_for_what_a_person_must_do() -> None:
    text = SEED.read_text(encoding="utf-8")
    mended = proof.fix(text, [rule.id for rule in proof.RULES], script="hant")
    assert {issue.id for issue in proof.check(mended, script="hant")} == {"T01", "W14"}
