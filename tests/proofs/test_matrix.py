"""Every person × state × action, through the model and through the desk's pages, against the table of `matrix`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.models import Article, PublishedArticle, Revision, Round, SignOff, Transition
from articles.rights import Standing
from articles.workflow import ACTIONS
from tests.proofs.matrix import ALLOWED, BLIND, EVERYBODY, STATES, TO, make_case, what_is_asked

pytestmark = pytest.mark.django_db
_BUTTON = re.compile(r"""/act/(\w+)/|name="_act" value="(\w+)\"""")


def _traces(article: Article) -> dict[str, Any]:
    """Everything that an act could leave behind, beside its row in the ledger."""
    return {
        "article": Article.objects.filter(pk=article.pk).values().get(),
        "revisions": Revision.objects.filter(article=article).count(),
        "signatures": SignOff.objects.filter(round__article=article).count(),
        "rounds": list(Round.objects.filter(article=article).values()),
        "public": list(PublishedArticle.objects.filter(uid=article.uid).values()),
    }


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _allowed(state: str, person: str) -> set[str]:
    return {action for action, people in ALLOWED[state].items() if person in people}


def test_table_names_every_state_person_and_action():
    assert set(ALLOWED) == set(STATES)
    assert set(TO) == set(ACTIONS)
    assert {action for state in ALLOWED.values() for action in state} == set(ACTIONS), "an act nobody may do"
    assert set(make_case("draft")[1]) == EVERYBODY


@pytest.mark.parametrize("state", STATES)
def test_model_lets_exactly_those_act_whom_the_table_names(state):
    article, people = make_case(state)
    before = _traces(article)
    for person, user in people.items():
        may = _allowed(state, person)
        for action in ACTIONS:
            told = what_is_asked().get(action, {})
            if action in may:
                with _undone():
                    assert _perform(article, action, user, told).accepted, (person, action)
                    article.refresh_from_db()
                    assert article.status == TO[action], (person, action)
                article.refresh_from_db()
            else:
                assert not _perform(article, action, user, told).accepted, (person, action)
        assert _traces(article) == before, person
        _refusals_are_told(article, user, set(ACTIONS) - may)


def _perform(article: Article, action: str, user: Any, told: dict[str, Any]) -> editing.Outcome:
    data = {name: value for name, value in told.items() if name != "note"}
    return editing.perform(
        article=article,
        action=action,
        user=user,
        seen_revision=article.revision_number,
        note=told.get("note", ""),
        data=data,
    )


def _refusals_are_told(article: Article, user: Any, refused: set[str]) -> None:
    rows = Transition.objects.filter(subject_uid=article.uid, actor=user, outcome="refused")
    assert sorted(rows.values_list("action", flat=True)) == sorted(refused)
    assert all(rows.values_list("reason", flat=True))


@pytest.mark.parametrize("state", STATES)
def test_buttons_are_drawn_for_exactly_what_may_be_done(state):
    article, people = make_case(state)
    for person, user in people.items():
        fresh = type(user).objects.get(pk=user.pk)
        drawn = {action.name for action in Standing(fresh, article).available()}
        assert drawn == _allowed(state, person), person


@pytest.mark.parametrize("state", STATES)
def test_hand_made_post_does_only_what_the_table_allows(state):
    """What somebody may do here, everybody tries; of the rest, which the model refuses to all, one is tried."""
    every_post(state, [*ALLOWED[state], *sorted(set(ACTIONS) - set(ALLOWED[state]))[:1]], blind=2)


def every_post(state: str, actions: Sequence[str], blind: int | None = None) -> None:
    """Everybody posts every one of these actions at a story in a state; those who may not know of it, the first few."""
    article, people = make_case(state)
    before = _traces(article)
    for person, user in people.items():
        client = Client()
        client.force_login(user)
        may = _allowed(state, person)
        for action in actions[:blind] if person in BLIND else actions:
            if action in may:
                with _undone():
                    assert _post(client, article, action).status_code == 302, (person, action)
                    article.refresh_from_db()
                    assert article.status == TO[action], (person, action)
                article.refresh_from_db()
            else:
                response = _post(client, article, action)
                wanted = {302, 403, 404} if person in BLIND else {403, 409}
                assert response.status_code in wanted, (person, action, response.status_code)
        assert _traces(article) == before, person


def _post(client: Client, article: Article, action: str) -> Any:
    told = what_is_asked().get(action, {})
    data = {"seen_revision": article.revision_number, "note": told.get("note", "")}
    data |= told.get("correction", {})
    data |= {name: told[name] for name in ("notice", "revision") if name in told}
    if "publish_at" in told:
        when = timezone.localtime(told["publish_at"])
        data |= {"publish_at_0": f"{when:%Y-%m-%d}", "publish_at_1": f"{when:%H:%M}"}
    return client.post(f"/admin/articles/article/{article.pk}/act/{action}/", data)


@pytest.mark.parametrize("state", STATES)
def test_page_of_a_story_shows_a_button_for_what_may_be_done_and_no_other(state):
    article, people = make_case(state)
    for person, user in people.items():
        client = Client()
        client.force_login(user)
        page = client.get(f"/admin/articles/article/{article.pk}/change/")
        if person in BLIND:
            assert page.status_code in (302, 403, 404), person
            assert article.headline not in page.content.decode()
            continue
        found = _BUTTON.findall(page.content.decode())
        shown = {link or button for link, button in found} - {"save", "delete"}
        # one that takes a revision is offered beside that revision, in the history
        assert shown == _allowed(state, person) - {"restore"}, person


@pytest.mark.parametrize("action", ACTIONS)
def test_act_is_never_done_by_get(action):
    state = next(state for state, table in ALLOWED.items() if action in table)
    article, people = make_case(state)
    before = _traces(article)
    client = Client()
    client.force_login(people[sorted(ALLOWED[state][action])[0]])
    assert client.get(f"/admin/articles/article/{article.pk}/act/{action}/").status_code == 200
    assert client.head(f"/admin/articles/article/{article.pk}/act/{action}/").status_code == 200
    assert _traces(article) == before
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people[sorted(ALLOWED[state][action])[0]])
    assert _post(strict, article, action).status_code == 403
    assert _traces(article) == before
