"""Conversion between the scripts: the traps of real news copy, names left alone, structure of HTML kept."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import scripts
from articles.text.errors import ScriptsUnavailable
from articles.text.markup import plain_text, split_markup
from articles.text.scripts import corner_quotes, detect, html_to_hans, html_to_hant, to_hans, to_hant

NAMES = {
    name: name for name in ("朴峰", "于海", "范晓", "余光", "张征", "张岩", "李准", "王采", "丁伙", "于寧")
}

GOLDEN = [
    ("编辑制作", "編輯製作"),
    ("基于科学研判", "基於科學研判"),
    ("位于海边", "位於海邊"),
    ("投用后，建成后", "投用後，建成後"),
    ("扭住项目干", "扭住項目幹"),
    ("率先垂范", "率先垂範"),
    ("党员干部", "黨員幹部"),
    ("晾干、干净、若干", "晾乾、乾淨、若干"),
    ("建筑面积", "建築面積"),
    ("需核准的项目", "需核准的項目"),
    ("审核标准", "審核標準"),
    ("踏上新征程", "踏上新征程"),
    ("长征路上出征", "長征路上出征"),
    ("发出征集令", "發出徵集令"),
    ("部长征求意见", "部長徵求意見"),
    ("上传并发布", "上傳並發布"),
    ("一并发布、合并发布", "一併發布、合併發布"),
    ("并发展、并发现", "並發展、並發現"),
    ("谋划布局，公布", "謀劃布局，公布"),
    ("净化污水", "淨化污水"),
    ("群众启动湿地", "群眾啟動濕地"),
    ("平台", "平臺"),
    ("家具、胡同", "家具、胡同"),
    ("看着显著变化", "看著顯著變化"),
    ("头发、发展", "頭髮、發展"),
    ("皇后、后宫、以后", "皇后、後宮、以後"),
    ("项目、发布、声明、审核、信息、视频、用户、智能、高端", "項目、發布、聲明、審核、信息、視頻、用戶、智能、高端"),
    ("2026年1月，99.5%", "2026年1月，99.5%"),
]  # fmt: skip


@pytest.mark.parametrize(("hans", "hant"), GOLDEN)
def test_trap_is_converted_as_a_newspaper_would_print_it(hans: str, hant: str) -> None:
    assert to_hant(hans) == hant


@pytest.mark.parametrize(("hans", "hant"), GOLDEN)
@pytest.mark.parametrize("variant", ["tw", "hk"])
def test_converting_twice_changes_nothing(hans: str, hant: str, variant: scripts.Variant) -> None:
    once = to_hant(hans, NAMES, variant)
    assert to_hant(once, NAMES, variant) == once
    assert to_hans(to_hans(hant, script="hant")) == to_hans(hant, script="hant")


@pytest.mark.parametrize(("hans", "hant"), GOLDEN)
def test_conversion_can_be_taken_back(hans: str, hant: str) -> None:
    assert to_hans(hant, script="hant") == hans


@pytest.mark.parametrize(
    "text", ["显著", "名著", "乾隆年间的文徵明", "角徵羽，李乾说", *(hans for hans, _ in GOLDEN)]
)
def test_simplified_text_is_not_converted_to_simplified_again(text: str) -> None:
    assert to_hans(text) == text


def test_stray_traditional_character_in_simplified_text_is_folded() -> None:
    assert to_hans("推动高質量发展，变化显著") == "推动高质量发展，变化显著"


def test_vocabulary_stays_that_of_the_newsroom() -> None:
    text = to_hant("项目发布，用户上传视频，软件、信息、设备调试、通讯员")
    assert not [word for word in ("專案", "釋出", "使用者", "影片", "軟體", "資訊", "除錯") if word in text]


def test_hong_kong_glyphs_are_those_readers_know() -> None:
    assert to_hant("群众在平台里启动湿地", variant="hk") == "群眾在平台裏啟動濕地"


def test_traditional_text_left_half_converted_is_repaired() -> None:
    assert (
        to_hant("該項目基于標準核準，投用后率先垂范，上傳并發布")
        == "該項目基於標準核准，投用後率先垂範，上傳並發布"
    )


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize(
    "sentence",
    ["记者{}报道", "{}说：“好。”", "（{}）", "文/图：记者 徐菁 {}", "主任{}介绍，项目已开工", "，{}表示", "{}、徐菁", "通讯员 {} 徐菁"],
)  # fmt: skip
def test_name_in_the_place_of_a_name_is_never_converted(name: str, sentence: str) -> None:
    assert name in to_hant(sentence.format(name), NAMES)


def test_same_characters_in_an_ordinary_word_are_converted() -> None:
    text = "记者于海在位于海边的码头采访，于海说，对于海洋，他用余光看见了业余光学"
    expected = "記者于海在位於海邊的碼頭採訪，于海說，對於海洋，他用餘光看見了業餘光學"
    assert to_hant(text, NAMES) == expected


def test_name_is_printed_in_its_stored_traditional_form() -> None:
    assert to_hant("记者叶青、钟声说", {"叶青": "葉青", "钟声": "鍾聲"}) == "記者葉青、鍾聲說"
    assert to_hans("記者鍾聲說", {"鍾聲": "锺声"}) == "记者锺声说"


def test_longer_name_may_stand_anywhere_and_may_change_its_length() -> None:
    assert to_hant("由李岩松发起", {"李岩松": "李岩松"}) == "由李岩松發起"
    assert to_hant("由阿力木发起", {"阿力木": "阿力木江"}) == "由阿力木江發起"


def test_strange_characters_survive_and_no_stand_in_leaks() -> None:
    text = "记者于海\ud800说\x00：\ue000发\ue001"
    assert to_hant(text, NAMES) == "記者于海\ud800說\x00：\ue000發\ue001"


def test_html_keeps_everything_but_copy_and_alt() -> None:
    html = (
        '<p>记者<strong>于海</strong>在<a href="/位于?x=发布" title="发布">位<em>于</em>海边</a>说 &lt;发&gt;</p>'
        '<p>于海</p><img src="发.png" alt="发布会 > 现场" data-x=\'发\'><!-- 发 --><code>发布</code>'
        '<span translate="no">发</span>'
    )
    assert html_to_hant(html, NAMES) == (
        '<p>記者<strong>于海</strong>在<a href="/位于?x=发布" title="发布">位<em>於</em>海邊</a>說 &lt;發&gt;</p>'
        '<p>于海</p><img src="发.png" alt="發布會 > 現場" data-x=\'发\'><!-- 发 --><code>发布</code>'
        '<span translate="no">发</span>'
    )


def test_name_cut_by_a_tag_is_still_a_name() -> None:
    assert html_to_hant("<p>记者<b>于</b>海说</p>", NAMES) == "<p>記者<b>于</b>海說</p>"


def test_html_goes_back_to_simplified() -> None:
    assert html_to_hans('<p title="發">發布</p><img alt="發布">') == '<p title="發">发布</p><img alt="发布">'


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                '<img alt="发">',
                "<!--",
                "-->",
                "<a href='x>y'>",
                "<",
                ">",
                '"',
                "发布",
                "记者于海",
                "&lt;",
                "<code>",
                "</code>",
                "\ue000",
            ]
        ),
        max_size=14,
    ).map("".join)
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_structure_of_any_html_is_the_same_before_and_after(html: str) -> None:
    pieces = split_markup(html)
    assert "".join(piece.text for piece in pieces) == html
    after = html_to_hant(html, NAMES)
    assert [p.name for p in split_markup(after)] == [p.name for p in pieces]
    assert len(after) == len(html)
    assert html_to_hant(after, NAMES) == after


@given(st.text(alphabet="发后干里面台并布征程准于海边记者说，。“”1A项目位", max_size=40))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_punctuation_digits_and_letters_are_never_touched(text: str) -> None:
    kept = [char for char in text if char in "，。“”1A"]
    assert [char for char in to_hant(text, NAMES) if char in "，。“”1A"] == kept


def test_script_is_told_by_the_characters_that_only_one_has() -> None:
    assert detect("编者按：华章日新") == "hans"
    assert detect("編者按：華章日新，基于") == "hant"
    assert detect("By Xu Jing, Jinpu 金普") == "en"
    assert detect("山海") == "hans"
    assert detect("乾隆年间的文徵明") == "hans"


def test_quotes_become_corner_brackets_only_when_asked() -> None:
    assert corner_quotes(to_hant("“抓‘实’”")) == "「抓『實』」"
    assert to_hant("“抓”") == "“抓”"


@pytest.fixture
def without_opencc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    scripts._converter.cache_clear()
    monkeypatch.delitem(sys.modules, "opencc", raising=False)
    real_import = builtins.__import__

    def refuse(name: str, *args: object, **kwargs: object) -> object:
        if name == "opencc":
            raise ImportError(name)
        return real_import(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    yield
    scripts._converter.cache_clear()


@pytest.mark.usefixtures("without_opencc")
def test_without_the_converter_the_error_says_what_is_missing() -> None:
    assert not scripts.available()
    with pytest.raises(ScriptsUnavailable, match="opencc"):
        to_hant("发布")


def test_plain_text_breaks_at_blocks_and_not_inside_lines() -> None:
    assert plain_text("<p>山<b>海</b></p><p>&lt;为证&gt;</p>") == "山海\n<为证>"


@pytest.mark.parametrize("unit", ['<a "', "<", "<!--", "<a '", "</", "&", "<p>", "<code>"])
def test_hostile_html_is_cut_in_one_pass(unit: str) -> None:
    html = unit * 20_000
    assert "".join(piece.text for piece in split_markup(html)) == html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本文由朴峰采写", "本文由朴峰採寫"),
        ("现场由朴峰，沈禾拍摄", "現場由朴峰，沈禾拍攝"),
        ("由于海平面上升，记者来到位于海边的村子", "由於海平面上升，記者來到位於海邊的村子"),
    ],
)
def test_name_behind_a_small_word_is_a_name_only_where_it_ends_there(text: str, expected: str):
    assert to_hant(text, {"朴峰": "朴峰", "于海": "于海", "沈禾": "沈禾"}) == expected
