"""What a proofreader would say of whole copy: every planted error is found, and nothing in clean prose."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from articles.body.clean import clean_body
from articles.charts.rows import read_rows
from articles.proofing.findings import examine
from articles.proofing.sheet import sheet_from, sheet_of
from articles.text.proof import DEFAULT_TERMS, RULES
from tests.newsroom.demo.files import STORIES

DATA = Path(__file__).parent / "data"
PLANTED = [line.split("\t") for line in (DATA / "planted.txt").read_text("utf-8").splitlines()]
CLEAN = (DATA / "clean.txt").read_text("utf-8").splitlines()
DAY = date(2026, 9, 18)


def _examined(sheet):
    return examine(sheet, day=DAY, terms=DEFAULT_TERMS)


def test_every_planted_error_is_found_where_it_stands():
    found = _examined(sheet_from({"body": [text for _rule, text in PLANTED]}))
    for number, (rule, text) in enumerate(PLANTED):
        assert rule in {one.rule for one in found if one.block == number}, (rule, text)


def test_planted_errors_are_of_nearly_every_rule():
    """The others speak of a piece as a whole, of names, pictures, addresses, or of traditional copy."""
    apart = {"P13", "P20", "P23", "P24", "P25", "N12", "W18", "W19", "W20", "W23", "W24", "T01", "T02"}
    assert {rule for rule, _text in PLANTED} | apart == {rule.id for rule in RULES}


def test_an_error_brings_no_false_ones_along():
    """Beside its own rule a planted line may only show what it holds as well."""
    also = {"P16": {"P05"}, "W15": set()}
    for number, (rule, text) in enumerate(PLANTED):
        found = {one.rule for one in _examined(sheet_from({"body": ["引子。", text, "结尾。"]}))}
        assert found - also.get(rule, set()) == {rule}, (number, text, found)


def test_clean_prose_is_left_alone():
    sheet = sheet_from({"fields": {"headline": CLEAN[0]}, "body": CLEAN[1:]}, ("沈知远", "何见川"))
    assert [(one.rule, one.before, one.text, one.after) for one in _examined(sheet)] == []


@pytest.mark.parametrize("slug", sorted(STORIES))
def test_stories_of_the_demonstration_are_left_alone(slug):
    story = STORIES[slug]
    body = story["body"]
    for image in story.get("images", []):
        body = body.replace(f'data-use="{image["key"]}"', f'data-use="{uuid5(NAMESPACE_URL, image["key"])}"')
    images = [
        {"use": image["key"], "image": "0" * 64}
        | {name: image[name] for name in ("alt", "caption", "credit")}
        for image in story.get("images", [])
    ]
    clips = [{"use": clip["key"]} | clip for clip in story.get("clips", [])]
    charts = [
        {"use": chart["key"], "rows": read_rows(chart["data"])} | chart for chart in story.get("charts", [])
    ]
    told = {
        **story,
        "body": clean_body(body),
        "images": images,
        "credits": [],
        "clips": clips,
        "charts": charts,
    }
    found = _examined(sheet_of(told))
    assert [(one.rule, one.field, one.before, one.text, one.after) for one in found] == []
