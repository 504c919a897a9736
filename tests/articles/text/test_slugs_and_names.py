"""Addresses from Chinese titles, and what is suspected of a name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.names import is_plain_name, looks_converted, surname_of
from articles.text.slugs import RESERVED, is_reserved, latin_name, slugify_zh


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("山海为证·金普新程", "shan-hai-wei-zheng-jin-pu-xin-cheng"),
        ("山海為證·金普新程", "shan-hai-wei-zheng-jin-pu-xin-cheng"),
        ("AI技术 9.95万", "ai-ji-shu-9-95-wan"),
        ("绿色女性", "lyu-se-nyu-xing"),
        ("Café Jinpu", "cafe-jinpu"),
        ("  重庆 ", "chong-qing"),
    ],
)
def test_title_becomes_a_readable_address(text: str, slug: str) -> None:
    assert slugify_zh(text) == slug


def test_long_title_is_cut_between_syllables() -> None:
    slug = slugify_zh("山海为证金普新程" * 10, max_length=40)
    assert slug == "shan-hai-wei-zheng-jin-pu-xin-cheng-shan"


@pytest.mark.parametrize("text", ["", "！！", "😀", "admin", "Feed", "zh hant", "\ud800"])
def test_empty_or_reserved_address_is_replaced_by_a_stable_one(text: str) -> None:
    slug = slugify_zh(text)
    assert re.fullmatch(r"story-[0-9a-f]{8}", slug)
    assert slug == slugify_zh(text)
    assert not is_reserved(slug)


@pytest.mark.parametrize(
    "path", ["admin", "series", "articles", "sections", "contributors", "search", "zh-hant", "healthz"]
)
def test_words_of_the_site_are_reserved(path: str) -> None:
    assert path in RESERVED


@given(st.text(max_size=60), st.integers(8, 90))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_every_slug_is_ascii_words_and_hyphens_within_its_length(text: str, limit: int) -> None:
    slug = slugify_zh(text, limit)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    assert len(slug) <= limit
    assert not is_reserved(slug)


@pytest.mark.parametrize(
    ("name", "latin"),
    [("朴峰", "Piao Feng"), ("李嘉欣", "Li Jiaxin"), ("解放", "Xie Fang"), ("曾志", "Zeng Zhi"), ("区明", "Ou Ming"), ("吕学琦", "Lyu Xueqi"), ("欧阳娜娜", "Ouyang Nana"), ("仇英", "Qiu Ying")],
)  # fmt: skip
def test_surnames_are_read_as_surnames(name: str, latin: str) -> None:
    assert latin_name(name) == latin


@pytest.mark.parametrize(
    ("damaged", "original"),
    [("樸峰", "朴峰"), ("於海", "于海"), ("範曉", "范曉"), ("餘光", "余光"), ("遊本昌", "游本昌"), ("幹寶", "干寶"), ("王佔", "王占"), ("張徵", "張征"), ("張巖", "張岩"), ("李準", "李准"), ("王採", "王采"), ("丁夥", "丁伙")],
)  # fmt: skip
def test_name_damaged_by_conversion_is_suspected(damaged: str, original: str) -> None:
    assert looks_converted(damaged, "hant") == original


@pytest.mark.parametrize(
    "name",
    [
        "徐菁",
        "李嘉欣",
        "車曉丹",
        "呂學琦",
        "宋子光",
        "葉青",
        "蕭紅",
        "于寧",
        "黨建國",
        "鍾聲",
        "趙麗",
        "余光中",
    ],
)
def test_sound_traditional_name_is_not_suspected(name: str) -> None:
    assert looks_converted(name, "hant") is None


def test_traditional_character_in_a_simplified_text_is_suspected() -> None:
    assert looks_converted("葉青", "hans") == "叶青"
    assert looks_converted("樸峰", "hans") == "朴峰"
    assert looks_converted("李乾", "hans") is None
    assert looks_converted("车晓丹", "hans") is None


def test_shapes_of_names() -> None:
    assert surname_of("歐陽娜娜") == "歐陽"
    assert all(map(is_plain_name, ["徐菁", "于海", "歐陽娜娜", "阿依古丽·买买提", "Xu Jing", "O’Neil"]))
    assert not any(map(is_plain_name, ["手记", "徐菁朴峰", "了解到", "海岬新区", "A1", "", "于是"]))
