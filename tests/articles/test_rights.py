"""Rights: read from groups at the moment of the act; the separation of duties; what a person may know exists."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from articles import editing
from articles.models import Article, CreditPerson, ReviewRoute, ReviewStep
from articles.rights import Standing, maker_ids
from articles.workflow import ACTIONS, Status
from newsroom.staff.models import User
from newsroom.staff.roles import ROLES, Right, holds
from tests.factories import (
    act,
    approve_all,
    make_approved,
    make_contributor,
    make_draft,
    make_in_review,
    make_published,
    make_user,
    route,
)
from tests.proofs.making import edit, make_released, make_series, refuses, release

pytestmark = pytest.mark.django_db


def _refusal(article: Article, action: str, user: User) -> str | None:
    return Standing(user, Article.objects.get(pk=article.pk)).refusal_of(ACTIONS[action])


def _six_steps() -> ReviewRoute:
    """三审三校 with every step by itself."""
    made = ReviewRoute.objects.create(slug="six", name_hans="六步", name_hant="六步", name_en="Six")
    who = ["editor", "proofreader", "desk_head", "proofreader", "chief_editor", "chief_editor"]
    for position, role in enumerate(who, start=1):
        ReviewStep.objects.create(
            route=made,
            position=position,
            kind="proof" if position % 2 == 0 else "review",
            group=Group.objects.get(name=role),
            name_hans=f"第{position}步",
            name_hant=f"第{position}步",
            name_en=f"Step {position}",
        )
    return made


def test_no_role_may_override_and_only_the_chief_editor_publishes():
    assert [role.code for role in ROLES if Right.OVERRIDE in role.rights] == []
    assert [role.code for role in ROLES if Right.PUBLISH in role.rights] == ["chief_editor"]
    assert [role.code for role in ROLES if Right.RELEASE_SERIES in role.rights] == ["chief_editor"]


def test_administrator_has_no_right_in_the_workflow():
    person = make_user("administrator", is_superuser=True)
    assert [right for right in Right if holds(person, right)] == [Right.MANAGE_HOUSE]
    for article in (make_draft(), make_in_review(), make_approved(), make_published()):
        assert Standing(person, article).available() == []


def test_superuser_holds_no_right_by_being_one():
    person = make_user(is_superuser=True)
    assert person.has_perm("articles.change_article")
    assert not [right for right in Right if holds(person, right)]


def test_inactive_person_holds_nothing():
    person = make_user("chief_editor", "publish", "override", is_active=False)
    assert not [right for right in Right if holds(person, right)]
    assert not Article.objects.visible_to(person).exists()


def test_reporter_knows_of_own_assigned_and_credited_stories_only():
    reporter = make_user("reporter")
    own = make_draft(author=reporter)
    assigned, credited, other = (
        make_draft(),
        make_draft(credited=make_contributor(user=reporter)),
        make_draft(),
    )
    assigned.writers.add(reporter)
    assert set(Article.objects.visible_to(reporter)) == {own, assigned, credited}
    assert not Standing(reporter, other).may_see


def test_reporter_who_lost_the_role_sees_not_even_their_own():
    article = make_draft()
    article.author.groups.clear()
    assert not Standing(User.objects.get(pk=article.author_id), article).may_see


@pytest.mark.parametrize(
    "way", ["wrote", "submitted", "assigned", "credited", "restored", "imported", "corrected"]
)
def test_whoever_made_a_story_in_any_way_may_not_sign_it(way):
    chief = make_user("chief_editor", "reporter")
    article = make_draft(credited=make_contributor("韩静秋", user=chief) if way == "credited" else None)
    if way == "wrote":
        edit(article, chief, headline="总编辑改的题目")
    if way == "imported":
        article.headline = "导入的题目"
        article.save()
        editing.save_revision(article=article, user=chief, origin="import")
    if way == "restored":
        edit(article, article.author, headline="第二稿")
        act(article, "restore", chief, revision=1)
    if way == "assigned":
        article.writers.add(chief)
    if way == "corrected":
        act(article, "submit", article.author)
        approve_all(article)
        act(article, "publish", make_user("chief_editor"))
        act(article, "correct", chief, correction={"right": "三十一人"})
    act(article, "submit", chief if way == "submitted" else article.author)
    assert _refusal(article, "approve", chief) == "is_maker"
    assert _refusal(article, "approve", make_user("chief_editor")) is None


def test_whoever_only_brought_the_signed_text_back_is_not_a_maker():
    article = make_published()
    chief = make_user("chief_editor")
    act(article, "reopen", article.author)
    edit(article, article.author, headline="改过")
    act(article, "discard", chief)
    assert chief.pk not in maker_ids(article)


def test_person_credited_for_checking_may_sign():
    chief = make_user("chief_editor")
    article = make_draft(credited=make_contributor("韩静秋", user=chief))
    article.credits.update(roles=["duty_editor"])
    editing.save_revision(article=article, user=article.author)
    act(article, "submit", article.author)
    assert _refusal(article, "approve", chief) is None


def test_maker_is_found_by_the_traditional_name_as_well():
    chief = make_user("chief_editor")
    make_contributor("韩静秋", name_hant="韓靜秋", user=chief)
    article = make_draft()
    CreditPerson.objects.filter(credit__article=article).update(name="韓靜秋", contributor=None)
    act(article, "submit", article.author)
    assert _refusal(article, "approve", chief) == "is_maker"


def test_six_separate_steps_are_passed_by_distinct_reviewers_and_proofreaders_in_turn():
    article = make_in_review(route=_six_steps())
    editor, proofreader = make_user("editor"), make_user("proofreader")
    act(article, "pass", editor)
    act(article, "pass", proofreader)
    assert _refusal(article, "pass", make_user("editor")) == "not_yours"
    act(article, "pass", make_user("desk_head"))
    assert _refusal(article, "pass", proofreader) == "proofed_before"
    act(article, "pass", make_user("proofreader"))
    chief = make_user("chief_editor")
    act(article, "pass", chief)
    act(
        article, "approve", chief
    )  # reviewed and then proofread by one person: the rule is against two reviews
    assert article.status == Status.APPROVED


def test_steps_of_an_open_round_do_not_change_with_their_route():
    article = make_in_review(route=route("three"))
    ReviewStep.objects.filter(route__slug="three", position__gt=1).delete()
    act(article, "pass", make_user("editor"))
    assert _refusal(article, "approve", make_user("editor")) == "not_yours"
    assert article.status == Status.IN_REVIEW


def test_step_of_a_group_the_newsroom_made_belongs_to_that_group():
    legal = Group.objects.create(name="legal")
    made = ReviewRoute.objects.create(slug="law", name_hans="法务", name_hant="法務", name_en="Law")
    for position, group in enumerate((legal, Group.objects.get(name="chief_editor")), start=1):
        names = {"name_hans": "步", "name_hant": "步", "name_en": "Step"}
        ReviewStep.objects.create(route=made, position=position, group=group, **names)
    article = make_in_review(route=made)
    assert _refusal(article, "pass", make_user("chief_editor")) == "not_yours"
    act(article, "pass", make_user("legal", "editor"))
    act(article, "approve", make_user("chief_editor"))


def test_reviewer_of_the_step_may_save_and_those_of_other_steps_may_not():
    article = make_in_review(route=route("three"))
    for role in ("desk_head", "chief_editor", "proofreader", "art_editor"):
        with refuses("not_yours"):
            edit(article, make_user(role), headline="改")
    edit(article, make_user("editor"), headline="责编改的题目")
    act(article, "pass", make_user("editor"))
    with refuses("not_yours"):
        edit(article, make_user("editor"), headline="再改")


@pytest.mark.parametrize("made", [make_approved, make_published])
def test_nobody_saves_a_signed_or_published_text(made):
    article = made()
    for user in (
        article.author,
        make_user("editor"),
        make_user("chief_editor"),
        make_user(is_superuser=True),
    ):
        with refuses("not_yours"):
            edit(article, user, headline="改")


def test_art_editor_may_save_the_pictures_of_a_draft_and_no_text():
    article = make_draft()
    person = make_user("art_editor")
    with transaction.atomic():
        editing.check_save(article=article, user=person, seen_revision=1, pictures_only=True)
    with refuses("not_yours"):
        edit(article, person, headline="改")


def test_stale_save_is_refused_and_leaves_the_newer_text():
    article = make_draft()
    edit(article, make_user("editor"), headline="编辑的题目")
    with refuses("stale"):
        edit(article, article.author, seen=1, headline="记者的题目")
    assert Article.objects.get(pk=article.pk).headline == "编辑的题目"


@pytest.mark.parametrize("role", ["proofreader", "art_editor", "administrator"])
def test_those_who_do_not_write_begin_no_story(role):
    with refuses("not_yours"):
        editing.create_article(user=make_user(role), headline="新稿")


# a stronger route


def test_weaker_approval_does_not_come_back_by_discarding_changes():
    article = make_approved()
    act(article, "reopen", article.author, note="补一个出处")
    editing.assign_route(article=article, route=route("three"), user=make_user("editor"))
    assert _refusal(article, "discard", article.author) == "nothing_to_discard"
    act(article, "submit", article.author)
    assert article.open_round().steps.count() == 3


def test_story_raised_after_its_second_approval_can_still_go_back_to_what_is_public():
    article = make_published()
    headline = article.headline
    act(article, "reopen", article.author)
    edit(article, article.author, headline="第二版题目")
    act(article, "submit", article.author)
    approve_all(article)
    editing.assign_route(article=article, route=route("three"), user=make_user("editor"))
    act(article, "discard", article.author)
    assert (article.status, article.headline) == (Status.PUBLISHED, headline)


def test_correction_of_a_story_whose_route_was_raised_takes_every_step():
    article = make_published()
    act(article, "correct", article.author, correction={"right": "三十一人"})
    editing.assign_route(article=article, route=route("three"), user=make_user("editor"))
    act(article, "submit", article.author)
    assert [step.position for step in article.open_round().steps.all()] == [1, 2, 3]


def test_raising_the_route_ends_the_round_and_leaves_its_signatures():
    article = make_in_review(route=route("single"))
    editing.assign_route(article=article, route=route("three"), user=make_user("editor"))
    assert article.rounds.get().ending == "raised"
    assert (article.status, article.open_round()) == (Status.DRAFT, None)


# fronts


def test_front_is_published_and_withdrawn_with_its_series_only():
    series = make_series()
    front = Article.objects.get(pk=series.front_id)
    act(front, "submit", front.author)
    approve_all(front)
    chief = make_user("chief_editor")
    assert _refusal(front, "publish", chief) == "front_of_series"
    assert _refusal(front, "schedule", chief) == "front_of_series"
    assert _refusal(front, "reopen", chief) is None


def test_new_text_of_a_public_front_goes_out_by_a_release_and_not_alone():
    series = make_released()
    front = Article.objects.get(pk=series.front_id)
    act(front, "reopen", front.author)
    act(front, "submit", make_user("editor"))
    approve_all(front)
    chief = make_user("chief_editor")
    for action in ("publish", "schedule", "withdraw"):
        assert _refusal(front, action, chief) == "front_of_series"
    release(series)
    assert Article.objects.get(pk=front.pk).status == Status.PUBLISHED
