"""What the paper says of itself, made anew by several at once: nobody fails, and nobody's word is written over."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from articles.models import HantTerm, Masthead, Page, PublishedPage, PublishedSite, Section
from articles.publishing_site import publish_house, publish_page, publish_site
from newsroom.staff.roles import ROLES, sync_roles
from tests.factories import make_site
from tests.proofs.threads import at_once

pytestmark = [pytest.mark.db_only, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def newspaper() -> None:
    """A masthead and one standing page."""
    make_site()
    publish_page(page=Page.objects.create(slug="about", title="关于本报", body="<p>里程与理发。</p>"))


def test_those_who_make_the_house_anew_wait_for_each_other() -> None:
    page = Page.objects.get()
    verbs: list[Any] = [publish_house, lambda: publish_page(page=page), publish_site] * 2
    for _round in range(5):
        assert at_once(*verbs) == [None] * len(verbs)
    assert PublishedPage.objects.count() == 2 and PublishedSite.objects.count() == 2


def test_whoever_comes_second_prints_what_the_first_has_saved() -> None:
    saved, let_go = threading.Event(), threading.Event()

    @transaction.atomic
    def rename() -> None:
        masthead = Masthead.objects.get()
        masthead.name = "望海晨报"
        masthead.save()
        publish_site()
        saved.set()
        assert not let_go.wait(0.3)  # the other has begun by now, and has to wait

    @transaction.atomic
    def add_a_section() -> None:
        assert saved.wait(10)
        Section.objects.create(name="海事", slug="haishi", position=90)
        publish_site()
        let_go.set()

    assert at_once(rename, add_a_section) == [None, None]
    told = PublishedSite.objects.get(script="hans")
    assert told.name == "望海晨报" and told.section_name("haishi") == "海事"


def test_two_words_decided_for_the_house_at_once_both_stand() -> None:
    def decide(term: str, hant: str) -> None:
        with transaction.atomic():
            HantTerm.objects.create(term=term, hant=hant)
            publish_house()

    assert at_once(lambda: decide("里程", "里程"), lambda: decide("理发", "理髮")) == [None, None]
    assert "里程與理髮" in PublishedPage.objects.get(script="hant").body_html


def test_two_who_sync_the_roles_at_once_make_each_group_once() -> None:
    # but for those that a step of a route holds fast
    names = ["reporter", "proofreader", "administrator", "publish", "override"]
    for _round in range(5):
        Group.objects.filter(name__in=names).delete()
        assert at_once(sync_roles, sync_roles) == [None, None]
        assert Group.objects.filter(name__in=names).count() == len(names)
    assert Group.objects.get(name="administrator").permissions.count() == len(ROLES[-1].permissions)
