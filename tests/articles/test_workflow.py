"""The workflow through `perform`: the path, who may, what is asked, what is refused and told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles import editing, ledger, publishing
from articles.models import Article, PublishedArticle, PublishedNotice, Revision, SignOff, Transition
from articles.refusals import Refusal, StaleRevision
from articles.rights import Standing
from articles.workflow import Status
from tests.factories import (
    act,
    approve_all,
    make_approved,
    make_contributor,
    make_draft,
    make_in_review,
    make_published,
    make_returned,
    make_scheduled,
    make_user,
    route,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def perform(article: Article, action: str, user, note: str = "", seen: int | None = None, **data):
    seen = article.revision_number if seen is None else seen
    return editing.perform(
        article=article, action=action, user=user, seen_revision=seen, note=note, data=data
    )


def refused(article: Article, action: str, user, note: str = "", **data) -> str:
    outcome = perform(article, action, user, note, **data)
    assert not outcome.accepted
    assert outcome.transition.outcome == Transition.Outcome.REFUSED
    assert outcome.transition.reason == outcome.refusal.code
    return outcome.refusal.code


def test_story_passes_three_distinct_reviewers_and_is_published_in_both_scripts():
    article = make_in_review(route=route("three"))
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    assert article.status == Status.PUBLISHED
    assert SignOff.objects.filter(round__article=article).values("user").distinct().count() == 3
    assert set(PublishedArticle.objects.values_list("script", flat=True)) == {"hans", "hant"}
    assert ledger.first_break() is None


def test_save_that_changes_nothing_makes_no_revision():
    article = make_draft()
    assert editing.save_revision(article=article, user=article.author) is None
    assert article.revision_number == 1


def test_reporter_cannot_sign_own_story_even_as_chief_editor():
    author = make_user("reporter", "chief_editor")
    article = make_in_review(author=author)
    assert refused(article, "approve", author) == "is_maker"


def test_credited_maker_cannot_sign_even_where_the_line_is_not_linked():
    chief = make_user("chief_editor")
    person = make_contributor("韩静秋", user=chief)
    article = make_draft(credited=person)
    article.credits.get().people.update(contributor=None)
    act(article, "submit", article.author)
    assert refused(article, "approve", chief) == "is_maker"


def test_submitter_cannot_sign():
    editor = make_user("editor", "chief_editor")
    article = make_draft()
    act(article, "submit", editor)
    assert refused(article, "approve", editor) == "is_maker"


def test_one_person_cannot_sign_two_steps_of_a_round():
    both = make_user("editor", "desk_head")
    article = make_in_review(route=route("three"))
    act(article, "pass", both)
    assert refused(article, "pass", both) == "signed_already"


def test_steps_are_signed_in_order():
    article = make_in_review(route=route("three"))
    assert refused(article, "approve", make_user("chief_editor")) == "not_yours"


def test_superuser_has_no_silent_bypass():
    article = make_in_review()
    assert refused(article, "approve", make_user(is_superuser=True)) == "not_yours"
    assert (
        refused(article, "override", make_user(is_superuser=True), note="截稿前三分钟，总编辑在飞机上")
        == "not_yours"
    )


def test_override_needs_its_right_and_a_reason_and_shows():
    article = make_in_review()
    person = make_user("editor", "override")
    for hollow in ("急", "急" + "\u200b" * 20, "\u202e\u2060" * 10 + "急件"):
        assert refused(article, "override", person, note=hollow) == "note_short"
    assert refused(article, "override", person, note="\u200b" * 20) == "note_missing"
    act(article, "override", person, note="总编辑在飞机上，值班领导电话同意")
    assert article.status == Status.APPROVED
    assert "值班领导" in article.overridden_because
    act(article, "publish", make_user("chief_editor"))


def test_stale_reader_signs_nothing():
    article = make_in_review()
    chief = make_user("chief_editor")
    with pytest.raises(StaleRevision) as raised:
        perform(article, "approve", chief, seen=article.revision_number - 1)
    assert raised.value.current == article.revision_number
    assert not SignOff.objects.exists()
    assert Transition.objects.filter(reason="stale", actor=chief).count() == 1


def test_person_demoted_between_look_and_click_is_refused():
    article = make_in_review()
    chief = make_user("chief_editor")
    assert "chief_editor" in chief.role_codes
    chief.groups.remove(Group.objects.get(name="chief_editor"))
    assert refused(article, "approve", chief) == "not_visible"


def test_disabled_person_is_refused():
    article = make_in_review()
    chief = make_user("chief_editor", is_active=False)
    assert refused(article, "approve", chief) == "not_visible"


def test_return_needs_an_opinion_and_the_next_round_starts_at_step_one():
    article = make_in_review(route=route("three"), passed=1)
    head = make_user("desk_head")
    assert refused(article, "request_changes", head) == "opinion_missing"
    act(article, "request_changes", head, note="第三段没有出处")
    assert article.status == Status.DRAFT
    act(article, "submit", article.author)
    assert [step.position for step in article.open_round().steps.all()] == [1, 2, 3]


def test_reviewers_edit_is_a_revision_and_does_not_make_them_an_author():
    article = make_in_review(route=route("three"))
    editor = make_user("editor")
    editing.check_save(article=article, user=editor, seen_revision=1)
    article.headline = "潮水退去之后"
    article.save()
    revision = editing.save_revision(article=article, user=editor)
    assert revision.origin == Revision.Origin.REVIEW
    assert act(article, "pass", editor)
    assert SignOff.objects.get().decision == SignOff.Decision.PASS_WITH_EDITS


def test_author_may_not_save_while_in_review():
    article = make_in_review()
    with pytest.raises(Refusal) as raised:
        editing.check_save(article=article, user=article.author, seen_revision=1)
    assert raised.value.code == "not_yours"


def test_signed_story_is_not_edited_without_reopening():
    article = make_approved()
    article.headline = "改"
    article.save()
    with pytest.raises(Refusal):
        editing.save_revision(article=article, user=article.author)


def test_text_changed_behind_the_desks_back_is_not_published():
    article = make_approved()
    Article.objects.filter(pk=article.pk).update(headline="没人看过的题目")
    assert refused(article, "publish", make_user("chief_editor")) == "hash_mismatch"
    assert not PublishedArticle.objects.exists()


def test_approve_and_publish_are_two_rights():
    article = make_approved()
    assert refused(article, "publish", article.author) == "not_yours"
    assert refused(article, "publish", make_user("desk_head")) == "not_yours"
    act(article, "publish", make_user("desk_head", "publish"))


def test_reopened_story_stays_public_as_it_was():
    article = make_published()
    public = PublishedArticle.objects.get(uid=article.uid, script="hans").headline
    act(article, "reopen", article.author)
    article.headline = "还没人看过的新题目"
    article.save()
    editing.save_revision(article=article, user=article.author)
    assert PublishedArticle.objects.get(uid=article.uid, script="hans").headline == public
    act(article, "discard", article.author)
    assert (article.status, article.headline) == (Status.PUBLISHED, public)


def test_correction_passes_the_last_step_only():
    article = make_draft(route=route("three"))
    act(article, "submit", article.author)
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    act(
        article,
        "correct",
        article.author,
        correction={"type": "correction", "wrong": "三十人", "right": "三十一人"},
    )
    act(article, "submit", article.author)
    assert [step.position for step in article.open_round().steps.all()] == [3]
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    row = PublishedArticle.objects.get(uid=article.uid, script="hans")
    assert row.has_corrections
    assert row.corrections[0]["right"] == "三十一人"


def test_discarded_work_makes_nobody_a_maker():
    article = make_published()
    chief = make_user("chief_editor")
    act(article, "correct", chief, correction={"type": "correction", "wrong": "三十人", "right": "三十一人"})
    assert Standing(chief, article).is_maker
    act(article, "discard", chief)
    article.refresh_from_db()
    assert not Standing(chief, article).is_maker
    act(article, "reopen", article.author)
    act(article, "submit", article.author)
    act(article, "approve", chief)


def test_work_that_stands_behind_a_discard_still_bars_its_author():
    author = make_user("reporter", "chief_editor")
    article = make_published(author=make_user("reporter"))
    act(article, "reopen", article.author)
    article.writers.add(author)
    article.headline += "（改）"
    article.save()
    editing.save_revision(article=article, user=author)
    article.writers.remove(author)
    act(article, "submit", article.author)
    assert refused(article, "approve", author) == "is_maker"


def test_withdrawn_story_leaves_notices_and_no_rows():
    article = make_published()
    chief = make_user("chief_editor")
    assert refused(article, "withdraw", chief, note="来源要求") == "notice_missing"
    act(article, "withdraw", chief, note="来源要求", notice="本文因信源要求撤回。")
    assert not PublishedArticle.objects.exists()
    assert PublishedNotice.objects.filter(uid=article.uid).count() == 2
    act(article, "reopen", article.author)
    act(article, "submit", article.author)
    approve_all(article)
    act(article, "publish", chief)
    assert not PublishedNotice.objects.exists()


def test_schedule_needs_a_time_to_come():
    article = make_approved()
    chief = make_user("chief_editor")
    assert refused(article, "schedule", chief) == "time_missing"
    assert (
        refused(article, "schedule", chief, publish_at=timezone.now() - timedelta(minutes=1)) == "time_past"
    )
    far = timezone.now().replace(year=2101)
    assert refused(article, "schedule", chief, publish_at=far) == "time_bounds"


def test_scheduled_story_reopened_loses_its_time():
    article = make_scheduled()
    act(article, "reopen", article.author, note="时间要改")
    assert article.publish_at is None


def test_refusal_inside_a_callers_transaction_is_still_told():
    article = make_draft()
    stranger = make_user("reporter")
    assert refused(article, "submit", stranger) == "not_visible"
    assert Transition.objects.filter(outcome="refused", actor=stranger).count() == 1


def test_route_raised_voids_a_weaker_approval():
    article = make_approved()
    assert editing.assign_route(article=article, route=route("three"), user=make_user("editor"))
    assert article.status == Status.DRAFT
    assert not editing.assign_route(article=article, route=route("single"), user=make_user("editor"))
    assert article.route.slug == "three"


def test_refreeze_reproduces_every_row():
    article = make_published()
    assert publishing.refreeze(article=article) is False
    PublishedArticle.objects.filter(uid=article.uid).update(headline="被改过")
    assert publishing.refreeze(article=article) is True


def test_draft_never_submitted_may_be_deleted_and_others_not():
    article = make_draft()
    editing.delete_draft(article=article, user=article.author)
    assert not Article.objects.filter(pk=article.pk).exists()
    returned = make_returned()
    with pytest.raises(Refusal) as raised:
        editing.delete_draft(article=returned, user=returned.author)
    assert raised.value.code == "wrong_status"


def test_changed_ledger_row_is_refused_or_named():
    make_in_review()
    first = Transition.objects.order_by("seq").first()
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            _rewrite(first.seq)
        return
    _rewrite(first.seq)
    assert ledger.first_break() == ledger.Break(first.seq, "was changed")


def _rewrite(seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_transition SET note = 'x' WHERE seq = %s", [seq])
