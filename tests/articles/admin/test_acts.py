"""Buttons and pages of the workflow's acts: offered by the table, done by the verbs, kept when refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import editing
from articles.admin import tracker
from articles.admin.consequences import asked, done
from articles.admin.head import buttons
from articles.admin.panels import ANCHORS
from articles.models import Article, Transition
from articles.models.published import PublishedArticle, PublishedNotice
from articles.rights import Standing
from articles.workflow import ACTIONS, Ask
from newsroom.staff.models import User
from tests import factories
from tests.articles.admin.pages import act_url, change_url, do, form_of, save, signed_in

pytestmark = pytest.mark.django_db


def offered(user: Any, article: Article) -> set[str]:
    """Names of the workflow's buttons on a person's page of a story."""
    found = buttons(Standing(user, article))
    names = {button.name for button in (found.main, *found.open, *found.more) if button}
    return names & set(ACTIONS)


STATES = [
    "draft",
    "in_review",
    "returned",
    "approved",
    "scheduled",
    "published",
    "published_then_edited",
    "withdrawn",
]
ROLES = ["reporter", "editor", "desk_head", "chief_editor", "proofreader", "art_editor", "override"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_page_offers_exactly_what_the_rights_allow(state: str, role: str) -> None:
    article = getattr(factories, f"make_{state}")()
    user = factories.make_user(role)
    allowed = {
        action.name for action in Standing(user, article).available() if Ask.REVISION not in action.asks
    }
    assert offered(user, article) == allowed


@pytest.mark.parametrize("state", STATES)
def test_author_is_offered_exactly_what_the_rights_allow(state: str) -> None:
    article = getattr(factories, f"make_{state}")()
    allowed = {a.name for a in Standing(article.author, article).available() if Ask.REVISION not in a.asks}
    assert offered(article.author, article) == allowed
    assert allowed


def test_get_of_an_act_changes_nothing() -> None:
    article = factories.make_draft()
    client = signed_in(article.author)
    assert client.get(act_url(article, "submit")).status_code == 200
    article.refresh_from_db()
    assert article.status == "draft"


def test_submitting_names_those_who_may_sign_and_says_when_nobody_may() -> None:
    article = factories.make_draft()
    (reviewer,) = factories.make_reviewers(article)
    factories.act(article, "submit", article.author)
    assert str(reviewer) in done(article, "submit")
    article.writers.add(reviewer)
    alone = done(article, "submit")
    other = factories.make_user("chief_editor")
    assert alone != done(article, "submit")
    assert str(other) in done(article, "submit") and str(reviewer) not in done(article, "submit")


def test_signer_who_corrects_is_told_that_they_will_not_sign() -> None:
    article = factories.make_published()
    signer, editor = factories.make_user("chief_editor"), factories.make_user("editor")
    said = [asked(Standing(user, article), ACTIONS["correct"]).lines for user in (signer, editor)]
    assert len(said[0]) == len(said[1]) + 1


def test_submit_from_the_form_saves_what_was_typed_first() -> None:
    article = factories.make_draft()
    client = signed_in(article.author)
    save(client, article, form_of(client, article), headline="送审前改的题", _act="submit")
    article.refresh_from_db()
    assert (article.status, article.headline, article.revision_number) == ("in_review", "送审前改的题", 2)


def test_submit_of_a_form_with_errors_submits_nothing() -> None:
    article = factories.make_draft()
    client = signed_in(article.author)
    save(client, article, form_of(client, article), slug="admin", _act="submit")
    article.refresh_from_db()
    assert article.status == "draft"


def test_submit_of_an_empty_story_is_refused_and_the_refusal_is_recorded() -> None:
    article = factories.make_draft(headline="")
    client = signed_in(article.author)
    answer = save(client, article, form_of(client, article), _act="submit")
    assert (answer.status_code, answer.url) == (302, act_url(article, "submit"))
    assert do(client, article, "submit").status_code == 409
    refused = Transition.objects.filter(action="submit").values_list("outcome", "reason")
    assert list(refused) == [("refused", "not_ready")] * 2


def test_page_that_names_what_is_missing_lies_elsewhere_than_the_form_its_links_lead_to() -> None:
    article = factories.make_draft(headline="")
    client = signed_in(article.author)
    answer = save(client, article, form_of(client, article), _act="submit")
    page = client.get(answer.url).content.decode()
    assert answer.url != change_url(article)
    assert page.count("缺主题") == 1 and f'href="{change_url(article)}#id_headline" autofocus' in page


def test_every_place_that_mends_a_gap_is_on_the_form() -> None:
    article = factories.make_draft()
    page = signed_in(article.author).get(change_url(article)).content.decode()
    assert [place for place in ANCHORS.values() if f'id="{place}"' not in page] == []


def test_submission_without_what_the_signature_needs_is_asked_about_and_done_when_it_is_wanted() -> None:
    article = factories.make_draft(section=None)
    client = signed_in(article.author)
    form = form_of(client, article)
    asked_at = save(client, article, form, headline="没有栏目的题", _act="submit")
    assert (asked_at.status_code, asked_at.url) == (302, act_url(article, "submit"))
    page = client.get(asked_at.url).content.decode()
    assert "没选栏目" in page and f"{change_url(article)}#id_section" in page
    assert do(client, article, "submit").status_code == 200
    article.refresh_from_db()
    assert (article.status, article.headline) == ("draft", "没有栏目的题")
    assert do(client, article, "submit", anyway="1").status_code == 302
    article.refresh_from_db()
    assert article.status == "in_review"


def test_complete_story_is_submitted_without_a_question() -> None:
    article = factories.make_draft()
    assert do(signed_in(article.author), article, "submit").status_code == 302
    article.refresh_from_db()
    assert article.status == "in_review"


def test_step_tracker_names_only_those_who_may_sign() -> None:
    article = factories.make_in_review(route=factories.route("three"))
    both = factories.make_user("editor", "desk_head", display_name="先签的人")
    chief, other = User.objects.filter(groups__name="chief_editor").get(), factories.make_user("chief_editor")
    factories.act(article, "pass", both)
    lines = [step.line for step in tracker.steps(Standing(article.author, article))]
    assert "先签的人" in lines[0] and "先签的人" not in lines[1] and str(chief) in lines[2]
    article.writers.add(chief)
    lines = [step.line for step in tracker.steps(Standing(article.author, article))]
    assert lines[2] == str(other)
    article.writers.add(other)
    lines = [step.line for step in tracker.steps(Standing(article.author, article))]
    assert lines[2] == "暂无可签的人"


def test_maker_in_the_reviewers_group_can_neither_sign_nor_send_back() -> None:
    article = factories.make_in_review()
    chief = factories.make_user("chief_editor")
    assert {"approve", "request_changes"} <= offered(chief, article)
    article.writers.add(chief)
    assert not {"approve", "request_changes"} & offered(chief, article)
    assert do(signed_in(chief), article, "request_changes", note="退回").status_code == 403


def test_story_travels_from_draft_to_readers_by_buttons_alone() -> None:
    factories.make_site()
    article = factories.make_draft(route=factories.route("three"))
    do(signed_in(article.author), article, "submit")
    for role, action in (("editor", "pass"), ("desk_head", "pass"), ("chief_editor", "approve")):
        answer = do(signed_in(factories.make_user(role)), article, action, note="可以", errors_found="2")
        assert answer.url == reverse("admin:index")
    chief = signed_in(factories.make_user("chief_editor"))
    do(chief, article, "publish")
    assert PublishedArticle.objects.filter(uid=article.uid).count() == 2
    assert [sign.errors_found for sign in article.rounds.get().sign_offs.all()] == [2, 2, 2]


def test_opinion_is_required_to_request_changes_and_reaches_the_author() -> None:
    article = factories.make_in_review()
    chief = signed_in(factories.make_user("chief_editor"))
    assert do(chief, article, "request_changes").status_code == 400
    do(chief, article, "request_changes", note="第二段没有出处。")
    article.refresh_from_db()
    assert article.status == "draft"
    assert "第二段没有出处。" in signed_in(article.author).get(change_url(article)).content.decode()


def test_verdict_on_a_text_that_moved_is_refused_with_the_opinion_kept() -> None:
    article = factories.make_in_review()
    chief = factories.make_user("chief_editor")
    client = signed_in(chief)
    seen = article.revision_number
    colleague = signed_in(factories.make_user("chief_editor"))
    save(colleague, article, form_of(colleague, article), headline="有人改过")
    answer = client.post(act_url(article, "approve"), {"seen_revision": seen, "note": "写得好，可发。"})
    assert answer.status_code == 409
    assert "写得好，可发。" in answer.content.decode()
    article.refresh_from_db()
    assert article.status == "in_review"
    assert answer.context["form"]["seen_revision"].value() == str(article.revision_number)


def test_reporter_who_posts_an_approval_gets_403_and_a_ledger_row() -> None:
    article = factories.make_in_review()
    answer = do(signed_in(article.author), article, "approve", note="自己签")
    assert answer.status_code == 403
    assert Transition.objects.get(action="approve").outcome == "refused"


def test_act_on_a_story_of_somebody_else_is_404_for_reporters() -> None:
    article = factories.make_draft()
    client = signed_in(factories.make_user("reporter"))
    assert do(client, article, "submit").status_code == 404
    assert client.get(act_url(article, "submit")).status_code == 404


def test_double_click_submits_once() -> None:
    article = factories.make_draft()
    client = signed_in(article.author)
    seen = {"seen_revision": article.revision_number}
    assert client.post(act_url(article, "submit"), seen).status_code == 302
    assert client.post(act_url(article, "submit"), seen).status_code == 409
    assert article.rounds.count() == 1


def test_schedule_takes_a_date_and_time_and_shows_them() -> None:
    article = factories.make_approved()
    chief = signed_in(factories.make_user("chief_editor"))
    at = timezone.localtime() + timedelta(days=2)
    do(chief, article, "schedule", publish_at_0=at.strftime("%Y-%m-%d"), publish_at_1="08:00:00")
    article.refresh_from_db()
    assert article.publish_at is not None and timezone.localtime(article.publish_at).hour == 8
    page = chief.get(change_url(article)).content.decode()
    assert "08:00" in page


@pytest.mark.parametrize("date", ["1999-01-01", "9999-12-31", "0001-01-01", "2020-02-30", "x"])
def test_impossible_dates_are_asked_again(date: str) -> None:
    article = factories.make_approved()
    chief = signed_in(factories.make_user("chief_editor"))
    answer = do(chief, article, "schedule", publish_at_0=date, publish_at_1="08:00")
    assert answer.status_code == 400
    article.refresh_from_db()
    assert article.publish_at is None


def test_withdrawing_needs_reason_and_notice_and_leaves_the_notice() -> None:
    article = factories.make_published()
    chief = signed_in(factories.make_user("chief_editor"))
    assert do(chief, article, "withdraw", note="来源要求").status_code == 400
    for unseen in ("\u200b", "本文\u202e已撤回。", "一行\n\u2066又一行"):
        refused = do(chief, article, "withdraw", note="来源要求", notice=unseen)
        assert refused.status_code == 400 and "来源要求" in refused.content.decode()
    do(chief, article, "withdraw", note="来源要求", notice="本文已撤回。")
    assert not PublishedArticle.objects.filter(uid=article.uid).exists()
    assert PublishedNotice.objects.filter(uid=article.uid, text="本文已撤回。").exists()


def test_correction_is_written_on_its_own_form_and_becomes_content() -> None:
    article = factories.make_published()
    editor = signed_in(factories.make_user("editor"))
    do(editor, article, "correct", type="correction", wrong="152个", right="125个", passage="第3段")
    article.refresh_from_db()
    assert article.status == "draft" and article.only_last_step
    assert article.revisions.latest("number").snapshot["corrections"][0]["right"] == "125个"


def test_reopening_a_signed_story_without_a_reason_keeps_the_signature() -> None:
    article = factories.make_approved()
    editor = signed_in(factories.make_user("editor"))
    assert do(editor, article, "reopen").status_code == 409
    article.refresh_from_db()
    assert article.status == "approved"


def test_override_demands_ten_characters_and_shows_for_good() -> None:
    article = factories.make_in_review()
    user = factories.make_user("override", "editor")
    client = signed_in(user)
    assert do(client, article, "override", note="急").status_code in {400, 409}
    do(client, article, "override", note="台风预警今夜必须发布，总编辑在飞机上。")
    article.refresh_from_db()
    assert article.status == "approved"
    assert "台风预警今夜必须发布" in client.get(change_url(article)).content.decode()


def test_draft_nobody_was_asked_to_read_can_be_deleted_and_others_cannot() -> None:
    article, submitted = factories.make_draft(), factories.make_returned()
    assert do(signed_in(article.author), article, "delete").status_code == 302
    assert not Article.objects.filter(pk=article.pk).exists()
    client = signed_in(submitted.author)
    assert client.post(act_url(submitted, "delete")).status_code == 409
    assert Article.objects.filter(pk=submitted.pk).exists()


def test_stock_delete_page_and_bulk_actions_are_closed() -> None:
    article = factories.make_draft()
    client = signed_in(factories.make_user("chief_editor"))
    assert (
        client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"}).status_code
        == 403
    )
    client.post(
        reverse("admin:articles_article_changelist"),
        {"action": "delete_selected", "_selected_action": article.pk, "post": "yes"},
    )
    assert Article.objects.filter(pk=article.pk).exists()


def test_maker_in_the_reviewers_group_is_told_why_they_may_not_sign() -> None:
    author = factories.make_user("chief_editor")
    article = factories.make_in_review(author=author)
    page = signed_in(author).get(change_url(article)).content.decode()
    assert "cannot sign" in page or "不能签" in page


def test_unknown_act_is_404() -> None:
    article = factories.make_draft()
    assert signed_in(article.author).get(act_url(article, "explode")).status_code == 404


def test_buttons_of_acts_that_take_something_away_look_alike_and_come_first() -> None:
    chief = signed_in(factories.make_user("chief_editor"))
    draft = factories.make_draft()
    asked = (
        (chief, act_url(factories.make_published(), "withdraw")),
        (signed_in(draft.author), act_url(draft, "delete")),
    )
    for client, url in asked:
        row = client.get(url).content.decode().partition('<div class="submit-row">')[2]
        assert row.split("<", 2)[1].startswith('button class="desk-btn is-stop"'), url


def test_withdrawn_story_shows_the_notice_its_page_and_the_reason_on_the_desk() -> None:
    article = factories.make_withdrawn(notice="本文有误，已撤回。")
    client = signed_in(factories.make_user("editor"))
    public = reverse("article", kwargs={"script": "hans", "slug": article.slug})
    page = client.get(change_url(article)).content.decode()
    assert "本文有误，已撤回。" in page and f'href="{public}"' in page and "来源要求撤回" in page
    factories.act(article, "reopen", article.author)
    assert "本文有误，已撤回。" in client.get(change_url(article)).content.decode()


def test_correction_in_review_says_that_this_round_is_its_last_step() -> None:
    article = factories.make_published(route=factories.route("three"))
    chief = factories.make_user("chief_editor")
    told = {"type": "correction", "wrong": "二十", "right": "二十一", "passage": "第1段"}
    factories.act(article, "correct", article.author, correction=told)
    client = signed_in(chief)
    assert "下一轮只过最后一个环节" in client.get(change_url(article)).content.decode()
    article.headline = "更正后的标题"
    article.save()
    editing.save_revision(article=article, user=article.author)
    factories.act(article, "submit", article.author)
    page = client.get(change_url(article)).content.decode()
    assert "本轮只过最后一个环节" in page and "下一轮只过" not in page
