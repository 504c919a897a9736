"""Claims about the upload view, the private media view and the library."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from articles.models import Article, Image, ImageUse
from articles.uploading import receive_picture, use_picture
from newsroom.staff.models import User
from tests.factories import make_draft, make_published, make_user
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db


def file(data: bytes | None = None, name: str = "港口.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if data is None else data, content_type="image/jpeg")


def as_user(user: User, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def address(article: Article) -> str:
    return reverse("admin:articles_upload", args=[article.pk])


def test_the_editor_gets_the_use_it_must_name() -> None:
    article = make_draft()
    answer = as_user(article.author).post(address(article), {"upload": file()})
    told = answer.json()
    use = ImageUse.objects.get(article=article)
    assert answer.status_code == 200
    assert (told["uploaded"], told["use"], told["alt"]) == (1, str(use.uid), "")
    for url in (told["url"], told["thumbnail"]):
        shown = as_user(article.author).get(url)
        assert shown.status_code == 200
        assert Pillow.open(io.BytesIO(shown.getvalue())).width == 90


def test_a_refused_picture_is_answered_in_words() -> None:
    article = make_draft()
    answer = as_user(article.author).post(address(article), {"upload": file(b"<script>alert(1)</script>")})
    assert answer.json()["uploaded"] == 0
    assert "港口.jpg" in answer.json()["error"]["message"]
    assert not ImageUse.objects.exists()


@pytest.mark.parametrize("files", [{}, {"upload": [1, 2]}])
def test_exactly_one_picture_is_taken(files: dict[str, list[int]]) -> None:
    article = make_draft()
    sent = {name: [file() for _ in many] for name, many in files.items()}
    answer = as_user(article.author).post(address(article), sent)
    assert answer.json()["uploaded"] == 0
    assert not Image.objects.exists()


def test_another_persons_draft_is_not_there() -> None:
    answer = as_user(make_user("reporter")).post(address(make_draft()), {"upload": file()})
    assert answer.status_code == 404
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"), [("proofreader", 403), ("administrator", 404), ("art_editor", 200)]
)
def test_the_right_to_a_storys_pictures_is_asked(role: str, status: int) -> None:
    answer = as_user(make_user(role)).post(address(make_draft()), {"upload": file()})
    assert answer.status_code == status
    assert ImageUse.objects.exists() == (status == 200)


def test_a_published_story_takes_no_upload() -> None:
    article = make_published()
    assert as_user(article.author).post(address(article), {"upload": file()}).status_code == 403


def test_an_upload_without_token_is_refused() -> None:
    article = make_draft()
    client = as_user(article.author, enforce_csrf_checks=True)
    assert client.post(address(article), {"upload": file()}).status_code == 403
    client.get(reverse("admin:articles_article_changelist"))
    client.cookies["csrftoken"] = "a" * 32
    sent = client.post(address(article), {"upload": file()}, headers={"X-CSRFToken": "a" * 32})
    assert sent.json()["uploaded"] == 1


def test_what_is_too_large_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_draft()
    monkeypatch.setattr("articles.admin.media_views.MAX_BYTES", 1000)
    monkeypatch.setattr("articles.admin.media_views._upload", lambda *_: pytest.fail("was read"))
    client = as_user(article.author, enforce_csrf_checks=True)
    answer = client.post(address(article), {"upload": file(b"\xff" * 200_000)})
    assert answer.status_code == 413
    assert answer.json()["error"]["message"]


def test_an_upload_is_a_post() -> None:
    article = make_draft()
    assert as_user(article.author).get(address(article)).status_code == 405


def test_a_plain_form_goes_back_to_the_story() -> None:
    article = make_draft()
    answer = as_user(article.author).post(address(article), {"upload": file(), "then": "page"})
    assert answer.headers["Location"] == reverse("admin:articles_article_change", args=[article.pk])


def private(name: str) -> str:
    return reverse("admin:articles_media", args=[name])


def rendition(image: Image) -> str:
    return f"renditions/{image.sha256[:2]}/{image.sha256}/full-50x50-90.jpg"


def test_private_pictures_are_served_to_those_who_may_see_a_use() -> None:
    article = make_draft()
    image = receive_picture(data=jpeg(), filename="a.jpg", user=make_user("editor"))
    url = private(rendition(image))
    assert as_user(article.author).get(url).status_code == 404
    use_picture(article=article, image=image, user=article.author)
    answer = as_user(article.author).get(url)
    assert answer.status_code == 200
    assert answer.getvalue()[:3] == b"\xff\xd8\xff"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "private" in answer.headers["Cache-Control"]
    assert as_user(make_user("reporter")).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_an_original_is_kept_not_shown() -> None:
    user = make_user("editor")
    image = receive_picture(data=jpeg(), filename="a.jpg", user=user)
    answer = as_user(user).get(private(f"originals/{image.sha256[:2]}/{image.sha256}.jpg"))
    assert hashlib.sha256(answer.getvalue()).hexdigest() == image.sha256
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "name",
    [
        "renditions/../../secret_key",
        "renditions/{two}/{sha}/../../../secret_key",
        "renditions/{two}/{sha}/full-50x50-4000.jpg",
        "renditions/{two}/{sha}/full-500x50-90.jpg",
        "renditions/{two}/{sha}/full-50x50-90.svg",
        "originals/{two}/{sha}.png",
        "originals/{two}/{sha}.jpg/",
        "{sha}",
    ],
)
def test_no_other_name_leads_anywhere(name: str) -> None:
    user = make_user("editor")
    image = receive_picture(data=jpeg(), filename="a.jpg", user=user)
    wanted = name.format(two=image.sha256[:2], sha=image.sha256)
    url = private("x").replace("/x", "/" + wanted)
    assert as_user(user).get(url).status_code in (301, 404)


def test_the_library_offers_what_the_person_may_see() -> None:
    article = make_draft()
    mine = receive_picture(data=jpeg(), filename="我的.jpg", user=article.author)
    receive_picture(data=jpeg(), filename="别人的.jpg", user=make_user("reporter"))
    url = reverse("admin:articles_library", args=[article.pk])
    client = as_user(article.author)
    page = client.get(url).content.decode()
    assert "我的.jpg" in page
    assert "别人的.jpg" not in page
    assert "我的.jpg" not in client.get(url, {"q": "没有这个"}).content.decode()
    assert client.post(url, {"image": mine.pk}).status_code == 302
    assert ImageUse.objects.get(article=article).image == mine


def test_a_picture_that_is_not_shown_cannot_be_picked() -> None:
    article = make_draft()
    hidden = receive_picture(data=jpeg(), filename="别人的.jpg", user=make_user("reporter"))
    url = reverse("admin:articles_library", args=[article.pk])
    for wanted in (hidden.pk, "9" * 30, "", "1;"):
        assert as_user(article.author).post(url, {"image": wanted}).status_code == 404
    assert not ImageUse.objects.exists()


def test_words_of_somebody_elses_draft_are_not_suggested() -> None:
    article = make_draft()
    data = jpeg()
    image = receive_picture(data=data, filename="a.jpg", user=make_user("reporter"))
    Image.objects.filter(pk=image.pk).update(caption="尚未公开的说明")
    told = as_user(article.author).post(address(article), {"upload": file(data)}).json()
    assert told["caption"] == ""
