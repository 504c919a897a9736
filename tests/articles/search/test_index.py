"""The public index lives and dies with the public rows, and can be built anew from them alone."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from articles import publishing
from articles.models import DeskText, PublishedSearch, Revision
from articles.models.published_search import TABLE
from articles.search import schema
from newsroom.searching.question import Question
from newsroom.searching.results import answer
from tests import factories
from tests.proofs.making import edit, make_released, publish_again

pytestmark = [pytest.mark.django_db, pytest.mark.db]
ROOT = Path(__file__).resolve().parents[3]


def found(query: str, script: str = "hans") -> list[str]:
    return [result.story.headline for result in answer(Question(query), script, 1).results]


def rows(model: Any) -> list[dict[str, Any]]:
    return sorted(model.objects.values(*(f.name for f in model._meta.fields if f.name != "id")), key=str)


def test_story_is_found_from_its_publication_to_its_withdrawal_by_what_is_public() -> None:
    article = factories.make_approved(headline="灯塔换灯", body="<p>守塔人说了一句话。</p>")
    assert found("灯塔") == []
    factories.act(article, "publish", factories.make_user("chief_editor"))
    assert found("燈塔 守塔人") == ["灯塔换灯"] and found("灯塔", "hant") == ["燈塔換燈"]
    factories.act(article, "reopen", article.author)
    edit(article, article.author, headline="码头夜雨", body="<p>雨。</p>")
    assert found("灯塔") == ["灯塔换灯"] and found("夜雨") == []
    publish_again(article)
    assert found("灯塔") == [] and found("夜雨") == ["码头夜雨"]
    factories.act(article, "withdraw", factories.make_user("chief_editor"), note="来源", notice="已撤。")
    assert found("夜雨") == [] and not PublishedSearch.objects.exists()


def test_publication_that_fails_leaves_nothing_to_find() -> None:
    article = factories.make_approved(headline="灯塔换灯")
    with transaction.atomic():
        publishing.publish(article=article)
        assert found("灯塔") == ["灯塔换灯"]
        transaction.set_rollback(True)
    assert found("灯塔") == []


def test_series_is_found_while_it_is_released() -> None:
    series = make_released("长街旧事")
    assert found("长街") == found("cjjs") == ["长街旧事"]
    from series import publishing as series_publishing

    series_publishing.withdraw_series(
        series=series, user=factories.make_user("chief_editor"), note="撤", notice="已撤。"
    )
    assert found("长街") == []


def test_refreeze_and_reindex_build_the_same_rows() -> None:
    article = factories.make_published(headline="灯塔换灯")
    factories.make_draft(headline="码头夜雨")
    public, private = rows(PublishedSearch), rows(DeskText)
    assert public and len(private) == 2
    assert publishing.refreeze(article=article) is False
    assert rows(PublishedSearch) == public
    PublishedSearch.objects.all().delete()
    DeskText.objects.all().delete()
    assert publishing.refreeze(article=article) is True, "a page that nobody can find is not as it was frozen"
    PublishedSearch.objects.update(
        uid="00000000-0000-0000-0000-000000000001", text=""
    )  # of no story: a stray
    call_command("reindex", verbosity=0)
    assert rows(PublishedSearch) == public and rows(DeskText) == private


def test_migration_fills_the_index_of_a_newsroom_that_had_none() -> None:
    article = factories.make_published_then_edited(headline="灯塔换灯")
    public, private = rows(PublishedSearch), rows(DeskText)
    PublishedSearch.objects.all().delete()
    DeskText.objects.all().delete()
    (name,) = [path.stem for path in (ROOT / "articles/migrations").glob("*_search.py")]
    import_module(f"articles.migrations.{name}").fill(apps, None)
    assert rows(PublishedSearch) == public and rows(DeskText) == private
    assert Revision.objects.filter(article=article).count() == 2


def test_index_taken_away_and_installed_again_finds_what_it_found() -> None:
    """What a later migration does that rebuilds the table."""
    factories.make_published(headline="灯塔换灯")
    with connection.cursor() as cursor:  # a schema editor of SQLite refuses to work inside a transaction
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        schema.remove(editor, table=TABLE.name)
        schema.remove(editor, table=TABLE.name)
        schema.install(editor, table=TABLE.name, newest=TABLE.newest)
    assert found("灯塔") == ["灯塔换灯"]


def test_what_was_read_from_the_index_is_never_written_back() -> None:
    factories.make_published(headline="灯塔换灯")
    row = PublishedSearch.objects.get()
    with pytest.raises(TypeError, match="reindex"), transaction.atomic():
        row.save()
    assert found("灯塔") == ["灯塔换灯"]
