"""The gate: what goes out is what was signed; what is taken back is gone; building again changes no byte."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from articles import editing, media_rows, publishing
from articles.models import (
    Article,
    Masthead,
    PublishedArticle,
    PublishedCredit,
    PublishedSite,
    SignOff,
    Tag,
)
from articles.publishing_site import publish_site
from articles.workflow import Status
from tests.factories import (
    act,
    approve_all,
    make_approved,
    make_contributor,
    make_draft,
    make_in_review,
    make_published,
    make_published_then_edited,
    make_section,
    make_site,
    make_user,
    make_withdrawn,
    route,
)
from tests.proofs.making import REASON, edit, make_image, publish_again, refuses, use_image
from tests.proofs.secrets import Words, make_secret

pytestmark = pytest.mark.django_db


def _publish(article: Article) -> str:
    """The reason why the story could not be published, or ""."""
    outcome = editing.perform(
        article=article,
        action="publish",
        user=make_user("chief_editor"),
        seen_revision=article.revision_number,
    )
    return outcome.refusal.code if outcome.refusal else ""


def _rows(article: Article) -> list[dict[str, Any]]:
    """Every public row of the story to the byte, in the order in which they were written."""
    tables = (PublishedArticle, PublishedCredit)
    rows = [row for table in tables for row in table.objects.filter(uid=article.uid).order_by("pk").values()]
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


@pytest.mark.parametrize(
    "change",
    [
        lambda a: Article.objects.filter(pk=a.pk).update(body="<p>没人看过。</p>"),
        lambda a: Article.objects.filter(pk=a.pk).update(slug="elsewhere"),
        lambda a: Article.objects.filter(pk=a.pk).update(section=make_section("haifang", "海防")),
        lambda a: Article.objects.filter(pk=a.pk).update(headline_hant="另一個題目"),
        lambda a: Article.objects.filter(pk=a.pk).update(ai_use="generated"),
        lambda a: a.credits.all().delete(),
        lambda a: a.credits.get().people.update(name="别人"),
        lambda a: a.key_figures.create(position=1, value="3", label="村"),
        lambda a: a.corrections.create(issued_at=timezone.now(), right="三十一人"),
        lambda a: a.tags.add(Tag.objects.create(slug="hai", name="海洋")),
    ],
    ids=[
        "body",
        "address",
        "section",
        "override",
        "declaration",
        "credits",
        "name",
        "figure",
        "correction",
        "tag",
    ],
)
def test_nothing_changed_after_the_signature_goes_out(change):
    article = make_approved()
    change(article)
    assert _publish(article) == "hash_mismatch"
    assert not PublishedArticle.objects.exists()
    assert Article.objects.get(pk=article.pk).status == Status.APPROVED


def test_revision_rewritten_under_its_hash_does_not_go_out():
    article = make_approved()
    article.approved_revision.content = article.approved_revision.content.replace("灯", "火")
    with refuses("hash_mismatch"):
        publishing.publish(article=article)
    assert not PublishedArticle.objects.exists()


def test_approval_by_status_alone_does_not_go_out():
    """Somebody sets every column of an approval by hand: without the signature it is none."""
    article = make_draft()
    Article.objects.filter(pk=article.pk).update(
        status=Status.APPROVED, approved_revision=article.revisions.get()
    )
    assert _publish(article) == "hash_mismatch"


def test_signature_of_an_earlier_text_does_not_serve_a_later_one():
    article = make_approved()
    act(article, "reopen", article.author, note="补一个出处")
    edit(article, article.author, headline="第二稿")
    Article.objects.filter(pk=article.pk).update(
        status=Status.APPROVED, approved_revision=article.revisions.get(number=2)
    )
    article.refresh_from_db()
    assert _publish(article) == "hash_mismatch"


def test_signature_of_the_first_step_does_not_serve_as_the_last():
    article = make_in_review(route=route("three"), passed=1)
    assert SignOff.objects.count() == 1
    Article.objects.filter(pk=article.pk).update(
        status=Status.APPROVED, approved_revision=article.revisions.get()
    )
    article.refresh_from_db()
    assert _publish(article) == "hash_mismatch"


def test_overridden_story_goes_out_and_keeps_its_reason():
    article = make_in_review()
    act(article, "override", make_user("editor", "override"), note=REASON)
    assert _publish(article) == ""
    assert Article.objects.get(pk=article.pk).overridden_because == REASON


def test_picture_that_a_new_edition_dropped_is_gone_from_the_public_store(django_capture_on_commit_callbacks):
    article = make_draft()
    use_image(article, make_image(shade=41))
    editing.save_revision(article=article, user=article.author)
    publish_again(article)
    names = media_rows.names_of(PublishedArticle.objects.filter(uid=article.uid))
    assert all(storages["public"].exists(name) for name in names)
    act(article, "reopen", article.author)
    article.image_uses.all().delete()
    editing.save_revision(article=article, user=article.author)
    with django_capture_on_commit_callbacks(execute=True):
        publish_again(article)
    assert not any(storages["public"].exists(name) for name in names)


def test_first_time_out_stays_and_last_time_moves():
    article = make_published()
    first = article.first_published_at
    act(article, "reopen", article.author)
    publish_again(article)
    assert article.first_published_at == first
    assert article.last_published_at > first
    row = PublishedArticle.objects.get(uid=article.uid, script="hant")
    assert (row.first_published_at, row.last_published_at) == (first, article.last_published_at)


def test_new_edition_replaces_the_old_one_whole():
    article = make_published(credited=make_contributor())
    act(article, "reopen", article.author)
    article.credits.all().delete()
    article.credits.create(position=1, roles=["photo"]).people.create(position=1, name="陆晚亭")
    editing.save_revision(article=article, user=article.author)
    publish_again(article)
    assert PublishedArticle.objects.filter(uid=article.uid).count() == 2
    assert set(PublishedCredit.objects.values_list("name", flat=True)) == {"陆晚亭"}


def test_planned_time_is_gone_once_it_is_out():
    article = make_approved()
    chief = make_user("chief_editor")
    act(article, "schedule", chief, publish_at=timezone.now() + timedelta(hours=1))
    assert article.scheduled_by == chief
    act(article, "publish", chief)
    assert (article.publish_at, article.scheduled_by) == (None, None)


def test_rebuilding_reproduces_every_byte_of_the_fullest_story():
    article = publish_again(make_secret(Words()))
    before = _rows(article)
    assert len(before) > 4
    assert publishing.refreeze(article=article) is False
    assert _rows(article) == before


def test_rebuilding_reads_the_revision_and_not_the_working_copy():
    article = make_published_then_edited()
    before = _rows(article)
    assert publishing.refreeze(article=article) is False
    assert _rows(article) == before


def test_rebuilding_repairs_rows_that_somebody_changed():
    article = make_published()
    before = _rows(article)
    PublishedArticle.objects.filter(uid=article.uid, script="hant").update(body_html="<p>x</p>")
    PublishedCredit.objects.filter(uid=article.uid).delete()
    assert publishing.refreeze(article=article) is True
    assert _rows(article) == before


@pytest.mark.parametrize("made", [make_draft, make_approved, make_withdrawn])
def test_rebuilding_brings_nothing_out_that_is_not_public(made):
    article = made()
    assert publishing.refreeze(article=article) is False
    assert not PublishedArticle.objects.filter(uid=article.uid).exists()


def test_one_address_is_never_two_stories():
    first, second = make_published(), make_approved()
    PublishedArticle.objects.filter(uid=first.uid).update(slug=second.slug)
    assert _publish(second) == "slug_taken"
    assert PublishedArticle.objects.filter(slug=second.slug).values("uid").distinct().count() == 1


def test_failure_half_way_leaves_what_readers_had(monkeypatch):
    article = make_published()
    before = _rows(article)
    act(article, "reopen", article.author)
    edit(article, article.author, headline="第二版")
    act(article, "submit", article.author)
    approve_all(article)

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(PublishedCredit.objects, "bulk_create", broken)
    with pytest.raises(OSError, match="disk"):
        _publish(article)
    assert _rows(article) == before
    assert Article.objects.get(pk=article.pk).status == Status.APPROVED


def test_caches_are_told_of_every_address_after_the_commit(settings, django_capture_on_commit_callbacks):
    told: list[str] = []
    settings.PURGE_HOOK = "tests.articles.test_publishing.purged"
    purged.told = told
    with django_capture_on_commit_callbacks(execute=True):
        article = make_published(slug="first-place")
    assert {"/articles/first-place/", "/zh-hant/articles/first-place/", "/"} <= set(told)
    told.clear()
    act(article, "reopen", article.author)
    edit(article, article.author, slug="second-place")
    with django_capture_on_commit_callbacks(execute=True):
        publish_again(article)
    assert {"/articles/first-place/", "/articles/second-place/"} <= set(told)


def test_cache_that_does_not_answer_stops_no_publication(settings, django_capture_on_commit_callbacks):
    settings.PURGE_HOOK = "tests.articles.test_publishing.unreachable"
    with django_capture_on_commit_callbacks(execute=True):
        article = make_published()
    assert article.status == Status.PUBLISHED


def purged(paths: list[str]) -> None:
    """A purge hook that remembers."""
    purged.told += paths  # type: ignore[attr-defined]


def unreachable(paths: list[str]) -> None:
    """A purge hook whose cache is down."""
    raise ConnectionError(paths)


def test_masthead_is_seen_once_it_is_published():
    make_site()
    Masthead.objects.update(name="新名字")
    make_section("haifang", "海防")
    assert set(PublishedSite.objects.values_list("name", flat=True)) <= {"望海新报", "望海新報"}
    publish_site()
    row = PublishedSite.objects.get(script="hans")
    assert (row.name, [section["slug"] for section in row.sections]) == ("新名字", ["yaowen", "haifang"])
