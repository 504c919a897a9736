"""Claims about the site and the series of the demonstration newsroom: what its loader may rely on.

No database and no loader.
"""

import re
from collections import Counter

import pytest

from tests.newsroom.demo.files import READABLE, ROLES, SERIES, SITE, STATE_OF, STATES, STORIES, han_count


def test_footer_says_that_the_content_is_an_example() -> None:
    mast = SITE["masthead"]
    assert mast["name"] == "望海新报" and mast["name_hant"] == "望海新報"
    assert any("示例内容" in line for line in mast["footer"])
    assert len(mast["footer"]) == len(mast["footer_hant"])


def test_site_names_sections_people_and_every_role() -> None:
    assert 5 <= len(SITE["sections"]) <= 6
    assert len(SITE["contributors"]) >= 12
    assert {user["role"] for user in SITE["users"]} == ROLES
    assert Counter(user["role"] for user in SITE["users"])["reporter"] >= 2


def test_slugs_and_logins_are_unique_and_point_at_somebody() -> None:
    people = [person["slug"] for person in SITE["contributors"]]
    logins = [user["login"] for user in SITE["users"]]
    for names in (
        people,
        logins,
        [section["slug"] for section in SITE["sections"]],
        [tag["slug"] for tag in SITE["tags"]],
    ):
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert {user["contributor"] for user in SITE["users"]} <= {*people, ""}


def test_contributors_carry_all_three_forms_of_their_name() -> None:
    for person in SITE["contributors"]:
        assert len(person["name"]) == len(person["name_hant"]) and han_count(person["name"]) == len(
            person["name"]
        )
        assert re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", person["name_latin"])
        assert {"title", "organisation", "bio"} <= set(person) and person["bio"]


@pytest.mark.parametrize("surname", ["朴", "于", "范"])
def test_surnames_that_a_converter_would_spoil_stay_themselves(surname: str) -> None:
    bearers = [person for person in SITE["contributors"] if person["name"].startswith(surname)]
    assert bearers
    assert all(person["name_hant"].startswith(surname) for person in bearers)


def test_series_has_four_short_chapters_in_use() -> None:
    chapters = SERIES["chapters"]
    assert len(chapters) == 4
    assert all(
        2 <= len(chapter["name"]) <= 4 and chapter["label"] and chapter["blurb"] for chapter in chapters
    )
    assert {slot["chapter"] for slot in SERIES["instalments"]} == {chapter["key"] for chapter in chapters}


def test_instalments_are_numbered_without_gap_and_follow_their_chapters() -> None:
    numbers = [slot["number"] for slot in SERIES["instalments"]]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 18
    order = [chapter["key"] for chapter in SERIES["chapters"]]
    places = [order.index(slot["chapter"]) for slot in SERIES["instalments"]]
    assert places == sorted(places)


def test_every_state_occurs_and_readers_see_what_was_promised() -> None:
    states = Counter(slot["state"] for slot in SERIES["instalments"])
    assert set(states) == STATES
    assert states["public"] + states["public_corrected"] == 7 and states["public_corrected"] == 1
    assert states["withdrawn"] == 1 and states["announced"] == 2


def test_slots_hold_what_their_state_needs() -> None:
    for slot in SERIES["instalments"]:
        if slot["state"] == "announced":
            assert slot["announced_title"] and slot["announced_in_days"] > 0 and "story" not in slot
        elif slot["state"] == "planned":
            assert slot["working_title"] and "story" not in slot
        else:
            assert slot["story"] in STORIES
    assert len(STATE_OF) == sum("story" in slot for slot in SERIES["instalments"])


def test_stories_carry_what_their_state_needs() -> None:
    for slug, state in STATE_OF.items():
        story = STORIES[slug]
        assert bool(story.get("corrections")) == (state == "public_corrected")
        assert bool(story.get("withdrawal")) == (state == "withdrawn")
        assert bool(story.get("later")) == (state in {"published_edited", "approval_lost"})
        assert ("publish_in_days" in story) == (state == "scheduled")
        if state == "returned":
            assert [opinion for opinion in story["opinions"] if opinion["verdict"] == "return"]


def test_corrected_passage_stands_once_and_the_error_is_gone() -> None:
    for story in STORIES.values():
        for correction in story.get("corrections", []):
            assert correction["type"] in {"correction", "addition", "apology"}
            assert story["body"].count(correction["right"]) == 1
            assert correction["wrong"] not in story["body"]
            assert correction["days_ago"] < story["days_ago"]


def test_later_edits_apply_to_the_body_they_are_for() -> None:
    for story in STORIES.values():
        for change in story.get("later", {}).get("replace", []):
            assert story["body"].count(change["old"]) == 1 and change["new"] != change["old"]


def test_public_parts_appear_in_the_order_of_their_numbers() -> None:
    slots = [slot for slot in SERIES["instalments"] if slot["state"] in READABLE | {"withdrawn"}]
    days = [STORIES[slot["story"]]["days_ago"] for slot in slots]
    assert days == sorted(days, reverse=True) and len(set(days)) == len(days)
