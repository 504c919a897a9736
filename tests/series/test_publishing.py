"""Release: the chief editor's act, with a front that was signed; what readers get is what was released."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from articles.models import Article, PublishedArticle, PublishedNotice, PublishedRedirect, Transition
from articles.workflow import Status
from series import planning, publishing
from series.models.published import PublishedPart, PublishedSeries
from series.models.series import Chapter, Series
from tests.factories import (
    act,
    approve_all,
    make_contributor,
    make_in_review,
    make_published,
    make_user,
)
from tests.proofs.making import edit, make_released, make_series, refuses, release, slot

pytestmark = pytest.mark.django_db


def _front(series: Series) -> Article:
    return Article.objects.get(pk=series.front_id)


def _rows(series: Series) -> list[dict[str, Any]]:
    tables: tuple[tuple[Any, str], ...] = ((PublishedSeries, "uid"), (PublishedPart, "series_uid"))
    rows = [
        row
        for table, key in tables
        for row in table.objects.filter(**{key: series.uid}).order_by("pk").values()
    ]
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def _sign_front(series: Series) -> Article:
    front = _front(series)
    act(front, "submit", make_user("editor"))
    return approve_all(front)


@pytest.mark.parametrize(
    "roles",
    [("editor",), ("desk_head",), ("reporter",), ("administrator",), ("editor", "publish", "override")],
)
def test_release_is_the_chief_editors_act(roles):
    series = make_series()
    _sign_front(series)
    with refuses("not_yours"):
        publishing.publish_series(series=series, user=make_user(*roles))
    with refuses("not_yours"):
        publishing.publish_series(series=series, user=make_user(is_superuser=True))
    assert not PublishedSeries.objects.exists()
    assert Transition.objects.filter(action="release", outcome="refused", reason="not_yours").count() == 2


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_release_needs_a_signed_front(state):
    series = make_series()
    if state == "in_review":
        act(_front(series), "submit", make_user("editor"))
    with refuses("front_not_approved"):
        publishing.publish_series(series=series, user=make_user("chief_editor"))
    assert not PublishedSeries.objects.exists()
    assert Transition.objects.filter(action="release", outcome="refused").count() == 1


def test_release_publishes_the_front_and_is_told_with_the_person():
    series = make_series()
    _sign_front(series)
    chief = make_user("chief_editor")
    row = publishing.publish_series(series=series, user=chief)
    assert (row.action, row.outcome, row.actor) == ("release", "done", chief)
    assert _front(series).status == Status.PUBLISHED
    assert (series.released_by, series.released_at is not None) == (chief, True)
    assert PublishedSeries.objects.filter(uid=series.uid).count() == 2
    assert PublishedPart.objects.filter(series_uid=series.uid).count() == 6


def test_release_checks_every_storys_route_again():
    series = make_series()
    story = make_published()
    slot_ = slot(series, 1)
    slot_.article = story  # past the verb that would have raised its route
    slot_.save()
    _sign_front(series)
    with refuses("route_too_weak"):
        publishing.publish_series(series=series, user=make_user("chief_editor"))
    assert not PublishedSeries.objects.exists()
    assert _front(series).status == Status.APPROVED, (
        "the front is not published by a release that was refused"
    )


def test_front_changed_behind_the_desks_back_is_not_released():
    series = make_series()
    front = _sign_front(series)
    Article.objects.filter(pk=front.pk).update(headline="没人看过的题目")
    with refuses("hash_mismatch"):
        publishing.publish_series(series=series, user=make_user("chief_editor"))
    assert not PublishedArticle.objects.exists()


def test_released_row_of_a_planned_slot_holds_its_number_and_no_words():
    series = make_series()
    planned = slot(series, 2)
    planned.working_title, planned.announced_title, planned.announced_on = "暂名", "未宣布", date(2026, 3, 1)
    planned.save()
    release(series)
    for row in PublishedPart.objects.filter(series_uid=series.uid, number=2):
        assert (row.is_announced, row.announced_title, row.announced_on) == (False, "", None)
        assert "暂名" not in str(vars(row))


def test_second_release_of_an_unchanged_series_changes_its_time_only():
    series = make_released()
    before = _rows(series)
    publishing.publish_series(series=series, user=make_user("chief_editor"))
    after = _rows(series)
    times = {"last_published_at"}
    assert [{k: v for k, v in row.items() if k not in times} for row in after] == [
        {k: v for k, v in row.items() if k not in times} for row in before
    ]
    assert after[0]["first_published_at"] == before[0]["first_published_at"]
    assert after[0]["last_published_at"] > before[0]["last_published_at"]


def test_release_while_the_front_is_written_again_keeps_the_public_one():
    series = make_released()
    front = _front(series)
    public = PublishedArticle.objects.get(uid=front.uid, script="hans").headline
    act(front, "reopen", front.author)
    edit(front, front.author, headline="新的题目")
    publishing.publish_series(series=series, user=make_user("chief_editor"))
    assert PublishedArticle.objects.get(uid=front.uid, script="hans").headline == public
    assert PublishedSeries.objects.get(uid=series.uid, script="hans").title == public
    assert _front(series).status == Status.DRAFT


def test_both_scripts_are_released():
    series = make_series(title="后面的发展")
    series.chapters.update(name="后台")
    Chapter.objects.create(series=series, position=2, name="发展", blurb="后来的事。")
    release(series)
    rows = {row.script: row for row in PublishedSeries.objects.filter(uid=series.uid)}
    assert rows["hans"].title == "后面的发展"
    assert rows["hant"].title == "後面的發展"
    assert [chapter["name"] for chapter in rows["hant"].chapters] == ["後臺", "發展"]


def test_series_that_moves_redirects_from_its_old_address(client):
    series = make_released()
    old = series.slug
    front = _front(series)
    act(front, "reopen", front.author)
    edit(front, front.author, slug="new-place")
    release(series)
    assert Series.objects.get(pk=series.pk).slug == "new-place"
    assert client.get("/articles/new-place/").headers["Location"] == "/series/new-place/"
    assert client.get("/series/new-place/").status_code == 200
    assert client.get(f"/series/{old}/").headers["Location"] == "/series/new-place/"
    told = PublishedRedirect.objects.get(kind="series", old_slug=old)
    assert told.new_slug == "new-place"


def test_part_that_goes_out_or_is_taken_back_needs_no_new_release(client):
    series = make_released()
    story = make_in_review()
    planning.attach(instalment=slot(series, 2), article=story, user=make_user("editor"))
    before = _rows(series)
    story.refresh_from_db()
    act(story, "submit", story.author)
    approve_all(story)
    act(story, "publish", make_user("chief_editor"))
    assert story.headline in client.get(f"/series/{series.slug}/").content.decode()
    act(story, "withdraw", make_user("chief_editor"), note="来源要求", notice="已撤回。")
    assert "part--withdrawn" in client.get(f"/series/{series.slug}/").content.decode()
    assert _rows(series) == before


@pytest.mark.parametrize(
    ("missing", "code"), [({"note": " "}, "note_missing"), ({"notice": " "}, "notice_missing")]
)
def test_taking_back_needs_a_reason_and_a_notice(missing, code):
    series = make_released()
    with refuses(code):
        publishing.withdraw_series(
            series=series,
            user=make_user("chief_editor"),
            **{"note": "封面有误", "notice": "暂时撤回。"} | missing,
        )
    assert PublishedSeries.objects.exists()


def test_taking_back_is_the_chief_editors_act_and_needs_something_released():
    told = {"note": "封面有误", "notice": "暂时撤回。"}
    with refuses("not_yours"):
        publishing.withdraw_series(series=make_released(), user=make_user("editor", "publish"), **told)
    with refuses("not_released"):
        publishing.withdraw_series(series=make_series(), user=make_user("chief_editor"), **told)


def test_series_taken_back_leaves_a_notice_and_its_stories_and_can_come_again():
    series = make_released()
    story = make_published(credited=make_contributor())
    planning.attach(instalment=slot(series, 1), article=story, user=make_user("editor"))
    chief = make_user("chief_editor")
    publishing.withdraw_series(series=series, user=chief, note="封面有误", notice="暂时撤回。")
    assert not PublishedSeries.objects.exists()
    assert not PublishedPart.objects.exists()
    assert PublishedNotice.objects.filter(slug=series.slug).count() == 2
    assert PublishedArticle.objects.filter(uid=story.uid).count() == 2
    assert _front(series).status == Status.WITHDRAWN
    front = _front(series)
    act(front, "reopen", make_user("editor"))
    release(series)
    assert not PublishedNotice.objects.exists()
    assert PublishedPart.objects.filter(article_uid=story.uid).count() == 2


def test_failure_half_way_leaves_what_readers_had(monkeypatch):
    series = make_released()
    before = _rows(series)

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(PublishedPart.objects, "bulk_create", broken)
    with pytest.raises(OSError, match="disk"):
        publishing.publish_series(series=series, user=make_user("chief_editor"))
    assert _rows(series) == before
