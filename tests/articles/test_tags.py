"""Tags have pages: their addresses are frozen with the story, and go with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import editing, publishing
from articles.models import PublishedArticle, PublishedTag, Tag
from tests.factories import act, approve_all, make_draft, make_published, make_user
from tests.published import put_site, put_story, put_tag

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def text(response: Any) -> str:
    return str(response.content.decode())


def _publish_with(*tags: Tag) -> Any:
    article = make_draft()
    article.tags.set(tags)
    editing.save_revision(article=article, user=article.author)
    act(article, "submit", article.author)
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    return article


def test_tag_page_lists_its_stories_in_both_scripts(client: Client) -> None:
    article = _publish_with(Tag.objects.create(slug="qingdan", name="项目清单"))
    page, twin = text(client.get("/tags/qingdan/")), text(client.get("/zh-hant/tags/qingdan/"))
    assert article.headline in page and "项目清单" in page and "項目清單" in twin
    assert 'href="/tags/qingdan/"' in text(client.get(f"/articles/{article.slug}/"))


def test_address_that_readers_know_stays_when_the_desk_gives_the_tag_another(client: Client) -> None:
    tag = Tag.objects.create(slug="qingdan", name="项目清单")
    article = _publish_with(tag)
    Tag.objects.filter(pk=tag.pk).update(slug="mulu")  # the desk refuses this for a tag in use
    publishing.refreeze(article=article)
    assert client.get("/tags/qingdan/").status_code == 200 and client.get("/tags/mulu/").status_code == 404


def test_tag_page_goes_with_its_last_story(client: Client) -> None:
    article = _publish_with(Tag.objects.create(slug="qingdan", name="项目清单"))
    assert client.get("/tags/qingdan/").status_code == 200
    act(article, "withdraw", make_user("chief_editor"), note="来源要求", notice="本文已撤回。")
    assert client.get("/tags/qingdan/").status_code == 404 and not PublishedTag.objects.exists()


def test_refreeze_gives_old_rows_their_addresses_and_then_changes_nothing() -> None:
    article = _publish_with(Tag.objects.create(slug="qingdan", name="项目清单"))
    PublishedArticle.objects.filter(uid=article.uid).update(tag_slugs=[])
    PublishedTag.objects.all().delete()
    assert publishing.refreeze(article=article)
    assert PublishedArticle.objects.filter(uid=article.uid).first().tag_links == [("项目清单", "qingdan")]
    assert not publishing.refreeze(article=article)


def test_tag_without_stories_is_missing_and_an_old_row_prints_no_link(client: Client) -> None:
    put_site()
    put_story(slug="jiu", tags=["港口"])
    assert client.get("/tags/gangkou/").status_code == 404
    assert 'class="tags"' not in text(client.get("/articles/jiu/"))


def test_tag_page_asks_the_database_four_times_at_most(client: Client, django_assert_max_num_queries) -> None:
    put_site()
    for _number in range(25):
        put_tag(put_story())
    with django_assert_max_num_queries(4):
        page = text(client.get("/tags/gangkou/"))
    assert 'rel="next" href="/tags/gangkou/?page=2"' in page


def test_used_tag_cannot_be_deleted_on_the_desk(client: Client) -> None:
    used = Tag.objects.create(slug="qingdan", name="项目清单")
    free = Tag.objects.create(slug="gangkou", name="港口")
    make_published().tags.add(used)
    client.force_login(make_user("chief_editor", is_superuser=True))
    answers = [client.get(f"/admin/articles/tag/{tag.pk}/delete/").status_code for tag in (free, used)]
    assert answers == [200, 403]
