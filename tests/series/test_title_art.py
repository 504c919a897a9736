"""Title art of its own: a picture for each width behind a title that stays text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from articles import editing, readiness, snapshots
from articles.admin.rows import STORY_SLOTS, picture_rows
from articles.models import ImageUse, PublishedArticle
from series import publishing
from tests.factories import act, approve_all, make_draft, make_user
from tests.proofs.making import make_image, make_released
from tests.published import picture, put_running_series, put_site

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def cover(page: str) -> str:
    return page.split('<header class="cover')[1].split("</header>")[0]


def get(client: Client, path: str = "/series/chaoxi/") -> str:
    return client.get(path).content.decode()


def art(name: str) -> dict[str, Any]:
    made = picture(name)
    return made | {"pictures": {"full": made["pictures"]["full"]}, "alt": "海湾与远山", "credit": "顾南乔 绘"}


@pytest.mark.parametrize("theme", ["ink", "harbour", "annals"])
def test_each_width_has_its_own_art_and_the_title_stays_text(client: Client, theme: str) -> None:
    put_site()
    both = {"wide": art("aa/wide"), "tall": art("bb/tall")}
    put_running_series(1, slug="chaoxi", theme=theme, front={"title_art": both})
    page = cover(get(client))
    sources = re.findall(r"<source[^>]*>", page)
    assert any("aa/wide" in s and "min-width: 46.25rem" in s for s in sources)
    assert any("bb/tall" in s and "media=" not in s for s in sources)
    assert "themes/" not in page and 'alt="海湾与远山"' in page and "顾南乔 绘" in page
    assert "series/own.css" in get(client)
    assert re.search(r'<h1 class="cover__title">.*潮汐有信', page)


@pytest.mark.parametrize("width", ["wide", "tall"])
def test_one_art_serves_both_widths(client: Client, width: str) -> None:
    put_site()
    put_running_series(1, slug="chaoxi", front={"title_art": {width: art("aa/one")}})
    page = cover(get(client))
    assert "aa/one" in page and "media=" not in page


def test_series_without_art_of_its_own_has_the_theme_s(client: Client) -> None:
    put_site()
    put_running_series(1, slug="chaoxi")
    page = get(client)
    assert "themes/ink/cover-wide.svg" in cover(page) and "cover--own" not in page and "own.css" not in page


def test_small_covers_show_the_art_of_their_own_too(client: Client) -> None:
    put_site()
    both = {"wide": art("aa/wide"), "tall": art("bb/tall")}
    put_running_series(1, slug="chaoxi", front={"title_art": both})
    hero = get(client, "/").split('class="hero"')[1].split("</a>")[0]
    assert "aa/wide" in hero and "bb/tall" in hero and "hero__art--own" in hero and "themes/" not in hero
    tile = get(client, "/series/").split('class="cv-link"')[1].split("</a>")[0]
    assert "bb/tall" in tile and "cv--own" in tile and "themes/" not in tile


def _use(article: Any, slot: str, shade: int) -> None:
    ImageUse.objects.create(
        article=article,
        image=make_image(shade=shade),
        slot=slot,
        position=shade,
        alt="海湾与远山",
        caption="刊头：望海。",
        credit="顾南乔 绘",
    )


def test_art_is_signed_with_the_front_and_shows_when_it_is_released(client: Client) -> None:
    series = make_released()
    front = series.front
    act(front, "reopen", front.author)
    _use(front, "art", 11)
    _use(front, "art_tall", 12)
    front.refresh_from_db()
    assert not [gap for gap in readiness.gaps(front) if gap.field == "pictures"]
    before = front.content_sha256
    editing.save_revision(article=front, user=front.author)
    assert front.content_sha256 != before
    assert {use["slot"] for use in snapshots.take(front)["images"]} >= {"art", "art_tall"}
    act(front, "submit", front.author)
    approve_all(front)
    path = f"/series/{series.slug}/"
    assert "cover--own" not in get(client, path)
    publishing.publish_series(series=series, user=make_user("chief_editor"))
    row = PublishedArticle.objects.get(uid=front.uid, script="hans")
    assert set(row.title_art) == {"wide", "tall"} and "cover--own" in get(client, path)
    shown = re.search(r'src="(/media/[^"]+)"', cover(get(client, path)))
    assert shown
    file = client.get(shown[1])
    assert file.status_code == 200 and b"".join(file.streaming_content)


def test_only_a_front_has_places_for_title_art() -> None:
    story, front = make_draft(), make_released().front
    _use(story, "lead", 13)
    _use(front, "art", 14)
    offered = [dict(picture_rows(made, None).forms[0].fields["slot"].choices) for made in (story, front)]
    assert "art" not in offered[0] and "art" in offered[1] and "art_tall" in offered[1]
    assert dict(STORY_SLOTS).keys() == {"lead", "body", "gallery"}
