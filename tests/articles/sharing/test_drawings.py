"""Cards and posters as readers get them: addresses, caching, what is on them, what is gone."""

import io
import re
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client
from PIL import Image

from articles.models.published import PublishedArticle
from articles.sharing import store, views
from articles.sharing.card import draw_card
from articles.sharing.poster import draw_poster
from articles.sharing.words import Words, front_words, story_words
from series.sharing import LOOKS
from tests.articles.media.pictures import encoded
from tests.published import picture, put_notice, put_running_series, put_site, put_story

pytestmark = pytest.mark.django_db
SIZES = {"card": (1200, 630), "poster": (1080, 1920)}


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> Path:
    """A store of drawings for each test."""
    settings.SHARE_ROOT = tmp_path / "sharing"
    put_site()
    return tmp_path / "sharing"


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("part", SIZES)
@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
def test_a_story_and_a_series_have_a_drawing_in_both_scripts(client: Client, part: str, prefix: str) -> None:
    put_running_series(3, slug="chaoxi")
    put_story(slug="dengta")
    for page in (f"{prefix}/articles/dengta/", f"{prefix}/series/chaoxi/"):
        answer = client.get(f"{page}{part}.jpg")
        assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"
        assert opened(answer.content).size == SIZES[part]
        assert "Set-Cookie" not in answer and "Vary" not in answer
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        again = client.get(f"{page}{part}.jpg", headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
        shown = client.get(page).content.decode()
        assert f'content="http://testserver{page}card.jpg"' in shown and f'src="{page}poster.jpg"' in shown


def test_all_words_of_a_drawing_are_said_in_its_alternative_text(client: Client) -> None:
    figure = {"prefix": "超", "value": "152", "unit": "个", "label": "开工项目", "source": "区统计局"}
    put_story(
        slug="kaigong", headline="开工“第一锹”", subheading="寒潮里", kicker="本报快讯", key_figures=[figure]
    )
    shown = client.get("/articles/kaigong/").content.decode()
    card = re.search(r'og:image:alt" content="([^"]+)"', shown)
    poster = re.search(r'poster\.jpg" width="1080" height="1920" alt="([^"]+)"', shown)
    assert card and poster
    for word in ("开工“第一锹”", "寒潮里", "本报快讯", "望海新报"):
        assert word in card[1] and word in poster[1]
    for word in ("开工项目超152个", "testserver/articles/kaigong/"):
        assert word in poster[1]


def test_a_withdrawn_story_has_no_drawing_although_one_was_made(client: Client, own_store: Path) -> None:
    uid = put_story(slug="cheile")
    assert client.get("/articles/cheile/card.jpg").status_code == 200
    PublishedArticle.objects.filter(uid=uid).delete()
    put_notice(slug="cheile")
    assert client.get("/articles/cheile/card.jpg").status_code == 410
    assert client.get("/articles/mei-you/poster.jpg").status_code == 404
    assert client.get("/articles/cheile/banner.jpg").status_code == 404


def test_a_drawing_is_made_once_and_anew_when_its_words_change(client: Client, own_store: Path) -> None:
    uid = put_story(slug="yici", headline="第一版")
    first = client.get("/articles/yici/card.jpg")
    kept = list(own_store.rglob("card-*.jpg"))
    assert len(kept) == 1
    kept[0].write_bytes(encoded(Image.new("RGB", (10, 10))))  # whoever draws again would overwrite this
    assert opened(client.get("/articles/yici/card.jpg?x=1").content).size == (10, 10)
    PublishedArticle.objects.filter(uid=uid).update(headline="第二版")
    second = client.get("/articles/yici/card.jpg")
    assert second["ETag"] != first["ETag"] and opened(second.content).size == SIZES["card"]
    assert len(list(own_store.rglob("card-*.jpg"))) == 1


def test_a_drawing_made_while_its_picture_was_missing_is_not_the_last_word(
    client: Client, own_stores: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database is restored before its pictures, and a chat asks between the two."""
    put_story(slug="huifu", lead_image=picture("ab/huifu"))
    without = client.get("/articles/huifu/card.jpg")
    green = encoded(Image.new("RGB", (960, 640), "#00c000"))
    storages["public"].save("ab/huifu-3x2-960.jpg", io.BytesIO(green))
    asked_again = client.get("/articles/huifu/card.jpg", headers={"if-none-match": without["ETag"]})
    assert asked_again.status_code == 304  # not drawn for everybody who asks meanwhile
    monkeypatch.setattr(store, "UNFINISHED", 0)
    whole = client.get("/articles/huifu/card.jpg", headers={"if-none-match": without["ETag"]})
    red, green_, _blue = opened(whole.content).convert("RGB").getpixel((1000, 300))  # type: ignore[misc]
    assert whole.status_code == 200 and green_ > red + 80
    assert len(list(own_stores.rglob("sharing/**/card-*.jpg"))) == 1


def test_however_many_ask_at_once_one_draws(own_store: Path) -> None:
    put_story(slug="huoji")
    words = story_words(PublishedArticle.objects.get(slug="huoji", script="hans"), site())
    drawn: list[int] = []

    def draw(told: Words) -> bytes:
        drawn.append(1)
        return draw_card(told)

    def ask() -> None:
        """As a reader does who is asked to come back."""
        while True:
            try:
                store.kept(words, "card", draw)
            except store.Busy:
                time.sleep(0.01)
            else:
                return

    threads = [threading.Thread(target=ask) for _each in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drawn) == 1


def test_few_wait_for_a_drawing_and_the_next_is_told_at_once(
    client: Client, own_store: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 60)  # whoever stood in line as well would get a drawing in the end
    put_story(slug="duiwu")
    words = story_words(PublishedArticle.objects.get(slug="duiwu", script="hans"), site())
    may_go_on = threading.Event()

    def slowly(told: Words) -> bytes:
        assert may_go_on.wait(20)
        return b"drawn"

    threads = [
        threading.Thread(target=store.kept, args=(words, "card", slowly))
        for _each in range(1 + store.WAITING)
    ]
    try:
        for thread in threads:
            thread.start()
        while store._IN_LINE._value:  # until all of them stand in line
            time.sleep(0.01)
        answer = client.get("/articles/duiwu/poster.jpg")
        assert answer.status_code == 503 and answer["Retry-After"]
    finally:
        may_go_on.set()
        for thread in threads:
            thread.join()
    assert client.get("/articles/duiwu/card.jpg").content == b"drawn"


def test_a_reader_is_asked_to_come_back_while_too_many_are_drawn(client: Client, monkeypatch: Any) -> None:
    put_story(slug="mang")
    monkeypatch.setattr(store, "PATIENCE", 0.01)
    assert store._DRAWING.acquire()
    try:
        answer = client.get("/articles/mang/poster.jpg")
    finally:
        store._DRAWING.release()
    assert answer.status_code == 503 and answer["Retry-After"] and answer["Cache-Control"] == "no-store"
    assert client.get("/articles/mang/poster.jpg").status_code == 200


def test_the_picture_of_a_story_is_on_its_drawings_and_a_lost_one_leaves_the_words(own_stores: Path) -> None:
    storages["public"].save(
        "ab/lead-3x2-960.jpg", io.BytesIO(encoded(Image.new("RGB", (960, 640), "#00c000")))
    )
    put_story(slug="youtu", lead_image=picture())
    put_story(slug="shitu", lead_image=picture("cd/lost"))
    for slug, shown in (("youtu", True), ("shitu", False)):
        words = story_words(PublishedArticle.objects.get(slug=slug, script="hans"), site())
        red, green, _blue = opened(draw_card(words)).convert("RGB").getpixel((1000, 300))  # type: ignore[misc]
        assert (green > red + 80) is shown
        assert opened(draw_poster(words)).size == SIZES["poster"]


@pytest.mark.parametrize(
    "headline", ["雪", "How AI changed the port", "𰻝" * 30, "长" * 200, "“”，。", "A" * 200]
)
def test_any_headline_is_drawn_with_or_without_its_companions(headline: str) -> None:
    put_story(
        slug="renyi", headline=headline, subheading="副" * 200, standfirst="导语。" * 40, kicker="引" * 200
    )
    words = story_words(PublishedArticle.objects.get(slug="renyi", script="hant"), site())
    assert (
        opened(draw_card(words)).size == SIZES["card"] and opened(draw_poster(words)).size == SIZES["poster"]
    )


@pytest.mark.parametrize("title", ["·", "··", "潮·", "·汐"])
def test_a_series_of_any_title_is_drawn_in_every_look(title: str) -> None:
    put_running_series(1, slug="dian", title=title)
    front = PublishedArticle.objects.get(slug="dian", script="hans")
    for look in LOOKS.values():
        words = front_words(front, site(), look, "dian")
        assert opened(draw_card(words)).size == SIZES["card"]
        assert opened(draw_poster(words)).size == SIZES["poster"]


def test_a_poster_shows_as_many_figures_as_can_be_read_and_says_no_more() -> None:
    short = {"prefix": "超", "value": "5000", "unit": "亿元", "label": "在库项目总投资", "source": ""}
    long = short | {"value": "1234567890123456", "unit": "亿吨公里每平方公里每日"}
    wordy = short | {"label": "一二三四五六七八九十" * 3}
    cases = [([short] * 4, 3), ([short, short, long], 2), ([long] * 3, 1), ([wordy] * 3, 2), ([], 0)]
    for place, (rows, count) in enumerate(cases):
        put_story(slug=f"shu-{place}", key_figures=rows)
        words = story_words(PublishedArticle.objects.get(slug=f"shu-{place}", script="hans"), site())
        assert len(words.figures) == count
        assert words.poster_text.count("超") == count


def test_figures_as_long_as_the_form_allows_stay_inside_the_margins() -> None:
    widest = {"prefix": "大约超过", "value": "一" * 16, "unit": "亿" * 12, "label": "标" * 40, "source": ""}
    put_story(slug="kuan", key_figures=[widest] * 3)
    poster = opened(
        draw_poster(story_words(PublishedArticle.objects.get(slug="kuan", script="hans"), site()))
    )
    margin = poster.convert("L").crop((1080 - 84 + 8, 1200, 1080, 1640))
    assert margin.getextrema()[0] > 200, "something dark stands in the margin"


def test_a_series_shows_its_own_title_art_and_else_that_of_its_theme(own_stores: Path) -> None:
    storages["public"].save(
        "ab/art-3x2-960.jpg", io.BytesIO(encoded(Image.new("RGB", (960, 640), "#00c000")))
    )
    put_running_series(2, slug="chaoxi")
    front = PublishedArticle.objects.get(kind="front", script="hans")
    plain = front_words(front, site(), LOOKS["harbour"], "chaoxi")
    assert plain.picture == "" and opened(draw_card(plain)).size == SIZES["card"]
    front.title_art = {"wide": picture("ab/art")}
    own = front_words(front, site(), LOOKS["harbour"], "chaoxi")
    red, green, _blue = opened(draw_card(own)).convert("RGB").getpixel((1000, 300))  # type: ignore[misc]
    assert own.picture and green > red + 80


def test_the_poster_of_a_series_shows_its_tall_art_and_the_card_its_wide(own_stores: Path) -> None:
    for name, colour in (("ab/art", "#00c000"), ("ab/high", "#0000c0")):
        drawn = encoded(Image.new("RGB", (960, 640), colour))
        storages["public"].save(f"{name}-3x2-960.jpg", io.BytesIO(drawn))
    put_running_series(2, slug="chaoxi")
    front = PublishedArticle.objects.get(kind="front", script="hans")
    front.title_art = {"wide": picture("ab/art"), "tall": picture("ab/high")}
    words = front_words(front, site(), LOOKS["annals"], "chaoxi")
    _red, green, blue = opened(draw_poster(words)).convert("RGB").getpixel((540, 300))  # type: ignore[misc]
    assert blue > green + 80
    _red, green, blue = opened(draw_card(words)).convert("RGB").getpixel((1000, 300))  # type: ignore[misc]
    assert green > blue + 80


def test_the_code_of_a_poster_opens_the_page_and_keeps_its_quiet_zone() -> None:
    put_story(slug="erweima")
    words = story_words(PublishedArticle.objects.get(slug="erweima", script="hans"), site())
    assert words.address.startswith("http://testserver/articles/erweima/")
    image = opened(draw_poster(words)).convert("L")
    corner = image.crop((1080 - 84 - 16, 1920 - 76 - 16, 1080 - 84, 1920 - 76))
    assert min(corner.get_flattened_data()) > 240  # white all round: four modules of at least four pixels


def site() -> Any:
    from articles.pages import read_site

    return read_site("hans")


@pytest.fixture
def own_stores(settings: Any, tmp_path: Path) -> Path:
    """A public store of the test's own."""
    files = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path / "public", "base_url": "/media/"}
    settings.STORAGES = {**settings.STORAGES, "public": {"BACKEND": files, "OPTIONS": options}}
    return tmp_path


def test_both_parts_have_an_address() -> None:
    assert set(views.PARTS) == set(SIZES)
