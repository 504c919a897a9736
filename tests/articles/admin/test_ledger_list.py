"""The ledger as a list and as a row: it says which story, in words, and only to those who may read every one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from articles.models import Transition
from tests import factories
from tests.articles.admin.pages import change_url, signed_in

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_transition_changelist")


def test_row_leads_those_who_may_read_every_story_to_it_and_tells_others_that_it_is_one() -> None:
    article = factories.make_in_review()
    link = f'<a href="{change_url(article)}">{article.headline}</a>'
    assert link in signed_in(factories.make_user("chief_editor")).get(LIST).content.decode()
    page = signed_in(factories.make_user("administrator")).get(LIST).content.decode()
    assert article.headline not in page and str(article.pk) not in re.findall(r"article/(\d+)/", page)
    assert "稿件</td>" in page


def test_more_stories_in_the_ledger_cost_no_more_queries(django_assert_max_num_queries: Any) -> None:
    chief = signed_in(factories.make_user("chief_editor"))
    factories.make_in_review()
    with django_assert_max_num_queries(40) as one:
        chief.get(LIST)
    for _ in range(3):
        factories.make_in_review()
    with django_assert_max_num_queries(len(one)):
        chief.get(LIST)


def test_page_of_a_row_is_called_by_what_was_done_and_prints_no_none() -> None:
    factories.make_in_review()
    row = Transition.objects.get(action="submit")
    page = (
        signed_in(factories.make_user("chief_editor"))
        .get(reverse("admin:articles_transition_change", args=[row.pk]))
        .content.decode()
    )
    assert page.count(f"{row.seq} 送审") >= 2 and f"{row.seq} submit" not in page  # heading and breadcrumbs
    assert "None" not in page


def test_cells_of_the_ledger_say_on_a_phone_what_they_hold() -> None:
    factories.make_in_review()
    page = signed_in(factories.make_user("chief_editor")).get(LIST).content.decode()
    for label in ("编号", "时间", "人员", "操作", "对象", "结果", "修订"):
        assert f'<span class="desk-card-label">{label}</span>' in page
