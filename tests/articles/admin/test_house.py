"""The house: routes end with the chief editor, the masthead is published on saving, the ledger is only read."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation

from articles.admin.panels import action_label
from articles.models import Contributor, Masthead, ReviewRoute, Section, Tag, Transition
from articles.models.published import PublishedContributor, PublishedSite
from series import planning
from tests import factories
from tests.articles.admin.pages import signed_in
from tests.proofs.making import make_released, slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Any:
    return signed_in(factories.make_user("administrator"))


def route_data(route: ReviewRoute, *steps: tuple[int, str, str], **more: str) -> dict[str, Any]:
    """A route's form: steps as (number, name, group)."""
    data: dict[str, Any] = {
        "name_hans": route.name_hans,
        "name_hant": route.name_hant,
        "name_en": route.name_en,
        "steps-TOTAL_FORMS": len(steps),
        "steps-INITIAL_FORMS": "0",
        **more,
    }
    existing = [*route.steps.all()]
    data["steps-INITIAL_FORMS"] = min(len(existing), len(steps))
    for at, (number, name, group) in enumerate(steps):
        data |= {
            f"steps-{at}-id": existing[at].pk if at < len(existing) else "",
            f"steps-{at}-route": route.pk,
            f"steps-{at}-position": number,
            f"steps-{at}-name_hans": name,
            f"steps-{at}-name_hant": name,
            f"steps-{at}-name_en": name,
            f"steps-{at}-kind": "both",
            f"steps-{at}-group": Group.objects.get_or_create(name=group)[0].pk,
        }
    return data


def change(route: ReviewRoute) -> str:
    return reverse("admin:articles_reviewroute_change", args=[route.pk])


def passage(route: ReviewRoute) -> list[tuple[int, str]]:
    return [(step.position, step.group.name) for step in route.steps.all()]


def test_steps_of_a_route_can_swap_places(administrator: Any) -> None:
    route = factories.route("three")
    steps = (2, "初审", "editor"), (1, "复审", "desk_head"), (3, "终审", "chief_editor")
    assert administrator.post(change(route), route_data(route, *steps)).status_code == 302
    assert passage(route) == [(1, "desk_head"), (2, "editor"), (3, "chief_editor")]


def test_six_steps_of_review_and_proof_can_be_made(administrator: Any) -> None:
    route = factories.route("three")
    names = ("editor", "proofreader", "desk_head", "proofreader", "chief_editor", "chief_editor")
    steps = [(number, f"第{number}步", name) for number, name in enumerate(names, start=1)]
    assert administrator.post(change(route), route_data(route, *steps)).status_code == 302
    assert [name for _place, name in passage(route)] == list(names)


@pytest.mark.parametrize("last", ["editor", "proofreader", "desk_head"])
def test_route_that_ends_with_somebody_else_is_refused(administrator: Any, last: str) -> None:
    route = factories.route("three")
    before = passage(route)
    steps = (1, "终审", "chief_editor"), (2, "最后", last)
    answer = administrator.post(change(route), route_data(route, *steps))
    assert answer.status_code == 200 and passage(route) == before


@pytest.mark.parametrize("group", ["reporter", "administrator", "override"])
def test_step_cannot_be_given_to_those_who_have_no_say(administrator: Any, group: str) -> None:
    route = factories.route("three")
    steps = (1, "初审", group), (2, "终审", "chief_editor")
    assert administrator.post(change(route), route_data(route, *steps)).status_code == 200
    assert len(passage(route)) == 3


def test_mark_for_new_stories_moves_to_the_route_that_gets_it(administrator: Any) -> None:
    three = factories.route("three")
    steps = [(step.position, step.name_hans, step.group.name) for step in three.steps.all()]
    administrator.post(change(three), route_data(three, *steps, is_default="on", is_series_default="on"))
    assert [route.slug for route in ReviewRoute.objects.filter(is_default=True)] == ["three"]


def test_editing_a_route_leaves_the_round_that_is_open(administrator: Any) -> None:
    article = factories.make_in_review()
    route = factories.route("single")
    steps = (1, "初审", "editor"), (2, "终审", "chief_editor")
    administrator.post(change(route), route_data(route, *steps))
    round_ = article.open_round()
    assert round_ is not None and [step.group.name for step in round_.steps.all()] == ["chief_editor"]


def test_saving_the_masthead_publishes_it(administrator: Any) -> None:
    url = reverse("admin:articles_masthead_add")
    administrator.post(url, {"name": "望海新报", "footer": "示例内容"})
    assert Masthead.objects.get().pk == 1
    assert {site.name for site in PublishedSite.objects.all()} == {"望海新报", "望海新報"}
    assert administrator.get(url).status_code == 403
    page = administrator.get(reverse("admin:articles_masthead_changelist"))
    assert page.url == reverse("admin:articles_masthead_change", args=[1])


def test_new_section_is_in_the_public_head_at_once_and_keeps_its_address(administrator: Any) -> None:
    factories.make_site()
    administrator.post(
        reverse("admin:articles_section_add"), {"name": "海岸", "slug": "haian", "position": "5"}
    )
    site = PublishedSite.objects.get(script="hans")
    assert "haian" in {section["slug"] for section in site.sections}
    section = Section.objects.get(slug="haian")
    url = reverse("admin:articles_section_change", args=[section.pk])
    administrator.post(url, {"name": "海边", "slug": "other", "position": "5"})
    section.refresh_from_db()
    assert (section.slug, section.name) == ("haian", "海边")


