"""The desk's search: by everything the desk wrote, among what a person may see, as of the last save."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from articles import editing
from articles.models import Article, DeskText
from articles.search import desk
from series import planning
from tests import factories
from tests.articles.admin.pages import signed_in
from tests.proofs.making import edit, make_series, slot

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def shown(user: Any, query: str) -> list[int]:
    """Keys of the stories that the list of stories shows for a question."""
    page = signed_in(user).get(reverse("admin:articles_article_changelist"), {"q": query})
    assert page.status_code == 200
    return [story.pk for story in page.context["cl"].result_list]


def test_story_is_found_by_headline_body_credits_kicker_address_and_place() -> None:
    editor = factories.make_user("editor")
    series = make_series("长街旧事")
    article = factories.make_draft(
        headline="灯塔换灯", kicker="岛上来信", body="<p>守塔人说，油灯用了9.95万小时。</p>", slug="deng-ta"
    )
    planning.attach(instalment=slot(series, 1), article=article, user=editor)
    factories.make_draft(headline="别的稿", slug="bie-de")
    for query in (
        "换灯",
        "換燈",
        "岛上来信",
        "守塔人",
        "9.95万",
        "deng-ta",
        "沈知远",
        "szy 守塔",
        "长街旧事 灯塔",
    ):
        found = shown(editor, query)
        assert article.pk in found and len(found) <= 2, query
    assert series.front_id in shown(editor, "长街旧事")
    for query in ("灯换", "9.9万", "守塔 沙漠", "！", "长街旧 灯塔x"):
        assert shown(editor, query) == [], query


def test_search_reads_what_the_last_save_says_and_forgets_what_it_took_out() -> None:
    editor = factories.make_user("editor")
    article = factories.make_draft(headline="灯塔换灯")
    edit(article, article.author, headline="码头夜雨")
    assert shown(editor, "夜雨") == [article.pk] and shown(editor, "换灯") == []
    factories.act(article, "restore", article.author, revision=1)
    assert shown(editor, "换灯") == [article.pk] and shown(editor, "夜雨") == []
    editing.delete_draft(article=article, user=article.author)
    assert shown(editor, "换灯") == [] and not DeskText.objects.exists()


def test_refused_save_changes_nothing_that_is_found() -> None:
    article = factories.make_approved(headline="灯塔换灯")
    article.headline = "码头夜雨"
    with pytest.raises(editing.Refusal):
        editing.save_revision(article=article, user=article.author)
    editor = factories.make_user("editor")
    assert shown(editor, "夜雨") == [] and shown(editor, "换灯") == [article.pk]


def test_reporter_finds_own_stories_only_whatever_is_asked() -> None:
    reporter, editor = factories.make_user("reporter"), factories.make_user("editor")
    own = factories.make_draft(author=reporter, headline="灯塔换灯", body="<p>暗号甲</p>")
    other = factories.make_draft(headline="灯塔换油", body="<p>暗号乙</p>")
    series = make_series("暗号专题")
    planning.attach(instalment=slot(series, 1), article=other, user=editor)
    for query in (
        "灯塔",
        "暗号",
        "暗号专题",
        "沈知远",
        other.slug,
        str(other.author.display_name),
        "a OR b",
        "灯*",
    ):
        assert set(shown(reporter, query)) <= {own.pk}, query
    assert shown(reporter, "灯塔") == [own.pk] and set(shown(editor, "灯塔")) == {own.pk, other.pk}


def test_finding_narrows_and_never_widens_a_set_of_stories() -> None:
    factories.make_draft(headline="灯塔换灯")
    assert not desk.found(Article.objects.none(), "灯塔").exists()
    assert desk.found(Article.objects.all(), "").count() == 1
    assert not desk.found(Article.objects.all(), "“”").exists()


STRANGE = ['"', "'", "*", "NEAR(a b)", "a & | b", "\ud800", "\u202e", "字" * 5_000, "' OR 1=1 --", "𠮷"]


def test_no_question_of_the_desk_is_an_error() -> None:
    client = signed_in(factories.make_user("editor"))
    factories.make_draft()
    for query in STRANGE:
        page = client.get(
            reverse("admin:articles_article_changelist"), {"q": query.encode("utf-8", "surrogatepass")}
        )
        assert page.status_code == 200, query
