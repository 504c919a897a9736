"""The original marked by field, the sum of its characters, and removed pieces put back where they stood."""

from __future__ import annotations

import pytest

from articles.text.story import ParsedStory, ledger, parse_story
from series.import_trace import MOST_LINES, put_back, tally, trace
from tests.series.importing import LONG, SEED
from tests.tools.growth import grows_too_fast


def fields(text: str) -> list[list[tuple[str, str]]]:
    """Text and field of every piece."""
    lines, _more = trace(parse_story(text), text)
    return [[(span.text, span.field) for span in line] for line in lines]


def test_every_piece_of_the_seed_is_marked_with_the_field_it_went_to() -> None:
    lines, more = trace(parse_story(SEED), SEED)
    marked = [(span.field, span.reason) for line in lines for span in line]
    assert more == 0
    assert marked == [
        ("removed", "placeholder"), ("removed", "label"), ("editors_note", ""), ("editors_note", ""),
        ("removed", "placeholder"), ("body", ""), ("body", ""), ("body", "h2"), ("body", ""), ("body", "h2"),
        ("body", ""), ("body", "h2"), ("body", ""), ("body", ""), ("production_note", ""), ("credits", ""),
        ("credits", ""), ("credits", ""), ("credits", ""), ("removed", "label"), ("source", ""),
        ("removed", "call_to_action"), ("removed", "platform_notice"), ("removed", "platform_notice"),
    ]  # fmt: skip


def test_the_marked_pieces_together_are_the_original() -> None:
    lines, _more = trace(parse_story(SEED), SEED)
    shown = "".join(span.text for line in lines for span in line)
    assert "".join(shown.split()) == "".join(SEED.split())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("标题：潮起海岬", [("标题：", "removed"), ("潮起海岬", "headline")]),
        ("【湾阔·海岬】潮起海岬", [("【", "removed"), ("湾阔·海岬", "kicker"), ("】", "removed"), ("潮起海岬", "headline")]),
        ("湾阔·海岬丨潮起海岬", [("湾阔·海岬", "kicker"), ("丨", "removed"), ("潮起海岬", "headline")]),
        (f"标题：潮起\n编者按：{LONG}\n![]()", [("标题：", "removed"), ("潮起", "headline")]),
    ],
)  # fmt: skip
def test_a_line_that_went_to_two_places_is_cut_there(line: str, expected: list[tuple[str, str]]) -> None:
    assert fields(f"{line}\n{LONG}\n{LONG}2")[0] == expected


def test_a_byline_inside_a_paragraph_is_a_credit_and_the_rest_is_body() -> None:
    marked = fields(f"标题：潮起\n本报讯（记者 许菁 通讯员 黎嘉）{LONG}")[1]
    assert [field for _, field in marked] == ["body", "credits", "body"]
    assert marked[2][0] == LONG


def test_an_image_mark_inside_a_paragraph_is_a_placeholder() -> None:
    assert fields(f"标题：潮起\n{LONG}![](x){LONG}")[1] == [
        (LONG, "body"), ("![](x)", "removed"), (LONG, "body"),
    ]  # fmt: skip


def test_several_credits_and_sources_on_their_lines_are_found() -> None:
    marked = fields(f"标题：潮起\n来源：新华社\n{LONG}\n编辑：车晓　美编：简宁\n信源：海岬融媒")
    assert marked[1] == [("来源：", "removed"), ("新华社", "source")]
    assert [field for _, field in marked[3]] == ["credits", "credits"]
    assert marked[4] == [("信源：", "removed"), ("海岬融媒", "source")]


def test_what_the_parser_lost_would_be_marked_as_unknown() -> None:
    story = parse_story(f"标题：潮起\n{LONG}")
    lines, _more = trace(story, f"标题：潮起\n{LONG}\n鲸鱼来过")
    assert [(span.text, span.field) for span in lines[-1]] == [("鲸鱼来过", "")]


def test_the_sum_adds_up_and_tells_when_it_does_not() -> None:
    story = parse_story(SEED)
    found = tally(story, SEED)
    assert found.adds_up and found.given == len("".join(SEED.split()))
    assert found.removed == sum(len("".join(piece.text.split())) for piece in story.removed)
    lost = tally(story, SEED + "鲸鱼")
    assert (lost.missing, lost.adds_up, lost.in_fields) == (2, False, found.in_fields)


def test_the_sum_counts_what_does_not_print() -> None:
    text = f"标题：潮\u200b起\n{LONG}\u202e"
    found = tally(parse_story(text), text)
    assert found.adds_up and found.given == len(f"标题：潮起{LONG}") + 2


def place(text: str, words: str) -> int:
    return next(at for at, piece in enumerate(parse_story(text).removed) if words in piece.text)


def test_a_call_put_back_stands_at_the_end_of_the_body_and_is_no_longer_removed() -> None:
    story = put_back(parse_story(SEED), SEED, [place(SEED, "點贊")])
    assert story.body_html.endswith("<p>喜歡就請轉發、擴散、點贊、在看,精彩繼續~</p>")
    assert "call_to_action" not in [piece.reason for piece in story.removed]
    assert ledger(story, SEED).balanced


def test_a_line_from_the_middle_goes_back_to_the_middle() -> None:
    call = "喜欢就请转发、点赞、在看"
    text = f"标题：潮起\n{LONG}\n{call}\n{LONG}二\n编辑：车晓"
    story = put_back(parse_story(text), text, [place(text, call)])
    assert story.body_html == f"<p>{LONG}</p>\n<p>{call}</p>\n<p>{LONG}二</p>"


def test_all_pieces_of_the_seed_can_go_back_and_nothing_is_lost() -> None:
    read = parse_story(SEED)
    story = put_back(read, SEED, range(len(read.removed)))
    assert story.removed == [] and ledger(story, SEED).balanced
    assert story.body_html.index("<p>編者按</p>") < story.body_html.index("<p>歲月如梭")


def test_putting_back_what_does_not_print_or_is_not_there_changes_nothing() -> None:
    text = f"标题：潮\u200b起\n{LONG}"
    read = parse_story(text)
    assert put_back(read, text, [place(text, "\u200b"), 99, -1]) is read


def test_markup_put_back_is_text() -> None:
    call = "<b>喜欢就请转发、点赞、在看</b>"
    text = f"标题：潮起\n{LONG}\n{call}"
    assert "<p>&lt;b&gt;喜欢" in put_back(parse_story(text), text, [place(text, call)]).body_html


@pytest.mark.parametrize(
    "line", ["潮水\n", "![图](a.jpg)\n图为码头。\n", "## 小标题\n" + LONG + "\n", "编辑：车晓\n"]
)
def test_a_very_long_text_is_marked_in_its_share_of_time_and_says_what_it_leaves_out(line: str) -> None:
    def story(lines: int) -> tuple[ParsedStory, str]:
        text = "标题：潮起\n" + line * (lines // line.count("\n"))
        return parse_story(text), text

    text = story(12_000)[1]
    lines, more = trace(*story(12_000))
    assert (len(lines), more) == (MOST_LINES, text.count("\n") - MOST_LINES)
    assert not grows_too_fast(lambda told: trace(*told), story, 500)
