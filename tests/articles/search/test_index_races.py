"""The index made anew while stories go out: nobody is refused for it, and no story is lost to search."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from articles import due
from articles.management.commands import reindex
from articles.models import Article, PublishedSearch
from articles.workflow import Status
from tests.factories import act, approve_all, ensure_defaults, make_published_then_edited, make_user
from tests.proofs.threads import at_once

pytestmark = [pytest.mark.db_only, pytest.mark.django_db(transaction=True)]


def test_a_planned_story_goes_out_though_its_row_is_being_made_anew() -> None:
    ensure_defaults()
    story = make_published_then_edited()
    act(story, "submit", story.author)
    approve_all(story)
    act(story, "schedule", make_user("chief_editor"), publish_at=timezone.now() + timedelta(days=1))
    Article.objects.update(publish_at=timezone.now() - timedelta(minutes=1))
    made = threading.Event()

    @transaction.atomic
    def make_anew() -> None:
        reindex._find(story.uid)
        made.set()
        threading.Event().wait(0.5)  # the other has begun by now, and has to wait

    def publish() -> None:
        assert made.wait(10)
        due.publish_due()

    assert at_once(make_anew, publish) == [None, None]
    story.refresh_from_db()
    assert story.status == Status.PUBLISHED
    assert PublishedSearch.objects.filter(uid=story.uid).count() == 1
