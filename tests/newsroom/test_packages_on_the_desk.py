"""What installed packages keep is shown on the desk in the words of the desk."""

from __future__ import annotations

import re

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult, get_date_max

from tests.articles.admin.pages import signed_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
_LABELS = re.compile(r"<(th|label)\b(?![^>]*class=.field)[^>]*>(.*?)</\1>", re.DOTALL)


def _queued() -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path="articles.rendering.tasks.render_picture",
        args_kwargs={"args": [1], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
        traceback="Traceback …",
    )


def _failed_login() -> AccessAttempt:
    Client().post(reverse("admin:login"), {"username": "nobody", "password": "wrong"})
    return AccessAttempt.objects.get()


@pytest.mark.parametrize("make", [_queued, _failed_login])
def test_lists_and_rows_name_what_they_show_in_chinese(make) -> None:
    row = make()
    client = signed_in(make_user(is_superuser=True))
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
    for url in (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])):
        page = client.get(url)
        assert page.status_code == 200
        told = [re.sub(r"<[^>]+>|\s", "", label) for _tag, label in _LABELS.findall(page.content.decode())]
        assert [
            one for one in told if one.isascii() and one.lower() not in ("", "id:", "id", "httpaccept:")
        ] == []
        assert "render_picture" in page.content.decode() or make is _failed_login


def test_what_waits_in_the_queue_says_so() -> None:
    _queued()
    page = signed_in(make_user(is_superuser=True)).get(
        reverse("admin:django_tasks_database_dbtaskresult_changelist")
    )
    assert "等待" in page.content.decode() and "READY" not in re.sub(r"<[^>]+>", "", page.content.decode())
