"""The ledger: one chain over every column, told by every act, refused ones too; rows that nobody can rewrite."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from articles import editing, ledger
from articles.models import Revision, SignOff, Transition
from articles.models.appendonly import AppendOnly, AppendOnlyError
from tests.factories import act, make_draft, make_published, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.db]
_OTHER: dict[str, Any] = {
    "action": "publish",
    "outcome": "refused",
    "subject": "series",
    "from_status": "draft",
    "to_status": "withdrawn",
    "actor_name": "别人",
    "actor_title": "别的职务",
    "round_number": 9,
    "step": "终审",
    "revision_number": 9,
    "content_sha256": "f" * 64,
    "note": "改过的话",
    "data": '{"x":1}',
    "reason": "stale",
    "prev_sha256": "f" * 64,
    "sha256": "f" * 64,
}


def _rewrite(place: int, /, **columns: Any) -> None:
    """Change a row as somebody with the database's own tools would: past the trigger."""
    names = ", ".join(f"{name} = %s" for name in columns)
    _past_the_guard(f"UPDATE articles_transition SET {names} WHERE seq = %s", [*columns.values(), place])  # noqa: S608


def _past_the_guard(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # checks that wait would forbid the next line
            cursor.execute("ALTER TABLE articles_transition DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("ALTER TABLE articles_transition ENABLE TRIGGER USER")


def test_chain_of_a_storys_life_holds():
    make_published()
    assert Transition.objects.count() == 3
    assert ledger.first_break() is None


@pytest.mark.parametrize("column", _OTHER)
def test_any_changed_column_breaks_the_chain_where_it_was_changed(column):
    make_published()
    _rewrite(2, **{column: _OTHER[column]})
    found = ledger.first_break()
    assert found is not None
    assert found.seq == 2


def test_every_column_is_in_the_hash():
    make_published()
    row = Transition.objects.get(seq=2)
    columns = {field.attname for field in Transition._meta.concrete_fields} - {"id", "sha256"}
    assert columns == set(_OTHER) - {"sha256"} | {"seq", "at", "subject_uid", "actor_id"}
    for name, value in {"at": row.at + timedelta(microseconds=1), "actor_id": 999, "seq": 7}.items():
        changed = Transition.objects.get(seq=2)
        setattr(changed, name, value)
        assert ledger.fingerprint(changed) != row.sha256
    assert ledger.fingerprint(row) == row.sha256


def test_hash_can_be_recomputed_without_our_code():
    make_published()
    row = Transition.objects.get(seq=2)
    told = {
        field.attname: getattr(row, field.attname)
        for field in Transition._meta.concrete_fields
        if field.attname not in ("id", "sha256", "at")
    }
    told |= {
        "subject_uid": str(row.subject_uid),
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == row.sha256


def test_lost_row_is_named():
    make_published()
    _past_the_guard("DELETE FROM articles_transition WHERE seq = %s", [2])
    assert ledger.first_break() == ledger.Break(2, "missing")


def test_first_row_cannot_be_cut_off():
    make_published()
    _past_the_guard("DELETE FROM articles_transition WHERE seq = %s", [1])
    assert ledger.first_break() == ledger.Break(1, "missing")


def test_rows_that_changed_places_are_named():
    make_published()
    _rewrite(2, seq=99)
    _rewrite(3, seq=2)
    _rewrite(99, seq=3)
    assert ledger.first_break().seq == 2


def test_row_put_in_between_is_named():
    make_published()
    row = Transition.objects.get(seq=3)
    _rewrite(3, seq=4)
    forged = Transition(
        **{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname != "id"}
    )
    forged.note, forged.sha256 = "伪造", ""
    forged.sha256 = ledger.fingerprint(forged)
    forged.save()
    assert ledger.first_break().seq == 4


def test_row_tells_who_it_was_then_not_who_it_is_now():
    person = make_user("reporter", display_name="沈知远", job_title="记者")
    article = make_draft(author=person)
    act(article, "submit", person)
    type(person).objects.filter(pk=person.pk).update(display_name="改了名", job_title="主任")
    row = Transition.objects.get()
    assert (row.actor_name, row.actor_title) == ("沈知远", "记者")
    assert ledger.first_break() is None


def test_refusal_is_told_with_its_reason_and_without_an_effect():
    article = make_draft()
    editing.perform(article=article, action="publish", user=article.author, seen_revision=1, note="先发了")
    row = Transition.objects.get()
    assert (row.outcome, row.reason, row.note) == ("refused", "wrong_status", "先发了")
    assert (row.from_status, row.to_status) == ("draft", "draft")


def test_unknown_act_is_refused_and_told():
    article = make_draft()
    outcome = editing.perform(article=article, action="x" * 50, user=article.author, seen_revision=1)
    assert (outcome.refusal.code, outcome.transition.action) == ("unknown_action", "x" * 20)
    assert ledger.first_break() is None


def test_ledger_outlives_the_story_it_tells_of():
    article = make_draft()
    uid = article.uid
    editing.delete_draft(article=article, user=article.author)
    assert Transition.objects.get(subject_uid=uid).action == "delete"


def _rows() -> dict[type[AppendOnly], AppendOnly]:
    make_published()
    return {model: model.objects.first() for model in (Transition, Revision, SignOff)}


def test_append_only_rows_refuse_every_way_of_changing_them():
    for model, row in _rows().items():
        ways = (
            row.save,
            row.delete,
            model.objects.all().delete,
            lambda model=model: model.objects.update(sha256="0" * 64),
            lambda model=model, row=row: model.objects.bulk_update([row], ["sha256"]),
            lambda model=model, row=row: model.objects.update_or_create(
                pk=row.pk, defaults={"sha256": "0" * 64}
            ),
            lambda model=model, row=row: model.objects.bulk_create(
                [row], update_conflicts=True, update_fields=["sha256"], unique_fields=["id"]
            ),
        )
        for way in ways:
            with pytest.raises(AppendOnlyError), transaction.atomic():
                way()


def test_related_managers_refuse_as_well():
    article = make_published()
    for rows in (article.revisions, article.rounds.first().sign_offs):
        for way in (rows.all().delete, lambda rows=rows: rows.update(sha256="0" * 64)):
            with pytest.raises(AppendOnlyError), transaction.atomic():
                way()


@pytest.mark.db_only
@pytest.mark.parametrize("statement", ["UPDATE {} SET sha256 = '0'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["articles_transition", "articles_revision", "articles_signoff"])
def test_postgresql_refuses_raw_sql_against_kept_rows(table, statement):
    make_published()
    refused = pytest.raises(DatabaseError, match="kept for good")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.db_only
def test_postgresql_lets_the_revisions_of_an_unread_draft_go_with_it():
    article = make_draft()
    editing.delete_draft(article=article, user=article.author)
    assert not Revision.objects.exists()
