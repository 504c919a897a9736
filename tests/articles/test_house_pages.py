"""About, contact, licence: saved by the administrator, frozen for readers, gone when deleted."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import Page, PublishedPage, PublishedSite
from articles.publishing_site import publish_page, withdraw_page
from tests.factories import make_published, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.db]

BODY = "<p>这里刊登项目与体育。</p><h2>怎样联系</h2><ul><li>来信</li></ul>"


def text(response: Any) -> str:
    return str(response.content.decode())


def put_page(**fields: Any) -> Page:
    made = Page.objects.create(**{"slug": "about", "title": "关于本报", "body": BODY} | fields)
    publish_page(page=made)
    return made


def post(client: Client, **fields: Any) -> Any:
    data = {"title": "关于本报", "title_hant": "", "slug": "about", "position": "1", "body": BODY} | fields
    return client.post("/admin/articles/page/add/", data)


def administrator() -> Client:
    client = Client()
    client.force_login(make_user("administrator"))
    return client


def test_page_is_read_in_both_scripts_and_linked_from_every_foot(client: Client) -> None:
    make_site()
    assert client.get("/pages/about/").status_code == 404
    put_page(title_hant="關於望海")
    page, twin = text(client.get("/pages/about/")), text(client.get("/zh-hant/pages/about/"))
    assert "这里刊登项目与体育。" in page and "這裏刊登項目與體育" in twin.replace("裡", "裏")
    assert "<h1" in twin and "關於望海" in twin
    story = make_published()
    for path in ("/", f"/articles/{story.slug}/", "/archive/", "/no-such-page/"):
        assert 'href="/pages/about/">关于本报</a>' in text(client.get(path)), path


def test_two_who_edit_a_page_do_not_overwrite_each_other_unseen() -> None:
    make_site()
    page, first, second = put_page(), administrator(), administrator()
    url = f"/admin/articles/page/{page.pk}/change/"
    seen = {name: first.get(url).context["adminform"].form[name].value() for name in ("seen", "title_hant")}
    data = {"title": "关于本报", "position": "1", "body": BODY} | seen
    assert first.post(url, {**data, "body": "<p>甲写的话。</p>"}).status_code == 302
    for stale in (data, {**data, "seen": ""}):
        refused = second.post(url, {**stale, "body": "<p>乙写的话。</p>"})
        assert refused.status_code == 200 and "乙写的话。" in text(refused)
        page.refresh_from_db()
        assert page.body == "<p>甲写的话。</p>"
    again = refused.context["adminform"].form["seen"].value()
    assert second.post(url, {**data, "body": "<p>乙写的话。</p>", "seen": again}).status_code == 302
    page.refresh_from_db()
    assert page.body == "<p>乙写的话。</p>"


def test_saving_publishes_and_what_the_editor_sends_is_cleaned(client: Client) -> None:
    make_site()
    dirty = '<p onclick="x()">您好</p><script>alert(1)</script><iframe src="//evil"></iframe><p style="color:red">红</p>'
    assert post(administrator(), body=dirty).status_code == 302
    page = text(client.get("/pages/about/"))
    assert "<p>您好</p><p>红</p>" in page
    assert "alert(1)" not in page and "evil" not in page and "onclick" not in page


def test_readers_see_the_frozen_page_until_it_is_published_again(client: Client) -> None:
    make_site()
    page = put_page()
    Page.objects.filter(pk=page.pk).update(body="<p>没有发布的话。</p>")
    assert "没有发布的话" not in text(client.get("/pages/about/"))


def test_deleted_page_is_missing_at_once_and_linked_nowhere(client: Client) -> None:
    make_site()
    page = put_page()
    assert administrator().post(f"/admin/articles/page/{page.pk}/delete/", {"post": "yes"}).status_code == 302
    assert client.get("/pages/about/").status_code == 404 and "/pages/about/" not in text(client.get("/"))
    assert not PublishedPage.objects.exists() and not Page.objects.exists()


def test_withdrawing_takes_both_scripts() -> None:
    withdraw_page(page=put_page())
    assert not PublishedPage.objects.exists()
    assert [row.pages for row in PublishedSite.objects.all()] in ([], [[], []])


@pytest.mark.parametrize("role", ["reporter", "editor", "chief_editor"])
def test_pages_are_the_administrators(role: str) -> None:
    client = Client()
    client.force_login(make_user(role))
    assert post(client).status_code == 403 and not Page.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"body": ""},
        {"body": "<script>x</script>"},
        {"body": "字" * 400_000},
        {"body": "<b>" * 200},
        {"title": "零\u200b宽"},
        {"title": "反\u202e转"},
        {"slug": "search"},
        {"slug": "关于"},
        {"position": "99999999999"},
        {"title": "长" * 41},
        {"title": "空\x00字"},
    ],
    ids=[
        "empty",
        "script only",
        "1 MB",
        "deep",
        "zero width",
        "rtl",
        "reserved",
        "han",
        "huge",
        "long",
        "nul",
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(fields: dict[str, str]) -> None:
    answer = post(administrator(), **fields)
    assert answer.status_code == 200 and "errorlist" in text(answer)
    assert not PublishedPage.objects.exists()


def test_refreeze_makes_the_same_rows_again() -> None:
    make_site()
    put_page()
    before = list(PublishedPage.objects.order_by("script").values_list("script", "title", "body_html"))
    PublishedPage.objects.update(body_html="")
    call_command("refreeze", stdout=StringIO())
    assert before == list(
        PublishedPage.objects.order_by("script").values_list("script", "title", "body_html")
    )


def test_page_takes_one_query(client: Client, django_assert_num_queries: Any) -> None:
    make_site()
    put_page()
    with django_assert_num_queries(1):
        assert client.get("/pages/about/").status_code == 200
