"""How words are broken and set on cards and posters."""

import pytest

from articles.sharing.faces import MISSING, Face
from articles.sharing.setting import broken, fitted

FACE = Face("serif-bold", 60, "hans")
SIZES = (100, 80, 60, 48, 36, 28)


def test_lines_begin_with_no_closing_mark_and_end_with_no_opening_one() -> None:
    text = "他说：“网上即申即办”让企业少跑路，一宗地的全流程（含公示）压缩到九十九天。"
    for width in range(180, 900, 37):
        lines = broken([text], FACE, width)
        assert "".join(lines) == text
        for line in lines:
            assert line[0] not in "，。：”）" and line[-1] not in "“（"
            assert FACE.width(line) <= width or len(line) <= 4


def test_words_and_numbers_stay_whole_unless_wider_than_a_line() -> None:
    lines = broken(["港口吞吐量达到1,520.5万TEU，Wanghai"], FACE, 420)
    assert any("1,520.5" in line for line in lines) and lines[-1].endswith("Wanghai")
    assert "".join(broken(["A" * 60], FACE, 300)) == "A" * 60
    assert max(map(FACE.width, broken(["A" * 60], FACE, 300))) <= 300


def test_a_break_that_the_desk_allows_is_liked_best() -> None:
    block = fitted(["塔吊下的", "冬至夜"], FACE, SIZES, 500, 400)
    assert block.lines == ["塔吊下的", "冬至夜"]
    assert broken(["新区的灯的海"], FACE, 200)[1][0] != "的"


@pytest.mark.parametrize("length", [1, 12, 40, 120, 200])
def test_a_headline_of_any_length_is_set_whole_inside_its_box(length: int) -> None:
    text = ("全区一百五十二个重大项目年前集中开工" * 12)[:length]
    block = fitted([text], FACE, SIZES, 504, 420, 1.26)
    assert "".join(block.lines) == text and block.height <= 420
    assert max(map(block.face.width, block.lines)) <= 504


def test_latin_letters_are_as_wide_as_they_are_drawn() -> None:
    for name in ("serif-bold", "sans", "sans-bold"):
        assert Face(name, 100, "hans").width("i") * 2 < Face(name, 100, "hans").width("W")


def test_nothing_is_broken_where_there_is_nothing() -> None:
    assert broken([], FACE, 300) == [] and broken([""], FACE, 300) == []
    assert fitted([""], FACE, SIZES, 300, 300).height == 0


def test_each_script_is_set_in_its_own_forms_and_a_missing_sign_is_marked() -> None:
    hans, hant = Face("serif-bold", 60, "hans"), Face("serif-bold", 60, "hant")
    assert hans.runs("骨")[0][0].path != hant.runs("骨")[0][0].path
    assert hans.runs("淼")[0][0].path and hant.runs("龘")[0][1] in {"龘", MISSING}
    assert [piece for _font, piece in hans.runs("\U00030edd面")] == [MISSING, "面"]
    assert hans.runs("\U0001f600\u200b") == []


@pytest.mark.parametrize("name", ["serif-bold", "sans", "sans-bold"])
def test_the_faces_have_every_sign_that_chinese_newspapers_print(name: str) -> None:
    signs = [bytes([lead, trail]) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF)]
    told = {sign.decode("gb2312", "ignore") for sign in signs} - {""}
    big = [bytes([lead, t]) for lead in range(0xA4, 0xC6) for t in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]]
    told |= {sign.decode("big5", "ignore") for sign in big} - {""}
    assert len(told) > 8_500
    for script in ("hans", "hant"):
        face = Face(name, 20, script)
        assert MISSING not in "".join(piece for sign in told for _font, piece in face.runs(sign))
