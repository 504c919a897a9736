"""Claims about the copy of the demonstration newsroom: what a reader of its stories would judge.

No database and no loader.
"""

import re
from uuid import NAMESPACE_URL, uuid5

import pytest

from articles.body.clean import clean_body
from tests.newsroom.demo.files import (
    CLICHES,
    FINISHED,
    FORBIDDEN,
    KINDS,
    ORDINARY,
    PUBLIC,
    SERIES,
    SITE,
    STATE_OF,
    STORIES,
    STORY_KEYS,
    TAGS,
    Body,
    assert_balanced,
    body_length,
    copy_of,
    site_copy,
)

every_story = pytest.mark.parametrize("slug", sorted(STORIES))


@every_story
def test_story_has_every_key_and_points_at_what_exists(slug: str) -> None:
    story = STORIES[slug]
    assert set(story) >= STORY_KEYS
    assert re.fullmatch(r"[a-z0-9-]+", slug)
    assert story["kind"] in KINDS
    assert story["section"] in {section["slug"] for section in SITE["sections"]}
    assert set(story["tags"]) <= {tag["slug"] for tag in SITE["tags"]}
    assert story["writer"] in {user["login"] for user in SITE["users"]}
    assert all(0 < offset < len(story["headline"]) for offset in story["headline_breaks"])
    if (
        slug in PUBLIC
        or slug in (SERIES["series"]["front"], FINISHED["front"])
        or STATE_OF.get(slug) == "withdrawn"
    ):
        assert story["days_ago"] >= 1 and re.fullmatch(r"[0-2]\d:[0-5]\d", story["time"])


def test_ordinary_stories_are_varied() -> None:
    assert len(ORDINARY) >= 6
    assert len({STORIES[slug]["section"] for slug in ORDINARY}) >= 5
    assert {"story", "photo_story", "commentary"} <= {STORIES[slug]["kind"] for slug in ORDINARY}


@pytest.mark.parametrize("slug", sorted(PUBLIC))
def test_public_story_is_a_full_story(slug: str) -> None:
    least = 600 if slug in ORDINARY else 900
    if any(slot.get("lead") and slot.get("story") == slug for slot in SERIES["instalments"]):
        least = 1300
    assert body_length(slug) >= least
    assert STORIES[slug]["standfirst"] and STORIES[slug]["credits"]


@every_story
def test_story_obeys_the_rules_of_the_house(slug: str) -> None:
    for line in copy_of(STORIES[slug]):
        for rule, pattern in FORBIDDEN.items():
            found = re.search(pattern, line)
            assert not found, f"{rule}: {line[max(0, found.start() - 8) : found.end() + 8]}"
        assert_balanced(line)
        assert not [cliche for cliche in CLICHES if cliche in line], line


def test_site_and_series_copy_obeys_the_rules_of_the_house() -> None:
    for line in site_copy():
        for rule, pattern in FORBIDDEN.items():
            assert not re.search(pattern, line), f"{rule}: {line}"
        assert_balanced(line)


@every_story
def test_body_uses_only_the_allowed_tags_and_its_own_pictures(slug: str) -> None:
    body = Body(STORIES[slug]["body"])
    assert body.tags <= TAGS and body.stack == []
    story = STORIES[slug]
    placed = [*story.get("images", []), *story.get("clips", [])]
    keys = [entry["key"] for entry in placed if entry["slot"] == "body"]
    keys += [chart["key"] for chart in story.get("charts", [])]
    assert sorted(body.uses) == sorted(keys)


@every_story
def test_body_loses_nothing_when_it_is_cleaned(slug: str) -> None:
    body = STORIES[slug]["body"]
    for key in Body(body).uses:
        body = body.replace(f'data-use="{key}"', f'data-use="{uuid5(NAMESPACE_URL, key)}"')
    cleaned = clean_body(body)
    assert Body(cleaned).texts == Body(body).texts
    assert Body(cleaned).uses == Body(body).uses


@every_story
def test_pull_quotes_are_short(slug: str) -> None:
    quotes = re.findall(r"<blockquote><p>(.*?)</p>", STORIES[slug]["body"])
    assert all(len(quote) <= 24 for quote in quotes)


@every_story
def test_credit_lines_name_people_of_the_roster(slug: str) -> None:
    roster = {person["name"]: person["title"] for person in SITE["contributors"]}
    titles = {title for title in roster.values() if title}
    for line in STORIES[slug]["credits"]:
        assert re.fullmatch(r"[^：\s]{1,6}：\S+( \S+)*", line)
        words = line.split("：", 1)[1].split(" ")
        assert all(word in roster or word in titles for word in words), line
        assert any(word in roster for word in words)


@every_story
def test_figures_have_value_unit_and_label(slug: str) -> None:
    for figure in STORIES[slug].get("key_figures", []):
        assert set(figure) - {"from"} == {"prefix", "value", "unit", "label", "source"}
        assert figure.get("from", slug) in STORIES
        assert re.fullmatch(r"\d+(\.\d+)?", figure["value"]) and figure["unit"] and figure["label"]
        assert figure["source"] or slug not in PUBLIC


def test_no_two_public_stories_open_or_end_alike() -> None:
    texts = [Body(STORIES[slug]["body"]).texts for slug in sorted(PUBLIC)]
    assert len({text[0][:6] for text in texts}) == len(texts)
    assert len({text[-1][:6] for text in texts}) == len(texts)