def test_ledger_is_read_by_chief_and_administrator_and_written_by_nobody() -> None:
    article = factories.make_returned(opinion="意见只给看得到稿子的人。")
    row = Transition.objects.get(action="request_changes")
    url = reverse("admin:articles_transition_change", args=[row.pk])
    for role in ("chief_editor", "administrator"):
        client = signed_in(factories.make_user(role))
        page = client.get(url)
        assert page.status_code == 200
        assert client.post(url, {"note": "改史"}).status_code == 403
        assert ("意见只给" in page.content.decode()) == (role == "chief_editor")
        listed = client.get(reverse("admin:articles_transition_changelist")).content.decode()
        assert (article.headline in listed) == (role == "chief_editor")
    for role in ("reporter", "editor", "proofreader"):
        assert signed_in(factories.make_user(role)).get(url).status_code == 403


@pytest.mark.parametrize("question", ["note", "note__exact", "note__isnull", "data__exact"])
def test_administrator_cannot_ask_the_ledger_for_what_was_said(question: str) -> None:
    factories.make_returned(opinion="第二段的数字没有出处。")
    client = signed_in(factories.make_user("administrator"))
    listed = reverse("admin:articles_transition_changelist")
    assert client.get(listed, {"act": "request_changes"}).context["cl"].result_count == 1
    assert client.get(listed, {question: "第二段的数字没有出处。"}).status_code == 400


def test_changed_contributor_is_seen_by_readers_once_somebody_is_credited() -> None:
    person = factories.make_contributor("朴海云", default_title="记者")
    editor = signed_in(factories.make_user("editor"))
    url = reverse("admin:articles_contributor_change", args=[person.pk])
    data = {"name_hans": "朴海云", "name_hant": "朴海雲", "bio": "写海的人。"}
    editor.post(url, data)
    assert not PublishedContributor.objects.exists()
    factories.make_published(credited=person)
    editor.post(url, {**data, "bio": "写海，也写人。"})
    assert PublishedContributor.objects.get(script="hans").bio == "写海，也写人。"


def test_contributors_without_a_title_are_found_under_a_word() -> None:
    factories.make_contributor("沈禾", default_title="记者")
    bare = factories.make_contributor("望海新报")
    editor = signed_in(factories.make_user("editor"))
    listed = reverse("admin:articles_contributor_changelist")
    assert '<a href="?default_title=">（无）</a>' in editor.get(listed).content.decode()
    assert [*editor.get(listed, {"default_title": ""}).context["cl"].result_list] == [bare]


def test_contributor_gets_an_address_from_the_name_that_stays() -> None:
    editor = signed_in(factories.make_user("editor"))
    editor.post(reverse("admin:articles_contributor_add"), {"name_hans": "沈禾"})
    person = Contributor.objects.get()
    assert person.slug == "shen-he"
    url = reverse("admin:articles_contributor_change", args=[person.pk])
    editor.post(url, {"name_hans": "沈禾", "slug": "other"})
    person.refresh_from_db()
    assert person.slug == "shen-he"


def test_editor_cannot_cut_their_own_account_from_their_credit() -> None:
    user = factories.make_user("editor")
    person = factories.make_contributor("于海", user=user)
    url = reverse("admin:articles_contributor_change", args=[person.pk])
    signed_in(user).post(url, {"name_hans": "改名", "user": "", "bio": "简介"})
    person.refresh_from_db()
    assert (person.user, person.name_hans, person.bio) == (user, "于海", "简介")


def test_tag_is_renamed_on_the_desk_and_keeps_its_address() -> None:
    tag = Tag.objects.create(name="渔业", slug="yuye")
    factories.make_draft().tags.add(tag)
    url = reverse("admin:articles_tag_change", args=[tag.pk])
    client = signed_in(factories.make_user("editor"))
    client.post(url, {"name": "渔港", "slug": "yugang"})
    tag.refresh_from_db()
    assert (tag.name, tag.slug, tag.former_names) == ("渔港", "yuye", ["渔业"])
    taken = client.post(reverse("admin:articles_tag_add"), {"name": "渔业", "slug": "yuye-2"})
    assert taken.status_code == 200 and not Tag.objects.filter(slug="yuye-2").exists()


@pytest.mark.parametrize("name", ["section", "creditrole", "masthead", "reviewroute"])
@pytest.mark.parametrize("role", ["reporter", "editor", "chief_editor"])
def test_house_is_the_administrators(name: str, role: str) -> None:
    client = signed_in(factories.make_user(role))
    assert client.get(reverse(f"admin:articles_{name}_add")).status_code == 403


def test_every_act_that_the_ledger_keeps_has_a_name() -> None:
    series = make_released()
    story = factories.make_published()
    planning.attach(instalment=slot(series, 1), article=story, user=factories.make_user("editor"))
    assert Transition.objects.filter(subject="series").count() >= 3
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for code in set(Transition.objects.values_list("action", flat=True)):
                assert action_label(code) != code
