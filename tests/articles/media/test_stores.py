"""Where files are put, and which never leave."""

import hashlib
import json
import threading

import pytest
from django.core.files.storage import storages

from articles.media import stores
from articles.media.inspect import Picture, inspect_upload
from articles.media.picture import picture_data
from articles.media.renditions import plan
from tests.articles.media.pictures import encoded, gradient, private_jpeg


@pytest.fixture
def kept():
    data = private_jpeg()
    picture = inspect_upload(data, "a.jpg")
    stores.keep_original(data, picture)
    return picture


def facts(picture: Picture) -> tuple[str, str, int, int]:
    return picture.sha256, picture.ext, picture.width, picture.height


def spec_of(picture, crop="3x2"):
    return plan(picture.width, picture.height, crop)[0]


def test_an_original_is_kept_privately_under_its_hash(kept, own_stores):
    name = f"originals/{kept.sha256[:2]}/{kept.sha256}.jpg"
    with stores.open_private(name) as file:
        assert hashlib.sha256(file.read()).hexdigest() == kept.sha256
    assert not (own_stores / "public").exists()


def test_a_rendition_is_made_once_and_found_again(kept, monkeypatch):
    name = stores.private_rendition(kept.sha256, kept.ext, spec_of(kept))
    assert name == f"renditions/{kept.sha256[:2]}/{kept.sha256}/3x2-50x50-480.avif"
    monkeypatch.setattr(stores, "render", None)
    assert stores.private_rendition(kept.sha256, kept.ext, spec_of(kept)) == name


def test_all_renditions_are_those_of_the_plan(kept):
    names = stores.make_all(*facts(kept))
    assert len(names) == len(set(names)) == 3 * (2 + 2 + 2 + 1)  # the square has one width
    assert all(storages["default"].exists(name) for name in names)


def test_a_rendition_can_be_asked_for_by_name_if_the_plan_knows_it(kept):
    name = stores.rendition_name(kept.sha256, spec_of(kept))
    assert stores.ensure_rendition(name, *facts(kept)[1:]) == name
    for wrong in (
        name.replace("480", "481"),
        name.replace("50x50", "500x50"),
        name.replace("3x2", "9x9"),
        "x",
    ):
        with pytest.raises(ValueError, match=r"rendition|crop"):
            stores.ensure_rendition(wrong, *facts(kept)[1:])


def test_publishing_copies_under_the_hash_of_the_bytes_and_only_once(kept, own_stores):
    name = stores.private_rendition(kept.sha256, kept.ext, spec_of(kept))
    public = stores.publish_rendition(name)
    data = (own_stores / "public" / public).read_bytes()
    assert public == f"{hashlib.sha256(data).hexdigest()[:2]}/{hashlib.sha256(data).hexdigest()[:32]}.avif"
    assert kept.sha256[:32] not in public
    stamp = (own_stores / "public" / public).stat().st_mtime_ns
    assert stores.publish_rendition(name) == public
    assert (own_stores / "public" / public).stat().st_mtime_ns == stamp
    assert stores.public_url(public) == f"/media/{public}"


def test_an_original_cannot_be_published(kept):
    for name in (
        stores.original_name(kept.sha256, kept.ext),
        "renditions/../originals/x.jpg",
        "x",
        "../x.jpg",
    ):
        with pytest.raises(ValueError, match="only renditions"):
            stores.publish_rendition(name)


@pytest.mark.parametrize(
    "name", ["../settings.py", "/etc/passwd", "originals/aa/x.jpg", "originals/%2e%2e/x", ""]
)
def test_the_private_store_opens_nothing_but_pictures(name):
    with pytest.raises(ValueError, match="not the name"):
        stores.open_private(name)


def test_a_public_picture_can_be_removed_and_removing_it_again_is_no_error(kept, own_stores):
    public = stores.publish_rendition(stores.private_rendition(kept.sha256, kept.ext, spec_of(kept)))
    for _again in range(2):
        stores.remove_public(public)
    assert not (own_stores / "public" / public).exists()
    with pytest.raises(ValueError, match="not the name"):
        stores.remove_public("../private/x.jpg")


def test_public_names_are_found_in_html():
    name = "ab/" + "ab" * 16 + ".webp"
    html = f'<img src="/media/{name}" srcset="/media/{name} 480w, /media/cd/{"cd" * 16}.jpg 960w, /media/cd/{"c" * 40}.jpg">'
    assert stores.public_names_in(html) == [name, f"cd/{'cd' * 16}.jpg"]


def test_many_at_once_leave_one_whole_file_and_no_leftovers(kept, own_stores):
    threads = [
        threading.Thread(target=stores.make_all, args=(*facts(kept), (50, 50), ("1x1",))) for _n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not list(own_stores.rglob(".new-*"))
    assert len(list(own_stores.rglob("1x1-*"))) == 3


def test_a_write_that_fails_leaves_nothing_behind(kept, own_stores, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        stores.private_rendition(kept.sha256, kept.ext, spec_of(kept))
    assert not list((own_stores / "private" / "renditions").rglob("*.*"))


def test_stores_that_are_no_folders_work_too(settings, own_stores):
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage", "OPTIONS": {"location": own_stores}}
    settings.STORAGES = {**settings.STORAGES, "default": memory, "public": memory}
    data = encoded(gradient(90, 60))
    picture = inspect_upload(data, "a.jpg")
    stores.keep_original(data, picture)
    assert stores.publish_rendition(stores.make_all(*facts(picture))[0]).endswith(".avif")
    assert not list(own_stores.iterdir())


def test_picture_data_names_every_source_best_first(kept):
    data = picture_data(*facts(kept), "2x1", (20, 80))
    assert json.loads(json.dumps(data)) == data
    assert (data["width"], data["height"]) == (600, 300)
    assert [source["type"] for source in data["sources"]] == ["image/avif", "image/webp", "image/jpeg"]
    assert [width for _name, width in data["sources"][0]["srcset"]] == [480, 600]
    assert data["src"].endswith("2x1-20x80-600.jpg")
    assert not storages["default"].exists(data["src"])


def test_public_picture_data_points_at_files_that_are_there(kept, own_stores):
    data = picture_data(*facts(kept), "3x2", (50, 50), "public")
    names = [name for source in data["sources"] for name, _width in source["srcset"]]
    assert len(names) == 6 and data["src"] in names
    assert all((own_stores / "public" / name).exists() for name in names)
