"""Claims about the pictures of the demonstration newsroom.

No database and no loader.
"""

import pytest
from PIL import Image

from tests.newsroom.demo.files import PICTURES, PUBLIC, READABLE, STATE_OF, STORIES

every_story = pytest.mark.parametrize("slug", sorted(STORIES))


@every_story
def test_every_picture_has_file_alt_caption_credit_and_focal_point(slug: str) -> None:
    keys = [image["key"] for image in STORIES[slug].get("images", [])]
    assert len(keys) == len(set(keys))
    for image in STORIES[slug].get("images", []):
        assert (PICTURES / image["file"]).is_file()
        assert image["slot"] in {"lead", "body", "gallery"}
        assert image["alt"] and image["caption"] and image["credit"] and image["alt"] != image["caption"]
        assert len(image["focal"]) == 2 and all(0 <= part <= 1 for part in image["focal"])


def test_every_instalment_readers_see_has_a_lead_picture() -> None:
    for slug, state in STATE_OF.items():
        if state in READABLE:
            assert [image for image in STORIES[slug]["images"] if image["slot"] == "lead"], slug


def test_no_picture_leads_two_public_stories() -> None:
    leads = [
        image["file"]
        for slug in PUBLIC
        for image in STORIES[slug].get("images", [])
        if image["slot"] == "lead"
    ]
    assert len(leads) == len(set(leads))


def test_every_picture_file_is_used() -> None:
    used = {image["file"] for story in STORIES.values() for image in story.get("images", [])}
    assert {path.name for path in PICTURES.iterdir()} == used
    assert len(used) >= 10


def test_pictures_are_wide_enough_and_small_enough_together() -> None:
    for path in PICTURES.iterdir():
        with Image.open(path) as picture:
            assert picture.width == 1440 and picture.format in {"JPEG", "PNG"}
            assert not picture.getexif()
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= 3_000_000


def test_an_ai_labelled_picture_is_shown_by_the_demonstration() -> None:
    labels = [
        image["ai_label"]
        for slug in PUBLIC
        for image in STORIES[slug].get("images", [])
        if "ai_label" in image
    ]
    assert any("人工智能" in label for label in labels)
