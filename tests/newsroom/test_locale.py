"""Claims about the words of the desk: buttons, states and roles are called what the newsroom agreed, in each script."""

from datetime import datetime

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.test import RequestFactory
from django.utils import formats, translation

from articles.models import Contributor, Page, Transition
from articles.workflow import ACTIONS, Status
from newsroom.staff.roles import BY_CODE
from tests.factories import make_user

BUTTONS = {
    "submit": ("送审", "送審", "Submit for review"),
    "recall": ("撤回送审", "撤回送審", "Recall"),
    "pass": ("通过", "通過", "Pass"),
    "approve": ("签发", "簽發", "Approve"),
    "request_changes": ("退回…", "退回…", "Request changes…"),
    "clear_proof": ("校对放行…", "校對放行…", "Clear proofing…"),
    "override": ("越级放行…", "越級放行…", "Override…"),
    "schedule": ("定时发布…", "定時發布…", "Schedule…"),
    "reschedule": ("改时间…", "改時間…", "Change time…"),
    "unschedule": ("取消定时", "取消定時", "Unschedule"),
    "publish": ("立即发布…", "立即發布…", "Publish now…"),
    "correct": ("更正…", "更正…", "Correct…"),
    "withdraw": ("撤稿…", "撤稿…", "Withdraw…"),
    "restore": ("恢复为草稿…", "還原為草稿…", "Restore as draft…"),
}
STATES = {
    Status.DRAFT: ("草稿", "草稿", "Draft"),
    Status.IN_REVIEW: ("审校中", "審校中", "In review"),
    Status.APPROVED: ("已签发", "已簽發", "Approved"),
    Status.PUBLISHED: ("已发布", "已發布", "Published"),
    Status.WITHDRAWN: ("已撤稿", "已撤稿", "Withdrawn"),
}
ROLES = {
    "reporter": ("记者", "記者", "Reporter"),
    "editor": ("责任编辑", "責任編輯", "Editor"),
    "desk_head": ("部门主任", "部門主任", "Desk head"),
    "chief_editor": ("总编辑", "總編輯", "Chief editor"),
    "proofreader": ("校对", "校對", "Proofreader"),
    "art_editor": ("美编", "美編", "Art editor"),
    "administrator": ("系统管理员", "系統管理員", "Administrator"),
}


def _in_each_language(label: object) -> tuple[str, ...]:
    said = []
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            said.append(str(label))
    return tuple(said)


@pytest.mark.parametrize("name", BUTTONS)
def test_button_says_what_the_desk_agreed(name):
    assert _in_each_language(ACTIONS[name].label) == BUTTONS[name]


@pytest.mark.parametrize("status", STATES)
def test_state_is_called_what_the_desk_agreed(status):
    assert _in_each_language(status.label) == STATES[status]


@pytest.mark.parametrize("code", ROLES)
def test_role_is_called_what_the_desk_agreed(code):
    assert _in_each_language(BY_CODE[code].label) == ROLES[code]


def test_every_role_has_its_words():
    assert set(ROLES) == set(BY_CODE)


def test_same_english_word_may_differ_in_chinese():
    """“Withdrawn” is 已撤稿 on the desk and 已撤回 where readers meet it: the context keeps them apart."""
    with translation.override("zh-hans"):
        assert str(Status.WITHDRAWN.label) == "已撤稿"
        assert translation.gettext("Withdrawn") == "已撤回"


def test_what_a_field_is_called_follows_what_it_is_of():
    """English has one word, Chinese two: a person's 称谓 and a page's 标题, a person's 简介 and what a row is about."""
    with translation.override("zh-hans"):
        assert str(Contributor._meta.get_field("default_title").verbose_name) == "称谓"
        assert str(Page._meta.get_field("title").verbose_name) == "标题"
        assert str(Contributor._meta.get_field("bio").verbose_name) == "简介"
        ledger = admin.site._registry[Transition]
        assert str(label_for_field("subject_of", Transition, model_admin=ledger)) == "对象"


def test_stock_string_of_the_admin_is_ours():
    with translation.override("zh-hans"):
        assert translation.gettext("Home") == "工作台"
        assert translation.gettext("Model name") == "资料"
        assert translation.gettext(":") == "："
    with translation.override("en"):
        assert translation.gettext("Home") == "My desk"


def test_installed_packages_are_called_by_what_they_keep():
    """Their own names are Axes and Tasks Database Backend, in every language."""
    assert _in_each_language(apps.get_app_config("axes").verbose_name) == (
        "登录防护",
        "登入防護",
        "Login attempts",
    )
    assert _in_each_language(apps.get_app_config("django_tasks_database").verbose_name) == (
        "后台任务",
        "背景工作",
        "Background tasks",
    )


def test_english_days_stand_before_months_as_elsewhere_on_the_desk():
    with translation.override("en"):
        assert formats.date_format(datetime(2026, 11, 27, 13, 17), "DATETIME_FORMAT") == "27 Nov 2026 13:17"


def test_traditional_desk_quotes_with_corner_marks():
    """Simplified has “ ” and traditional 「 」: a sentence carried over by converting its characters kept the wrong ones."""
    entries = polib.pofile(f"{settings.LOCALE_PATHS[0]}/zh_Hant/LC_MESSAGES/django.po")
    said = [form for entry in entries for form in (entry.msgstr, *entry.msgstr_plural.values())]
    assert any("「" in form for form in said)
    assert [form for form in said if set(form) & set("“”‘’")] == []


def test_traditional_desk_is_not_simplified():
    """Django falls back from one Chinese to the other: a missing traditional entry would pass unnoticed."""
    assert _in_each_language(ACTIONS["reopen"].label)[:2] == ("重开改稿…", "重開改稿…")


@pytest.mark.django_db
def test_every_column_and_field_of_the_admin_has_a_chinese_name() -> None:
    """Those of installed packages too."""
    named = []
    with translation.override("zh-hans"):
        for model, site_admin in admin.site._registry.items():
            asked = RequestFactory().get("/")
            asked.user = make_user(is_superuser=True)
            fields = [*site_admin.list_display, *site_admin.get_readonly_fields(asked)]
            labels = [str(label_for_field(name, model, model_admin=site_admin)) for name in fields]
            labels += [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
            for label in labels:
                assert not label.isascii() or label in ("", "ID", "id", "HTTP Accept"), (
                    f"{model.__name__}: {label}"
                )
            named += labels
    assert len(named) > 60
