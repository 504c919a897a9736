"""Claims about the preview: it is the public page, and nobody but the desk gets it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles import editing
from articles.models import Article, ImageUse
from articles.uploading import receive_picture, use_picture
from tests.articles.admin.test_media import as_user
from tests.factories import act, approve_all, make_draft, make_published, make_site, make_user
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db

PICTURE = re.compile(
    r"/media/[0-9a-f]{2}/[0-9a-f]{32}|/admin/articles/article/media/renditions/[0-9a-f/]+/[0-9a-z]+-[0-9x]+-\d+"
)


def address(article: Article, script: str = "hans", **query: object) -> str:
    url = reverse("admin:articles_preview", args=[article.pk, script])
    return url + "".join(f"?{name}={value}" for name, value in query.items())


def with_pictures() -> Article:
    """A draft with a lead picture, one in the text and two in the gallery."""
    article = make_draft(headline="山海为证", standfirst="潮水退去。")
    author = article.author
    slots = (ImageUse.Slot.LEAD, ImageUse.Slot.BODY, ImageUse.Slot.GALLERY, ImageUse.Slot.GALLERY)
    uses = [
        use_picture(
            article=article,
            image=receive_picture(data=jpeg(1000, 600), filename="a.jpg", user=author),
            user=author,
            slot=slot,
        )
        for slot in slots
    ]
    article.image_uses.update(alt="码头", caption="清晨的码头。", credit="沈知远 摄")
    article.body += f'<p><img data-use="{uses[1].uid}"></p><h2>谋划</h2><p>于海说。</p>'
    article.save()
    editing.save_revision(article=article, user=author)
    return article


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_the_preview_is_the_published_page_to_the_byte_but_for_picture_addresses(script: str) -> None:
    make_site()
    article = with_pictures()
    act(article, "submit", article.author)
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    public = (
        Client().get(reverse("article", kwargs={"script": script, "slug": article.slug})).content.decode()
    )
    shown = as_user(article.author).get(address(article, script)).content.decode()
    assert len(PICTURE.findall(public)) == len(PICTURE.findall(shown)) > 10
    assert PICTURE.sub("…", shown) == PICTURE.sub("…", public)


def test_the_preview_prints_no_address_of_the_public_store() -> None:
    make_site()
    article = with_pictures()
    shown = as_user(article.author).get(address(article)).content.decode()
    assert "/media/renditions" not in shown.replace("/admin/articles/article/media/renditions", "")
    assert "/admin/articles/article/media/renditions" in shown


def test_the_preview_shows_the_draft_not_what_is_out() -> None:
    make_site()
    article = make_published()
    act(article, "reopen", article.author)
    article.headline = "尚未公开的新标题"
    article.save()
    editing.save_revision(article=article, user=article.author)
    assert "尚未公开的新标题" in as_user(article.author).get(address(article)).content.decode()
    assert "尚未公開的新標題" in as_user(article.author).get(address(article, "hant")).content.decode()


def test_an_earlier_revision_can_be_previewed() -> None:
    article = make_draft(headline="第一个标题")
    article.headline = "第二个标题"
    article.save()
    editing.save_revision(article=article, user=article.author)
    client = as_user(article.author)
    assert "第一个标题" in client.get(address(article, revision=1)).content.decode()
    for wrong in ("0", "99", "x", "9" * 30):
        assert client.get(address(article, revision=wrong)).status_code == 404


def test_a_preview_is_kept_and_listed_by_nobody() -> None:
    article = make_draft()
    answer = as_user(article.author).get(address(article))
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert "ETag" not in answer.headers


def test_nobody_previews_what_they_may_not_see() -> None:
    article = make_draft()
    for user in (make_user("reporter"), make_user("administrator")):
        assert as_user(user).get(address(article)).status_code == 404
    assert Client().get(address(article)).status_code == 302
    assert as_user(make_user("proofreader")).get(address(article)).status_code == 200


def test_only_the_two_scripts_are_previewed() -> None:
    article = make_draft()
    url = address(article).replace("/hans/", "/latn/")
    assert as_user(article.author).get(url).status_code == 404


def test_a_story_without_a_headline_can_be_previewed() -> None:
    user = make_user("reporter")
    article = editing.create_article(user=user)
    editing.save_revision(article=article, user=user)
    assert as_user(user).get(address(article)).status_code == 200


def framed(article: Article, script: str = "hans", **query: object) -> str:
    url = reverse("admin:articles_preview_framed", args=[article.pk, script])
    return url + "".join(f"?{name}={value}" for name, value in query.items())


def test_the_window_of_a_preview_says_that_readers_do_not_see_it_and_holds_the_raw_one() -> None:
    article = make_draft()
    page = as_user(article.author).get(framed(article, revision=1))
    html = page.content.decode()
    assert f'src="{address(article, revision=1)}"' in html
    assert page.context["seen_by"] == "desk" and "读者看不到" in html and "修订1" in html
    assert framed(article, "hant", revision=1) in html and "width=phone" in html
    assert "no-store" in page.headers["Cache-Control"] and "noindex" in page.headers["X-Robots-Tag"]


def test_the_window_says_the_same_as_public_only_of_the_text_that_is_out() -> None:
    make_site()
    article = make_published()
    client = as_user(article.author)
    assert client.get(framed(article)).context["seen_by"] == "all"
    act(article, "reopen", article.author)
    article.headline = "尚未公开的新标题"
    article.save()
    editing.save_revision(article=article, user=article.author)
    assert client.get(framed(article)).context["seen_by"] == "desk"
    assert client.get(framed(article, revision=1)).context["seen_by"] == "all"


def test_the_window_opens_for_nobody_who_may_not_see_the_preview() -> None:
    article = make_draft()
    for user in (make_user("reporter"), make_user("administrator")):
        assert as_user(user).get(framed(article)).status_code == 404
    assert Client().get(framed(article)).status_code == 302
    client = as_user(article.author)
    assert client.get(framed(article).replace("/hans/", "/latn/")).status_code == 404
    assert client.get(framed(article, revision=99)).status_code == 404


def test_every_new_window_of_a_preview_has_the_bar() -> None:
    article = make_draft()
    client = as_user(make_user("chief_editor"))
    for name in ("article_change", "figures", "history", "review", "traditional"):
        html = client.get(reverse(f"admin:articles_{name}", args=[article.pk])).content.decode()
        opened = [link for link in re.findall(r"<a [^>]*>", html) if "/preview/" in link and "_blank" in link]
        assert opened and all("/framed/" in link for link in opened), name
