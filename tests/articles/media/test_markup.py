"""How pictures are written into pages: placeholders, sizes, what is fetched early."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from articles.media import markup, tones
from articles.media.inspect import inspect_upload
from articles.media.picture import picture_data
from articles.media.stores import keep_original
from tests.articles.media.pictures import encoded

BASE = Path(__file__).parents[3] / "newsroom" / "static" / "newsroom" / "base.css"


def image(width: int = 1200, height: int = 800) -> dict[str, Any]:
    """An image of a published row with two crops."""

    def crop(name: str, high: int) -> dict[str, Any]:
        sources = [
            {"type": f"image/{kind}", "srcset": [[f"{name}-{wide}.{kind}", wide] for wide in (480, width)]}
            for kind in ("avif", "webp", "jpeg")
        ]
        return {"width": width, "height": high, "sources": sources, "src": f"{name}.jpg", "tone": "tone-3"}

    return {"alt": "码头<清晨>", "pictures": {"3x2": crop("a", height), "2x1": crop("b", width // 2)}}


def address(name: str) -> str:
    return f"/media/{name}"


@pytest.mark.parametrize(
    ("colour", "likeness"),
    [("#f5f4f0", "#f2f2f2"), ("#101214", "#171717"), ("#1d3f6e", "#264a4a"), ("#c8402a", "#8d493e")],
)
def test_the_tone_is_near_to_what_most_of_the_picture_is(colour: str, likeness: str) -> None:
    picture = Image.new("RGB", (300, 200), colour)
    picture.paste(Image.new("RGB", (60, 40), "#00ff00"))
    name = tones.tone_of(encoded(picture, quality=95))
    told = tones.TONES[name]
    meant = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    other = min(sum((a - b) ** 2 for a, b in zip(each, meant, strict=True)) for each in tones.TONES.values())
    assert sum((a - b) ** 2 for a, b in zip(told, meant, strict=True)) <= other * 3 + 600, likeness
    assert tones.tone_of(encoded(picture, quality=95)) == name


def test_every_tone_and_step_has_its_rule_in_the_style_sheet() -> None:
    sheet = BASE.read_text("utf-8")
    assert tones.css() in sheet
    for step in markup.SMALL:
        assert f".fit-{step} {{" in sheet
    for step in markup.TALL:
        assert f".tall-{step} {{" in sheet


def test_a_picture_knows_its_tone_as_soon_as_it_is_rendered(own_stores: Path) -> None:
    data = encoded(Image.new("RGB", (600, 400), "#2f7a68"))
    told = inspect_upload(data, "a.jpg")
    keep_original(data, told)
    facts = (told.sha256, told.ext, told.width, told.height)
    assert "tone" not in picture_data(*facts, "3x2", store="private"), "a preview renders nothing"
    public = picture_data(*facts, "3x2", store="public")
    assert public["tone"] in tones.TONES
    assert picture_data(*facts, "3x2", store="private")["tone"] == public["tone"]
    assert public == picture_data(*facts, "3x2", store="public")


def test_what_is_fetched_early_is_what_the_page_shows_on_each_screen() -> None:
    page = str(markup.picture_html(image(), "3x2", address, wide="2x1", eager=True))
    head = str(markup.preload_html(image(), "3x2", address, wide="2x1"))
    early = re.findall(
        r'type="image/avif" imagesrcset="([^"]+)" imagesizes="([^"]+)".*?media="([^"]+)"', head
    )
    shown = re.findall(r'type="image/avif" srcset="([^"]+)" sizes="([^"]+)"', page)
    assert [each[:2] for each in early] == shown[::-1] and len(early) == 2
    assert {each[2] for each in early} == {markup.NARROW, markup.WIDE}
    assert "lazy" not in page and 'fetchpriority="high"' in page


def test_pictures_further_down_wait_and_carry_size_tone_and_escaped_words() -> None:
    page = str(markup.picture_html(image(), "3x2", address))
    assert 'loading="lazy"' in page and "style=" not in page
    assert 'class="tone-3"' in page and 'width="1200" height="800"' in page
    assert "码头&lt;清晨&gt;" in page
    assert markup.picture_html(None, "3x2", address) == ""
    assert markup.preload_html({"alt": "", "pictures": {}}, "3x2", address) == ""


@pytest.mark.parametrize(
    ("size", "names"),
    [((40, 40), {"fit-40"}), ((300, 200), {"fit-320"}), ((1920, 1080), set()), ((600, 2400), {"tall-300"})],
)
def test_an_odd_original_is_let_out_by_steps(size: tuple[int, int], names: set[str]) -> None:
    row = image(*size)
    row["pictures"] = {"full": row["pictures"]["3x2"]}
    found = re.search(r'class="([^"]+)"', str(markup.picture_html(row, "full", address)))
    assert found and set(found[1].split()) - {"tone-3"} == names
