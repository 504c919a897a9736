"""A contributor's public page: every story, and those in one role, at an address of its own."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import crediting, editing
from articles.models import Article, Contributor
from articles.text.credits import parse_block
from tests.factories import act, approve_all, make_draft, make_site, make_user

pytestmark = pytest.mark.django_db


def published(headline: str, lines: str) -> Article:
    article = make_draft(headline=headline)
    crediting.replace_credits(article=article, credits=parse_block(lines)[0])
    editing.save_revision(article=article, user=article.author)
    act(article, "submit", article.author)
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    return article


@pytest.fixture
def stories() -> list[Article]:
    make_site()
    Contributor.objects.create(name_hans="顾南乔", slug="gu-nanqiao")
    return [
        published("她写她拍", "文/图：记者 顾南乔"),
        published("她拍", "文：记者 何见川\n图：顾南乔"),
        published("她编", "撰文：何见川\n责任编辑：顾南乔"),
        published("没有她", "文：何见川"),
    ]


def test_a_page_counts_the_stories_of_each_role_and_lists_those_of_one(
    client: Client, stories: list[Article]
) -> None:
    whole = client.get("/contributors/gu-nanqiao/").content.decode()
    for role, label, count in (("text", "文", 1), ("photo", "图", 2), ("duty_editor", "责编", 1)):
        assert f'/contributors/gu-nanqiao/as/{role}/">{label} <span class="num">{count}</span>' in whole
    assert "没有她" not in whole and whole.index("/as/text/") < whole.index("/as/photo/") < whole.index(
        "/as/duty_editor/"
    )
    one = client.get("/contributors/gu-nanqiao/as/photo/").content.decode()
    assert "她写她拍" in one and "她拍" in one and "她编" not in one
    assert 'as/photo/" aria-current="page"' in one
    hant = client.get("/zh-hant/contributors/gu-nanqiao/as/duty_editor/").content.decode()
    assert "責編" in hant and "她編" in hant


def test_every_page_of_a_person_names_feeds_that_are_there(client: Client, stories: list[Article]) -> None:
    for page in ("/contributors/gu-nanqiao/", "/zh-hant/contributors/gu-nanqiao/as/photo/"):
        feeds = re.findall(
            r'<link rel="alternate" type="application/[^>]*href="([^"]+)"', client.get(page).content.decode()
        )
        assert len(feeds) == 3
        for feed in feeds:
            assert feed.startswith(page.partition("as/")[0]) and client.get(feed).status_code == 200


def test_a_role_that_nobody_printed_is_not_there_and_one_that_was_withdrawn_is_gone(
    client: Client, stories: list[Article]
) -> None:
    assert client.get("/contributors/gu-nanqiao/as/voice/").status_code == 404
    assert client.get("/contributors/nobody/as/text/").status_code == 404
    assert client.get("/contributors/gu-nanqiao/as/duty_editor/").status_code == 200
    act(stories[2], "withdraw", make_user("chief_editor"), note="来源要求撤回", notice="已撤回。")
    assert client.get("/contributors/gu-nanqiao/as/duty_editor/").status_code == 404
    assert "duty_editor" not in client.get("/contributors/gu-nanqiao/").content.decode()


def test_a_page_of_one_role_sets_no_cookie_and_takes_three_queries(
    client: Client, stories: list[Article], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        answer = client.get("/contributors/gu-nanqiao/as/photo/")
    assert not answer.cookies and not answer.has_header("Vary")
