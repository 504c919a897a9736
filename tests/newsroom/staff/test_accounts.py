"""Accounts: an administrator makes them and gives roles; nobody raises their own rights."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles import ledger
from articles.models import Transition
from newsroom.staff import accounts
from newsroom.staff.models import User
from tests import factories
from tests.articles.admin.pages import signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "Chao-Xi-2026-you-xin"


@pytest.fixture
def administrator() -> User:
    return factories.make_user("administrator", username="bianwu")


def change(user: User) -> str:
    return reverse("admin:staff_user_change", args=[user.pk])


def group(name: str) -> int:
    return Group.objects.get_or_create(name=name)[0].pk


def data_of(user: User, *roles: str, **more: Any) -> dict[str, Any]:
    """What the form of an account sends."""
    return {
        "username": user.username,
        "display_name": user.display_name,
        "job_title": user.job_title,
        "language": user.language,
        "is_active": "on",
        "roles": [group(role) for role in roles],
        **more,
    }


def groups_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_administrator_makes_an_account_that_can_log_in_with_its_role(administrator: User) -> None:
    data = {
        "username": "shenhe",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "display_name": "沈禾",
        "job_title": "记者",
        "language": "zh-hans",
        "roles": [group("reporter")],
    }
    signed_in(administrator).post(reverse("admin:staff_user_add"), data)
    user = User.objects.get(username="shenhe")
    assert (groups_of(user), user.is_staff, user.is_superuser) == ({"reporter"}, True, False)
    client = Client()
    client.post(reverse("admin:login"), {"username": "shenhe", "password": PASSWORD})
    assert client.get(reverse("admin:articles_article_add")).status_code == 200


def test_administrator_changes_roles_of_others(administrator: User) -> None:
    user = factories.make_user("reporter")
    signed_in(administrator).post(change(user), data_of(user, "editor", "proofreader"))
    assert groups_of(user) == {"editor", "proofreader"}


def test_administrator_cannot_change_their_own_roles(administrator: User) -> None:
    signed_in(administrator).post(change(administrator), data_of(administrator, "chief_editor"))
    assert groups_of(administrator) == {"administrator"}


def test_administrator_cannot_make_a_superuser_or_give_single_rights(administrator: User) -> None:
    user = factories.make_user("reporter")
    wicked = {
        "is_superuser": "on",
        "single_rights": [group("override"), group("publish")],
        "groups": [group("override")],
        "user_permissions": ["1"],
    }
    signed_in(administrator).post(change(user), data_of(user, "reporter", **wicked))
    user = User.objects.get(pk=user.pk)
    assert (user.is_superuser, groups_of(user), user.user_permissions.count()) == (False, {"reporter"}, 0)


def test_single_right_cannot_be_slipped_in_as_a_role(administrator: User) -> None:
    user = factories.make_user("reporter")
    signed_in(administrator).post(change(user), data_of(user, "reporter", "override"))
    assert groups_of(user) == {"reporter"}


def test_superuser_gives_single_rights_and_the_administrators_save_keeps_them(administrator: User) -> None:
    user = factories.make_user("chief_editor")
    superuser = signed_in(factories.make_user(is_superuser=True))
    page = superuser.get(change(user)).content.decode()
    assert "越级放行" in page and "override" not in page.split("单项权限")[1]
    superuser.post(change(user), data_of(user, "chief_editor", single_rights=[group("override")]))
    assert groups_of(user) == {"chief_editor", "override"}
    signed_in(administrator).post(change(user), data_of(user, "editor"))
    assert groups_of(user) == {"editor", "override"}


def test_superusers_account_and_password_are_closed_to_administrators(administrator: User) -> None:
    chief = factories.make_user(is_superuser=True, password="old-secret-1")
    client = signed_in(administrator)
    assert client.post(change(chief), data_of(chief, "reporter")).status_code == 403
    url = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert client.post(url, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 403
    chief.refresh_from_db()
    assert chief.check_password("old-secret-1") and chief.is_superuser


def test_nobody_closes_their_own_account_by_mistake(administrator: User) -> None:
    data = data_of(administrator)
    del data["is_active"]
    signed_in(administrator).post(change(administrator), data)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_accounts_are_closed_and_never_deleted(administrator: User) -> None:
    user = factories.make_user("reporter")
    client = signed_in(administrator)
    assert client.post(reverse("admin:staff_user_delete", args=[user.pk]), {"post": "yes"}).status_code == 403
    data = data_of(user, "reporter")
    del data["is_active"]
    client.post(change(user), data)
    user.refresh_from_db()
    assert not user.is_active


@pytest.mark.parametrize(
    "role", ["reporter", "editor", "desk_head", "chief_editor", "proofreader", "art_editor"]
)
def test_accounts_are_the_administrators_alone(role: str) -> None:
    user = factories.make_user(role)
    client = signed_in(user)
    for url in (reverse("admin:staff_user_changelist"), reverse("admin:staff_user_add"), change(user)):
        assert client.get(url).status_code == 403
    assert client.post(change(user), data_of(user, "administrator")).status_code == 403
    assert groups_of(user) == {role}


@pytest.mark.parametrize("query", ["?password__startswith=p", "?groups__permissions__codename=x"])
def test_list_of_accounts_cannot_be_asked_about_passwords(administrator: User, query: str) -> None:
    assert signed_in(administrator).get(reverse("admin:staff_user_changelist") + query).status_code == 400


def test_thirty_wrong_passwords_lock_the_pair_and_not_the_newsroom(settings: Any) -> None:
    factories.make_user("reporter", username="shenhe", password=PASSWORD)
    factories.make_user("reporter", username="luyizhou", password=PASSWORD)
    client = Client(REMOTE_ADDR="203.0.113.9")
    for _try in range(6):
        client.post(reverse("admin:login"), {"username": "shenhe", "password": "wrong"})
    locked = client.post(reverse("admin:login"), {"username": "shenhe", "password": PASSWORD})
    assert locked.status_code == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.77")
    assert (
        elsewhere.post(reverse("admin:login"), {"username": "shenhe", "password": PASSWORD}).status_code
        == 302
    )
    other = client.post(reverse("admin:login"), {"username": "luyizhou", "password": PASSWORD})
    assert other.status_code == 302


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "王\n伪造", "a\u202eb"])
def test_name_that_the_ledger_could_not_print_is_refused(administrator: User, name: str) -> None:
    user = factories.make_user("reporter", display_name="沈禾")
    own = signed_in(user).post(reverse("admin:profile"), {"display_name": name, "language": "zh-hans"})
    others = signed_in(administrator).post(change(user), data_of(user, display_name=name))
    assert own.status_code == others.status_code == 200
    user.refresh_from_db()
    assert user.display_name == "沈禾"
    signed_in(user).post(reverse("admin:profile"), {"display_name": "沈 禾", "language": "zh-hans"})
    user.refresh_from_db()
    assert user.display_name == "沈 禾"


def told_of(account: User) -> list[Transition]:
    """What the ledger tells of an account, oldest first."""
    return [*Transition.objects.filter(subject="user", subject_uid=accounts.uid_of(account)).order_by("seq")]


def test_raising_closing_and_renaming_an_account_reach_the_ledger(administrator: User) -> None:
    user = factories.make_user("reporter", username="shenhe", display_name="沈禾")
    client = signed_in(administrator)
    client.post(change(user), data_of(user, "reporter"))
    assert told_of(user) == []
    raised = data_of(user, "reporter", "chief_editor", display_name="沈荷")
    raised.pop("is_active")
    client.post(change(user), raised)
    rows = told_of(user)
    assert [row.action for row in rows] == ["account_roles", "account_closed", "account_data"]
    assert {row.actor for row in rows} == {administrator}
    roles = {"before": ["reporter"], "after": ["chief_editor", "reporter"]}
    assert json.loads(rows[0].data) == roles
    assert ledger.first_break() is None


def test_new_account_and_new_passwords_reach_the_ledger_and_no_password_does(administrator: User) -> None:
    new = {"username": "shenhe", "password1": PASSWORD, "password2": PASSWORD, "language": "zh-hans"}
    client = signed_in(administrator)
    client.post(reverse("admin:staff_user_add"), new | {"roles": [group("chief_editor")]})
    user = User.objects.get(username="shenhe")
    other = {"password1": PASSWORD[::-1], "password2": PASSWORD[::-1], "usable_password": "true"}
    client.post(reverse("admin:auth_user_password_change", args=[user.pk]), other)
    own = {"old_password": PASSWORD[::-1], "new_password1": PASSWORD, "new_password2": PASSWORD}
    signed_in(User.objects.get(pk=user.pk)).post(reverse("admin:password_change"), own)
    rows = told_of(user)
    assert [(row.action, row.actor) for row in rows] == [
        ("account_new", administrator),
        ("account_password", administrator),
        ("account_password", user),
    ]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    kept = "".join(row.note + row.data for row in rows)
    assert PASSWORD not in kept and user.password not in kept


def test_administrator_reads_in_the_ledger_who_was_raised_to_what(administrator: User) -> None:
    user = factories.make_user("reporter", username="shenhe", display_name="沈禾")
    client = signed_in(administrator)
    client.post(change(user), data_of(user, "chief_editor"))
    listed = client.get(reverse("admin:articles_transition_changelist") + "?act=account_roles")
    assert "沈禾（shenhe）" in listed.content.decode() and "角色变更" in listed.content.decode()
    row = told_of(user)[0]
    page = client.get(reverse("admin:articles_transition_change", args=[row.pk])).content.decode()
    assert "记者 → 总编辑" in page


def test_refused_change_of_an_account_tells_nothing(administrator: User) -> None:
    user = factories.make_user("reporter")
    signed_in(administrator).post(change(user), data_of(user, "chief_editor", display_name="沈\u200b禾"))
    assert groups_of(user) == {"reporter"} and told_of(user) == []


def test_superuser_cannot_give_or_take_a_role_by_renaming_or_deleting_its_group():
    client = Client()
    client.force_login(factories.make_user(is_superuser=True))
    reporter = factories.make_user("reporter", "own")
    assert client.post(reverse("admin:auth_group_add"), {"name": "night"}).status_code == 302
    role, own = (Group.objects.get(name=name) for name in ("reporter", "own"))
    for group in (role, own):
        for right in ("override", "see_all"):
            client.post(reverse("admin:auth_group_change", args=[group.pk]), {"name": right})
        delete = reverse("admin:auth_group_delete", args=[group.pk])
        assert client.post(delete, {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:auth_group_change", args=[role.pk])).status_code == 200
    assert set(type(reporter).objects.get(pk=reporter.pk).role_codes) == {"reporter", "own"}


def test_list_of_accounts_is_filtered_by_roles_under_their_printed_names(administrator: User) -> None:
    writer = factories.make_user("reporter")
    desk = signed_in(administrator)
    page = desk.get(reverse("admin:staff_user_changelist"), {"role": "reporter"})
    assert [user.pk for user in page.context["cl"].result_list] == [writer.pk]
    offered = page.content.decode().partition('id="changelist-filter"')[2]
    assert "美编" in offered and "美编</a>" in offered and ">art_editor<" not in offered


def test_page_of_an_account_says_whether_a_password_is_set_and_nothing_of_how_it_is_kept(
    administrator: User,
) -> None:
    writer = factories.make_user("reporter")
    desk = signed_in(administrator)
    writer.set_password(PASSWORD)
    writer.save()
    page = desk.get(change(writer)).content.decode()
    assert "已设密码。" in page and writer.password.split("$")[0] not in page and "***" not in page
    writer.set_unusable_password()
    writer.save()
    assert "已设密码。" not in desk.get(change(writer)).content.decode()


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "现有密码随即作废"), ("en", "cannot log in")])
def test_page_for_setting_a_password_speaks_the_language_of_the_desk(language: str, told: str) -> None:
    desk = signed_in(factories.make_user("administrator", language=language))
    writer = factories.make_user("reporter")
    writer.set_password(PASSWORD)
    writer.save()
    page = desk.get(reverse("admin:auth_user_password_change", args=[writer.pk])).content.decode()
    assert told in page and "LDAP" not in page and "你" not in page
